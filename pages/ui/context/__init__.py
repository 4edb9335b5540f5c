"""What colleagues share: shift notes, thanks, and the timeline of what was said."""
