"""`python build.py …` from a checkout is the installed `tongbao …`; the program itself is the package."""

from tongbao.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
