"""Tables as an SQLite file: the same bytes for the same tables and the same SQLite."""

from typing import Any

AFFINITY = {"number": "REAL", "integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER"}
TEXT = "NULLIF(?, '')"
"""A cell as it is stored: nothing for an empty one; a number by the affinity of its column."""
BOOLEAN = "CASE ? WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"


def sqlite_bytes(content: Any) -> bytes:
    """The bytes of a database (views.data.tables.Sheets): a table a sheet with its keys, then the views."""
    import sqlite3  # only where a database is really made

    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("BEGIN")
        for sheet in content.sheets:
            connection.execute(_table(sheet))
            values = ", ".join(BOOLEAN if field.kind == "boolean" else TEXT for field in sheet.fields)
            connection.executemany(f"INSERT INTO {_name(sheet.name)} VALUES ({values})", sheet.rows)
        for name, sql in content.views:
            connection.execute(f"CREATE VIEW {_name(name)} AS {sql}")
        connection.execute("COMMIT")
        return bytes(connection.serialize())
    finally:
        connection.close()


def _name(name: str) -> str:
    return f'"{name}"'


def _table(sheet: Any) -> str:
    parts = [f"{_name(field.name)} {AFFINITY.get(field.kind, 'TEXT')}" for field in sheet.fields]
    if sheet.key:
        parts.append(f"PRIMARY KEY ({', '.join(map(_name, sheet.key))})")
    parts += [
        f"FOREIGN KEY ({_name(column)}) REFERENCES {_name(table)} ({_name(key)})"
        for column, table, key in sheet.references
    ]
    return f"CREATE TABLE {_name(sheet.name)} ({', '.join(parts)})"
