"""What all tests share."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.sites import golden_site, sample_site

# A loaded machine is no failure, and a test that fails for one must fail for all.
settings.register_profile("tongbao", deadline=None, max_examples=30, derandomize=True)
settings.load_profile("tongbao")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-update` writes tests/golden/site and tests/drafts anew instead of comparing with them."""
    parser.addoption("--golden-update", action="store_true", help="write the golden site and drafts anew")


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what the user's own builds keep; what tests keep serves all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        if sys.dont_write_bytecode:  # else every process that a test starts would compile the whole program
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(shared / "modules"))
        yield


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the golden place, to be read."""
    return golden_site(tmp_path_factory.mktemp("golden"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample place of this repository, to be read."""
    return sample_site(tmp_path_factory.mktemp("sample"))
