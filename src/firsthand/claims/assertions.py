"""Whether a mention states its claim plainly and in its own right.

What somebody asks for, doubts, says of himself or reports of another's telling is said, and is no second person's word
for the thing. Neither is a stretch that states nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from firsthand.claims.clauses import CONTENT, clause_words
from firsthand.claims.knowers import Ground
from firsthand.claims.stance import chain
from firsthand.claims.units import Unit
from firsthand.languages import Word, has_table, rarity, stem, table
from firsthand.nouns import Span

Failing = Literal["asks", "doubts", "of the speaker", "no statement", "reports"]

BEFORE = 10  # words before a mention in its sentence in which it may be doubted
REACH = 160  # characters in which they stand
TELLING = 0.5  # languages.rarity of a word that alone makes a statement
_STEP = 4  # words at the head of a mention among which its subject stands


@dataclass(frozen=True, slots=True)
class _Words:
    """The table ``confirming`` of a language as sets of stems and forms."""

    asking: frozenset[str]
    asking_that: frozenset[str]
    moods: tuple[frozenset[str], ...]
    selves: frozenset[str]
    one_speaker: frozenset[str]
    many_speakers: frozenset[str]
    single: frozenset[str]
    witnessing: frozenset[str]
    doubting: frozenset[str]
    nobody: frozenset[str]
    joining: frozenset[str]


@cache
def _words(language: str) -> _Words | None:
    if not has_table(language, "confirming"):
        return None
    rows = table(language, "confirming")

    def forms(*names: str) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(rows[n]) for n in names)

    asking, asking_that = (frozenset(stem(w, language) for w in rows[n]) for n in ("asking", "asking_that"))
    return _Words(asking, asking_that, forms("future", "possible", "duty"),
                  *forms("selves", "one_speaker", "many_speakers", "single", "witnessing", "doubting", "nobody",
                         "joining"))  # fmt: skip


def failing(ground: Ground, unit: Unit) -> Failing | None:
    """What keeps a mention from stating its claim plainly, whatever it is held against; None where nothing does."""
    language = ground.layouts[unit.article].article.language
    known = _words(language)
    if known is None:
        return "no statement"
    verbs = clause_words(language)
    forms = [w.form for w in unit.words]
    if len(forms) > 2 and forms[0] in known.selves and forms[1] in known.witnessing:
        forms = forms[2:]  # "I saw the council sell it"
        if not any(verbs.is_verb(f) or rarity(f, language) >= TELLING for f in forms):
            return "no statement"
    if known.selves & set(forms) or _speakers(ground, unit, known) & set(forms[:_STEP]):
        return "of the speaker"
    if forms[0].startswith("what") or (not unit.attribution and forms[0] in verbs.relatives):
        return "no statement"  # a thing, or background beside the name it explains
    text = ground.layouts[unit.article].text[unit.span.start : unit.span.end]
    dated = _dated(ground, unit)
    clause = 0 < dated < len(unit.words) and not verbs.is_verb(unit.words[dated].form)  # "on Sunday the wall cracked"
    if forms[0] in known.joining and forms[1:2] not in (["least"], ["most"]) and "," not in text and not clause:
        return "no statement"  # "in the count of the votes"
    if _tells_of_telling(ground, unit, known, language):
        return "reports"
    if _asked(ground, unit, known, language):
        return "asks"
    if any(w.form in known.doubting or w.form.endswith("n't") for w in before(ground, unit)):
        return "doubts"
    return None


def _dated(ground: Ground, unit: Unit) -> int:
    """How many words a mention opens with that say when: "on Sunday"."""
    opening = unit.words[:2]
    spans = ground.times_in.get(unit.article, ())
    end = max((s.end for s in spans if any(s.start <= w.start < s.end for w in opening)), default=0)
    return sum(w.start < end for w in unit.words)


def mood(ground: Ground, unit: Unit) -> tuple[bool, ...]:
    """Whether a mention speaks of what will be, of what may be and of what ought to be."""
    known = _words(ground.layouts[unit.article].article.language)
    forms = {w.form for w in unit.words}
    return tuple(bool(forms & kind) for kind in known.moods) if known else ()


def before(ground: Ground, unit: Unit) -> list[Word]:
    """The words right before a mention in its sentence, the nearest first, as far back as the last comma or quotation
    mark."""
    layout = ground.layouts[unit.article]
    start = max(layout.sentences[unit.sentence].span.start, unit.span.start - REACH)
    found = ground.words(Span(unit.article, start, unit.span.start)) if start < unit.span.start else []
    out: list[Word] = []
    for w in reversed(found[-BEFORE:]):
        marks = ",;:.!?\"“”" if out else ",;.!?"  # a quotation mark right before it opens what is quoted
        if any(c in marks for c in layout.text[w.end : out[-1].start if out else unit.span.start]):
            break
        out.append(w)
    return out


def _speakers(ground: Ground, unit: Unit, known: _Words) -> frozenset[str]:
    """The pronouns at the head of what somebody says that may be the speaker."""
    said = ground.attributions.get(unit.attribution or "")
    if said is None:
        return frozenset()
    entity = ground.entities.get(said.entity or "")
    if entity is None:
        return known.one_speaker | known.many_speakers
    if entity.kind == "person":
        return known.one_speaker
    if entity.kind == "unnamed" and said.source is not None:
        opening = {w.form for w in ground.words(said.source)[:1]}
        return known.one_speaker if opening & known.single else known.many_speakers
    return known.many_speakers


def _tells_of_telling(ground: Ground, unit: Unit, known: _Words, language: str) -> bool:
    """Whether a mention tells that somebody says so: "Quell has assured us that ..."."""
    held = chain(unit.attribution, ground.attributions)
    if any(a.cue is not None and unit.span.contains(a.cue) for a in held):
        return True
    near = before(ground, unit)
    if not near or not held or not (near[0].form == "that" or unit.words[0].form == "that"):
        return False
    cues = [a.cue for a in held if a.cue is not None]
    content = [c for c in held[0].content if c.overlaps(unit.span)]
    inside = [w for w in near if any(c.start <= w.start for c in content)
              and not any(q.start <= w.start < q.end for q in cues)]  # fmt: skip
    if any(w.form in known.nobody for w in inside):
        return False  # "it is clear that"
    return sum(rarity(w.form, language) >= CONTENT for w in inside) > 1


def _asked(ground: Ground, unit: Unit, known: _Words, language: str) -> bool:
    """Whether the speaker asks for it or wants it: "urged Quell to ...", "a call for ..."."""
    verbs = clause_words(language)
    for said in chain(unit.attribution, ground.attributions):
        cue = {stem(w.form, language) for w in ground.words(said.cue)} if said.cue is not None else set()
        if not cue & known.asking:
            continue
        held = next((c for c in said.content if c.overlaps(unit.span)), None)
        opening = (w.form for w in ground.words(held)) if held is not None else iter(())
        verb = next((f for f in opening if f == "to" or verbs.is_verb(f)), "to")
        if verb == "to" or not cue & known.asking_that:  # "called for the weir to be sold"
            return True
    return False
