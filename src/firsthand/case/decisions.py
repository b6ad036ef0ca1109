"""What people decided about a case: kept in order, taken back without being lost, put in words that no run changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.case.codec import pack, unpack
from firsthand.case.holdings import article
from firsthand.case.storage import Storage
from firsthand.nouns import CORRECTION_KINDS, Correction, Span, StorageError, UsageError


@dataclass(frozen=True, slots=True)
class _About:
    """What a correction is about, as a row holds it."""

    sides: tuple[Span | str, ...]


_PLACE = re.compile(r"(\d+)-(\d+)")
_QUOTES = (("“", "”"), ('"', '"'), ("«", "»"), ("'", "'"))
_VALUES = ("parent", "zone", "family")  # kinds that may end in a value


def corrections(storage: Storage) -> tuple[Correction, ...]:
    """Those that stand, in the order they were made."""
    rows = storage.rows("SELECT number, kind, about, value, note FROM corrections WHERE undone = 0 ORDER BY number")
    out = []
    for number, kind, about, value, note in rows:
        try:
            sides = unpack(_About, about).sides
            out.append(Correction(kind, sides, value, note, number))
        except ValueError as error:
            raise StorageError(f"{storage.name} is damaged: correction {number} is none ({error}); restore it from a "
                               "copy") from error  # fmt: skip
    return tuple(out)


def correct(storage: Storage, correction: Correction) -> Correction:
    """Keep a decision; gives it with its number.

    Raises:
        UsageError: it is about an article, or about words of one, that the case does not hold.
    """
    _check(storage, correction)
    with storage.writing() as connection:
        number = connection.execute(
            "INSERT INTO corrections (kind, about, value, note) VALUES (?, ?, ?, ?)",
            (correction.kind, pack(_About(correction.about)), correction.value, correction.note),
        ).lastrowid
    return replace(correction, number=number or 0)


def undo(storage: Storage, number: int | None = None) -> Correction:
    """Take a decision back, the latest one if None; it stays in the file, marked.

    Raises:
        UsageError: there is none of that number that still stands.
    """
    standing = {c.number: c for c in corrections(storage)}
    wanted = max(standing, default=None) if number is None else number
    if wanted not in standing:
        what = "no correction is left to undo" if number is None else f"no correction {number} stands"
        raise UsageError(f"{what} in {storage.name}; see: firsthand list {storage.name} --corrections")
    with storage.writing() as connection:
        connection.execute("UPDATE corrections SET undone = 1 WHERE number = ?", (wanted,))
    return standing[wanted]


def parse(storage: Storage, kind: str, words: Sequence[str], note: str = "") -> Correction:
    """A correction as it is typed: ``parent CHILD PARENT [KIND]``, ``one-claim ARTICLE:40-92 ARTICLE:"its words"``.

    A place is an article's id, ":", and two offsets or words that stand once in the article.

    Raises:
        UsageError: it says nothing that could be carried out; the message says what is wrong.
    """
    known = next((k for k in CORRECTION_KINDS if k == kind), None)
    if known is None:
        raise UsageError(f"no such correction: {kind}; one of {', '.join(CORRECTION_KINDS)}")
    wanted = 1 if kind in ("zone", "family") else 2
    value = words[wanted] if kind in _VALUES and len(words) == wanted + 1 else ""
    given = words[:-1] if value else words
    sides: list[Span | str] = []
    for word in given:
        if kind in ("zone", "one-claim", "two-claims"):
            sides.append(_place(storage, word, True) or word)
        else:
            sides.append((_place(storage, word, False) if "source" in kind else None) or word)
    try:
        return Correction(known, tuple(sides), value, note)
    except ValueError as error:
        raise UsageError(f"{error}; see: firsthand correct --help") from error


def _place(storage: Storage, typed: str, needed: bool) -> Span | None:
    """The span a person types; None where it is no place and need not be one."""
    cuts = [n for n, letter in enumerate(typed) if letter == ":"]
    id = next((typed[:n] for n in reversed(cuts) if _holds(storage, typed[:n])), None)  # an id may hold colons
    where = typed[len(id) + 1 :] if id is not None else ""
    if id is None or not where:
        if needed:
            raise UsageError(f'not a place in the case: {typed}; give ARTICLE:START-END or ARTICLE:"words of it"')
        return None
    found = article(storage, id)
    if match := _PLACE.fullmatch(where):
        start, end = int(match[1]), int(match[2])
        if not 0 <= start < end <= len(found.text):
            raise UsageError(f"{id} has {len(found.text):,} characters: {where} is no place in it")
        return Span(id, start, end)
    words = where.strip()
    for left, right in _QUOTES:
        if len(words) > 2 and words.startswith(left) and words.endswith(right):
            words = words[1:-1]
            break
    pattern = r"\s+".join(re.escape(w) for w in words.split())
    places = [m.span() for m in re.finditer(pattern, found.text)] if pattern else []
    if len(places) != 1:
        count = f"stand {len(places)} times in {id}: give more of them, or offsets"
        raise UsageError(f"the words {words!r:.80} {count if places else f'do not stand in {id}'}")
    return Span(id, *places[0])


def _holds(storage: Storage, id: str) -> bool:
    return bool(storage.rows("SELECT 1 FROM articles WHERE id = ?", (id.encode("utf-8", "replace").decode(),)))


def _check(storage: Storage, c: Correction) -> None:
    for id in c.articles:
        found = article(storage, id)
        for span in c.spans:
            if span.article == id and span.end > len(found.text):
                raise UsageError(f"{id} has {len(found.text):,} characters: {span.start}-{span.end} is no place in it")
