"""The menu by which tables, charts and the report of a page are downloaded."""
