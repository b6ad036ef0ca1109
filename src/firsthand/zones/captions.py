"""Pictures in the text dump: whose they are (photo credits) and what they show (captions)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from firsthand.languages import agencies, table
from firsthand.nouns import ZoneKind
from firsthand.zones.pieces import solid
from firsthand.zones.tables import LANGUAGE, compiled, patterns, word_set

_LONGEST_CREDIT = 140  # characters; a longer line that begins like a photo credit holds more than one
_LONGEST_CAPTION = 700  # captions of wires run to three sentences
_POINTING = 300  # characters of a caption known by "(left)" alone
_SMALL_RUN = 4  # words without a capital in a row; more are a sentence, not names
_MOST_NAMES = 12  # words behind "Picture:"

_MANY = re.compile(r"\W?(?:photo|picture|image|video|graphic)s:", re.I)
_AFTER_LABEL = re.compile(r"[:/|–-]|\bby\b")
_GLUED = re.compile(r"(?:©|[Pp]hoto(?:graph)?:|[Cc]redit:) ?[^\n.!?]{2,100}")
_GLUED_NAME = re.compile(r"[/|][^/|]{0,40}?[a-z](?=[A-Z][a-z]+ )")
_COUNTER = re.compile(
    r"(?:(?:[Ii]mage |[Pp]hoto |[Ss]lide )?\d{1,3} (?:of|/) \d{1,3}\.?|\(\d{1,3}/\d{1,3}\)|\d{1,3}/\d{1,3})"
    r" ?[|:.-]? ?(?=[\"“A-Z])"
)
# Where a photo credit at a paragraph's end may begin: behind a stop, or at a label in mid-sentence.
_TAIL_START = re.compile(
    r"(?<=[.!?”\"’)])[ \u00a0]+(?=\S)"
    r"|(?<=[\w,])[ \u00a0]+(?=(?:AP |AFP |Reuters )?(?:Photo(?:graph)?|PHOTO|Picture|Image|Credit|Pic|File [Pp]hoto)"
    r" ?[:/|]|©|REUTERS/|AP Photo)"
)
_SHORT_TAIL = re.compile(r"(?<=[\w”’])[ \u00a0]\(([^()]{2,20})\)$")  # "The dam seen from the hill (AP)"
_LEAD_REACH = 200  # characters; captions without a stop are one short clause
_LEAD = re.compile(r"[A-Z](?:[^\s.!?\"“”:;,()]+ ){5,20}([a-z]+) (The) (?:[A-Z][a-z]+ )?[a-z]+ ")
_LINKS = frozenset(["photo", "via", "courtesy", "of", "by", "for", "the", "and"])


@dataclass(frozen=True, slots=True)
class Picture:
    """A stretch of a paragraph that is a photo credit or a caption."""

    start: int
    end: int
    kind: ZoneKind  # caption or credit-photo


def is_photo_credit(line: str) -> bool:
    """Whether a line, or the tail of one, credits a picture and is nothing else."""
    if len(line) > _LONGEST_CREDIT or _is_sentence(line) or _is_wires(line):
        return False
    for form, label in _credit_forms():
        if form.fullmatch(line):
            named = _names_follow(line) and (not _MANY.match(line) or bool(agencies().find(line)))
            return named if label else True
    return False


@cache
def _credit_forms() -> tuple[tuple[re.Pattern[str], bool], ...]:
    rows = table(LANGUAGE, "pictures")["credit"]
    return tuple((compiled("pictures", row["form"]), bool(row.get("label"))) for row in rows)


def _is_sentence(line: str) -> bool:
    run = longest = 0
    for word in line.split():
        run = run + 1 if word[0].islower() and word not in _LINKS else 0
        longest = max(longest, run)
    return longest > _SMALL_RUN


def _is_wires(line: str) -> bool:
    """ "(Reuters/NAN)": agencies around a slash credit a text; a picture's credit names a person or picture agency."""
    parts = [p.strip() for p in line.strip("()[]. ").split("/")]
    known = [agencies().credited(p) for p in parts]
    if any(k is not None and k.pictures for k in known):
        return False
    outlets = [k is not None or p.rpartition(" ")[2] in word_set("credits", "outlet_words")
               for p, k in zip(parts, known, strict=True)]  # fmt: skip
    return len(parts) > 1 and all(outlets) and any(known) and line.startswith(("(", "["))


def _names_follow(line: str) -> bool:
    """Whether what stands behind the label is names: "Pictures: the best of the week" is a link, not a credit."""
    rest = _AFTER_LABEL.split(line, maxsplit=1)[-1].split()
    capital = sum(not w[0].islower() or w in _LINKS for w in rest)
    return len(rest) <= _MOST_NAMES and capital >= 0.8 * len(rest)


def opens_caption(line: str) -> bool:
    """Whether a paragraph says by its first words that it tells what a picture shows."""
    return len(line) <= _LONGEST_CAPTION and any(p.match(line) for p in patterns("pictures", "captions", "openings"))


def points_at_picture(line: str) -> bool:
    """Whether a short paragraph points into a picture: "(left)", ", right, "."""
    return len(line) <= _POINTING and any(p.search(line) for p in patterns("pictures", "captions", "pointers"))


def counter_end(text: str, start: int, end: int) -> int | None:
    """Where a picture counter before a caption ends ("1 of 19. "), or None."""
    m = _COUNTER.match(text, start, min(end, start + 20))
    return m.end() if m and end - start <= _LONGEST_CAPTION else None


def glued_pictures(text: str, start: int, end: int) -> list[Picture]:
    """A photo credit at a paragraph's start that runs straight into the caption, and that caption.

    "© Ann Pell/Getty ImagesMinister Ben Odd at the dam.": the credit ends behind the last supplier named before a
    capital follows without a break, or where a name behind a slash runs into the next word ("Morning HeraldMinister").
    """
    limit = min(end, start + _LONGEST_CREDIT)
    if not _GLUED.match(text, start, limit):
        return []
    found = list(_glued_suppliers().finditer(text, start, limit)) or list(_GLUED_NAME.finditer(text, start, limit))[:1]
    if not found or found[-1].end() >= end:
        return []
    cut = found[-1].end()
    rest = solid(text, cut, end)
    return [Picture(start, cut, "credit-photo"), *([Picture(rest, end, "caption")] if rest < end else [])]


@cache
def _glued_suppliers() -> re.Pattern[str]:
    return re.compile(rf"(?:{table(LANGUAGE, 'pictures')['captions']['glued']})(?=[\"“]?[A-Z][a-z]|[A-Z] [a-z])")


def caption_before_lead(text: str, start: int, end: int) -> int | None:
    """Where the lead begins behind a caption that runs into it without a stop, or None.

    "Engineers have been called to the dam The northern town of Kelm was flooded on Monday.": a capital "The" behind a
    small word that asks for no name.
    """
    m = _LEAD.match(text, start, min(end, start + _LEAD_REACH))
    return m.start(2) if m and m.group(1) not in word_set("pictures", "asks_name") else None


def photo_tail(text: str, start: int, end: int) -> int | None:
    """Where a photo credit at a paragraph's end begins, or None.

    In brackets anywhere at the end, or behind the last stop of a paragraph short enough for a caption.
    """
    low = max(start, end - _LONGEST_CREDIT)
    tail = text[low:end]
    if tail.endswith((")", "]", ").", "].")):
        at = max(tail.rfind("("), tail.rfind("["))
        if at > 0 and is_photo_credit(tail[at:]):
            return low + at
    if end - start > _LONGEST_CAPTION:
        return None
    if (m := _SHORT_TAIL.search(tail)) and end - start <= _POINTING and agencies().credited(m.group(1)):
        return low + m.start(0)
    for m in _TAIL_START.finditer(tail):
        if is_photo_credit(tail[m.end() :]) or _slashed_names(tail[m.end() :]):
            return low + m.end()
    return None


def _slashed_names(line: str) -> bool:
    """ "Morning Herald/Contributor", "Ann Pell/Norwire": capitalised names around one slash, behind a full sentence."""
    parts = [p.strip(" ()[]") for p in line.rstrip(".").split("/")]
    if not 2 <= len(parts) <= 3 or len(line) > 60:
        return False
    names = all(p and len(p.split()) <= 4 and all(w[0].isupper() for w in p.split()) for p in parts)
    return names and not all(agencies().credited(p) for p in parts)
