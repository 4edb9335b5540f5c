"""The hall of fame: what of a closed season is kept for good, and the records among it."""
