"""Firsthand traces a pile of news articles back to who actually knows.

>>> import firsthand
>>> found = firsthand.trace(["articles/"])          # doctest: +SKIP
>>> found.stories[0].summary.origins_shown           # doctest: +SKIP

Everything public is listed in ``__all__`` and imported when first used, so that ``import firsthand`` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firsthand.nouns import (
        Article,
        Attribution,
        Claim,
        Derivation,
        Difference,
        FirsthandError,
        Lineage,
        Passage,
        Source,
        Span,
        Story,
        Trace,
    )
    from firsthand.readers import read
    from firsthand.show.contract import as_data, as_json, schema
    from firsthand.show.report import report
    from firsthand.show.terminal import render
    from firsthand.trace import trace

__version__ = "0.1.0"

_HOME = {
    "Article": "nouns", "Attribution": "nouns", "Claim": "nouns", "Derivation": "nouns", "Difference": "nouns",
    "FirsthandError": "nouns", "Lineage": "nouns", "Passage": "nouns", "Source": "nouns", "Span": "nouns",
    "Story": "nouns", "Trace": "nouns",
    "read": "readers", "trace": "trace",
    "as_data": "show.contract", "as_json": "show.contract", "schema": "show.contract",
    "render": "show.terminal", "report": "show.report",
}  # fmt: skip

__all__ = [
    "Article", "Attribution", "Claim", "Derivation", "Difference", "FirsthandError", "Lineage", "Passage", "Source",
    "Span", "Story", "Trace", "__version__", "as_data", "as_json", "read", "render", "report", "schema", "trace",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """This package: ``firsthand.trace`` is the function, also after Python has imported the module of that name."""

    def __setattr__(self, name: str, value: Any) -> None:
        if isinstance(value, ModuleType) and name in _HOME:
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
