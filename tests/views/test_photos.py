"""Photos of a project: on its page, beside it, and in no earlier day."""

import io
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from tests.builders import PROJECT, SITE, write_place
from tests.sites import built, options
from tongbao.pipeline import build, load_checked

PHOTO = {"date": "2026-05-01", "caption": "主体封顶，塔吊两台", "source": "县重点办"}


def picture(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height)).save(file, "PNG")
    return file.getvalue()


def place(root: Path) -> Path:
    """A place with two photos of one project."""
    photos: list[dict[str, Any]] = [
        {**PHOTO, "file": "a.png"},
        {**PHOTO, "file": "2026/b.png", "date": "2026-05-20", "caption": "外墙"},
    ]
    return write_place(
        root,
        {
            "site.yaml": {**SITE, "languages": ["zh-CN"]},
            "projects/zouping/P-1.yaml": {**PROJECT, "photos": photos},
            "photos/a.png": picture(40, 30),
            "photos/2026/b.png": picture(64, 36),
            "photos/unused.png": picture(1, 1),
        },
    )


def test_photos_on_the_page(tmp_path: Path) -> None:
    """The newest first, each with its size, with what is seen for those who cannot see it, and with day and source; the
    file is published as it is, one that no page shows is not."""
    site = built(place(tmp_path))
    page = (site / "projects/P-1/index.html").read_text(encoding="utf-8")
    first, second = page.split('<figure class="photo">')[1:]
    assert 'src="../../photos/2026/b.png" width="64" height="36" alt="外墙"' in first
    assert 'alt="主体封顶，塔吊两台" loading="lazy"' in second
    assert "（2026年5月1日，县重点办）" in second
    assert (site / "photos/a.png").read_bytes() == picture(40, 30)
    assert sorted(path.name for path in (site / "photos").rglob("*.png")) == ["a.png", "b.png"]


def test_an_earlier_day_has_no_later_photo(tmp_path: Path) -> None:
    """On a day only the photos of that day and before are there."""
    root = place(tmp_path)
    build(root, load_checked(root, date(2026, 5, 10)), options(root / "site"))
    assert (root / "site/photos/a.png").exists()
    assert not (root / "site/photos/2026").exists()


def test_another_picture_of_the_name_is_published(tmp_path: Path) -> None:
    """A file that was changed is published anew, its page too, since its size is another."""
    root = place(tmp_path)
    built(root)
    (root / "photos/a.png").write_bytes(picture(50, 20))
    site = built(root)
    assert (site / "photos/a.png").read_bytes() == picture(50, 20)
    assert 'width="50" height="20"' in (site / "projects/P-1/index.html").read_text(encoding="utf-8")
