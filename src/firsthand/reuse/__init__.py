"""Room: reuse. Articles -> the passages they share, and how one text was made from another.

What is named here is imported when first asked for: a scan of millions needs none of what tracing does with passages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firsthand.reuse.alignment import Run, Stretch, align
    from firsthand.reuse.passages import passages_between, shared_passages
    from firsthand.reuse.rewritten import rewritten_passages
    from firsthand.reuse.tokens import Tokens, tokenise

_HOME = {
    "Run": "alignment", "Stretch": "alignment", "align": "alignment",
    "passages_between": "passages", "shared_passages": "passages", "rewritten_passages": "rewritten",
    "Tokens": "tokens", "tokenise": "tokens",
}  # fmt: skip

__all__ = ["Run", "Stretch", "Tokens", "align", "passages_between", "rewritten_passages", "shared_passages", "tokenise"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    return value
