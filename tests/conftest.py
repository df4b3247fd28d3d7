"""What all tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

# A loaded machine is no failure, and a test that fails for one must fail for all.
settings.register_profile("tongbao", deadline=None, max_examples=30, derandomize=True)
settings.load_profile("tongbao")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-update` writes tests/golden/site and tests/drafts anew instead of comparing with them."""
    parser.addoption("--golden-update", action="store_true", help="write the golden site and drafts anew")


@pytest.fixture(autouse=True)
def _cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes what the user's own builds keep."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path(tmp_path_factory.getbasetemp(), "cache")))
