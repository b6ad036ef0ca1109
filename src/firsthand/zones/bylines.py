"""Lines that say who wrote an article, and lines and tails that say who supplied it."""

from __future__ import annotations

import re
from functools import cache

from firsthand.languages import agencies
from firsthand.zones.datelines import places

_LONGEST_BYLINE = 160
_LONGEST_CREDIT = 420  # "Reporting by …; Additional reporting by …; Editing by …" of a large wire story

_BY = re.compile(r"(?:(?:Written|Posted|Submitted|Reported|Compiled|Edited|Published|Story|Words|Text|Report|Article|Analysis|Opinion"
                 r"|Commentary)[: ]{1,2})?(?:[Bb]y|BY)[:  ]\s?(?=\S)")  # fmt: skip
_REPORTING = re.compile(
    r"[\[(—–-]?\s?(?:(?:[Aa]dditional|[Ww]ith|[Ff]urther|[Aa]nd) )?(?:(?:[Rr]eport(?:ing|ed)|[Ww]rit(?:ing|ten)|[Ee]dit(?:ing|ed)|[Cc]ompil(?:ing|ed)"
    r"|[Pp]roduc(?:ing|ed)|[Tt]ranslat(?:ing|ed)|[Gg]raphics?|[Rr]esearch|REPORTING|WRITING|EDITING|[Cc]overage|[Ff]ilming)"
    r"(?:,? (?:and|&) (?:[Ww]riting|[Ee]diting|[Rr]eporting|[Cc]ompiled|[Rr]esearch|[Tt]ranslation|[Ee]dited))?"
    r"(?: and | in [A-Z][\w .]{2,30} )? ?by|BY)\b:?"
)  # fmt: skip
_ADDITIONAL = re.compile(r"[\[(—–-]?\s?(?:additional|with (?:additional )?|further) ?(?:reporting|research|writing|material)", re.I)
_CONTACT = re.compile(
    r"(?:To contact|To reach|Contact(?: us| the| this)?\b|Reach |Follow (?!us)(?:him|her|them|@|[A-Z])|E-?mail(?: us| the|:| )|Write to (?:him|her|the|[A-Z])"
    r"|Twitter:|Tel(?:ephone)?:|Phone:|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3} (?:can be (?:reached|contacted|followed)|is (?:on|at) (?:Twitter|@)"
    r"|covers |tweets ))"
)
_ADDRESS = re.compile(r"\S@\S+\.\w|https?://|www\.|@\w|\btwitter\b|\beditors?\b|\breporters?\b|\+?\d[\d -]{7,}", re.I)
_MAIL_ONLY = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,80}|@\w{2,30}|[A-Z][\w .'’-]{2,40},? [\[(]?[\w.+-]{1,64}@[\w.-]{1,80}[\])]?")
_MASK = re.compile(r"\[(?:BYLINE|AUTHOR)\]")
_CREDIT_MASK = re.compile(r"\W{0,3}\[(?:CREDIT|AGENCY|SOURCE|WIRE|SUPPLIER)\]\W{0,3}")

# A whole line that names the supplier.
_SUPPLIED = [re.compile(p, re.I) for p in (
    r"[\[(]?.{2,120} (?:also )?contributed (?:reporting |additional reporting )?(?:to|for) (?:this|the) (?:report|story|article|piece|dispatch)\b.{0,80}",
    r"[\[(]?.{2,120} (?:also )?contributed (?:reporting|additional reporting)\b.{0,60}",
    r"[\[(]?(?:this|the) (?:article|story|report|piece|text|post|interview)(?: (?:was|is|has been))?(?: also)? (?:first |originally |initially )?"
    r"(?:published|appeared|produced|posted|reported|supplied|provided|reprinted|republished|distributed|written|syndicated|sourced|compiled)\b.{0,200}",
    r"(?:originally|first) (?:published|appeared|posted)\b.{2,160}", r"re-?(?:published|printed|posted) (?:from|with|by|courtesy)\b.{2,160}",
    r"(?:read|see) the (?:original|full) (?:article|story|text|report|version)?.{0,20}\b(?:on|at|in|from)\b.{2,80}",
    r"[\[(]?(?:with|includes|including|contains) (?:\w+ )?(?:inputs?|files|reports?|reporting|material|information|agency inputs|agencies|additional \w+)\b.{0,100}",
    r"[\[(]?(?:information|material|reporting) from .{2,100} (?:was|were) (?:used|included|added).{0,60}",
    r"[\[(]?(?:original )?(?:source|via|agency|news agency|provided by|supplied by|distributed by|produced by|courtesy(?: of)?)[: –—-]{1,3}.{2,80}",
    r"[\[(]?(?:news |wire |inter ?)?agencies[\])]?", r"[\[(]?(?:agency|staff|wire) (?:reports?|and wires?|and agencies)[\])]?",
    r"(?:from|with|by) (?:our )?(?:news |wire )?(?:agencies|wires|wire reports|wire services|agency reports|staff reports)",
    r"distributed by .{2,100}", r"powered by .{2,60}",
)]  # fmt: skip
_COPYRIGHT = re.compile(r"(?:©|\(c\) ?|&copy;|copyright\b).{0,60}|(?:©|\(c\) ?|&copy;|copyright\b).{0,20}\d{4}.{0,160}|.{0,160}\ball rights reserved\b.{0,120}|.{0,40}may not be (?:published|reproduced|republished).{0,200}", re.I)
_ALONE = re.compile(r"[\[(]([^()\[\]\n]{2,60})[\])]\.?")
_DASHED = re.compile(r"(?:--?|—|–|―|\|)\s?([^\n]{2,50}?)\.?")
_PUBLISHER = re.compile(r"([A-Z][^\n•·|]{1,50}?) ?[•·](?: ?[^\n•·]{0,40})?")
_TAIL = re.compile(r"(?<=[.!?…”\"’')\]])\s*(?:\(([^()\n]{2,80})\)|\[([^\[\]\n]{2,60})\])\.?\s*$"
                   r"|(?<=[.!?…”\"’')\]])\s*(?:--?|—|–|―)\s?([A-Z][^\n.!?]{1,50}?)\.?$")  # fmt: skip
_TAIL_REACH = 200
_REPORTING_TAIL = re.compile(r"(?<=[.!?…”\"’')\]])\s+[\[(]?(?:(?:Additional |With )?[Rr]eporting|[Ww]riting|[Ee]diting|Compiled|Edited|Reported|Written) (?:and \w+ )?by [A-Z]")


@cache
def _words(row: str) -> frozenset[str]:
    from firsthand.languages import table

    return frozenset(table("en", "credits")[row].split())


def is_byline(line: str) -> bool:
    """Whether a whole line says who wrote, or how to reach them."""
    if _MASK.fullmatch(line.strip()):
        return True
    if len(line) <= _LONGEST_CREDIT:
        if (m := _REPORTING.match(line)) and _names_follow(line[m.end() :]) and not _ADDITIONAL.match(line):
            return True
        if _CONTACT.match(line) and _ADDRESS.search(line):
            return True
        if _MAIL_ONLY.fullmatch(line):
            return True
    m = _BY.match(line)
    return bool(m) and len(line) <= _LONGEST_BYLINE and _is_names(line[m.end() :])


def _names_follow(rest: str) -> bool:
    """Whether the words after "Reporting by" are names, at least at first."""
    found = rest.split()
    return bool(found) and (found[0].strip("([")[:1].isupper() or found[0] == "the")


def _is_names(rest: str) -> bool:
    """Names, roles, places and outlets, and nothing else: "Ann Pell and Ben Odd in Kelm, Norwire"."""
    found = rest.replace("|", " ").replace("/", " ").split()
    if not found or len(found) > 16:
        return False
    roles, capitals = _words("roles"), 0
    for word in found:
        plain = word.strip(".,;:()[]–—-•*")
        if not plain or plain.casefold() in roles or plain in ("de", "van", "von", "al", "bin", "der", "la", "el", "&"):
            continue
        if not (plain[0].isupper() or "@" in plain or plain[0].isdigit()):
            return False
        capitals += plain[0].isupper()
    first = found[0].strip(".,")
    weekday = first in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    ends = rest.rstrip().endswith((".", "!", "?")) and len(found) > 6
    return not weekday and not ends and (capitals > 0 or len(found) <= 3)


def is_place_line(line: str) -> bool:
    """Whether a line under a byline names the outlet, the place or the role ("Norwire News, Kelm")."""
    found = line.split()
    if not 1 <= len(found) <= 9 or line.endswith((".", "!", "?", ":")):
        return False
    known = agencies().get(line.split(",")[0].strip()) is not None or agencies().get(line.strip()) is not None
    roles = sum(w.strip(".,").casefold() in _words("roles") for w in found)
    town = line.split(",")[-1].strip().upper() in places()
    capital = all(w[:1].isupper() or w.casefold().strip(",") in _words("roles") for w in found)
    return capital and (known or roles * 2 >= len(found) or (town and len(found) <= 5))


def is_text_credit(line: str, at_edge: bool) -> bool:
    """Whether a whole line credits the text.

    Args:
        at_edge: the line stands before the first or behind the last sentence; only there does a bare name in
            brackets or behind a dash credit anything.
    """
    if len(line) > _LONGEST_CREDIT:
        return False
    if _CREDIT_MASK.fullmatch(line) or _ADDITIONAL.match(line) or any(p.fullmatch(line) for p in _SUPPLIED):
        return True
    if _COPYRIGHT.fullmatch(line):
        return True
    bare = _ALONE.fullmatch(line) or _DASHED.fullmatch(line)
    inner = bare.group(1).strip() if bare else line.strip().rstrip(".")
    if _all_known(inner):
        return True
    return bool(bare) and at_edge and line[0] in "([" and _could_be_supplier(inner)


def publisher_label(line: str) -> tuple[int, int] | None:
    """The name in a portal's label of the publisher ("Morning Herald•", "Norwire • 2 hours ago"), or None."""
    m = _PUBLISHER.fullmatch(line)
    return m.span(1) if m and len(line) <= 60 else None


def _all_known(names: str) -> bool:
    parts = [p.strip() for p in re.split(r"/| and | & |,|;|\+", names) if p.strip()]
    return bool(parts) and len(parts) <= 4 and all(agencies().get(p) or p.casefold() in ("agencies", "agency", "ians")
                                                    for p in parts)  # fmt: skip


def _could_be_supplier(name: str) -> bool:
    """A short name no table knows, that stands where suppliers stand."""
    found = re.split(r"[\s/]+", name)
    if not 1 <= len(found) <= 5 or any(c.isdigit() for c in name) or name.casefold() in _words("not_credits"):
        return False
    if any(w.casefold().strip(".,") in _words("not_credits") for w in found):
        return False
    return all(w[:1].isupper() or w in ("of", "the", "and", "with", "dpa", "&") for w in found)


def credit_tail(text: str, start: int, end: int, last: bool) -> tuple[int, str] | None:
    """Where a credit at a paragraph's end begins, and its kind of zone; None where there is none.

    Args:
        last: it is the last paragraph of the prose; only there are names no table knows credits.
    """
    low = max(start, end - _LONGEST_CREDIT)
    if (m := _REPORTING_TAIL.search(text, low, end)) and _closing_matter(text[m.end() : end]):
        at = m.start()
        while text[at].isspace():
            at += 1
        return at, "credit-text" if _ADDITIONAL.match(text, at) else "byline"
    m = _TAIL.search(text, max(start, end - _TAIL_REACH), end)
    if not m:
        return None
    group = next(g for g in (1, 2, 3) if m[g] is not None)
    name = m[group].strip()
    at = m.start()
    while text[at].isspace():
        at += 1
    if _CREDIT_MASK.fullmatch(m[0].strip()):
        return at, "credit-text"
    if group < 3 and is_byline(m[0].strip()):
        return at, "byline"
    if _all_known(name) or (group < 3 and any(p.fullmatch(name) for p in _SUPPLIED)):
        return at, "credit-text"
    slashed = name.split("/")
    if len(slashed) > 1 and any(len(part.split()) > 1 and not agencies().get(part.strip()) for part in slashed):
        return None  # "(Norwire/Ann Pell)": a person behind the slash took the picture
    if last and (_could_be_supplier(name) if group < 3 else _one_word(name)):
        return at, "credit-text"
    return None


def _one_word(name: str) -> bool:
    """Behind a dash a name of two words is mostly a person's; an outlet's shows itself by a word of its own."""
    found = name.split()
    return _could_be_supplier(name) and (len(found) == 1 or any(w in _words("outlet_words") for w in found[1:]))


def _closing_matter(rest: str) -> bool:
    """Whether what follows "Reporting by X" is more of the same up to the paragraph's end, not prose."""
    return len(rest) <= 300 and not re.search(r"[a-z]{2}[.!?]\s+[A-Z][a-z]+ [a-z]+ [a-z]+ ", rest)
