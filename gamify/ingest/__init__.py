"""Ratings files of any format, understood and cleaned. Start at `ratings_file.open_ratings`."""
