"""The site is exchanged in one step, and what is not ours is left alone."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbao import publish as module
from tongbao.model.digest import digest
from tongbao.publish import MANIFEST, Manifest, NotOurs, is_kept, is_whole, next_tree, read_manifest, turn

Files = Mapping[str, bytes]
FIRST: Files = {"index.html": b"one", "projects/P-1/index.html": b"project", "data/figures.json": b"[]"}


@pytest.fixture(params=["exchange", "two renames"])
def out(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to publish into, on a system that exchanges folders and on one that cannot."""
    if request.param == "two renames":
        monkeypatch.setattr(module, "_exchange", lambda first, second: False)  # noqa: ARG005
    return tmp_path / "site"


def put(out: Path, files: Files, build: str = "b", spare: Path | None = None) -> None:
    """What a build does: keeps what it can, writes the rest."""
    keys = {path: digest(data) for path, data in files.items()}
    last = read_manifest(out)
    new = {path: data for path, data in files.items() if not is_kept(out, last, path, keys[path])}
    publish(out, keys, new, build, spare, sizes=last.sizes)


def publish(
    out: Path, keys: Mapping[str, str], written: Files, build: str, spare: Path | None = None, **more: Any
) -> int:
    """What a build does with the files that it made."""
    with next_tree(out, spare) as tree:
        for path, data in written.items():
            tree.write(path, data)
            assert tree.read(path) == data
        return tree.publish(keys, build, **more)


def tree(out: Path) -> dict[str, bytes]:
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return {path: data for path, data in found.items() if path != MANIFEST}


def beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir())


def test_a_first_site(out: Path) -> None:
    """The files and the manifest, and nothing beside."""
    put(out, FIRST, "build-1")
    assert tree(out) == FIRST
    assert beside(out) == ["site"]
    manifest = read_manifest(out)
    assert (manifest.build, set(manifest.keys)) == ("build-1", set(FIRST))
    assert is_whole(out, manifest)


def test_what_is_unchanged_is_the_same_file(out: Path) -> None:
    """A kept file is a hard link of the last tree's, a changed one is new, a removed one is gone."""
    put(out, FIRST)
    before = {path: (out / path).stat().st_ino for path in FIRST}
    second = {"index.html": b"two", "projects/P-1/index.html": b"project", "en/index.html": b"new"}
    put(out, second)
    assert tree(out) == second
    assert (out / "projects/P-1/index.html").stat().st_ino == before["projects/P-1/index.html"]
    assert (out / "index.html").stat().st_ino != before["index.html"]
    assert not (out / "data").exists()
    assert beside(out) == ["site"]


SECOND: Files = {**FIRST, "index.html": b"two", "en/index.html": b"new"}


def test_the_site_before_the_last_becomes_the_next(tmp_path: Path) -> None:
    """Its folders are taken over, and what of it is as in the last; neither of these two is written to."""
    out, spare = tmp_path / "site", tmp_path / "spare"
    put(out, FIRST, spare=spare)
    first = os.stat(out / "projects/P-1")
    assert beside(out) == ["site"]
    put(out, SECOND, spare=spare)
    assert (tree(out), tree(spare)) == (SECOND, FIRST)
    put(out, {**FIRST, "index.html": b"three"}, spare=spare)
    assert (tree(out), tree(spare)) == ({**FIRST, "index.html": b"three"}, SECOND)
    assert os.path.samestat(first, os.stat(out / "projects/P-1"))
    assert os.path.samefile(out / "data/figures.json", spare / "data/figures.json")
    assert not (out / "en").exists()
    assert beside(out) == ["site", "spare"]


def test_whatever_stands_in_a_spare_is_not_published(tmp_path: Path) -> None:
    """Files of others and files that were edited go; a link is neither followed nor kept, a folder no file's place."""
    out, spare, other = tmp_path / "site", tmp_path / "spare", tmp_path / "other"
    last = {**SECOND, "linked/index.html": b"linked"}
    put(out, FIRST, spare=spare)
    put(out, last, spare=spare)
    other.mkdir()
    (other / "index.html").write_text("theirs")
    shutil.rmtree(spare)
    (spare / "index.html/deep").mkdir(parents=True)
    (spare / "data").symlink_to(other, target_is_directory=True)
    (spare / "projects").write_text("no folder")
    (spare / "en").mkdir()
    (spare / "en/index.html").write_bytes(SECOND["en/index.html"])
    (spare / "en/theirs.html").write_text("theirs")
    (spare / "linked").mkdir()
    (spare / "linked/index.html").symlink_to(out / "linked/index.html")
    (spare / "more").mkdir()
    (spare / "more/index.html").symlink_to(other / "index.html")
    put(out, {**last, "index.html": b"three"}, spare=spare)
    assert (tree(out), tree(spare), tree(other)) == ({**last, "index.html": b"three"}, last, {"index.html": b"theirs"})
    assert os.path.samefile(out / "en/index.html", spare / "en/index.html")
    assert not [path for path in out.rglob("*") if path.is_symlink()]
    assert sorted(path.name for path in out.iterdir()) == [MANIFEST, "data", "en", "index.html", "linked", "projects"]


def test_a_spare_that_is_a_link_is_left_alone(tmp_path: Path) -> None:
    """Through it a build would fill the folder of somebody else."""
    out, spare, other = tmp_path / "site", tmp_path / "spare", tmp_path / "other"
    put(out, FIRST)
    other.mkdir()
    spare.symlink_to(other, target_is_directory=True)
    put(out, SECOND, spare=spare)
    assert (tree(out), list(other.iterdir())) == (SECOND, [])
    assert beside(out) == ["other", "site", "spare"]


def test_a_file_system_without_hard_links(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where files cannot be linked they are copied, and no spare takes as much room again."""

    def refuse(*_: object) -> None:
        raise OSError(1, "not permitted")

    put(out, FIRST)
    monkeypatch.setattr(module.os, "link", refuse)
    put(out, {**FIRST, "index.html": b"two"}, spare=out.with_name("spare"))
    assert tree(out) == {**FIRST, "index.html": b"two"}
    assert beside(out) == ["site"]


def test_a_file_that_went_missing_is_made_anew(out: Path) -> None:
    """A file that someone removed from the last tree is not taken for unchanged."""
    put(out, FIRST)
    (out / "index.html").unlink()
    assert not is_whole(out, read_manifest(out))
    put(out, FIRST)
    assert tree(out) == FIRST


def test_a_file_that_was_edited_is_made_anew(out: Path) -> None:
    """A file of another size than ours, or a link in its place, is not taken for unchanged."""
    put(out, FIRST)
    (out / "index.html").write_bytes(b"")
    assert not is_whole(out, read_manifest(out))
    put(out, FIRST)
    (out / "index.html").unlink()
    (out / "index.html").symlink_to("data/figures.json")
    put(out, FIRST)
    assert tree(out) == FIRST
    assert not (out / "index.html").is_symlink()


def test_a_system_that_refuses(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk leaves the last site whole and nothing beside it."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    put(out, FIRST)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            put(out, {**FIRST, "index.html": b"two"})
    assert tree(out) == FIRST
    assert beside(out) == ["site"]


def test_one_build_at_a_time(tmp_path: Path) -> None:
    """A second build waits until the first has left the folder."""
    pytest.importorskip("fcntl")
    order = []

    def second() -> None:
        with turn(tmp_path / "site"):
            order.append("second")

    waiting = Thread(target=second)
    with turn(tmp_path / "site"):
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


def test_what_others_put_there_goes(out: Path) -> None:
    """A file in our tree that is not of the site is gone with the next."""
    put(out, FIRST)
    (out / "stray.html").write_text("x")
    put(out, {**FIRST, "index.html": b"two"})
    assert not (out / "stray.html").exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"format": 1}', b'{"format": 1, "files": [], "build": ""}',
     b'{"format": 2, "files": {}, "build": ""}', b"\xff\xfe"],
)  # fmt: skip
def test_a_manifest_that_cannot_be_used(out: Path, content: bytes) -> None:
    """It still says that the folder is ours; everything is made anew."""
    put(out, FIRST)
    (out / MANIFEST).write_bytes(content)
    assert read_manifest(out) == Manifest({})
    put(out, FIRST)
    assert is_whole(out, read_manifest(out))


def test_a_folder_that_is_not_ours(out: Path) -> None:
    """A folder with files of others is refused and left as it is, as is a file; an empty folder is taken."""
    out.mkdir()
    (out / "thesis.doc").write_text("years of work")
    with pytest.raises(NotOurs):
        read_manifest(out)
    assert (out / "thesis.doc").read_text() == "years of work"
    (out / "thesis.doc").unlink()
    put(out, FIRST)
    assert tree(out) == FIRST


def test_a_file_in_the_way(tmp_path: Path) -> None:
    """A file where the site should stand is refused."""
    (tmp_path / "site").write_text("a file")
    with pytest.raises(NotOurs):
        read_manifest(tmp_path / "site")


def test_what_a_killed_build_left(out: Path) -> None:
    """A half-made next tree is thrown away."""
    put(out, FIRST)
    stale = out.with_name(".site.next")
    (stale / "deep").mkdir(parents=True)
    (stale / "deep/half.html").write_text("<p>ha")
    put(out, {**FIRST, "index.html": b"two"})
    assert tree(out) == {**FIRST, "index.html": b"two"}
    assert beside(out) == ["site"]


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Ends the process at the nth change of the file system: `steps[0]` says how many are still made."""
    left = [10**9]

    def counted(name: str, owner: object) -> None:
        real = getattr(owner, name)

        def step(*args: object, **keys: object) -> object:
            if left[0] <= 0:
                raise Killed
            left[0] -= 1
            return real(*args, **keys)

        monkeypatch.setattr(owner, name, step)

    for name in ("mkdir", "write_bytes", "write_text", "rename"):
        counted(name, Path)
    for name in ("link", "mkdir", "unlink", "rmdir"):
        counted(name, module.os)
    counted("rmtree", module.shutil)
    counted("_exchange", module)
    yield left
    left[0] = 10**9


@pytest.mark.parametrize("at", range(32))
def test_killed_at_any_step(out: Path, steps: list[int], at: int) -> None:
    """Whenever a build is killed, the site is the old one or the new one, whole; at worst after the repair that begins
    the next build. And the next build ends well."""
    put(out, FIRST, "old")
    steps[0] = at
    with suppress(Killed):
        put(out, SECOND, "new")
    steps[0] = 10**9
    manifest = read_manifest(out)
    assert is_whole(out, manifest)
    assert tree(out) == (FIRST if manifest.build == "old" else SECOND)
    put(out, SECOND, "new")
    assert tree(out) == SECOND


def test_killed_while_a_spare_becomes_the_next(tmp_path: Path, steps: list[int]) -> None:
    """The same holds, and what was left of the spare does no harm."""
    out, spare = tmp_path / "site", tmp_path / "spare"
    put(out, SECOND, "old", spare)
    last = SECOND
    for at in range(40):
        put(out, {**FIRST, "index.html": b"%d" % at}, "old", spare)
        last = tree(out)
        steps[0] = at
        with suppress(Killed):
            put(out, SECOND, "new", spare)
        steps[0] = 10**9
        assert is_whole(out, read_manifest(out))
        assert tree(out) == (last if read_manifest(out).build == "old" else SECOND)
    assert read_manifest(out).build == "new"
    assert beside(out) == ["site", "spare"]


def test_killed_between_the_two_renames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: list[int]) -> None:
    """Where folders cannot be exchanged there is a moment without a site; the next build puts the last one back."""
    out = tmp_path / "site"
    monkeypatch.setattr(module, "_exchange", lambda first, second: False)  # noqa: ARG005
    put(out, FIRST, "old")
    seen = set()
    for at in range(40):
        steps[0] = at
        try:
            put(out, {**FIRST, "index.html": str(at).encode()}, "new")
        except Killed:
            seen.add(out.exists())
        steps[0] = 10**9
        read_manifest(out)
        assert out.exists()
    assert seen == {True, False}


def index_of(key: str) -> module.Index:
    """An index that says which pages it found."""

    def make(tree: Path) -> None:
        (tree / "index").mkdir()
        (tree / "index" / "pages").write_text(" ".join(sorted(path.name for path in tree.glob("*.html"))))

    return module.Index("index", key, make)


def test_an_index_is_made_of_the_new_tree(out: Path) -> None:
    """It sees every page of the tree that is about to be published, and its files are in the manifest under its key."""
    publish(out, {"a.html": "1"}, {"a.html": b"a"}, "one")
    indexed = publish(out, {"a.html": "1", "b.html": "2"}, {"b.html": b"b"}, "two", index=index_of("i"))

    assert indexed == 1
    assert (out / "index" / "pages").read_text() == "a.html b.html"
    assert read_manifest(out).keys["index/pages"] == "i"


def test_an_index_of_another_size(out: Path) -> None:
    """What is kept has the size that it was published with; the files of an index are measured anew."""
    publish(out, {"a.html": "1"}, {"a.html": b"a"}, "one", index=index_of("i"))
    keys = {"a.html": "1", "b.html": "2"}
    publish(out, keys, {"b.html": b"b"}, "two", index=index_of("i"), sizes=read_manifest(out).sizes)
    assert dict(read_manifest(out).sizes) == {"a.html": 1, "b.html": 1, "index/pages": len("a.html b.html")}
    assert is_whole(out, read_manifest(out))


def test_what_was_edited_while_a_build_ran_is_not_taken_for_ours(out: Path) -> None:
    """A file that is kept has the size that it was published with, whatever became of it meanwhile."""
    put(out, FIRST)
    last = read_manifest(out)
    (out / "index.html").write_bytes(b"by hand")
    publish(out, last.keys, {}, "two", sizes=last.sizes)
    assert not is_whole(out, read_manifest(out))


def test_an_index_that_fails_publishes_nothing(out: Path) -> None:
    """The site is as it was, and nothing is left beside it."""
    put(out, FIRST)

    def fail(tree: Path) -> None:
        raise ValueError(tree)

    with pytest.raises(ValueError, match="site"):
        publish(out, {"a.html": "1"}, {"a.html": b"a"}, "two", index=module.Index("index", "i", fail))
    assert not (out / "a.html").exists()
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_the_exchange_of_this_system(tmp_path: Path) -> None:
    """Two folders change places in one step, or nothing happens."""
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        (folder / folder.name).touch()
    swapped = module._exchange(first, second)
    assert [path.name for path in first.iterdir()] == (["b"] if swapped else ["a"])


def test_an_exchange_that_fails_is_told(tmp_path: Path) -> None:
    """A failure that is not that the system cannot, is an error, not a quiet detour."""
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="none"):
        module._exchange(tmp_path / "a", tmp_path / "none")


def test_the_manifest_can_be_compared(out: Path) -> None:
    """One file a line, in order, so that two builds can be told apart."""
    put(out, dict(reversed(FIRST.items())))
    text = (out / MANIFEST).read_text()
    assert list(json.loads(text)["files"]) == sorted(FIRST)
    assert len(text.splitlines()) > len(FIRST)


@given(st.lists(st.binary(), min_size=1), st.lists(st.binary(), min_size=1))
def test_digests_tell_parts_apart(one: list[bytes], other: list[bytes]) -> None:
    """Two lists of parts have one digest only if they are the same list: "ab", "c" is not "a", "bc"."""
    assert (digest(*one) == digest(*other)) == (one == other)


def test_a_digest_of_text() -> None:
    """Text counts as its UTF-8."""
    assert digest("甲", b"b") == digest("甲".encode(), "b")
