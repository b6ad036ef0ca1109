"""The words that tie two parties: verbs with all their forms, nouns, suffixes; read from ``relations.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.attribution.lexicon import inflect
from firsthand.languages import table


@dataclass(frozen=True, slots=True)
class Frame:
    """A form of a verb: the kind of relation, the words that follow it, and which form it is."""

    kind: str
    rest: tuple[str, ...]
    form: str  # base | s | past | participle | past-or-participle | ing
    together: bool = False  # "A and B met": both parties stand before it


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames of a language."""

    verbs: dict[str, tuple[Frame, ...]]  # by the form of the first word, longest first
    threats: frozenset[str]
    would: dict[str, tuple[tuple[str, ...], ...]]  # what A would do if attacked, by first word
    conditional_kind: str
    launch: dict[str, tuple[Frame, ...]]  # "launched missiles at"
    weapons: frozenset[str]
    at: frozenset[str]
    engaged: frozenset[str]
    between_never: frozenset[str]
    nature: frozenset[str]
    forward: dict[tuple[str, ...], str]
    backward: dict[tuple[str, ...], str]
    never_after: frozenset[str]
    suffixes: dict[str, str]
    between: dict[str, str]
    bodies: frozenset[str]
    people: frozenset[str]
    needs_body: frozenset[str]
    negations: frozenset[str]
    unreal: frozenset[str]
    real: frozenset[str]
    future: frozenset[str]
    conditions: frozenset[str]


@cache
def frames(language: str) -> Frames:
    """The frames of a language, read once.

    Raises:
        FileNotFoundError: the language has no ``relations.toml``.
    """
    rows = table(language, "relations")
    verbs: dict[str, list[Frame]] = {}
    for kind, listed in rows["verbs"].items():
        _add(verbs, kind, _split(listed), rows["irregular"], together=False)
    for kind, listed in rows["together"].items():
        _add(verbs, kind, listed, rows["irregular"], together=True)
    launch: dict[str, list[Frame]] = {}
    _add(launch, rows["launch"]["kind"], rows["launch"]["verbs"], rows["irregular"], together=False)
    nots, conditional = rows["not"], rows["conditional"]
    return Frames(
        verbs={form: tuple(sorted(found, key=lambda f: (-len(f.rest), f.rest, f.kind, f.together)))
               for form, found in verbs.items()},
        threats=frozenset(conditional["threats"]),
        would=_by_first(conditional["verbs"]),
        conditional_kind=conditional["kind"],
        launch={form: tuple(found) for form, found in launch.items()},
        weapons=frozenset(rows["launch"]["nouns"]),
        at=frozenset(rows["launch"]["at"]),
        between_never=frozenset(rows["between_never"]["words"]),
        nature=frozenset(rows["nature"]["words"]),
        engaged=frozenset(rows["engaged"]["words"]),
        forward=_nouns(rows["nouns"]["forward"]),
        backward=_nouns(rows["nouns"]["backward"]),
        never_after=frozenset(rows["nouns"]["never_after"]["words"]),
        suffixes={s: kind for kind, listed in rows["suffixes"].items() for s in listed},
        between={w: kind for kind, listed in rows["between"].items() for w in listed},
        bodies=frozenset(rows["bodies"]["words"].split()),
        people=frozenset(rows["bodies"]["people"].split()),
        needs_body=frozenset(rows["needs_body"]["kinds"]),
        negations=frozenset(nots["negations"]),
        unreal=frozenset(nots["unreal"]),
        real=frozenset(nots["real"]),
        future=frozenset(nots["future"]),
        conditions=frozenset(nots["conditions"]),
    )  # fmt: skip


def _add(verbs: dict[str, list[Frame]], kind: str, listed: Iterable[str], irregular: dict[str, Any], together: bool
         ) -> None:  # fmt: skip
    for words in listed:
        first, *rest = words.split()
        for form, name in _forms(first, irregular):
            verbs.setdefault(form, []).append(Frame(kind, tuple(rest), name, together))


def _forms(lemma: str, irregular: dict[str, Any]) -> list[tuple[str, str]]:
    s, past, participle, ing = irregular[lemma].split() if lemma in irregular else inflect(lemma)
    out = [(lemma, "base"), (s, "s"), (ing, "ing")]
    if lemma == "be":
        return [*out, ("are", "s"), ("were", "past"), ("was", "past")]
    if past == participle:
        return [*out, (past, "past-or-participle")]
    return [*out, (past, "past"), (participle, "participle")]


def _split(listed: str) -> list[str]:
    return [" ".join(w.split()) for w in listed.split(",") if w.strip()]


def _by_first(listed: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words in listed:
        first, *rest = words.split()
        out[first] = (*out.get(first, ()), tuple(rest))
    return out


def _nouns(rows: dict[str, list[str]]) -> dict[tuple[str, ...], str]:
    return {tuple(noun.split()): kind for kind, listed in rows.items() for noun in listed}
