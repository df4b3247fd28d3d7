"""The command `import`, from a spreadsheet to files."""

import re
import shutil
from pathlib import Path

import pytest
import xlsxwriter

from tongbao.cli import main
from tongbao.load.catalogues import load_catalogue
from tongbao.locale.catalogue import leaves, names_in

DATA = Path(__file__).parent / "data" / "import"

CSV = """\
No,Name,Borough,As of,Phase,Cost,Note
1,Bridge,Brooklyn,01/15/2020,Design,"1,000",first
1,Bridge,Brooklyn,06/15/2020,Works,"1,250.50",
2,Sewer,Queens,01/15/2020,,,
"""
MAPPING = """\
row: report
id: P-{No}
dates: ["%m/%d/%Y"]
thousands: ","
blank: (blank)
columns:
  Name: name
  Borough: district
  As of: progress.as_of
  Phase: progress.stage
  Cost: progress.total
  Note: {to: extra.Note, history: true}
"""
SITE = """\
id: test
name: Test
title: Test
languages: [en]
calendar: weekends
money: {unit: USD, display: USD, factor: 1}
publisher: {name: Test}
districts: [{code: brooklyn, name: Brooklyn}, {code: queens, name: Queens}]
stages: [{word: Design, core: preparing}, {word: Works, core: started}]
"""


class Office:
    """A place with a table and a mapping, and what `import` says about them."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capsys = capsys
        for name, text in (("site.yaml", SITE), ("mapping.yaml", MAPPING), ("table.csv", CSV)):
            (root / name).write_text(text)

    def change(self, name: str, before: str, after: str) -> None:
        text = (self.root / name).read_text()
        assert before in text
        (self.root / name).write_text(text.replace(before, after))

    def imports(self, *options: str) -> tuple[int, list[str]]:
        """The exit code and the lines printed."""
        place, mapping = str(self.root), str(self.root / "mapping.yaml")
        code = main(["import", str(self.root / "table.csv"), "--mapping", mapping, "--into", place, *options])
        return code, self.capsys.readouterr().out.splitlines()

    def files(self) -> dict[str, str]:
        """Every project file by its path, without its first line."""
        files = sorted((self.root / "projects").rglob("*.yaml"))
        return {f.relative_to(self.root).as_posix(): f.read_text().partition("\n")[2] for f in files}


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


def test_rows_of_reports_become_a_file_a_project(office: Office) -> None:
    """Reports stand under their project by date; a fact that changes is kept in `extra` where it differs."""
    code, lines = office.imports()
    assert code == 0
    assert lines == [
        "2 projects with 3 reports: 2 written, 0 unchanged, 0 edited by hand and left as they are. 0 warnings."
    ]
    assert office.files() == {
        "projects/brooklyn/P-1.yaml": (
            "id: P-1\nname: Bridge\ndistrict: brooklyn\nprogress:\n"
            "  - {as_of: 2020-01-15, total: 1000, stage: Design, extra: {Note: first}}\n"
            "  - {as_of: 2020-06-15, total: 1250.50, stage: Works, extra: {Note: (blank)}}\n"
            "extra:\n  Note: first\n"
        ),
        "projects/queens/P-2.yaml": ("id: P-2\nname: Sewer\ndistrict: queens\nprogress:\n  - {as_of: 2020-01-15}\n"),
    }


def test_a_second_run_changes_nothing(office: Office) -> None:
    """The same rows again write nothing; a changed row writes its project only."""
    office.imports()
    assert "0 written, 2 unchanged" in office.imports()[1][0]
    office.change("table.csv", "Sewer", "Trunk sewer")
    assert "1 written, 1 unchanged" in office.imports()[1][0]


def test_every_fault_is_named_by_row_and_column_and_nothing_is_written(office: Office) -> None:
    """All faults come at once, in the order of rows, as a person sees rows and columns."""
    office.change("table.csv", "1,Bridge,Brooklyn,01/15/2020", "1,Bridge,Broklyn,01/32/2020")
    office.change("table.csv", '"1,250.50"', "about 9")
    office.change("table.csv", "2,Sewer,Queens", "2,,Queens")
    code, lines = office.imports()
    assert code == 1
    assert [line.split("  [")[0] for line in lines] == [
        (
            "table.csv:2: column “As of”: “01/32/2020” is no date that fits here. Read are: %m/%d/%Y, %Y-%m-%d, %Y-%m. "
            "Say in the mapping under dates how it is written"
        ),
        (
            "table.csv:2: column “Borough”: “Broklyn” is not known to this place. Did you mean “Brooklyn”? "
            "Else add it to words in the mapping, or to site.yaml"
        ),
        (
            "table.csv:3: column “Cost”: “about 9” is no number. Plain digits are read; say in the mapping under "
            "suffix or thousands what else it holds"
        ),
        (
            "table.csv:4: column “Name”: the cell is empty, but every project needs it. Fill it in, "
            "or give if_empty in the mapping"
        ),
        "4 faults, 0 warnings. Nothing was written.",
    ]
    assert office.files() == {}


def test_faults_come_in_the_readers_language(office: Office) -> None:
    """With --language zh-CN the same fault is said in Chinese."""
    office.change("table.csv", "Queens", "Quins")
    assert office.imports("--language", "zh-CN")[1][0] == (
        "table.csv:4: “Borough”列：“Quins”不在本地方的代码和名称之中；是不是“Queens”？"
        "否则请加进映射文件的 words，或加进 site.yaml  [import-word]"
    )


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("table.csv", "2,Sewer", ",Sewer", "table.csv:4: column “No”: the cell is empty"),
        ("table.csv", "2,Sewer", "2 3,Sewer", "table.csv:4: column “No”: “P-2 3” is no id."),
        ("table.csv", "06/15/2020", "01/15/2020", "table.csv:3: column “No”: a second report of P-1 for the same day"),
        ("table.csv", "1,Bridge,Brooklyn,06", "1,Brigde,Brooklyn,06", "table.csv:3: column “Name”: differs between"),
        ("table.csv", "Borough", "Boro", "table.csv:1: column “Borough”: the mapping names this column, but"),
        (
            "mapping.yaml",
            "Cost: progress.total",
            "Cost: progress.totl",
            "mapping.yaml:11:9: columns.Cost.to: “progress.totl”",
        ),
        (
            "mapping.yaml",
            "Borough: district",
            "Borough: place",
            "mapping.yaml:7:3: columns: no column and no fixed value",
        ),
        (
            "mapping.yaml",
            "Cost: progress.total",
            "Cost: name",
            "mapping.yaml:11:9: columns.Cost.to: “name” takes one value",
        ),
        ("mapping.yaml", "P-{No}", "P-1", "mapping.yaml:2:5: id: “P-1” would give every project the same id"),
        ("mapping.yaml", "row: report", "rows: report", "mapping.yaml:1:1: rows: unknown key. Did you mean “row”?"),
        ("mapping.yaml", "Note: {to: extra.Note, history", "Phase2: {to: name, history", "mapping.yaml:12:"),
    ],
)
def test_faults_of_table_and_mapping(office: Office, name: str, before: str, after: str, said: str) -> None:
    """What is wrong is said where it stands, in the table by row and column, in the mapping by line."""
    office.change(name, before, after)
    code, lines = office.imports()
    assert code == 1
    assert any(line.startswith(said) for line in lines), lines
    assert office.files() == {}


def test_a_lowered_check_keeps_the_cell_in_extra(office: Office) -> None:
    """A date that cannot be read is a warning where the mapping says so; its text is kept, nothing is lost."""
    office.change("mapping.yaml", "columns:", "checks: {import-number: warning, import-varies: warning}\ncolumns:")
    office.change("table.csv", '"1,250.50"', "about 9")
    office.change("table.csv", "1,Bridge,Brooklyn,06", "1,Brigde,Brooklyn,06")
    code, lines = office.imports()
    assert (code, len(lines)) == (0, 3)
    text = office.files()["projects/brooklyn/P-1.yaml"]
    assert "name: Brigde\n" in text
    assert "extra: {Name: Bridge, Note: first}" in text
    assert "stage: Works, extra: {Name: Brigde, Note: (blank), Cost: about 9}" in text


def test_a_column_that_nobody_mapped_is_warned_of(office: Office) -> None:
    """A filled column that the mapping does not name is a warning; under `ignore` it is left out on purpose."""
    office.change("mapping.yaml", "  Note: {to: extra.Note, history: true}\n", "")
    assert office.imports()[1][0].startswith("table.csv:1: column “Note”: the mapping does not name this column")
    office.change("mapping.yaml", "columns:", "ignore: [Note]\ncolumns:")
    assert len(office.imports()[1]) == 1


def test_merged_cells_are_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One value over two projects is the first one's alone as a file has it: nobody would miss the other's."""
    with xlsxwriter.Workbook(tmp_path / "table.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ("No", "Name", "Borough", "Note"))
        sheet.write_row("A2", (1, "Bridge", "Brooklyn"))
        sheet.write_row("A3", (2, "Sewer", "Queens"))
        sheet.merge_range("D2:D3", "both")
    (tmp_path / "site.yaml").write_text(SITE)
    columns = "{Name: name, Borough: district, Note: extra.Note}"
    (tmp_path / "mapping.yaml").write_text(f"row: project\nid: P-{{No}}\ncolumns: {columns}\n")
    mapping = ["--mapping", str(tmp_path / "mapping.yaml"), "--into", str(tmp_path), "--language", "en"]
    assert main(["import", str(tmp_path / "table.xlsx"), *mapping]) == 1
    assert "table.xlsx:2: column “Note”: the cell is merged with those of rows below" in capsys.readouterr().out
    assert not (tmp_path / "projects").exists()


def test_work_by_hand_is_kept_or_overwritten_only_when_asked(office: Office) -> None:
    """A file that was edited by hand is a fault that names it and what to do."""
    office.imports()
    file = office.root / "projects/queens/P-2.yaml"
    file.write_text(file.read_text() + "content: by hand\n")
    code, lines = office.imports()
    assert code == 1
    assert lines[0].startswith("projects/queens/P-2.yaml: edited by hand since it was imported")
    assert "1 edited by hand and left" in office.imports("--keep")[1][0]
    assert "by hand" in file.read_text()
    office.imports("--overwrite")
    assert "by hand" not in file.read_text()


def test_wrong_usage_is_exit_2(office: Office) -> None:
    """A file or a place that is not there is wrong usage."""
    (office.root / "table.csv").unlink()
    assert office.imports()[0] == 2
    (office.root / "site.yaml").unlink()
    assert office.imports()[0] == 2


def test_a_chinese_workbook_with_one_row_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """亿元 become 万元 exactly, 2026年3月 a month, names of offices codes; 合计 is left out."""
    shutil.copytree(DATA, tmp_path / "place")
    root = tmp_path / "place"
    mapping, file = str(root / "mapping.yaml"), str(root / "projects.xlsx")
    assert main(["import", file, "--mapping", mapping, "--into", str(root)]) == 0
    said = capsys.readouterr().out
    assert said == "3 个项目，2 条报送：写入 3 个文件，未变 0 个，人工改过而保留 0 个；0 处提醒。\n"
    assert (root / "projects/zouping/P-2026-001.yaml").read_text().partition("\n")[2] == (
        "id: P-2026-001\n"
        "name: 高性能铝合金车体部件产业园\n"
        "lists: [市级重点]\n"
        "district: zouping\n"
        "responsible:\n"
        "  - {office: city-miit}\n"
        "  - {office: zouping-gov}\n"
        "investment:\n"
        "  total: 123500\n"
        "years:\n"
        "  - {year: 2026, nature: 新开工, plan: 45000, start: 2026-03}\n"
        "milestones:\n"
        "  - {name: 主体封顶, planned: 2026-09-30}\n"
        "progress:\n"
        "  - {as_of: 2026-10-31, invested: 36120.5}\n"
        "extra:\n"
        "  建设性质: 新建\n"
        "  已开工: 是\n"
        "  备注: 土地已供\n"
    )
    assert main(["check", "--root", str(root)]) == 0


def test_both_languages_say_the_same() -> None:
    """Every rule that the import names has words in both languages, which fill in the same values."""
    package = Path(__file__).parent.parent / "tongbao"
    modules = [*package.glob("edit/*.py"), *package.glob("load/s*.py"), package / "commands" / "import_.py"]
    rules = {rule for module in modules for rule in re.findall(r'"(import-[a-z-]+)"', module.read_text())}
    chinese, english = (dict(leaves(load_catalogue(name).section("importing"))) for name in ("zh-CN", "en"))
    assert rules - {key.partition(".")[0] for key in english} == set()
    assert {key: names_in(text) for key, text in chinese.items()} == {
        key: names_in(text) for key, text in english.items() if not key.endswith(".one")
    }
