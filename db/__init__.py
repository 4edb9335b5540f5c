"""Storage: engine, tables, queries (every SELECT) and commands (every write)."""
