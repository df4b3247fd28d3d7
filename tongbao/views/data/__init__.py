"""Open data: every record and list as JSON, CSV, XLSX, SQLite, OC4IDS, with what they say of themselves."""
