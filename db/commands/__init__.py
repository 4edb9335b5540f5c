"""Every write: session first, one transaction each, cells and version kept in step."""
