"""Setting up the screens in the office, for leads."""
