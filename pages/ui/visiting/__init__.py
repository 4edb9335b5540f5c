"""Who is here, in the frame of every page."""
