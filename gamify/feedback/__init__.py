"""Customers' words: how they are found, and what the department learns from the low ones."""
