"""Nominations: the categories of competition, one file each (SCORING D)."""
