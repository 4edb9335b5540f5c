"""Ratings that shouldn't count: asked about, decided on, found by their ticket, let back in."""
