"""What all tests share."""

import gc
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from tests.sites import EXAMPLES, GOLDEN, ROOT, checked, once, publish
from tongbao.pipeline import Checked, load_checked

# A loaded machine is no failure, and a test that fails for one must fail for all.
settings.register_profile("tongbao", deadline=None, max_examples=15, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=200)  # `make fuzz`: others every time
settings.load_profile("tongbao")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-update` writes tests/golden/site and tests/drafts anew instead of comparing with them; `--fuzz`
    says how many mutated files are tried."""
    parser.addoption("--golden-update", action="store_true", help="write the golden site and drafts anew")
    parser.addoption("--fuzz", type=int, default=30, help="how many mutated files to try")


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end: the garbage collector need not look at it again, and records
    hold no cycles that it should look for after every 700 of them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session", autouse=True)
def _cache(shared: Path) -> Iterator[None]:
    """No test reads or writes what the user's own builds keep; what tests keep serves all processes of this run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        patch.setattr("os.cpu_count", lambda: 1)  # other tests have the other processors
        if sys.dont_write_bytecode:  # else every process that a test starts would compile the whole program
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(shared / "modules"))
        yield


@pytest.fixture(scope="module")
def read_once() -> Iterator[None]:
    """Commands on a place of this repository itself read it once in a process; a copy is read whenever it is."""

    def read(root: Path) -> Checked:
        kept = root.resolve() == ROOT or EXAMPLES in root.resolve().parents
        return checked(root.resolve()) if kept else load_checked(root)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tongbao.commands.check.load_checked", read)
        yield


@pytest.fixture(scope="session")
def golden(shared: Path) -> Path:
    """The site of the golden place, to be read."""
    return once(shared / "sites" / "golden", partial(publish, GOLDEN))


@pytest.fixture(scope="session")
def sample(shared: Path) -> Path:
    """The site of the sample place of this repository, to be read."""
    return once(shared / "sites" / "sample", partial(publish, ROOT))
