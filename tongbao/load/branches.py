"""What lies on other branches: an id that somebody used there is taken, though it is not here yet."""

from pathlib import Path, PurePosixPath

from tongbao.load.git import git_says


def names_on_branches(root: Path, folder: str) -> frozenset[str]:
    """The names, without their end, of the record files that branches of this clone and of its remotes have in a folder
    of the place; none where there is no Git. Branches that are part of this one say nothing new."""
    every = ("for-each-ref", "--no-merged=HEAD", "--format=%(objectname)", "refs/heads", "refs/remotes")
    refs = git_says(root, *every) or ""
    names: set[str] = set()
    for commit in dict.fromkeys(refs.split()):
        listed = git_says(root, "ls-tree", "-r", "--name-only", "-z", commit, "--", folder) or ""
        names.update(PurePosixPath(name).stem for name in listed.split("\0") if name.endswith(".yaml"))
    return frozenset(names)
