"""What all tests share."""

import gc
import os
import shutil
import sys
from collections.abc import Generator, Iterator
from filecmp import cmp
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import settings
from hypothesis.internal.conjecture import providers

if TYPE_CHECKING:  # fixtures import what they need: the process that only hands out tests needs nothing of ours
    from tongbao.pipeline import Checked

# A loaded machine is no failure, and a test that fails for one must fail for all.
settings.register_profile("tongbao", deadline=None, max_examples=15, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=200)  # `make fuzz`: others every time
settings.load_profile("tongbao")

MEMORY, ENOUGH = Path("/dev/shm"), 4 * 2**30
"""Where tests write, if there are so many bytes: some disks take a fifth of a run to make and remove twelve thousand
folders. PYTEST_DEBUG_TEMPROOT names another place."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-update` writes tests/golden/site and tests/drafts anew instead of comparing with them; `--fuzz`
    says how many mutated files are tried."""
    parser.addoption("--golden-update", action="store_true", help="write the golden site and drafts anew")
    parser.addoption("--fuzz", type=int, default=30, help="how many mutated files to try")


@pytest.hookimpl(trylast=True)  # after Hypothesis has taken the profile that was asked for
def pytest_configure(config: pytest.Config) -> None:
    """Examples that never change take no constants from the sources of whatever a process has imported by then: these
    differ from process to process, and reading them takes a tenth of the time of collecting. What is left at the end,
    after pytest has looked for garbage, goes with the process."""
    config.add_cleanup(gc.freeze)
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    if settings.get_current_profile_name() == "tongbao":
        pytest.MonkeyPatch().setattr(providers, "_get_local_constants", lambda: providers._local_constants)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected stays until the end: the garbage collector need not look at it, neither now nor
    later. Records hold no cycles that it should look for after every 700 of them: it takes a twentieth of the time to
    find what is half a gigabyte in the end, so only tests of PDFs come to the number of values after which it looks."""
    gc.disable()
    result = yield
    gc.freeze()
    gc.set_threshold(5_000_000)
    gc.enable()
    return result


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Of several processes each tells once how a test went, not that it was begun, set up, torn down and left as well:
    telling costs as much as a small test."""
    if not hasattr(item.config, "workerinput") or item.config.getoption("durations") is not None:
        return None
    for report in runtestprotocol(item, nextitem=nextitem, log=False):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    return True


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def _compiled(shared: Path, pytestconfig: pytest.Config) -> Iterator[None]:
    """Templates that the last run compiled need not be compiled again, as modules need not."""
    here = shared / "cache" / "tongbao"
    here.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (cache := pytestconfig.cache) is None:
        yield
        return
    kept = cache.mkdir("templates")
    for path in kept.iterdir():
        shutil.copy2(path, here)
    yield
    for path in here.iterdir():
        # Records that were found sound stand there too: they are of the places of this run alone.
        if path.is_file() and not path.suffix and not ((kept / path.name).exists() and cmp(path, kept / path.name)):
            shutil.copy2(path, kept)


@pytest.fixture(scope="session", autouse=True)
def _cache(shared: Path, _compiled: None) -> Iterator[None]:
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
    from tests.sites import EXAMPLES, ROOT, checked
    from tongbao.pipeline import load_checked

    def read(root: Path) -> "Checked":
        kept = root.resolve() == ROOT or EXAMPLES in root.resolve().parents
        return checked(root.resolve()) if kept else load_checked(root)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tongbao.commands.check.load_checked", read)
        yield


@pytest.fixture(scope="session")
def golden(shared: Path) -> Path:
    """The site of the golden place, to be read."""
    from tests.sites import GOLDEN, once, publish

    return once(shared / "sites" / "golden", partial(publish, GOLDEN))


@pytest.fixture(scope="session")
def sample(shared: Path) -> Path:
    """The site of the sample place of this repository, to be read."""
    from tests.sites import ROOT, once, publish

    return once(shared / "sites" / "sample", partial(publish, ROOT))
