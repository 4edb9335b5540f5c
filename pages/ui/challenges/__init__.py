"""Challenges: following those that run, and setting one."""
