"""Nominations: who is ahead in which, and how it is counted."""
