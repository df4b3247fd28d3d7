"""The districts where they lie: on the place's map, or as tiles."""

import itertools
import json
import math
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import PROJECT, SITE, write_place
from tests.sites import drawn
from tongbao.views.outlines import SEEN, frame_of, middle_of, path_of, simplified

MAP = {"file": "map.geojson", "approval": "鲁S（2023）012号", "source": "某局"}
REPORT = {"as_of": "2026-05-15", "invested": "900"}
POINTS = st.lists(st.tuples(st.integers(0, 600), st.integers(0, 600)), min_size=2, max_size=40)


def square(west: float, south: float, **properties: str) -> dict[str, Any]:
    """A feature of one degree."""
    corners = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]
    return {"properties": properties, "geometry": {"type": "Polygon", "coordinates": [corners]}}


def place(root: Path, site: dict[str, Any], files: dict[str, Any] | None = None) -> Path:
    """A place with a project in each of its two districts."""
    projects = {
        f"projects/{code}/P-{code}.yaml": {
            **PROJECT,
            "id": f"P-{code}",
            "district": code,
            "progress": [REPORT],
            **({"coordinates": {"lon": "118.5", "lat": "37.5"}} if files and code == "zouping" else {}),
        }
        for code in ("zouping", "huimin")
    }
    return write_place(root, {"site.yaml": {**SITE, "as_of": "2026-05-31", **site}, **projects, **(files or {})})


def figure(root: Path) -> str:
    """The figure on the page of districts."""
    page = drawn(root, "districts/index.html")
    return page[page.index('<figure class="map') : page.index("</figure>")]


def test_a_map(tmp_path: Path) -> None:
    """On a map each district leads to its page, a project with coordinates to its own, and the number of approval
    stands below."""
    features = [square(118, 37, code="zouping"), square(119, 37, code="huimin"), square(120, 37, code="elsewhere")]
    files = {"map.geojson": json.dumps({"features": features})}
    svg = figure(place(tmp_path, {"map": MAP}, files))
    assert svg.count('class="area') == 2
    assert 'href="zouping/index.html"' in svg
    assert svg.count("<circle") == 1
    assert 'href="../projects/P-zouping/index.html"' in svg
    assert "审图号：鲁S（2023）012号。来源：某局。" in svg


def test_tiles_in_order(tmp_path: Path) -> None:
    """Without a map there is a tile a district, in the place's order, and it is said that this is no map."""
    svg = figure(place(tmp_path, {}))
    assert [path.split()[0] for path in svg.split(' d="')[1:]] == ["M1", "M161"]
    assert "不表示方位" in svg
    assert "审图号" not in svg


def test_tiles_where_the_place_puts_them(tmp_path: Path) -> None:
    """A place can say where its tiles stand."""
    tiles = [
        {"code": "zouping", "name": "邹平", "tile": {"column": "2", "row": "1"}},
        {"code": "huimin", "name": "惠民", "tile": {"column": "1", "row": "2"}},
    ]
    svg = figure(place(tmp_path, {"districts": tiles}))
    assert [path[:8] for path in svg.split(' d="')[1:]] == ["M161 1h1", "M1 113h1"]
    assert "大致表示方位" in svg


def test_the_title_counts_what_there_is(tmp_path: Path) -> None:
    """Only sides on which a district lies are named, and those of which nobody has reported yet."""
    planned = {**PROJECT, "id": "P-huimin", "district": "huimin", "progress": [REPORT]}
    planned["years"] = [{"year": "2026", "plan": "9000"}]
    root = place(tmp_path, {}, {"projects/huimin/P-huimin.yaml": planned})
    assert "<strong>2 个县区：1 个低于时序进度、1 个尚无数据。</strong>" in figure(root)


def test_proportions() -> None:
    """A degree of longitude is drawn as long as it is in the middle latitude."""
    frame = frame_of([(0, 59), (1, 61)], 216, 8)
    (left, top), (right, bottom) = frame.at((0, 61)), frame.at((1, 59))
    assert math.isclose(right - left, 200)
    assert math.isclose(bottom - top, 200 / math.cos(math.radians(60)) * 2)
    assert math.isclose(left, 8)
    assert math.isclose(top, 8)


def test_a_name_stands_in_the_largest_part() -> None:
    """Of an outline in parts the largest has the name, at its centre; a part too small to be seen is not drawn."""
    frame = frame_of([(0, 0), (2, 2)], 200, 0)
    large, small = [(0, 0), (1, 0), (1, 1), (0, 1)], [(1.9, 1.9), (1.9001, 1.9), (1.9, 1.9001)]
    x, y = middle_of([small, large], frame)
    assert math.isclose(x, 50, abs_tol=0.1)
    assert math.isclose(y, frame.height * 0.75, abs_tol=0.1)
    assert path_of([small, large], frame).count("M") == 1


@given(POINTS)
def test_what_is_left_out_cannot_be_seen(line: list[tuple[float, float]]) -> None:
    """Both ends stay, no point is new, and each that was left out lies within sight of what is drawn in its stead."""
    kept = simplified(line)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    rest = iter(line)
    assert all(point in rest for point in kept)
    for point in line:
        assert any(_near(point, first, last) for first, last in itertools.pairwise(kept)), point


def _near(point: tuple[float, float], first: tuple[float, float], last: tuple[float, float]) -> bool:
    """Whether a point lies within sight of the endless line through two others."""
    length = math.dist(first, last)
    if length == 0:
        return math.dist(point, first) <= SEEN
    across = (last[0] - first[0]) * (first[1] - point[1]) - (first[0] - point[0]) * (last[1] - first[1])
    return abs(across) / length <= SEEN
