"""What is printed: the report of a season, and certificates."""
