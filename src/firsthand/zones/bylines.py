"""Lines that say who wrote an article, where, and how to reach them."""

from __future__ import annotations

import re

from firsthand.languages import agencies
from firsthand.zones.datelines import places, undated
from firsthand.zones.tables import pattern, word_set

_LONGEST_BYLINE = 160
_LONGEST_CREDITS = 420  # "Reporting by …; Editing by …" of a large wire story
_MOST_NAMES, _PLACE_WORDS = 16, 9  # words of a byline, and of the line under it

_ADDRESS = re.compile(r"\S@\S+\.\w|https?://|www\.|@\w|\btwitter\b|\beditors?\b|\breporters?\b|\+?\d[\d -]{7,}", re.I)
_MAIL_ONLY = re.compile(
    r"[\w.+-]{1,64}@[\w.-]{1,80}|@\w{2,30}|[A-Z][\w .'’-]{2,40},? [\[(]?[\w.+-]{1,64}@[\w.-]{1,80}[\])]?"
)
_BY_ABROAD = re.compile(r"(?:Von|Par|Por|Di|Door|Av|Af|De notre correspondant,?) (?=[^\W\d_a-z])")
_AND_ABROAD = frozenset(["und", "et", "y", "e", "en", "og", "och", "de", "von", "van", "di", "da", "del", "der"])
_NAMES_ABROAD = 6  # words of the names; a longer line is a sentence
_MASK = re.compile(r"\[(?:BYLINE|AUTHOR)\]")
_PARTICLES = frozenset(["de", "van", "von", "al", "bin", "der", "la", "el", "&", "du", "dos", "da"])
_WEEKDAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])


def is_byline(line: str) -> bool:
    """Whether a whole line says who wrote, or how to reach them."""
    if _MASK.fullmatch(line):
        return True
    if len(line) <= _LONGEST_CREDITS:
        if _reports(line):
            return True
        if pattern("credits", "forms", "contact").match(line) and _ADDRESS.search(line):
            return True
        if _MAIL_ONLY.fullmatch(line):
            return True
    if _names_and_newsroom(line) or _abroad(line):
        return True
    m = pattern("credits", "forms", "by").match(line)
    return bool(m) and len(line) <= _LONGEST_BYLINE and _is_names(line[m.end() :] if m else "")


def _abroad(line: str) -> bool:
    """ "Von Anna Pell", "Par Anne Pell et Jean Odd": names behind the "by" of another language, and nothing else."""
    m = _BY_ABROAD.match(line)
    rest = (undated(line[m.end() :]) if m else "").split()
    names = [w for w in rest if w.casefold() not in _AND_ABROAD]
    return 2 <= len(names) <= _NAMES_ABROAD and all(w[0].isupper() for w in names) and line[-1] not in ".!?:"


def _reports(line: str) -> bool:
    """ "Reporting by" and then names, at least at first."""
    m = pattern("credits", "forms", "reporting").match(line)
    rest = line[m.end() :].split(maxsplit=1) if m else []
    return bool(rest) and (rest[0].strip("([")[:1].isupper() or rest[0] == "the")


def _names_and_newsroom(line: str) -> bool:
    """ "Ann Pell and Ben Odd, Norwire": names, then a newsroom of the table, without "by"."""
    names, comma, newsroom = undated(line).rpartition(",")
    known = agencies().credited(newsroom) if comma and len(line) <= _LONGEST_BYLINE else None
    return known is not None and not known.pictures and len(names.split()) >= 2 and _is_names(names)


def _is_names(rest: str) -> bool:
    """Names, roles, places and outlets, and nothing else: "Ann Pell and Ben Odd in Kelm, Norwire"."""
    found = rest.replace("|", " ").replace("/", " ").split()
    if not 1 <= len(found) <= _MOST_NAMES or found[0].strip(".,") in _WEEKDAYS:
        return False
    capitals = 0
    for word in found:
        plain = word.strip(".,;:()[]–—-•*")
        if not plain or plain.casefold() in word_set("credits", "roles") or plain in _PARTICLES:
            continue
        if not (plain[0].isupper() or "@" in plain or plain[0].isdigit()):
            return False
        capitals += plain[0].isupper()
    sentence = rest.rstrip().endswith((".", "!", "?")) and len(found) > 6
    return not sentence and (capitals > 0 or len(found) <= 3)


def is_place_line(line: str) -> bool:
    """Whether a line under a byline names the outlet, the place or the role ("Norwire News, Kelm")."""
    found = line.split()
    if not 1 <= len(found) <= _PLACE_WORDS or line.endswith((".", "!", "?", ":")):
        return False
    roles = [w.strip(".,").casefold() in word_set("credits", "roles") for w in found]
    known = agencies().credited(line.split(",")[0].strip()) is not None or agencies().credited(line.strip()) is not None
    town = line.split(",")[-1].strip().upper() in places() and len(found) <= 5
    capital = all(role or w[:1].isupper() for role, w in zip(roles, found, strict=True))
    return capital and (known or sum(roles) * 2 >= len(found) or town)
