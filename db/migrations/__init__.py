"""How the schema came to be: `versions` in order, `upgrade` applies them."""
