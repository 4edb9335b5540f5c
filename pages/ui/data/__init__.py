"""The parts of the page “Data”: upload, imports, quality."""
