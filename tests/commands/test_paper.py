"""`paper` prints an order, an assignment or a reminder of the sample, with its return slip."""

from pathlib import Path

import pytest

from tests.sites import ROOT, sample_part
from tongbao.cli import main

pytestmark = pytest.mark.usefixtures("read_once")


def run(*arguments: str | Path) -> int:
    """The command on the sample."""
    return main(["paper", *map(str, arguments), "--root", str(ROOT)])


def html(out: Path) -> str:
    """What was written, as it stands."""
    return (out / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("day", "title", "number"),
    [("2026-11-10", "蓝色督办单", "云重督〔2026〕蓝12号"), ("2026-11-11", "黄色督办单", "（编号待定）")],
)
def test_an_order_of_the_sample_climbs_on_the_right_day(tmp_path: Path, day: str, title: str, number: str) -> None:
    """Sent on 3 November and not answered by the fifth working day: yellow from the eleventh, in its colour, with
    demands and a return slip."""
    assert run("I-lt-2026-0021", "--date", day, "--out", tmp_path / "out", "--no-pdf") == 0
    page = html(tmp_path / "out")
    assert f"<title>{title}</title>" in page
    assert f'<p class="number">{number}</p>' in page
    assert "市城市管理局" in page or "市城管局" in page
    assert "办理要求" in page
    assert page.count("<h2>回执</h2>") == 1


def test_what_to_write_down_once_it_is_sent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new order says the event that its record needs; one that stands there already says nothing of it."""
    assert run("I-lt-2026-0021", "--date", "2026-11-11", "--out", tmp_path / "a", "--no-pdf") == 0
    assert "的 events 下写上：- {date: 2026-11-11, kind: ordered, colour: 黄}，或加 --record" in capsys.readouterr().out
    assert run("I-lt-2026-0021", "--date", "2026-11-10", "--out", tmp_path / "b", "--no-pdf") == 0
    assert "ordered" not in capsys.readouterr().out


def test_a_reminder_and_an_assignment(tmp_path: Path) -> None:
    """The reminder names light, gap and day; the assignment is printed where it is asked for."""
    assert run("P-cz-2026-002", "--out", tmp_path / "p", "--no-pdf") == 0
    page = html(tmp_path / "p")
    assert "低于时序进度 37.5 个百分点，亮“红牌警告”" in page
    assert "云重提〔2026〕7号" in page
    assert "2026年11月23日" in page
    assert run("I-st-2026-0009", "--kind", "交办单", "--out", tmp_path / "i", "--no-pdf") == 0
    assert "交由你单位办理" in html(tmp_path / "i")


@pytest.mark.parametrize(("language", "said"), [("zh-CN", "15.3 个百分点。请按"), ("en", "ahead of pace. Do")])
def test_a_reminder_of_a_light_that_is_not_known(tmp_path: Path, language: str, said: str) -> None:
    """One that was sent and says of no light, about a project that shows none, tells the gap alone."""
    place = sample_part(tmp_path / "place", "linting")
    path = place / "projects/linting/P-lt-2025-007.yaml"
    sent = "papers:\n  - {date: 2026-11-01, kind: 挂牌提醒, to: [linting-gov]}\n"
    path.write_text(path.read_text("utf-8") + sent, "utf-8")
    place_and_out = ("--root", str(place), "--out", str(tmp_path / "out"))
    assert main(["paper", "P-lt-2025-007", "--language", language, "--no-pdf", *place_and_out]) == 0
    assert said in html(tmp_path / "out")


def test_in_another_language_of_the_place(tmp_path: Path) -> None:
    """The same order in English, with the names of offices in it."""
    assert run("I-lt-2026-0021", "--date", "2026-11-10", "--language", "en", "--out", tmp_path / "out", "--no-pdf") == 0
    page = html(tmp_path / "out")
    assert '<html lang="en">' in page
    assert "<title>Blue order</title>" in page
    assert "Return slip" in page


def test_a_paper_is_recorded_once_it_is_sent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its number, in the project or the issue, one line each; then it stands there as sent and has its own number,
    which no other paper may have."""
    place = sample_part(tmp_path / "place", "linting")
    path = place / "projects/linting/P-lt-2025-007.yaml"
    before = path.read_text("utf-8")

    def again(*arguments: str) -> int:
        return main(["paper", *arguments, "--root", str(place), "--no-pdf", "--out", str(tmp_path / "out")])

    assert again("P-lt-2025-007", "--kind", "约谈通知书", "--number", "云重约〔2026〕2号", "--record") == 0
    line = "papers:\n  - {date: 2026-11-16, kind: 约谈通知书, number: 云重约〔2026〕2号, to: [linting-gov]}\n"
    assert path.read_text("utf-8") == before + line
    assert "云重约〔2026〕2号" in html(tmp_path / "out")
    assert "已写入 projects/linting/P-lt-2025-007.yaml。" in capsys.readouterr().out
    assert again("P-lt-2025-007", "--kind", "约谈通知书", "--number", "云重约〔2026〕3号") == 2
    assert "的单据已于2026-11-16发出" in capsys.readouterr().err
    assert again("I-lt-2026-0021", "--number", "云重约〔2026〕2号", "--record") == 1
    assert "文号 云重约〔2026〕2号 已用于 I-lt-2026-0021" in capsys.readouterr().out
    assert again("I-lt-2026-0021", "--number", "云重督〔2026〕黄40号", "--record") == 0
    issue = (place / "issues/linting/2026/I-lt-2026-0021.yaml").read_text("utf-8")
    assert "  - {date: 2026-11-16, kind: ordered, colour: 黄, number: 云重督〔2026〕黄40号}\n" in issue


@pytest.mark.pdf
def test_printed_on_one_page(tmp_path: Path) -> None:
    """Paper and return slip fit on an A4 page."""
    from pypdf import PdfReader

    assert run("I-lt-2026-0021", "--out", tmp_path / "out") == 0
    files = ["faces.css", "index.html", "pack.css", "paper.pdf"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == files
    pages = ["".join(page.extract_text().split()) for page in PdfReader(tmp_path / "out/paper.pdf").pages]
    assert len(pages) == 1
    assert "回执" in pages[0]


@pytest.mark.parametrize(("id", "more"), [("I-none", []), ("P-cz-2026-002", ["--kind", "督办单"])])
def test_nothing_to_print(tmp_path: Path, capsys: pytest.CaptureFixture[str], id: str, more: list[str]) -> None:
    """Said, and nothing is written."""
    assert run(id, *more, "--out", tmp_path / "out") == 2
    assert f"2026-11-16，“{id}”没有可打印的单据" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_it_is_never_published(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither in the site nor among the records."""
    assert run("I-lt-2026-0021", "--out", ROOT / "issues/out") == 2
    assert "在数据文件中间" in capsys.readouterr().err
    assert not (ROOT / "issues/out").exists()
