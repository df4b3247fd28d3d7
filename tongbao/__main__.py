"""`python -m tongbao …` is the installed `tongbao …`."""

from tongbao.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
