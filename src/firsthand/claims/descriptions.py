"""What a description of people says of them: whose they are, of what kind, and whether they only carry."""

from __future__ import annotations

from functools import cache

from firsthand.claims.wording import groups
from firsthand.languages import has_table, rarity, stem, table, words

_SIDE = 0.62  # languages.rarity from which a capitalised word at the start of a description is a name


def sides(name: str, language: str) -> frozenset[str]:
    """The names within a description of unnamed people ("Quell and Orvan officials"): whose people they are."""
    knowing = frozenset(table(language, "anonymity")["knowing"]) if has_table(language, "anonymity") else frozenset()
    bodies = {w for names in table(language, "anonymity")["institutions"].values() for w in names} if knowing else set()
    out = set()
    for n, word in enumerate(words(name)):
        if n and word.form in knowing:
            break
        if word.form in bodies:
            continue
        if name[word.start].isupper() and (n or rarity(word.form) >= _SIDE):
            out.add(stem(word.form))
    return frozenset(out)


def roles(description: str, language: str) -> frozenset[str]:
    """What kind of people a description is about, by synonym group or stem; empty where it could be anybody."""
    if not has_table(language, "anonymity"):
        return frozenset()
    anybody, filler = _stems(language, "anybody"), _stems(language, "filler")
    known = groups(language)
    found = {stem(w.form, language) for w in words(description) if not description[w.start].isupper()} - filler
    if not found or found & anybody:
        return frozenset()
    return frozenset(known.get(s, s) for s in found)


def institutions(description: str, language: str) -> frozenset[str]:
    """The bodies in a description of which a place has one."""
    if not has_table(language, "anonymity"):
        return frozenset()
    forms = {w.form for w in words(description)}
    return frozenset(body for body, names in table(language, "anonymity")["institutions"].items() if forms & set(names))


def holds_office(description: str, language: str) -> bool:
    """Whether it names an office that speaks for a state or a body."""
    if not has_table(language, "anonymity"):
        return False
    return any(w.form in table(language, "anonymity")["offices"] for w in words(description))


def only_carries(name: str, language: str) -> bool:
    """Whether a source is described as a carrier and as nothing else ("state media", "local press reports")."""
    if not has_table(language, "anonymity"):
        return False
    carriers, beside = _stems(language, "carriers"), _stems(language, "of_carriers")
    found = {stem(w.form, language) for w in words(name)}
    return bool(found & carriers) and found <= carriers | beside


@cache
def _stems(language: str, name: str) -> frozenset[str]:
    return frozenset(stem(w, language) for w in table(language, "anonymity")[name])
