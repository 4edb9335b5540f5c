"""Challenges: a goal for a season, where it stands and how likely it is (SCORING E)."""
