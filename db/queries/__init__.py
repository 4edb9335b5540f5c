"""Every SELECT that the pages, the API and the command line need."""
