"""`python -m tongbao …`, the installed `tongbao …` and `python build.py …`: the program as a process of its own."""

import atexit
import gc
import os
import sys

RARELY = 1_000_000
"""New objects between two searches for garbage: records and views live to the end, and searching them costs time."""


def main() -> int:
    """Runs the program; returns its exit code."""
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        # A locale of GB18030 or ISO 8859-1: names of files would be written in it, or could not be.
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    gc.set_threshold(RARELY)
    # Nor is there anything to be found on the way out, where Python would search all that was read.
    atexit.register(gc.freeze)
    try:
        from tongbao import cli

        return cli.main()
    except KeyboardInterrupt:  # while it is still loaded, too
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
