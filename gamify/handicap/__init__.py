"""Handicaps: what evens out kinds of work (SCORING B)."""
