"""One Chromium for all tests of this folder."""

from collections.abc import Iterator

import pytest

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
