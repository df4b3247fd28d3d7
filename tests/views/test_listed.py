"""What the page of projects says of each list."""

from tests.snapshots import reader_of, snapshot
from tongbao.views.listed import list_rows

SITE = {"lists": [{"code": code, "name": f"{code}项目"} for code in ("专项债", "电站", "空")]}
BOND = {
    "id": "P-1",
    "count": "43",
    "lists": ["专项债"],
    "funding": [{"kind": "专项债券", "granted": [{"date": "2026-04-01", "value": "760100"}]}],
}
STATION = {
    "id": "P-2",
    "lists": ["电站"],
    "quantities": [
        {"kind": "并网", "unit": "万千瓦", "total": "28.8", "done": [{"date": "2026-04-01", "value": "27"}]},
    ],
}


def test_a_list_says_what_is_known_of_it() -> None:
    """滨州 2020: 43 projects with 76.01亿元 granted; what nobody stated and what is 0 is left out."""
    found = snapshot("2026-05-31", BOND, site=SITE)
    (row,) = list_rows(found, reader_of(found))
    assert (row.list.text, row.projects) == ("专项债项目", "43")
    assert [(figure.key, figure.text) for figure in row.figures] == [("funding_granted", "76.01亿元")]


def test_a_list_crossed_with_quantities() -> None:
    """忻州 2018: 27 of 28.8 万千瓦 stand beside the list where the policy crosses the two, with the kind's name."""
    policy = {"figures": {"crossings": [["list", "quantity"]]}}
    found = snapshot("2026-05-31", BOND, STATION, site=SITE, policy=policy)
    figures = list_rows(found, reader_of(found))[1].figures
    assert [figure.key for figure in figures] == ["quantity_total", "quantity_done", "quantity_rate"]
    assert all(figure.label.startswith("并网 ") for figure in figures)
    assert figures[2].text == "93.8%"
    plain = snapshot("2026-05-31", BOND, STATION, site=SITE)
    assert list_rows(plain, reader_of(plain))[1].figures == ()
