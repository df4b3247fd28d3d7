"""What all tests share."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-update` writes tests/golden/site anew instead of comparing with it."""
    parser.addoption("--golden-update", action="store_true", help="write the golden site anew")
