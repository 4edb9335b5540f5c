"""Tables as they go out: what a column is, and how rows become CSV, XLSX, Parquet and JSON."""
