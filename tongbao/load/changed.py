"""Which files somebody is working on: what differs from the branch that the work began at."""

from pathlib import Path

from tongbao.load.git import git_bytes, git_says

MAIN = (*(f"refs/remotes/origin/{name}" for name in ("HEAD", "main", "master")), "refs/heads/main", "refs/heads/master")
"""Where work begins, the first that there is: the shared branch as it was last fetched, else the one of this clone."""


def changed_files(root: Path, base: str | None = None) -> frozenset[str] | None:
    """Paths from the root that differ between the work tree and the point where its branch left `base`, also those
    that Git does not know yet; None where there is no Git, no commit or no such base.

    Without `base` the main branch is meant, and where there is none the last commit.
    """
    start = _begun(root, base)
    if start is None:
        return None
    differing = git_says(root, "diff", "--name-only", "--no-renames", "--relative", "-z", start, "--", ".")
    unknown = git_says(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if differing is None or unknown is None:
        return None
    return frozenset(name for name in (differing + unknown).split("\0") if name)


def _begun(root: Path, base: str | None) -> str | None:
    """The commit at which HEAD left the base, or the first of the main branches that there is, else the last one."""
    if base:
        bases = [base]
    elif (there := git_says(root, "for-each-ref", "--format=%(refname)", *MAIN)) is None:
        return None
    else:
        bases = [*(name for name in MAIN if name in there.split()), "HEAD"]
    for name in bases:
        # What begins with a dash would be an option.
        if not name.startswith("-") and (commit := git_says(root, "merge-base", "HEAD", name)):
            return commit.strip()
    return None


def text_before(root: Path, path: str, base: str | None = None) -> bytes | None:
    """The bytes of a file where the branch of the work tree left `base`; None where it was not there."""
    start = _begun(root, base)
    return None if start is None else git_bytes(root, "show", f"{start}:./{path}")
