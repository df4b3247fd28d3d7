"""`python build.py …` in a place's own repository: the program stands in program/."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "program"))

from tongbao.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
