"""What a shift leaves to the next one: notes, and the little Markdown that they may hold."""
