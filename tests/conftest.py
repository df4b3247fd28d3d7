"""What all tests share."""

import pytest
from hypothesis import settings

# A loaded machine is no failure, and a test that fails for one must fail for all.
settings.register_profile("tongbao", deadline=None, max_examples=30, derandomize=True)
settings.load_profile("tongbao")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-update` writes tests/golden/site anew instead of comparing with it."""
    parser.addoption("--golden-update", action="store_true", help="write the golden site anew")
