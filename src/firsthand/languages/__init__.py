"""Per-language knowledge as data: a folder of TOML tables per language, and "world" for what no language owns.

``table("en", "hedges")`` reads ``en/hedges.toml``. Another language is another folder and no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from firsthand.languages.agencies import Agency, AgencyNames, agencies
from firsthand.languages.detection import detect
from firsthand.languages.words import Word, fold, rarity, stem, undamaged, words

__all__ = ["Agency", "AgencyNames", "Word", "agencies", "detect", "fold", "has_table", "rarity", "stem", "supported",
           "table", "undamaged", "words"]  # fmt: skip

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def supported(language: str) -> bool:
    """True where ``languages/`` has a folder for it: such articles get every stage, others only part (DESIGN.md)."""
    return language.isalpha() and language != "world" and _folder(language).is_dir()


@cache
def has_table(language: str, name: str) -> bool:
    """True where the language's folder holds this table."""
    return (_folder(language) / f"{name}.toml").is_file()


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """One table of a language, read once.

    Raises:
        FileNotFoundError: the language has no folder or the folder no such table.
    """
    import tomllib

    source = _folder(language) / f"{name}.toml"
    return MappingProxyType(tomllib.loads(source.read_text(encoding="utf-8")))


def _folder(language: str) -> Traversable:
    from importlib.resources import files  # also inside the archive that a cluster is sent

    return files(__name__) / language
