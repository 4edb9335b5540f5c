"""A team's own story: its place, its seasons, its stars, its challenges, its people."""
