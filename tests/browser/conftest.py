"""One Chromium and two built sites for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import golden_site, sample_site
from tools.chromium import Browser, program


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if program() is None:
        pytest.skip("no Chromium here: tools/setup.sh browser")
    with Browser(str(tmp_path_factory.mktemp("chromium"))) as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """A wide page with scripts, on screen, that remembers nothing."""
    chromium.size(1280, 900)
    chromium.ask("Emulation.setEmulatedMedia", media="")
    chromium.ask("Emulation.setScriptExecutionDisabled", value=False)
    return chromium


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return golden_site(tmp_path_factory.mktemp("golden"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_site(tmp_path_factory.mktemp("sample"))
