"""Whether two who know may be one, or speak for one: names in two spellings, a body and its people, one government, a
statement and whoever gave it, a description that anybody of them fits.

One source under two names is the commonest way in which a second origin is invented. Names are read word by word, each
against what the texts call the other. Whoever may be the same is not shown to be another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise, product

from firsthand.claims.descriptions import initials
from firsthand.claims.knowers import NAMED, UNNAMED, Ground, Knower
from firsthand.languages import fold, has_table, stem, table, words
from firsthand.languages.spelling import one_edit
from firsthand.nouns import Entity

MAX_BESIDE = 12  # mentions of a name that are looked at for what stands beside it
REACH = 80  # characters before a name in which it is said whose somebody is
_OWNER = re.compile(r"((?:[A-Z][\w.&-]* ){0,4}[A-Z][\w.&-]*)['’]s? (?:[a-z-]+ ){0,4}$")
_AFTER = re.compile(r",\s([^,.;:()\"“”]{3,90})[,.]|\s(?:of|from|at|with|for)\s([^,.;:()\"“”]{3,60})")
_WHERE = frozenset({"in", "at"})  # "officials in the strip" are of no other kind than officials
FEDERAL = "its country"  # a government of the country the story plays in, which is not said
_UNION = "United Nations"  # its bodies speak as one, as a government's do
_FEDERAL = frozenset({"federal", "administration"})
_BARE = re.compile(r"\b(?:President|Prime Minister)\b(?! of\b)")
_SLIP = 5  # letters of a word from which one letter's difference is a spelling
_INITIALS = 3  # letters by which a body goes
_CODE = 4  # letters of a word in capitals that is seldom a name
_GIVEN = 3  # letters of a short given name: "Ken", "Kenneth"
_HALF = 0.5  # share of the words of a body's name that name it in a description


def own_words(name: str, language: str) -> frozenset[str]:
    """The folded words of a name that tell it from others: capitalised, no kind of body, no country."""
    rows = _rows(language)
    generic = rows.get("generic", frozenset()) | rows.get("speaking", frozenset()) | rows.get("government", frozenset())
    forms = _forms(name)
    known = generic | _national().keys() | {w for pair in _national_pairs(forms) for w in pair.split()}
    capital = [form for form, w in zip(forms, words(name), strict=True) if name[w.start].isupper()]
    return frozenset(form for form in capital if len(form) > 1 and form not in known)


def _forms(text: str) -> list[str]:
    """Its folded words without points."""
    return [w.form.removesuffix("'s").replace(".", "") for w in words(text)]


def _national_pairs(forms: Sequence[str]) -> list[str]:
    """The pairs of words that are a country or its people."""
    return [pair for pair in map(" ".join, pairwise(forms)) if pair in _national()]


def government_of(description: str, language: str) -> str | None:
    """The country whose government somebody is, or speaks for ("the Quellish foreign minister")."""
    if not has_table(language, "confirming"):
        return None
    for name, country in table(language, "confirming")["state_offices"].items():
        if f" {name} " in f" {' '.join(description.split())} ":
            return str(country)
    forms = _forms(description)
    forms += [" ".join(description.split()).casefold()] if " " not in description.strip() else []
    found = nations_of(description)
    if _UNION in found and speaks_for_another(description, language):
        return _UNION
    if not _rows(language)["government"] & set(forms):
        return None
    if not found and (_FEDERAL & set(forms) or _BARE.search(description)):
        return FEDERAL
    return next(iter(found)) if len(found) == 1 else None


def nations_of(description: str) -> frozenset[str]:
    """The countries that a description names, by whatever word."""
    forms = _forms(description)
    pairs = _national_pairs(forms)
    told = {w for pair in pairs for w in pair.split()}
    return frozenset(_national()[f] for f in (*pairs, *(f for f in forms if f not in told)) if f in _national())


def speaks_for_another(description: str, language: str) -> bool:
    """Whether what somebody is called makes them speak for others: "spokesman", "lawyer", "officials"."""
    found = {w.form for w in words(description)}
    return bool(found & _rows(language).get("speaking", frozenset()))


@cache
def _rows(language: str) -> dict[str, frozenset[str]]:
    if not has_table(language, "confirming"):
        return {}
    rows = table(language, "confirming")
    return {name: frozenset(rows[name]) for name in ("government", "nameless")} | {
        name: frozenset(found) for name, found in rows["people"].items()
    }


@cache
def _national() -> dict[str, str]:
    """Folded words for a country, its people and its government -> the country."""
    out: dict[str, str] = {"american": "United States", "us": "United States", "usa": "United States",
                           "un": _UNION, "united nations": _UNION}  # fmt: skip
    for row in table("world", "countries")["rows"].strip().splitlines():
        country, capital, *rest = [x.strip() for x in row.split("|")]
        others = (*(rest[0].split() if rest else ()), *(rest[1].split(";") if len(rest) > 1 else ()))
        for word in (country, capital, *others):
            out.setdefault(fold(word.replace("_", " ")).replace(".", ""), country)
    return out


def kin(a: Knower, b: Knower, language: str) -> str | None:
    """Why two may be one, or speak for one, with both names in it as {0} and {1}; None where nothing shows it."""
    if _one_government(a, b):
        return "{0} and {1} may speak for one government"
    if _one_institution(a, b):
        return "{0} and {1} may be of one institution"
    for one, other in ((a, b), (b, a)):
        if one.kind == "document" and _anybodys(one, other, language):
            return "{0} and {1} may be one statement" if one is a else "{1} and {0} may be one statement"
    if a.layer == NAMED and b.layer == NAMED and "document" not in (a.kind, b.kind) and _one_name(a.name, b.name):
        return "{0} and {1} may be one under two names"
    if a.name in b.via or b.name in a.via:
        return "{0} and {1} are heard through one another"
    if _nameless(a, b, language) or _nameless(b, a, language):
        return "{0} and {1} may speak for one body"
    if _unsaid(a, b, language) or _unsaid(b, a, language):
        return "{0} and {1} may speak for one body"
    if _within(a, b) or _within(b, a):
        return "{0} and {1} may speak for one another"
    if _together(a, b):
        return "{0} and {1} may speak for one body"
    return None


def _one_government(a: Knower, b: Knower) -> bool:
    if a.government is None or b.government is None:
        return False
    return a.government == b.government or {a.government, b.government} == {FEDERAL, "United States"}


def _one_institution(a: Knower, b: Knower) -> bool:
    """Whether two are of a body that a place has one of, and not shown to be of two places."""
    if not a.institutions & b.institutions or (a.nations and b.nations and not a.nations & b.nations):
        return False
    mine, theirs = ((k.named if k.body or k.layer == UNNAMED else frozenset()) | (k.belongs & k.places) for k in (a, b))
    return not (len(mine) == len(theirs) == 1 and mine != theirs)


def _nameless(body: Knower, who: Knower, language: str) -> bool:
    """Whether a body that no name tells from others ("the authorities", "a court") may be one somebody speaks for."""
    forms = {w.form for w in words(body.name)} - _national().keys()
    if body.layer != NAMED or body.named or not forms or not forms <= _rows(language).get("nameless", frozenset()):
        return False
    if body.government and who.government and body.government != who.government:
        return False
    return who.speaking or who.office or who.body


def _unsaid(who: Knower, other: Knower, language: str) -> bool:
    """Whether somebody speaks for a body that is not said, which may be the other's ("the department spokeswoman")."""
    if who.belongs or not any(fold(w).startswith("spokes") for w in who.called):
        return False
    return other.layer == NAMED


def beside(ground: Ground, entity: Entity, language: str) -> frozenset[str]:
    """The words for whose somebody is that stand right beside its name: "Velm Motors' Ilse Quandt", "Ilse Quandt, an
    engineer at Velm Motors," and "Ilse Quandt of Velm Motors"."""
    out: set[str] = set()
    for m in entity.mentions[:MAX_BESIDE]:
        layout = ground.layouts[m.article]
        before = layout.text[max(0, m.start - REACH) : m.start]
        owner = _OWNER.search(before)
        if owner is not None:
            out |= own_words(owner.group(1), language)
        after = _AFTER.match(layout.text, m.end)
        if after is not None:
            out |= own_words(after.group(1) or after.group(2), language)
    return frozenset(out)


def _within(body: Knower, who: Knower) -> bool:
    """Whether the words that name one stand in what the other is called, who speaks for others."""
    if not body.named:
        return False
    if body.layer == UNNAMED and not _fits(body, who):
        return False
    if body.layer == NAMED and who.layer == UNNAMED and not who.speaking:
        return False
    if body.named <= who.named and (body.body or not body.person):
        return True
    called = body.named & who.belongs
    if len(called) < max(1, _HALF * len(body.named)):
        return False
    return who.speaking or not who.person


def _fits(unnamed: Knower, who: Knower) -> bool:
    """Whether unnamed people may be of somebody's kind."""
    if who.layer == UNNAMED:
        return not unnamed.roles or not who.roles or bool(unnamed.roles & who.roles)
    return unnamed.speaking


def _together(a: Knower, b: Knower) -> bool:
    """Whether two who speak for others have a body in common: "Velm Motors' engineer", "head of Velm Motors"."""
    if not (a.speaking or a.office) or not (b.speaking or b.office):
        return False
    return bool((a.belongs - a.places) & (b.belongs - b.places))


def _anybodys(document: Knower, who: Knower, language: str) -> bool:
    """Whether a document may be whoever speaks beside it: it names no issuer, or that one."""
    if who.kind == "document" and who.key == document.key:
        return False
    issuer = frozenset(w for w in document.named if not _code(document.name, w))
    heard = frozenset(w for name in who.via for w in own_words(name, language))
    return not issuer or bool(issuer & (who.named | who.belongs | heard))


def _code(name: str, word: str) -> bool:
    """Whether a word of a name is a short one in capitals, which names no issuer ("a DNA report")."""
    return len(word) <= _CODE and word.upper() in name.split()


def _one_name(a: str, b: str) -> bool:
    """Whether two names are one, spelled or shortened in another way."""
    left, right = ([fold(w).strip(".,'") for w in name.split()] for name in (a, b))
    left, right = sorted((left, right), key=len)
    if not left or left == right:
        return left == right
    for short, long in ((a, b), (b, a)):
        if short.isupper() and _INITIALS <= len(short) <= _CODE + 2 and initials(long).endswith(short):
            return True  # "BOE", "Kelm City Board of Elections"
    if len(left) > 1 and right[: len(left)] == left:
        return True  # "Velm Electric", "Velm Electric Power"
    if len(left) < 2 or len(right) < 2:
        return False
    given, family = (left[0], right[0]), (left[-1], right[-1])
    if family[0] == family[1]:
        return given[0] == given[1] or _short(*given) or _spelled(*given, least=_GIVEN)
    return given[0] == given[1] and _spelled(*family, least=_SLIP)


def _short(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return long.startswith(short) and (len(short) >= _GIVEN or len(short) == 1)


def _spelled(a: str, b: str, least: int) -> bool:
    """Whether one letter's difference parts two words of one initial, or two that sound alike ("Kandil", "Qandil")."""
    if min(len(a), len(b)) < least or not one_edit(a, b):
        return False
    return a[0] == b[0] or {a[0], b[0]} in ({"k", "q"}, {"c", "k"}, {"y", "j"}, {"g", "q"})


def generic_people(who: Knower, language: str) -> bool:
    """Whether unnamed people could be any official: of no kind and of no side, and nothing else is said of them."""
    if who.layer != UNNAMED or who.roles or who.named or who.government is not None:
        return False
    if not has_table(language, "anonymity"):
        return False
    rows = table(language, "anonymity")
    known = {stem(w, language) for name in ("anybody", "filler", "vague") for w in rows[name]}
    said = next((who.name[: w.start] for w in words(who.name) if w.form in _WHERE), who.name)
    return all(stem(w.form, language) in known for w in words(said))


def first_kin(one: Iterable[Knower], other: Iterable[Knower], language: str) -> tuple[Knower, Knower, str] | None:
    """The first of two groups who may be one, and why."""
    for a, b in product(one, other):
        why = kin(a, b, language)
        if why is not None:
            return a, b, why
    return None
