"""What was made of files, by the digest of each: a file is parsed once in its life. Losing a cache costs only time."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

V = TypeVar("V")

_SCHEMA = "CREATE TABLE IF NOT EXISTS trees (digest TEXT PRIMARY KEY, tree TEXT) WITHOUT ROWID"
BATCH = 500
"""Files read, looked up and written together; SQLite takes up to 999 parameters in a statement."""


READERS = ("load/yaml_source.py", "load/issued.py", "model/issued.py", "model/base.py", "model/plain.py")


def _version() -> str:
    """A digest of what reads files: trees that another version of it made are not found."""
    package = Path(__file__).parent.parent
    return blake2b(b"".join((package / name).read_bytes() for name in READERS), digest_size=8).hexdigest()


class Shelf(Generic[V]):
    """Values by the digest of what they were made of, by one `version` of what makes them. A broken or unwritable file
    is no cache, never an error. With `forget` it is asked for all that a place has, and forgets the rest."""

    def __init__(self, path: Path | None, version: str, *, forget: bool = True) -> None:
        self._database: sqlite3.Connection | None = None
        self._forget = forget
        self._used: set[str] = set()
        self._version = version
        if path is not None and not path.parent.is_symlink():
            self._database = _opened(path)

    def _written(self, value: V) -> str | bytes:
        raise NotImplementedError

    def _read(self, text: Any) -> V | None:
        """A value as it was put; None, or a ValueError, where it is none."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def keep(self, digests: Iterable[str]) -> None:
        """Does not forget what is known of these."""
        self._used.update(self._version + digest for digest in digests)

    def get(self, digests: Iterable[str]) -> dict[str, V]:
        """What is known."""
        keys = {self._version + digest: digest for digest in digests}
        self._used.update(keys)
        found: dict[str, V] = {}
        if self._database is None or not keys:
            return found
        question = f"SELECT digest, tree FROM trees WHERE digest IN ({','.join('?' * len(keys))})"
        try:
            for key, text in self._database.execute(question, list(keys)):
                value = self._read(text)
                if value is not None:
                    found[keys[key]] = value
        except (sqlite3.Error, ValueError, RecursionError):
            self._give_up()
        return found

    def put(self, values: Mapping[str, V]) -> None:
        """Keeps values by their digests."""
        if self._database is None or not values:
            return
        self.keep(values)
        rows = [(self._version + digest, self._written(value)) for digest, value in values.items()]
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO trees VALUES (?, ?)", rows)
        except sqlite3.Error:
            self._give_up()

    def close(self) -> None:
        """Forgets what this run did not use, once that is more than half of all, and closes the file."""
        if self._database is None:
            return
        try:
            (count,) = self._database.execute("SELECT count(*) FROM trees").fetchone()
            if self._forget and count > 2 * len(self._used):
                with self._database:
                    self._database.execute("CREATE TEMP TABLE used (digest TEXT PRIMARY KEY)")
                    self._database.executemany("INSERT INTO used VALUES (?)", [(key,) for key in self._used])
                    self._database.execute("DELETE FROM trees WHERE digest NOT IN (SELECT digest FROM used)")
        except sqlite3.Error:
            pass
        self._give_up()

    def _give_up(self) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None


class TreeCache(Shelf[dict[str, Any]]):
    """Trees of parsed files by the hex digest of their file."""

    def __init__(self, path: Path | None, *, forget: bool = True) -> None:
        super().__init__(path, _version(), forget=forget)

    def _written(self, value: dict[str, Any]) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def _read(self, text: Any) -> dict[str, Any] | None:
        tree = json.loads(text)
        return tree if isinstance(tree, dict) else None


def _opened(path: Path) -> sqlite3.Connection | None:
    """The database, made anew where the file is broken; None where it cannot be used."""
    for _ in range(2):
        database = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(path, timeout=1)
            database.execute("PRAGMA synchronous = OFF")
            database.execute(_SCHEMA)
            return database
        except sqlite3.OperationalError:  # locked, read-only, no folder
            if database is not None:
                database.close()
            return None
        except (sqlite3.DatabaseError, OSError):
            if database is not None:
                database.close()
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return None
