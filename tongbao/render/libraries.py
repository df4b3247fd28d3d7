"""The system's libraries behind WeasyPrint, loaded only when asked for."""

import ctypes
from collections.abc import Callable
from typing import Any

LIBRARIES = {
    "gobject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}
"""By their names on Linux, macOS and Windows. All but the last are needed."""


def library(name: str) -> ctypes.CDLL | None:
    """A library of LIBRARIES; None where this machine has none."""
    for file in LIBRARIES[name]:
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    return None


def function(loaded: ctypes.CDLL, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of a library with the types of its result and of its arguments."""
    found = loaded[name]
    found.restype, found.argtypes = result, arguments
    return found


def version(name: str, by: str) -> str:
    """The version of a library, which its function `by` tells; "" where there is none."""
    loaded = library(name)
    return "" if loaded is None else str(function(loaded, by, ctypes.c_char_p)().decode("ascii"))
