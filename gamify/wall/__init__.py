"""The wall, pure: what a screen may be set to, and what is worth celebrating."""
