"""Every table that goes out, declared once for the pages, the API and the command line."""
