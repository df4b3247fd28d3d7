import sqlite3
from pathlib import Path

from tests.builders import PROJECT, write_place
from tongbao.load.cache import TreeCache
from tongbao.load.folders import load_place


def test_trees_come_back(tmp_path: Path) -> None:
    """A tree that was put is there for the next run, and only under its own digest."""
    with TreeCache(tmp_path / "c" / "parsed.sqlite") as cache:
        cache.put({"a": {"name": "甲", "list": [None, True]}})
    with TreeCache(tmp_path / "c" / "parsed.sqlite") as cache:
        assert cache.get(["a", "b"]) == {"a": {"name": "甲", "list": [None, True]}}


def test_pruned_beyond_twice_the_used(tmp_path: Path) -> None:
    """What a run did not use is forgotten only once it is more than half."""
    path = tmp_path / "c" / "parsed.sqlite"
    with TreeCache(path) as cache:
        cache.put({name: {} for name in "abcde"})
    with TreeCache(path) as cache:
        cache.get("abc")
    with TreeCache(path) as cache:
        assert set(cache.get("abcde")) == set("abcde")
    with TreeCache(path) as cache:
        cache.get("ab")
    with TreeCache(path) as cache:
        assert set(cache.get("abcde")) == set("ab")


def test_broken_file_is_made_anew(tmp_path: Path) -> None:
    """A cache that is no database is replaced, and a tree in it that is no JSON is read from its file."""
    root = write_place(tmp_path, {"projects/P-1.yaml": PROJECT})
    database = root / ".tongbao" / "parsed.sqlite"
    database.parent.mkdir()
    database.write_bytes(b"no database at all, but long enough to be looked at" * 99)
    assert not load_place(root).problems
    connection = sqlite3.connect(database)
    assert connection.execute("SELECT count(*) FROM trees").fetchone() == (2,)
    connection.execute("UPDATE trees SET tree = '{'")
    connection.commit()
    connection.close()
    loaded = load_place(root)
    assert not loaded.problems
    assert loaded.dataset is not None
    assert len(loaded.dataset.projects) == 1


def test_no_place_for_a_cache(tmp_path: Path) -> None:
    """Where nothing can be written, or the folder is a link, there is no cache and no complaint."""
    root = write_place(tmp_path / "a", {".tongbao": "a file", "projects/P-1.yaml": PROJECT})
    assert load_place(root).dataset is not None
    other = write_place(tmp_path / "b")
    (tmp_path / "elsewhere").mkdir()
    (other / ".tongbao").symlink_to(tmp_path / "elsewhere")
    assert load_place(other).dataset is not None
    assert not list((tmp_path / "elsewhere").iterdir())


def test_cached_and_fresh_are_the_same(tmp_path: Path) -> None:
    """With an empty cache, a full one and none, the place is the same."""
    root = write_place(tmp_path, {"projects/P-1.yaml": PROJECT, "projects/P-2.yaml": "id: P-2\nname: [\n"})
    first, second, third = load_place(root), load_place(root), load_place(root, cache=False)
    assert first == second == third
