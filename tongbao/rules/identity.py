"""Identity of the site: numbers of a government site are real, and stand only where it is one."""

import re
from collections.abc import Iterator
from datetime import date

from tongbao.model.addresses import host_of
from tongbao.model.base import words
from tongbao.model.dataset import Dataset
from tongbao.rules.base import Finding, found

SITE_ID = re.compile(r"(?:[0-9]{2}|bm)[0-9]{8}")
"""网站标识码: ten signs, of a place the first six its division code, of a central body bm and eight digits."""
RESERVED = ("example.com", "example.net", "example.org", "example", "test", "invalid", "localhost")
"""Names of hosts that belong to nobody: RFC 2606 and 6761."""
GOVERNMENT = "gov.cn"
NUMBERS = ("site_id", "icp", "police", "conac")
STATED = (*NUMBERS, "contact", "address")
EMPTY = re.compile(r"(?<![0-9])0{4,}(?![0-9])|[xX×*]{4,}|…")
"""What stands where a number is still to be filled in: zeros alone, crosses, dots."""


def is_real(host: str) -> bool:
    """Whether a host may be somebody's: not one that is reserved for examples, nor this machine."""
    private = host.startswith(("127.", "[", "10.", "192.168.")) or host in ("", "0.0.0.0")
    return not private and not any(host == name or host.endswith(f".{name}") for name in RESERVED)


def _host(dataset: Dataset) -> str:
    return host_of(dataset.site.base_url or "")


def sample_identity(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A place that is a sample has no number of a government site: 网站标识码, ICP备案, 公安备案, 党政机关网站标识.
    It may be published anywhere, as every page says that it is a sample."""
    if dataset.site.sample:
        for name in NUMBERS:
            if value := getattr(dataset.site.publisher, name):
                yield found(dataset.site, "publisher", name, value=value)


def placeholder_identity(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Nothing is left to be filled in (0000000000, XXXX) in the numbers and addresses of a site that is published under
    an address of its own; a sample says that it is one."""
    site, host = dataset.site, _host(dataset)
    if site.sample or not is_real(host):
        return
    for name in STATED:
        value = words(getattr(site.publisher, name), site.languages)
        if match := EMPTY.search(value):
            yield found(site, "publisher", name, value=match[0], host=host)


def site_id_form(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A 网站标识码 has ten digits, of which the first six are the division code; those of central bodies begin with
    bm."""
    value = dataset.site.publisher.site_id
    if value and not SITE_ID.fullmatch(value):
        yield found(dataset.site, "publisher", "site_id", value=value)


def identity_domain(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A 网站标识码 and the 党政机关网站标识 stand only on a site below gov.cn (国办发〔2017〕47号): elsewhere it would
    pretend to be a government's."""
    host = _host(dataset)
    if is_real(host) and not host.endswith(f".{GOVERNMENT}"):
        for name in ("site_id", "conac"):
            if value := getattr(dataset.site.publisher, name):
                yield found(dataset.site, "publisher", name, value=value, host=host)
