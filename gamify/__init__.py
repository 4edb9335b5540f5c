"""The domain of Crownboard: pure functions over ratings, seasons, standings and credit."""
