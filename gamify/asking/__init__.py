"""Asking customers for a rating by a link in an e-mail."""
