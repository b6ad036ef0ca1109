"""An article between reading and naming: what the formats make and identity turns into articles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from firsthand.nouns import Rejection, Role
from firsthand.nouns.limits import MAX_ARTICLE_CHARS, MIN_ARTICLE_WORDS
from firsthand.readers.particulars import NOTHING_KNOWN, Particulars, particulars
from firsthand.readers.paths import Place

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with its place and particulars, not yet named. ``own_id`` is its record's id, where it has one."""

    place: Place
    text: str
    source_sha256: str
    particulars: Particulars = NOTHING_KNOWN
    own_id: str | None = None
    roles: tuple[Role, ...] = ()  # what its markup says of stretches of the text

    @property
    def key(self) -> Key:
        """What tells it from every other item: its file and line."""
        return (self.place.real, self.place.line)

    def with_address(self, address: str) -> Draft:
        """With the address it was found at, where the item itself names none."""
        if not address or self.particulars.url:
            return self
        return replace(self, particulars=self.particulars.over(particulars({"url": address}, "record")))


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd about a file that is no item of it: told as a warning."""

    path: str
    text: str


def unfit(text: str, path: str) -> Rejection | None:
    """Why a text cannot be an article, or None."""
    if not text or text.isspace():
        return Rejection(path, "empty", "no text in it")
    if len(text) > MAX_ARTICLE_CHARS:
        reason = f"{len(text):,} characters, more than the {MAX_ARTICLE_CHARS:,} of one article; split it"
        return Rejection(path, "too-large", reason)
    if _few_words(text):
        return Rejection(path, "no-words", "no word in it, only figures or signs")
    return None


def _few_words(text: str) -> bool:
    from firsthand.languages.words import WORD

    found = 0
    for match in WORD.finditer(text):
        found += any(map(str.isalpha, match.group()))
        if found >= MIN_ARTICLE_WORDS:
            return False
    return True


Drafts = list[Draft | Rejection | Remark]
