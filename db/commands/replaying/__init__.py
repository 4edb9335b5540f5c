"""How single kinds of decisions are taken again from what the log says of them."""
