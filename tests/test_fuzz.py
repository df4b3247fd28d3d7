"""Mutated files: no traceback, no second, each fault with its line. `make fuzz` tries a thousand."""

import shutil
import time
from pathlib import Path

import pytest

from tests.mutations import mutated
from tests.sites import GOLDEN, ROOT
from tests.test_schema import files_of
from tongbao.load.catalogues import load_catalogue
from tongbao.load.places import KINDS
from tongbao.load.single import read_record
from tongbao.mending import mended
from tongbao.model.base import Record
from tongbao.pipeline import load_checked
from tongbao.problems import Problem, as_text
from tongbao.views.schema import FILES

SECOND = 1.0
WORDS = load_catalogue("zh-CN")
KNOWN = {kind.folder: kind.name for kind in KINDS}


def _pool() -> list[tuple[str, type[Record], bytes]]:
    """Files of the golden place, and of each kind in the sample those with most to lose."""
    found = []
    for path in sorted(GOLDEN.rglob("*.yaml")):
        name = path.relative_to(GOLDEN).as_posix()
        kind = KNOWN.get(name.partition("/")[0], path.stem)
        found.append((name, FILES[kind].model, path.read_bytes()))
    for kind in FILES:
        largest = sorted(files_of(kind), key=lambda path: path.stat().st_size)[-2:]
        found += [("", FILES[kind].model, path.read_bytes()) for path in largest if path.is_relative_to(ROOT)]
    return found


def _said(problem: Problem) -> str:
    return as_text(problem, lambda each: WORDS.problem(each.rule, each.params))


def test_mutated_files(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Reading and repairing a mutated file ends within a second; each fault has a line and words; what could be read
    has fewer faults afterwards, and repairing it again changes nothing. What is still a record goes through every
    rule."""
    pool = _pool()
    place = tmp_path / "place"
    shutil.copytree(GOLDEN, place)
    checked = 0
    for seed in range(request.config.getoption("fuzz")):
        which, data = mutated(seed, [each[2] for each in pool])
        name, model, right = pool[which]
        alone = tmp_path / "alone.yaml"
        alone.write_bytes(data)
        start = time.process_time()
        record, problems = read_record(alone, model)
        assert time.process_time() - start < SECOND, seed
        start = time.process_time()
        done = mended(data, model)
        assert time.process_time() - start < SECOND, seed
        assert all(problem.line and problem.column and _said(problem) for problem in problems), seed
        assert mended(done.data, model) == (done.data, ()), seed
        if done.fixes and not {"broken-yaml", "not-a-mapping"}.intersection(problem.rule for problem in problems):
            alone.write_bytes(done.data)
            assert len(read_record(alone, model)[1]) <= len(problems), seed
        if record is not None and name:
            checked += 1
            (place / name).write_bytes(data)
            start = time.process_time()
            found = load_checked(place, cache=False).problems
            assert time.process_time() - start < SECOND, seed
            list(map(_said, found))
            (place / name).write_bytes(right)
    assert checked
