"""One test of many small cases: all are tried, and it tells all that failed."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

Test = Callable[..., None]


def each(names: str | tuple[str, ...], cases: Iterable[Any], ids: Callable[[Any], str] = str) -> Callable[[Test], Test]:
    """What `pytest.mark.parametrize` says, with cases that cost less than a test of their own: of each that fails its
    name and its whole traceback."""
    arguments = (names,) if isinstance(names, str) else names

    def of_each(test: Test) -> Test:
        @wraps(test)
        def tried(**fixtures: Any) -> None:
            known, failed = list(cases), []
            assert known, "there is no case"
            for case in known:
                values = (case,) if isinstance(names, str) else case
                try:
                    test(**dict(zip(arguments, values, strict=True)), **fixtures)
                except Exception as error:  # noqa: BLE001 - told below, with all others
                    error.add_note(f"in the case {ids(case)}")
                    failed.append((ids(case), error))
            if failed:
                raise ExceptionGroup(", ".join(name for name, _ in failed), [error for _, error in failed])

        said = inspect.signature(test)
        fixtures = [parameter for name, parameter in said.parameters.items() if name not in arguments]
        tried.__signature__ = said.replace(parameters=fixtures)  # type: ignore[attr-defined]
        return tried

    return of_each
