"""Every write: session first, one transaction each, cells and version kept in step."""

import db.models  # noqa: F401  (the tables that they name are declared there)
