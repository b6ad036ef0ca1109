"""Lines, and ends of paragraphs, that say who supplied the text."""

from __future__ import annotations

import re
from functools import lru_cache

from firsthand.languages import agencies
from firsthand.nouns import ZoneKind
from firsthand.zones.bylines import is_byline
from firsthand.zones.datelines import undated
from firsthand.zones.pieces import solid
from firsthand.zones.tables import pattern, patterns, word_set

_LONGEST = 420  # "Additional reporting by …; editing by …" of a large wire story
_TAIL_REACH = 200
_LABEL = 60  # characters of a portal's label of the publisher

_MASK = re.compile(r"\W{0,3}\[(?:CREDIT|AGENCY|SOURCE|WIRE|SUPPLIER)\]\W{0,3}")
_BRACKETED = re.compile(r"[\[(]([^()\[\]\n]{2,60})[\])]\.?")
_DASHED = re.compile(r"(?:--?|—|–|―|\|)\s?([^\n]{2,50}?)\.?")
_PUBLISHER = re.compile(r"([A-Z][^\n•·|]{1,50}?) ?[•·](?: ?(?:[A-Z][a-z]{2} )?\d[^\n•·]{0,40})?")
_TAIL = re.compile(
    r"(?<=[.!?…”\"’')\]])\s*(?:\(([^()\n]{2,80})\)|\[([^\[\]\n]{2,60})\])\.?\s*$"
    r"|(?<=[.!?…”\"’')\]])\s*(?:--?|—|–|―)\s?([A-Z][^\n.!?]{1,50}?)\.?$"
)
_BETWEEN = re.compile(r"/| and | & |,|;|\+")
_ANY_AGENCY = frozenset(("agencies", "agency", "news agencies", "wires", "wire reports", "staff"))
_JOINTS = frozenset(["of", "the", "and", "with", "dpa", "&"])
_PROSE = re.compile(r"[a-z]{2}[.!?]\s+[A-Z][a-z]+ [a-z]+ [a-z]+ ")


@lru_cache(maxsize=4096)
def is_text_credit(line: str, at_edge: bool) -> bool:
    """Whether a whole line credits the text.

    Args:
        at_edge: the line stands near the text's beginning or end. Only there are sentences such as "This article was
            first published by X", and bare names in brackets, credits.
    """
    if len(line) > _LONGEST:
        return False
    if _MASK.fullmatch(line) or pattern("credits", "forms", "additional").match(line):
        return True
    if pattern("credits", "forms", "copyright").fullmatch(line) or (at_edge and _supplied(line)):
        return True
    bare = _BRACKETED.fullmatch(line) or _DASHED.fullmatch(line)
    inner = bare.group(1).strip() if bare else undated(line).rstrip(".")
    return _all_known(inner) or (bool(bare) and at_edge and line[0] in "([" and could_be_supplier(inner))


def _supplied(line: str) -> bool:
    return any(p.fullmatch(line) for p in patterns("credits", "forms", "supplied", re.IGNORECASE))


def publisher_label(line: str) -> tuple[int, int] | None:
    """The name in a portal's label of the publisher ("Morning Herald•", "Norwire • 2 hours ago"), or None."""
    m = _PUBLISHER.fullmatch(line)
    return m.span(1) if m and len(line) <= _LABEL else None


def _all_known(names: str) -> bool:
    """Whether a line is names of agencies and outlets and nothing else."""
    parts = [p.strip() for p in _BETWEEN.split(names) if p.strip()]
    known = [bool(agencies().credited(p)) or p.casefold() in _ANY_AGENCY for p in parts]
    desk = len(parts) == 2 and "/" in names and parts[1].casefold() in _ANY_AGENCY and could_be_supplier(parts[0])
    return 1 <= len(parts) <= 4 and (all(known) or desk)


def _of_pictures(names: str) -> bool:
    known = [agencies().credited(p.strip()) for p in _BETWEEN.split(names)]
    return any(k is not None and k.pictures for k in known)


def could_be_supplier(name: str) -> bool:
    """Whether a short name no table knows could be a supplier's, standing where suppliers stand."""
    found = re.split(r"[\s/]+", name)
    if not 1 <= len(found) <= 5 or any(c.isdigit() for c in name):
        return False
    if any(w.casefold().strip(".,") in word_set("credits", "not_credits") for w in found):
        return False
    return all(w[:1].isupper() or w in _JOINTS for w in found)


def credit_tail(text: str, start: int, end: int, last: bool) -> tuple[int, ZoneKind] | None:
    """Where a credit at a paragraph's end begins, and its kind of zone; None where there is none.

    Args:
        last: it is among the last paragraphs; only there are names no table knows credits.
    """
    m = pattern("credits", "forms", "reporting_tail").search(text, max(start, end - _LONGEST), end)
    if m and end - m.end() <= 300 and not _PROSE.search(text, m.end(), end):
        at = solid(text, m.start(), end)
        additional = pattern("credits", "forms", "additional").match(text, at)
        return at, "credit-text" if additional else "byline"
    m = _TAIL.search(text, max(start, end - _TAIL_REACH), end)
    if not m:
        return None
    at = solid(text, m.start(), end)
    bracketed = m[3] is None
    name = (m[1] or m[2] or m[3]).strip()
    if _all_known(name):
        return at, "credit-photo" if _of_pictures(name) else "credit-text"
    if _MASK.fullmatch(text[at:end]) or (bracketed and _supplied(name)):
        return at, "credit-text"
    if bracketed and is_byline(text[at:end]):
        return at, "byline"
    if last and not _names_a_person(name) and (could_be_supplier(name) if bracketed else _names_an_outlet(name)):
        return at, "credit-text"
    return None


def _names_a_person(name: str) -> bool:
    """ "Norwire/Ann Pell": the person behind the slash took the picture."""
    parts = name.split("/")
    return len(parts) > 1 and any(len(p.split()) > 1 and not agencies().credited(p.strip()) for p in parts)


def _names_an_outlet(name: str) -> bool:
    """Behind a dash a name of two words is mostly a person's; an outlet's shows itself by a word of its own."""
    found = name.split()
    return could_be_supplier(name) and (
        len(found) == 1 or any(w in word_set("credits", "outlet_words") for w in found[1:])
    )
