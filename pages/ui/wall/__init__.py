"""The wall as values: one module for each part of a picture."""
