"""HTTP routes that live beside the pages in one process."""
