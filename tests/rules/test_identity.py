"""Which addresses are somebody's, and what may stand on a site at which."""

import pytest

from tests.each import each
from tests.rules.builders import problems
from tongbao.rules.identity import is_real

PUBLISHER = {"name": "指挥部办公室", "contact": "0543-3160000"}


@each(
    ("host", "real"),
    [
        ("zdxm.binzhou.gov.cn", True),
        ("yunting.github.io", True),
        ("example.org", False),
        ("yunting.example.com", False),
        ("yunting.example", False),
        ("notexample.com", True),
        ("localhost", False),
        ("127.0.0.1", False),
        ("192.168.1.4", False),
        ("", False),
    ],
)
def test_hosts(host: str, real: bool) -> None:
    """Those that are reserved for examples belong to nobody, nor does this machine."""
    assert is_real(host) is real


def rules(publisher: dict[str, str], **site: object) -> list[str]:
    return [problem.rule for problem in problems(site={**site, "publisher": {**PUBLISHER, **publisher}})]


def test_a_sample_may_be_published_anywhere() -> None:
    """On a page of its host too, with a number of its own contact that nobody has."""
    published = {"sample": True, "base_url": "https://yunting.github.io/tongbao"}
    allowed = {"policy": {"private_numbers_allowed": ["0000-0000000"]}}
    site = {**published, "publisher": {**PUBLISHER, "contact": "督导调度组 0000-0000000"}}
    assert problems(site=site, **allowed) == []


def test_a_sample_bears_no_identity() -> None:
    """Wherever it is published, and where it is not."""
    for site in ({}, {"base_url": "https://example.org"}, {"base_url": "https://zdxm.yunting.gov.cn"}):
        assert rules({"site_id": "3716000001"}, sample=True, **site) == ["sample-identity"]


@pytest.mark.parametrize("value", ["0000000000", "鲁ICP备00000000号", "鲁ICP备XXXXXXXX号", "××××"])
def test_placeholders_on_a_real_address(value: str) -> None:
    """They stop the build there; where nothing is published they may wait."""
    assert "placeholder-identity" in rules({"icp": value}, base_url="https://zdxm.binzhou.gov.cn")
    assert rules({"icp": value}, base_url="https://example.org") == []


def test_numbers_that_end_in_zeros_are_numbers() -> None:
    """Only what consists of zeros is empty."""
    assert rules({"icp": "鲁ICP备05010000号"}, base_url="https://zdxm.binzhou.gov.cn") == []


@pytest.mark.parametrize("value", ["3716000001", "bm01000001"])
def test_ids_of_sites(value: str) -> None:
    """Of a place and of a central body, below gov.cn."""
    assert rules({"site_id": value}, base_url="https://zdxm.binzhou.gov.cn") == []
    assert rules({"site_id": value}, base_url="https://zdxm-gov.cn") == ["identity-domain"]
