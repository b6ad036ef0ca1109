"""What a description of people says of them: whose they are, of what kind, and whether they only carry."""

from __future__ import annotations

from functools import cache

from firsthand.claims.wording import groups
from firsthand.languages import has_table, rarity, stem, table, words

_SAID_WORDS = 2  # "the stern message"; a longer one says what document it is
_COUNTS = frozenset(
    ["a", "an", "another", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen"]
)  # a group somebody counted or singled out is somebody
_SIDE = 0.62  # languages.rarity from which a capitalised word at the start of a description is a name


def sides(name: str, language: str) -> frozenset[str]:
    """The names within a description of unnamed people ("Quell and Orvan officials"): whose people they are."""
    name = _without_groupings(name, language)
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


def _without_groupings(name: str, language: str) -> str:
    """A description less the words for a group named before: "people close to the Quell group" names no side."""
    if not has_table(language, "anonymity"):
        return name
    groupings = frozenset(table(language, "anonymity")["groupings"])
    found = words(name)
    for n, word in enumerate(found):
        if n >= 2 and word.form in groupings and found[n - 2].form == "the" and name[found[n - 1].start].isupper():
            return name[: found[n - 2].start] + name[word.end :]
    return name


def points_back(source: str, language: str) -> bool:
    """Whether a source is no speaker but something said ("the message", "this"): it goes back to whoever said it."""
    if not has_table(language, "anonymity"):
        return False
    rows = table(language, "anonymity")
    forms = [w.form for w in words(source)]
    if len(forms) == 1 and forms[0] in rows["said_pronouns"]:
        return True
    if len(forms) < 2 or forms[0] not in rows["pointing"]:
        return False
    rest = words(source)[1:]
    if len(rest) > _SAID_WORDS or any(source[w.start].isupper() for w in rest):
        return False
    return stem(rest[-1].form, language) in _stems(language, "said_things")


def is_vague(name: str, language: str) -> bool:
    """Whether a source is a group of no count, side or kind ("sources", "the authorities")."""
    if not has_table(language, "anonymity"):
        return False
    vague = frozenset(table(language, "anonymity")["vague"])
    beside = frozenset(table(language, "anonymity")["filler"]) - _COUNTS
    forms = [w.form for w in words(name)]
    return bool(vague & set(forms)) and all(f in vague or f in beside or f in ("local", "the") for f in forms)


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


def initials(name: str) -> str:
    """The initials a body may go by ("Torrin Harbour Board": "THB"); its whole name where they would be too short."""
    made = "".join(w[0] for w in name.split() if w[:1].isupper())
    return made if len(made) > 2 else name


def state(name: str) -> str | None:
    """The country whose government a place name stands for: the country, its capital, the seat of its government."""
    plain = " ".join(name.removeprefix("the ").removeprefix("The ").replace(".", "").split())
    return _states().get(plain.casefold())


@cache
def _states() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in table("world", "countries")["rows"].strip().splitlines():
        country, capital, *rest = [x.strip() for x in row.split("|")]
        for form in (country, capital, *(rest[1].split(";") if len(rest) > 1 else ())):
            out.setdefault(form.replace(".", "").casefold(), country)
    for seat, country in table("world", "seats")["seats"].items():
        out.setdefault(seat.casefold(), country)
    return out


@cache
def _stems(language: str, name: str) -> frozenset[str]:
    return frozenset(stem(w, language) for w in table(language, "anonymity")[name])
