"""One page of each kind: what a test of all pages looks at."""

from pathlib import Path

PLAIN = ("*.html", "*/index.html")
FULLEST = (
    "projects/P-*/index.html",
    "projects/by/*/*/index.html",
    "issues/by/*/*/index.html",
    "issues/I-*/index.html",
    "districts/*/index.html",
    "offices/*/index.html",
    "lists/*/index.html",
    "owners/*/index.html",
    "activities/A-*/index.html",
    "batches/*/index.html",
    "campaigns/*/index.html",
    "bulletins/*/*/index.html",
    "classes/*/index.html",
    "sectors/*/index.html",
    "changes/*/*/index.html",
    "targets/*/index.html",
    "targets/*/standing/index.html",
    "targets/*/notice/index.html",
    "targets/*/letters/index.html",
    "targets/*/letters/*/index.html",
    "targets/*/tasks/*/index.html",
)


def kinds(site: Path) -> list[Path]:
    """The pages of a site that are one of a kind, and of every other kind the fullest, in both languages."""
    found = []
    for root in (site, site / "en"):
        found += sorted({page for pattern in PLAIN for page in root.glob(pattern)} - set(found))
        for pattern in FULLEST:
            found += sorted(root.glob(pattern), key=lambda page: (page.stat().st_size, page))[-1:]
    return found
