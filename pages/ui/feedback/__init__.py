"""Customers' words: praise, what is learned from low ratings, what causes cost, good practice."""
