"""Reporting verbs in a line: the cue with its auxiliaries, and whether the word is a verb there at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.attribution.lexicon import forms, phrases
from firsthand.attribution.phrases import FINITE, NOMINAL
from firsthand.attribution.tokens import Token, spoken_end, word_set

_BE = word_set("be_forms")
_UNCHANGED = frozenset({"read"})  # the past is written like the present
_OPENS_CONTENT = frozenset({"that", "quote", "pron", "det", "poss", "wh", "to", "name", "objpron", "adv", "adj", "num"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb: tokens [start, end) with auxiliaries and particles, the verb itself at ``verb``."""

    start: int
    verb: int
    end: int
    lemma: str
    kind: str
    form: str
    frames: frozenset[str]
    passive: bool = False
    negated: bool = False
    infinitive: bool = False
    modal: bool = False


def cue_at(toks: Sequence[Token], i: int) -> Cue | None:
    """The cue whose verb is token ``i``, or None."""
    form = toks[i].form
    for phrase, name in phrases().get(form, ()):
        n = len(phrase.rest)
        if tuple(t.form for t in toks[i + 1 : i + 1 + n]) == phrase.rest and _is_verb(toks, i, name, True):
            lemma = " ".join((form if name == "be" else _lemma(form), *phrase.rest))
            return _group(toks, i, i + 1 + n, lemma, phrase.kind, name, phrase.frames)
    verb = forms().get(form)
    if form == "think" and i + 1 < len(toks) and toks[i + 1].form in {"tank", "tanks"}:
        return None
    if verb is None or not _is_verb(toks, i, verb.form, verb.lemma not in word_set("noun_or_verb")):
        return None
    return _group(toks, i, i + 1, verb.lemma, verb.kind, verb.form, verb.frames)


def _lemma(form: str) -> str:
    verb = forms().get(form)
    return verb.lemma if verb else form


def _group(toks: Sequence[Token], i: int, end: int, lemma: str, kind: str, form: str, frames: frozenset[str]) -> Cue:
    start, be, negated, infinitive, modal = i, False, False, False, False
    floor = max(0, i - 6)
    k = i - 1
    nearest = True
    while k >= floor:
        tok = toks[k]
        if tok.tag in {"aux", "modal"}:
            if nearest and tok.form in _BE:
                be = True
            modal = modal or tok.tag == "modal"
            negated = negated or tok.form.endswith("n't")
            nearest = False
            start = k
        elif tok.form in {"not", "never"}:
            negated = True
        elif tok.tag == "to":
            infinitive = True
            start = k
            break
        elif tok.tag != "adv":
            break
        k -= 1
    if form == "be":
        start = min(start, i)
        be = False
        negated = negated or toks[i].form.endswith("n't")
    passive = be and form in {"participle", "past-or-participle", "base"} and not infinitive and form != "be"
    return Cue(start, i, end, lemma, kind, form, frames, passive, negated, infinitive, modal)


def _is_verb(toks: Sequence[Token], i: int, form: str, sure: bool) -> bool:
    """True where the word can be a verb between its neighbours."""
    tok = toks[i]
    if tok.text[0].isupper() and i > 0 and toks[i].tag == "name" and form in {"base", "s"}:
        return _titled(toks, i, form)
    k = i - 1
    while k >= 0 and toks[k].tag == "adv" and i - k < 4:
        k -= 1
    before = toks[k] if k >= 0 else None
    after = toks[i + 1] if i + 1 < len(toks) else None
    if form == "be":
        return True
    if form == "ing":
        return before is None or before.tag not in {"det", "poss", "posm", "adj", "num"}
    if form in {"past", "participle", "past-or-participle"}:
        if before is not None and (before.tag in {"poss", "posm"} or before.form in word_set("articles")):
            return False
        if after is not None and after.form == "by" and (before is None or before.form not in _BE):
            return i + 2 < len(toks) and toks[i + 2].form in word_set("means")
        if form == "participle":
            return before is not None and before.tag == "aux"
        return not (before is not None and before.tag == "prep" and form != "past")
    if before is None:
        return False
    if before.tag in {"poss", "posm", "prep", "adj"} or (
        before.tag in {"det", "num"}
        and before.form not in word_set("plurals")
        and (before.tag == "det" or form != "base")
    ):
        return False
    if form == "s":
        if before.form in {"i", "we", "you", "they"} or before.tag in {"modal", "to", "aux"}:
            return False
        if sure:
            return (
                before.tag in NOMINAL or before.tag in {"pron", "wh", "that", "conj", "quote"} or before.text in ",)—–-"
            )
        if before.tag in {"pron", "wh"} or (after is not None and after.text == ":"):
            return True
        if before.tag == "quote" and spoken_end(before) in {",", "?", "!"}:
            return after is not None and after.tag in {"det", "name", "poss", "adj", "num"}  # "“...,” reads the letter"
        if before.tag == "conj" and after is not None and after.tag in {"objpron", "poss", "that", "quote", "pron"}:
            return True
        if (
            before.tag in {"name", "noun"}
            and (after is None or after.tag == "punct")
            and (any(t.tag == "quote" for t in toks[max(0, k - 5) : k]) or _after_quotation(toks, i))
        ):
            return True
        return (
            (before.tag in {"name", "noun"} or before.text in {",", ")"})
            and after is not None
            and (after.tag in _OPENS_CONTENT and after.tag not in FINITE)
            and not _verb_follows(toks, i)
        )
    if tok.form in _UNCHANGED and (_after_quotation(toks, i) or _opens_quotation(toks, i + 1)):
        return True  # "the letter read: ..." is a past
    if before.tag in {"to", "modal"} or before.form in {"do", "does", "did", "don't", "doesn't", "didn't"}:
        return True
    if before.tag == "aux" or before.form in {"he", "she", "it"}:
        return False
    if before.tag == "pron" or before.form in {"who", "which", "that"}:
        return sure or (after is not None and after.tag in _OPENS_CONTENT)
    plural = before.form.endswith("s") or before.tag in {"num"} or before.form in word_set("plurals")
    if sure:
        if before.tag in {"name", "noun"} and not plural:
            return after is not None and after.tag in _OPENS_CONTENT - {"to", "wh", "adj", "num", "adv"}
        return plural or before.tag in {"conj", "adv"} or before.text in {",", ")"}
    if plural and _after_quotation(toks, i):
        return True  # "“...,” the farmers state"
    if plural and after is not None and after.tag == "to" and form == "base" and tok.form in word_set("wishes"):
        return True
    return (
        plural
        and after is not None
        and after.tag in {"that", "pron", "det", "poss", "wh", "quote"}
        and not (_verb_follows(toks, i))
    )


def _after_quotation(toks: Sequence[Token], i: int) -> bool:
    """True where only a subject, or nothing, stands between a quotation that goes on and the word: "“...,” it read"."""
    for k in range(i - 1, max(-1, i - 8), -1):
        if toks[k].tag == "quote":
            return spoken_end(toks[k]) in {",", "?", "!"}
        if toks[k].tag not in NOMINAL | {"pron", "prep"}:
            return False
    return False


def _opens_quotation(toks: Sequence[Token], i: int) -> bool:
    """True where a quotation stands at ``i``, behind a comma or colon or not."""
    return i < len(toks) and (
        toks[i].tag == "quote" or (toks[i].text in {":", ","} and i + 1 < len(toks) and toks[i + 1].tag == "quote")
    )


def _verb_follows(toks: Sequence[Token], i: int) -> bool:
    """“reports said”: a finite verb directly after makes this word its subject."""
    return i + 1 < len(toks) and toks[i + 1].tag in {"verb", "aux", "modal"}


def _titled(toks: Sequence[Token], i: int, form: str) -> bool:
    """Headlines capitalise verbs ("Pell Says Dam Is Safe"): there most words of four letters are capitalised."""
    noun = form == "base" and i and i + 1 < len(toks) and toks[i].form in word_set("noun_or_verb")
    if noun and toks[i + 1].tag == "name" and not toks[i - 1].form.endswith("s"):
        return False  # "Kelm State University's Ann Pell": of one who speaks it is "Pell States"
    near = [t for t in toks[max(0, i - 8) : i + 9] if len(t.text) > 3 and t.text[0].isalpha()]
    if len(near) < 3 or sum(t.text[0].isupper() for t in near) < 0.75 * len(near) or i == 0:
        return False
    k = i - 1
    while k > 0 and toks[k].tag == "name":
        k -= 1
    if toks[k].form == "the" and toks[k].text[0].islower():
        return False  # "the Associated Press": headings have no small article there
    return toks[i - 1].tag in {"name", "noun"} or toks[i - 1].text == ","
