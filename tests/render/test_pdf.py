"""The printed brief as a PDF: what is in it, what it may reach, that it is the same twice."""

import gc
import hashlib
import json
import re
import subprocess
import sys
from functools import cache
from io import BytesIO

import page as checker
import pytest
from pypdf import PdfReader

from tests.bulletin_place import ROOT, page_of, place, project, view_of, weekly
from tongbao.render import pdf

ASSETS = {path.name: path.read_bytes() for path in (ROOT / "templates/assets").glob("*.css")}
RECIPIENTS = {"report": "市委、市政府", "send": "市直有关部门", "issue": "各县区", "copies": "60"}


@cache
def _brief() -> str:
    data = place(*(project(f"P-{n}") for n in range(1, 4)))
    bulletin = weekly(sections=["headline", "classes", "districts"], recipients=RECIPIENTS, total_number="77")
    return page_of(view_of(data, bulletin), "pdf/bulletin.html", path="bulletins/x.pdf")


@cache
def _made() -> tuple[bytes, tuple[str, ...]]:
    return pdf.pdf_of(_brief(), assets=ASSETS)


@pytest.mark.pdf
def test_brief_has_head_body_page_number_and_end_matter() -> None:
    """The text can be copied: name, number, issuer, date, sentences, — 1 —, 报 送 发, copies."""
    data, warnings = _made()
    reader = PdfReader(BytesIO(data))
    text = "".join(page.extract_text() for page in reader.pages).replace("\n", "")
    head = ("重点项目简报", "第1期（总第77期）", "市指挥部办公室", "2026年5月18日")
    for said in (
        *head,
        "累计完成投资1.50亿元",
        "— 1 —",
        "报：市委、市政府",
        "送：市直有关部门",
        "发：各县区",
        "共印60份",
    ):
        assert said in text, said
    assert warnings == ()


@pytest.mark.pdf
def test_garbage_is_looked_for_after_each_document() -> None:
    """The program else hardly looks for any, and boxes of a document hold each other and its faces."""
    pdf.pdf_of("<p>1", assets={})
    assert gc.get_threshold()[0] == pdf.A_DOCUMENT


@pytest.mark.pdf
def test_brief_is_tagged_with_title_author_and_language() -> None:
    """Readers that speak need the language and the structure; the window's title is the document's."""
    reader = PdfReader(BytesIO(_made()[0]))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("周通报", "市指挥部办公室")
    assert reader.root_object["/Lang"] == "zh-CN"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in reader.root_object["/Metadata"].get_data()


@pytest.mark.pdf
@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")  # WeasyPrint leaves it open
def test_a_brief_for_the_archive_is_pdf_a() -> None:
    """PDF/A-2a by page-validation; the same text and the same tags as for readers, the same bytes when made again."""
    data, told = pdf.pdf_of(_brief(), assets=ASSETS, archive=True)
    report = checker.validate_pdf_bytes(data)
    assert (report.profile, [failure.message for failure in report.failures]) == (
        checker.ValidationProfile.PDF_A_2A,
        [],
    )
    assert told == ()
    archived, read = PdfReader(BytesIO(data)), PdfReader(BytesIO(_made()[0]))
    assert [page.extract_text() for page in archived.pages] == [page.extract_text() for page in read.pages]
    assert archived.root_object["/MarkInfo"]["/Marked"]
    assert pdf.pdf_of(_brief(), assets=ASSETS, archive=True)[0] == data


@pytest.mark.pdf
def test_brief_has_no_date_of_its_making() -> None:
    """A clock in the file would make the same build differ tomorrow."""
    reader = PdfReader(BytesIO(_made()[0]))
    assert reader.metadata is not None
    assert "/CreationDate" not in reader.metadata
    assert "/ModDate" not in reader.metadata


@pytest.mark.pdf
def test_same_document_gives_same_bytes_in_another_process() -> None:
    """Also with another seed of the hash function."""
    here = hashlib.sha256(_made()[0]).hexdigest()
    code = (
        "import hashlib, json, sys; from tongbao.render.pdf import pdf_of; html, assets = json.load(sys.stdin);"
        "assets = {name: css.encode() for name, css in assets.items()};"
        "print(hashlib.sha256(pdf_of(html, assets=assets)[0]).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps([_brief(), {name: css.decode() for name, css in ASSETS.items()}]),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PATH": "/usr/bin:/bin"},
    )
    assert run.stdout.strip() == here


@pytest.mark.pdf
@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<img alt="" src="file:///etc/hostname">',
        '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<img alt="" src="../../etc/passwd">',
        '<img alt="" src="asset:other.png">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<p style="background: url(http://127.0.0.1:9/y.png)">x</p>',
    ],
)
def test_nothing_but_declared_assets_is_fetched(markup: str) -> None:
    """No network, no file, no data address: refused, left out, and said."""
    data, warnings = pdf.pdf_of(f'<html lang="zh-CN"><title>甲</title>{markup}<p>乙</p>', assets={})
    assert len(warnings) == 1
    assert "no declared asset" in warnings[0].params["warning"]
    assert PdfReader(BytesIO(data)).attachments == {}


@pytest.mark.pdf
def test_styles_that_weasyprint_ignores_are_warned_of() -> None:
    """Its log becomes a list; nothing goes to standard error."""
    _, warnings = pdf.pdf_of("<html lang=en><title>a</title><style>p{nonsense:1}</style><p>b</p>", assets={})
    assert len(warnings) == 1
    assert "nonsense" in warnings[0].params["warning"]


def test_fingerprint_follows_the_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another font gives another PDF, so the kept one is made anew."""
    pdf.pdf_fingerprint.cache_clear()
    first = pdf.pdf_fingerprint()
    pdf.pdf_fingerprint.cache_clear()
    assert pdf.pdf_fingerprint() == first
    pdf.pdf_fingerprint.cache_clear()
    monkeypatch.setattr(pdf, "_fonts", lambda _pattern: ("FandolFang R|Regular|1|x.otf",))
    assert pdf.pdf_fingerprint() != first
    pdf.pdf_fingerprint.cache_clear()


@pytest.mark.parametrize(
    ("absent", "fonts", "advice"),
    [
        ({"pango", "harfbuzz-subset"}, (), ("no-pango",)),
        ({"harfbuzz-subset"}, ("x",), ("no-subset",)),
        ({"harfbuzz-subset"}, (), ("no-subset", "no-font")),
        (set(), ("x",), ()),
    ],
)
def test_advice_names_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, absent: set[str], fonts: tuple[str, ...], advice: tuple[str, ...]
) -> None:
    """Without Pango nothing else matters; without the subsetter it is slow; without a font there are boxes."""
    monkeypatch.setattr(pdf, "_library", lambda name: None if name in absent else object())
    monkeypatch.setattr(pdf, "_fonts", lambda _pattern: fonts)
    assert pdf.pdf_advice() == advice


def test_importing_the_module_does_not_import_weasyprint() -> None:
    """Start-up stays short, and a machine without Pango builds everything else."""
    code = "import sys; import tongbao.render.pdf; print('weasyprint' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "False"


def test_faces_of_paper_are_named_once() -> None:
    """faces.css alone names families, so that a face is chosen in one place."""
    printed = [name for name, css in ASSETS.items() if b"@page" in css and name != "tongbao.css"]
    assert len(printed) >= 3
    for name in printed:
        assert not re.findall(rb"font(?:-family)?:[^;]*(?:serif|\")", ASSETS[name]), name
