"""The reporting verbs of a language with their forms and frames, read from its tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from firsthand.languages import table


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a reporting verb: lemma, class (speech, belief, showing, denial), form and frames."""

    lemma: str
    kind: str
    form: str  # base | s | past | participle | past-or-participle | ing
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A multi-word cue: the words after the verb's first, its class and frames."""

    rest: tuple[str, ...]
    kind: str
    frames: frozenset[str]


_VOWELS = "aeiou"


def inflect(lemma: str) -> tuple[str, str, str, str]:
    """Third person, past, participle and gerund of a regular verb."""
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    s = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return s, lemma + "ed", lemma + "ed", lemma + "ing"


@cache
def forms(language: str = "en") -> dict[str, Verb]:
    """Every form of every single-word reporting verb."""
    rows = table(language, "reporting_verbs")
    out: dict[str, Verb] = {}
    for kind in ("belief", "showing", "denial", "speech"):  # a form two classes share is speech
        for lemma, frames in rows[kind].items():
            for form, name in all_forms(lemma, language):
                out[form] = Verb(lemma, kind, name, frozenset(frames.split()))
    return out


def all_forms(lemma: str, language: str = "en") -> list[tuple[str, str]]:
    """(form, its name) of a verb; a past that is also the participle is named once."""
    irregular = table(language, "reporting_verbs")["irregular"].get(lemma)
    s, past, participle, ing = irregular.split() if irregular else inflect(lemma)
    out = [(lemma, "base"), (s, "s"), (ing, "ing")]
    if past == participle:
        out.append((past, "past-or-participle" if past != lemma else "base"))
    else:
        out += [(past, "past"), (participle, "participle")]
    return out


_BE = (
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "am",
    "'s",
    "'re",
    "'m",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
)


@cache
def phrases(language: str = "en") -> dict[str, tuple[tuple[Phrase, str], ...]]:
    """Multi-word cues by the form of their first word, longest first, with the form's name."""
    rows = table(language, "reporting_forms")["phrases"]
    verbs = table(language, "reporting_verbs")
    out: dict[str, list[tuple[Phrase, str]]] = {}
    for words, frames in rows.items():
        first, *rest = words.split()
        if "none" in frames:
            continue
        kind = next((k for k in ("denial", "showing", "belief", "speech") if first in verbs[k]), "speech")
        if first in {"be", "see", "look", "long"}:
            kind = "belief"
        if words == "rule out":
            kind = "denial"
        names = [(b, "be") for b in _BE] if first == "be" else all_forms(first, language)
        for form, name in names:
            out.setdefault(form, []).append((Phrase(tuple(rest), kind, frozenset(frames.split())), name))
    return {k: tuple(sorted(v, key=lambda p: (-len(p[0].rest), p[0].rest))) for k, v in out.items()}


@cache
def forms_row(name: str, language: str = "en") -> frozenset[str]:
    """A row of ``reporting_forms`` as a set of words."""
    return frozenset(table(language, "reporting_forms")[name].split())
