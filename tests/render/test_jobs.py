"""Making things in one process or several gives the same things in the same order."""

import os
import signal
import sys
from multiprocessing import get_context
from pathlib import Path
from time import sleep

import pytest
from jinja2 import UndefinedError

from tests.snapshots import reader_of, snapshot
from tongbao.load.catalogues import load_catalogue
from tongbao.render.broken import Broken, BrokenIssued, BrokenTemplate
from tongbao.render.jobs import CHUNK, Drawing, meanwhile, spread
from tongbao.views.site import Page, chrome


def drawing(source: str) -> Drawing:
    frame = chrome(reader_of(snapshot("2026-05-31")), sections=("projects",), targets_year=None, base_url=None)
    return Drawing(({"page": source},), {"zh-CN": load_catalogue("zh-CN")}, {"zh-CN": frame}, {})


def draw(source: str, count: int, jobs: int) -> list[str]:
    job = drawing(source)

    def make(numbers: range) -> list[str]:
        return [job.pages.html(Page(f"{n}/index.html", "page", "zh-CN", "", "", "home", n)) for n in numbers]

    return list(spread(make, count, jobs))


@pytest.mark.parametrize("count", [0, 1, CHUNK, 6 * CHUNK + 1])
def test_jobs_change_nothing(count: int) -> None:
    """However many processes draw, the pages are the same, in order, each once."""
    source = "第{{ view }}页 {{ t('words.nav.home') }} {{ page.path }}"
    alone = draw(source, count, 1)
    assert alone == draw(source, count, 2) == draw(source, count, 3)
    assert [page.split()[0] for page in alone] == [f"第{n}页" for n in range(count)]


def test_many_are_made_elsewhere() -> None:
    """Enough things for two processes are made in two others, few in this one."""
    many = set(spread(lambda numbers: [os.getpid() for _ in numbers], 4 * CHUNK, 2))
    few = set(spread(lambda numbers: [os.getpid() for _ in numbers], 4 * CHUNK - CHUNK, 2))
    assert os.getpid() not in many
    assert few == {os.getpid()}


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone ends a process with its parent")
def test_processes_end_with_the_build() -> None:
    """A build that is killed leaves no process behind."""
    hear, tell = os.pipe()

    def make(_numbers: range) -> list[None]:
        os.write(tell, b"%d\n" % os.getpid())
        sleep(60)
        return []

    build = get_context("fork").Process(target=lambda: list(spread(make, 4, 2, chunk=1)))
    build.start()
    os.close(tell)
    with os.fdopen(hear) as told:
        made_by = [int(told.readline()) for _ in range(2)]
    build.kill()
    build.join()
    for _ in range(50):
        if not any(map(_runs, made_by)):
            return
        sleep(0.1)
    for process in made_by:
        os.kill(process, signal.SIGKILL)
    pytest.fail("a process outlived its build")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_without_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot fork makes all in this process."""
    monkeypatch.delattr(os, "fork")
    assert set(spread(lambda numbers: [os.getpid() for _ in numbers], 4 * CHUNK, 2)) == {os.getpid()}


@pytest.mark.parametrize("broken", [BrokenTemplate("pages/a.html", 3, "no"), BrokenIssued("bulletins/a.issued.json")])
def test_what_is_broken_comes_out_of_a_process(broken: Broken) -> None:
    """A problem that another process found is the same problem here."""

    def fail(_numbers: range) -> list[str]:
        raise broken

    with pytest.raises(Broken) as met:
        list(spread(fail, 4 * CHUNK, 2))
    assert met.value.problem == broken.problem


@pytest.mark.parametrize(("jobs", "done"), [(1, False), (2, True)])
def test_something_is_done_meanwhile(tmp_path: Path, jobs: int, done: bool) -> None:
    """What only spares time is done by another process; with one job it is left out."""

    def do() -> None:
        (tmp_path / "doing").write_text(str(os.getpid()))
        (tmp_path / "doing").rename(tmp_path / "done")

    with meanwhile(do, jobs):
        for _ in range(200 * done):
            if (tmp_path / "done").exists():
                break
            sleep(0.05)
    assert (tmp_path / "done").exists() is done
    assert not done or (tmp_path / "done").read_text() != str(os.getpid())


def test_nobody_waits_for_what_is_no_longer_needed() -> None:
    """Where the process itself fails, the other one is ended."""
    with pytest.raises(KeyError), meanwhile(lambda: sleep(60), 2):
        raise KeyError


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_in_a_template_comes_out(jobs: int) -> None:
    """An error in a process is the error of the build, and the next build is not touched by it."""
    with pytest.raises(UndefinedError):
        draw("{{ view.nothing }}", 4 * CHUNK, jobs)
    assert draw("{{ view }}", 1, jobs) == ["0"]
