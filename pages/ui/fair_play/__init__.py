"""Fair play: what looks odd in a season, and what a lead decides of it."""
