"""Datelines: the place, the day and the agency before the first sentence; and lines that hold only a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from firsthand.languages import agencies
from firsthand.zones.tables import word_set

_HEADLINE_REACH = 280  # characters of a headline joined to the text, dateline included
_REACH = 140  # characters from the paragraph's start; the longest datelines name two towns, a day and two agencies

_MONTH = (r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
          r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)")  # fmt: skip
_DAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
_DATE = (rf"{_DAY}(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
         rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?"
         r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})")  # fmt: skip
_CAPITAL = r"[^\W\d_a-z][\w.'’-]*"
_PLACE = rf"{_CAPITAL}(?:[ /](?:{_CAPITAL}|de|del|la|le|es|el|al|of|upon|and)){{0,5}}"
_REGION = rf"(?:, ?{_CAPITAL}(?: (?:{_CAPITAL}|of|and|the)){{0,4}}){{0,2}}"
_SLUG = r"\((?P<slug>[^()\n]{2,60})\)|/(?P<tass>[A-Z]{3,12})/"
_OPENER = re.compile(
    rf"(?:(?P<place>{_PLACE}(?P<region>{_REGION})))?(?:[,.]? ?(?P<date>{_DATE}))?[.,:]?(?: ?(?:{_SLUG}))?"
    rf"(?:[,.]? ?(?P<day>{_DATE}))?[.,]?"
)
_DASH = r"--+|[—–―‒]|-|_|:|\||â(?:\x80[\x93\x94]|€[“”])"
_SEPARATOR = re.compile(
    rf"(?: (?:{_DASH})|(?<=[\w).\]])(?:--+|[—–―‒:]|â\x80[\x93\x94])|(?<=\))-|(?<=[A-Z]/)\.)(?=\s|[\"“‘(A-Z]|$)"
)
_SEPARATORS = 5  # dashes tried; a dateline's own dash is among the first ("PORT-AU-PRINCE - ")
_SHOUTED = re.compile(r"[^\W\d_a-z]{2}[^\W\d_a-z.'’-]*(?:[ -][^\W\d_a-z][^\W\d_a-z.'’]*){0,3}(?!\w)")
_AGENCY_DASH = re.compile(r"\(([^()\n]{2,40})\) ?(?:--+|[—–―‒-])(?=\s|$)")
_WORD = re.compile(r"\S+")
_NEXT_WORD = re.compile(r" {1,3}[\"“‘']?([A-Z][\w'’]*)")
_MASK = re.compile(r"\[[A-Z][A-Z_ ]{1,20}\]")
_PARTY = re.compile(r"[A-Z]{1,4}-|.*\d|.*\b(?:Party|party|aged?|left|right|centre|center)\b")

_SIGNED, _DATE_WORDS = 160, 12  # characters of a byline with its date; words of the date
_OPENS_DATE = re.compile(
    rf"{_MONTH}|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b|\d|[Pp]ublish|[Uu]pdat|[Pp]osted|[Ll]ast"
    r"|[Ff]irst|[Oo]n\b|[Aa]t\b|[Mm]odified|[Dd]ate|[Cc]reated|Publié|Veröffentlicht|Pubblicato|Publicado|Mis à"
)
_ABROAD = re.compile(
    r"(?:Publié|Veröffentlicht|Stand|Pubblicato|Publicado|Gepubliceerd|Aktualisiert|Mis à jour|Actualizado|Aggiornato"
    r"|Atualizado|Bijgewerkt)(?: le| am| il| el| em| op)?:? ",
    re.IGNORECASE,
)

_DATE_WORD = re.compile(
    rf"{_MONTH}|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?|\d{{1,4}}(?:st|nd|rd|th)?|[ap]\.?m\.?"
    r"|[A-Z]{1,4}T|UTC|AEDT|WIB|hrs?|published|story|article|posted|updated|modified|last|first|originally"
    r"|created|added|on|at|the|of|by|edt|date|time|local|Z|o['’]clock|since|issued|release|released|today|yesterday",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,4}(?:[.:T]\d{1,2})*[Z.]?|\d{1,2}[ap]m", re.I)
_NUMERIC_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
_DATED = re.compile(rf"\b{_MONTH}(?![a-z])|\d{{1,2}} ?[/.-] ?\d{{1,2}} ?[/.-] ?\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}", re.I)
_TRAILING_DATE = re.compile(
    rf"\b(?:(?:[Pp]ublished|[Uu]pdated|[Pp]osted)\b|{_MONTH}(?= \d)|\d{{1,2}} {_MONTH}"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,)"
)
_ANY_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline of ``text[start:end]``; ``slug`` is where it names its agency, without the brackets."""

    start: int
    end: int
    slug: tuple[int, int] | None = None


@cache
def places() -> frozenset[str]:
    """Known dateline places, upper case."""
    from firsthand.languages import table

    return _listed(table("world", "dateline_places")["places"])


@cache
def _not_places() -> frozenset[str]:
    from firsthand.languages import table

    return _listed(table("world", "dateline_places")["not_places"])


def _listed(row: str) -> frozenset[str]:
    return frozenset(" ".join(x.split()).upper() for x in row.split(";") if x.strip())


def dateline(text: str, start: int, end: int, first: bool) -> Dateline | None:
    """The dateline the paragraph ``text[start:end]`` opens with, or None.

    Args:
        first: the paragraph is the first of the prose. Only there do weaker forms count ("KELM The minister",
            "Kelm – The minister").
    """
    if not (text[start].isupper() or text[start] in "(["):
        return None
    limit = min(end, start + _REACH)
    for separator in islice(_SEPARATOR.finditer(text, start + 1, limit), _SEPARATORS):
        m = _OPENER.fullmatch(text, start, separator.start())
        mark = separator.group().strip()
        if m and _with_separator(m, mark, first, text) and _opens_text(text, separator.end(), end):
            return Dateline(start, separator.end(), _slug(m))
    return _without_separator(text, start, limit, first)


def inner_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline behind a headline that was joined to the report's first line, or None.

    Only with a known agency in brackets and a dash: "Dam fails near Kelm KELM (Reuters) - The dam".
    """
    for m in _AGENCY_DASH.finditer(text, start, min(end, start + _HEADLINE_REACH)):
        if not _is_supplier(m.group(1)) or not _opens_text(text, m.end(), end):
            continue
        words = list(_WORD.finditer(text, max(start, m.start() - 60), m.start()))
        best = None
        for word in reversed(words[-8:]):  # the longest run before the bracket that reads as a dateline
            opener = _OPENER.fullmatch(text, word.start(), m.end(1) + 1)
            place = (opener["place"] or "").split(",")[0] if opener else ""
            if opener and (_shouted(place) or place.upper() in places() or (opener["date"] and not place)):
                best = opener
        headline = text[start : best.start()].strip() if best else ""
        if best and headline and not headline.endswith((".", ",")):
            return Dateline(best.start(), m.end(), _slug(best))
    return None


def _slug(m: re.Match[str]) -> tuple[int, int] | None:
    return m.span("slug") if m["slug"] else m.span("tass") if m["tass"] else None


def _opens_text(text: str, at: int, end: int) -> bool:
    """Whether a sentence begins here, or the line ends (a dateline on a line of its own)."""
    while at < end and (text[at].isspace() or text[at] in "\"'“‘(["):
        at += 1
    return at >= end or not text[at].islower()


def _with_separator(m: re.Match[str], mark: str, first: bool, text: str) -> bool:
    place, slug = (m["place"] or "").strip(), m["slug"] or m["tass"]
    main = place.split(",")[0].strip()
    known = main.upper() in places()
    shouted = _shouted(main) and main.upper() not in _not_places()
    dated = bool(m["date"] or m["day"])
    if slug:
        supplier = bool(_MASK.fullmatch(slug)) or _is_supplier(slug)
        if not place:
            return (first or dated) and (supplier or (not _PARTY.match(slug) and slug[0].isupper() and dated))
        if supplier or shouted:
            return not _PARTY.match(slug) or supplier
        return first and not _PARTY.match(slug) and slug[0].isupper() and (known or dated or _by_position(main, slug))
    if not place or main.upper() in _not_places():
        return False
    if dated:
        return known or shouted or (first and mark not in (":", "_", "|"))
    if mark in (":", "|", "_"):
        return first and (known or (mark == ":" and _place_like(main) and main.title() in text))
    return (shouted and known) or (first and (known or _place_like(main)))


def _without_separator(text: str, start: int, limit: int, first: bool) -> Dateline | None:
    """ "KELM (Norwire) The minister", "KELM The minister": the place in capitals, then the sentence."""
    bracket = text.find(")", start, limit)
    if bracket > 0 and (m := _OPENER.fullmatch(text, start, bracket + 1)) and m["slug"] and m["place"]:
        place = m["place"].split(",")[0]
        if _shouted(place) and _NEXT_WORD.match(text, bracket + 1, limit) and (
                _is_supplier(m["slug"]) or (first and not _PARTY.match(m["slug"]) and _place_like(place))):  # fmt: skip
            return Dateline(start, bracket + 1, _slug(m))
    found = _SHOUTED.match(text, start, limit)
    if not first or not found:
        return None
    stops = [found.end()] + [i for i in range(found.end() - 1, start, -1) if text[i] == " "]
    for stop in stops:  # "MANILA A ferry": the article may be a capital of its own
        follows = _NEXT_WORD.match(text, stop, limit)
        place = text[start:stop].rstrip(",")
        if not follows or (_shouted(follows.group(1)) and len(follows.group(1)) > 1):
            continue
        if place.upper() in places() or (
            _place_like(place) and follows.group(1) in word_set("abbreviations", "after_place")
        ):
            return Dateline(start, stop)
    return None


def _place_like(place: str) -> bool:
    """In capitals, long enough to be no abbreviation, and no label."""
    return len(place) >= 4 and _shouted(place) and place.upper() not in _not_places() and len(place.split()) <= 3


def _by_position(place: str, slug: str) -> bool:
    """ "Kelm (Norwire) - ": a short name and a short name behind it that does not abbreviate it."""
    initials = "".join(w[0] for w in place.split() if w[0].isupper())
    return (
        len(place.split()) <= 3 and len(slug.split()) <= 3 and slug.replace(".", "") != initials and len(initials) > 0
    )


def _shouted(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    small = sum(c.islower() for c in letters)
    return len(letters) >= 2 and (small == 0 or (words.startswith("Mc") and small == 1))


def _is_supplier(slug: str) -> bool:
    names = [n for n in re.split(r"\s*(?:/|,|;| and | & )\s*", slug.strip()) if n]
    return bool(names) and (any(agencies().credited(n) for n in names) or bool(_MASK.fullmatch(slug)))


def undated(line: str) -> str:
    """A line without the date of publication at its end ("Norwire Monday, July 16, 2018"); the line itself else."""
    m = _TRAILING_DATE.search(line) if len(line) <= 120 else None
    return line[: m.start()].rstrip(" ,|•-–—") if m and is_date_line(line[m.start() :]) else line


def dated_tail(line: str) -> int | None:
    """Where the date of publication at the end of a byline begins ("By Ann Pell March 3, 2031"), or None."""
    if len(line) > _SIGNED:
        return None
    starts = [m.start() for m in _WORD.finditer(line) if _OPENS_DATE.match(line, m.start())]
    return next((at for at in starts[-_DATE_WORDS:] if at and is_date_line(line[at:].strip(" |,•·-–—"))), None)


def _is_abroad(line: str) -> bool:
    """Whether a line is a date as another language writes it, a label before it or not."""
    from firsthand.readers.dates import edtf

    words = _ABROAD.sub("", line.strip(), count=1)
    return any(c.isalpha() for c in words) and len(edtf(words) or "") >= len("2031-03-03")


def is_date_line(line: str) -> bool:
    """Whether a short line holds a time of publication and nothing else ("Published: 15 Jul 2018, 10:04 GMT")."""
    if line.upper() in places() and _shouted(line):
        return True  # "KELM" on a line of its own
    if len(line) > 120 or not any(c.isdigit() for c in line):
        return False
    if _is_abroad(line):
        return True
    found = _ANY_WORD.findall(line)
    if not 2 <= len(found) <= 24:
        return bool(_NUMERIC_DATE.fullmatch(line.strip()))
    others = any(not _DATE_WORD.fullmatch(w) and not _CLOCK.fullmatch(w) for w in found)
    return not others and bool(_DATED.search(line))
