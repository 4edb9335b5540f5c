"""The pulse: its questions on “My season”, and the figures that leads see."""
