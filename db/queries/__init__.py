"""Every SELECT that the pages, the API and the command line need."""

import db.models  # noqa: F401  (the tables that they name are declared there)
