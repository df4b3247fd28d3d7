"""Defaults that are records: taken as they are when the program starts, without a validator for each class."""

import subprocess
import sys
from collections.abc import Iterator

import tongbao.load.folders  # noqa: F401 - every model
from tests.each import each
from tongbao.model.base import Record


def _models(above: type[Record] = Record) -> Iterator[type[Record]]:
    for model in above.__subclasses__():
        yield model
        yield from _models(model)


def _defaults() -> Iterator[tuple[str, Record]]:
    for model in sorted(set(_models()), key=lambda model: (model.__module__, model.__name__)):
        for name, field in model.model_fields.items():
            values = field.default if isinstance(field.default, tuple) else (field.default,)
            for at, value in enumerate(values):
                if isinstance(value, Record):
                    yield f"{model.__name__}.{name}" + (f"-{at}" if len(values) > 1 else ""), value


@each("default", _defaults(), lambda default: default[0])
def test_a_default_is_what_checking_makes_of_it(default: tuple[str, Record]) -> None:
    """Nothing that a check would refuse or turn into something else stands as a default."""
    _, value = default
    said = {name: getattr(value, name) for name in value.model_fields_set}
    assert type(value)(**said) == value


def test_no_validator_is_made_before_anything_is_read() -> None:
    """Making the validators of single classes took a third of the time in which the program starts."""
    code = (
        "from pydantic import BaseModel\n"
        "def made(cls, *args, **keys): raise SystemExit(f'{cls.__name__} is made')\n"
        "BaseModel.model_rebuild = classmethod(made)\n"
        "import tongbao.commands.building, tongbao.drawing\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
