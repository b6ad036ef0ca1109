"""The words a claim is shown with: a clause that a person can read, taken from one of its mentions.

Mentions are cut tight for matching, so one may begin at its verb or end within "last week". What is shown has a subject
and a finite verb: where a mention lacks its subject, the words before it are shown too, from where its clause opens;
where it stops within a phrase, it goes on to the end of that phrase. No word in between is left out: a subject taken
from further off than its verb may be another's. A mention that is no statement (a bare time, a condition alone, a name
and "said") shows nothing; a claim of mostly such mentions is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.claims.clauses import CONTENT, ClauseWords, Segment, clause_words, segments
from firsthand.claims.knowers import Ground
from firsthand.claims.units import Unit
from firsthand.languages import Word, has_table, rarity, stem, table
from firsthand.nouns import Layout, Span, Stance

MAX_WHOLE = 45  # words of a sentence that is shown whole where nothing smaller reads as a statement
REACH = 1000  # characters read of a sentence on either side of a mention: a page without full stops has no end
MAX_RIGHT = 8  # words added until a phrase ends
MAX_BARE = 2  # words that carry matter in a bare time or circumstance ("since the start of the month")
MAX_INFINITIVE = 5  # words from the start in which "to" makes a phrase of what has no verb before it
MAX_COMPARED = 40  # mentions that each is compared with for the words most of them use
CLEAR = 8  # words of a statement below which it is seldom clear
_NONFINITE = frozenset({"be", "been", "being"})
MIN_GERUND = 5  # letters; "king" and "bring" are no "-ing" forms
_OWNING = frozenset({"his", "her", "its", "their"})
_NAMED = 0.45  # languages.rarity from which a capitalised word is a name


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention as it can be shown; ``repaired``: with the words before it."""

    text: str
    repaired: bool
    pronoun: bool  # its subject is a pronoun
    actor: bool  # its subject bears a name
    size: int  # words


def clearest(ground: Ground, units: Sequence[Unit], stances: Sequence[Stance]) -> tuple[str, Unit] | None:
    """The words of the mention that reads best: not denied, a whole clause, like the others, naming its actor."""
    middle = max(CLEAR, sorted(len(u.words) for u in units)[len(units) // 2])
    phrases = [readable(ground, u) for u in units]
    if 2 * sum(p is None for p in phrases) > len(phrases):
        return None
    language = ground.layouts[units[0].article].article.language
    rows = [frozenset(stem(w.form, language) for w in u.words if rarity(w.form, language) >= CONTENT) for u in units]
    best: tuple[tuple[float, ...], str, Unit] | None = None
    for n, (unit, phrase) in enumerate(zip(units, phrases, strict=True)):
        if phrase is None:
            continue
        rank = (stances[n] == "denied", phrase.pronoun, phrase.repaired, not phrase.actor,
                -_typical(rows, n), unit.zone != "body", abs(phrase.size - middle), n)  # fmt: skip
        if best is None or rank < best[0]:
            best = (rank, phrase.text, unit)
    return best[1:] if best else None


def _typical(rows: Sequence[frozenset[str]], n: int) -> float:
    """How much of its words a mention shares with the others on average, in quarters."""
    others = [len(rows[n] & r) / max(1, len(rows[n] | r)) for k, r in enumerate(rows[:MAX_COMPARED]) if k != n]
    return round(4 * sum(others) / len(others)) / 4 if others else 0.0


def _near(ground: Ground, unit: Unit) -> list[Word]:
    """The words of a unit's sentence, of a very long one those around the unit."""
    sentence = ground.layouts[unit.article].sentences[unit.sentence].span
    start, end = max(sentence.start, unit.span.start - REACH), min(sentence.end, unit.span.end + REACH)
    return ground.words(Span(unit.article, start, end))


def states(ground: Ground, unit: Unit) -> bool:
    """Whether a unit states anything: it is no condition alone, no bare time, no frame of something said."""
    layout = ground.layouts[unit.article]
    found = _near(ground, unit)
    inside = [i for i, w in enumerate(found) if w.end > unit.span.start and w.start < unit.span.end]
    known = clause_words(layout.article.language)
    return bool(inside) and not _no_statement(ground, unit, found, inside[0], inside[-1], known)


def readable(ground: Ground, unit: Unit) -> Phrase | None:
    """A mention as a clause with a subject and a finite verb, or None where its sentence holds none for it."""
    layout = ground.layouts[unit.article]
    language = layout.article.language
    known = clause_words(language)
    found = _near(ground, unit)
    first = next((i for i, w in enumerate(found) if w.end > unit.span.start), None)
    last = next((i for i in range(len(found) - 1, -1, -1) if found[i].start < unit.span.end), None)
    if first is None or last is None:
        return None
    parts = segments(layout.text, found, _edges(ground, unit), language)
    last = _to_the_end(ground, layout, found, last)
    if _no_statement(ground, unit, found, first, last, known):
        return None
    first = _past_openers(layout.text, found, first, last, known)
    if _has_subject(layout.text, found, first, last, known):
        return _phrase(layout, found, first, last, False, known)
    start = _opening(layout.text, found, parts, first, last, known)
    if start is None:
        start, last = _around(layout.text, found, parts, first, last, known)
    return _phrase(layout, found, start, last, True, known)


def _no_statement(ground: Ground, unit: Unit, found: Sequence[Word], first: int, last: int, known: ClauseWords) -> bool:
    """Whether a mention is a condition alone, a bare time or circumstance, or only the frame of something said."""
    text, language = ground.layouts[unit.article].text, ground.layouts[unit.article].article.language
    here = found[first : last + 1]
    opening = next((w.form for w in here if w.form not in known.leading), here[-1].form)
    if opening in _conditions(language):
        comma = next((i for i in range(first + 1, last) if _breaks(text, found, i)), last)
        return comma >= last or not _has_subject(text, found, comma, last, known)
    timed = [s for s in ground.times_in.get(unit.article, ()) if s.overlaps(unit.span)]
    bare = [w for w in here if not any(s.start <= w.start < s.end for s in timed)]
    matter = sum(rarity(w.form, language) >= CONTENT and w.form not in known.openers for w in bare)
    verbless = not any(known.is_verb(w.form) for w in here[1:]) and not known.is_verb(here[0].form)
    if not matter or (verbless and opening in known.openers and matter <= MAX_BARE):
        return not any(w.form[:1].isdigit() or text[w.start].isupper() for w in bare[1:])
    said = _telling(language)
    if any(stem(w.form, language) in said and known.is_verb(w.form) for w in bare):
        who = said | _people(language)
        if not any(rarity(w.form, language) >= CONTENT and not text[w.start].isupper() and not w.form.endswith("ly")
                   and w.form not in who and stem(w.form, language) not in who for w in bare):  # fmt: skip
            return True
    return _only_tells(ground, unit, bare, language)


def _only_tells(ground: Ground, unit: Unit, bare: Sequence[Word], language: str) -> bool:
    """Whether a mention is a speaker, a word of saying and a hearer, what was said standing elsewhere."""
    for said in ground.said_in.get(unit.article, ()):
        if said.cue is None or not said.cue.overlaps(unit.span) or not said.content:
            continue
        inside = sum(max(0, min(unit.span.end, c.end) - max(unit.span.start, c.start)) for c in said.content)
        if 4 * inside > len(unit.span):
            continue
        frame = [x for x in (said.source, said.cue, said.addressee) if x is not None]
        rest = [w for w in bare if not any(x.start <= w.start < x.end for x in frame)]
        if not any(rarity(w.form, language) >= CONTENT and not w.form.endswith("ly") for w in rest):
            return True
    return False


def _around(text: str, found: Sequence[Word], parts: Sequence[Segment], first: int, last: int,
            known: ClauseWords) -> tuple[int, int]:  # fmt: skip
    """The first and last word of what is shown where no clause can be made: the sentence, or the clauses near by."""
    if len(found) <= MAX_WHOLE:
        return 0, len(found) - 1
    start = next(p.first for p in parts if p.last > first)
    while start < last and found[start].form in known.leading:
        start += 1
    for end in (p.last - 1 for p in parts if last < p.last <= start + MAX_WHOLE):
        if _has_subject(text, found, start, end, known):
            return start, end
    return start, last


def _phrase(layout: Layout, found: Sequence[Word], start: int, last: int, repaired: bool, known: ClauseWords) -> Phrase:
    text, language = layout.text, layout.article.language
    least = {found[0].start: 0.6}  # a sentence's first word is capitalised anyhow
    verb = next((i for i in range(start + 1, last + 1) if known.is_verb(found[i].form)), last)
    actor = any(text[w.start].isupper() and rarity(w.form, language) >= least.get(w.start, _NAMED)
                for w in found[start:verb])  # fmt: skip
    shown = " ".join(text[found[start].start : _closed(text, found, start, last)].split())
    return Phrase(shown, repaired, found[start].form in known.pronouns | _OWNING, actor, last + 1 - start)


def _edges(ground: Ground, unit: Unit) -> frozenset[int]:
    """Where what somebody is quoted with begins and ends: no subject is looked for beyond."""
    said = ground.attributions.get(unit.attribution or "")
    return frozenset(x for c in said.content for x in (c.start, c.end)) if said else frozenset()


def _closed(text: str, found: Sequence[Word], first: int, last: int) -> int:
    """The end of a statement, with the quotation mark or bracket that closes what opens within it."""
    start, end = found[first].start, found[last].end
    mark = text[end : end + 1]
    opens = {"”": "“", ")": "(", "\"": "\""}.get(mark)
    if opens is None:
        return end + (mark == "%")
    inside = text[start:end]
    odd = inside.count(opens) % 2 == 1 if opens == mark else inside.count(opens) > inside.count(mark)
    return end + odd


def _to_the_end(ground: Ground, layout: Layout, found: Sequence[Word], last: int) -> int:
    """The last word of the phrase or the time expression that a mention stops in."""
    for span in ground.times_in.get(layout.id, ()):
        if span.start <= found[last].start and found[last].end < span.end:
            last = max(last, max((i for i, w in enumerate(found) if w.start < span.end), default=last))
    loose = _loose_ends(layout.article.language)
    stop = min(len(found) - 1, last + MAX_RIGHT)
    while last < stop and found[last].form in loose and not _breaks(layout.text, found, last + 1):
        last += 1
    return last


def _breaks(text: str, found: Sequence[Word], i: int) -> bool:
    return any(c in ",;:—–()\"“”" for c in text[found[i - 1].end : found[i].start])


def _past_openers(text: str, found: Sequence[Word], first: int, last: int, known: ClauseWords) -> int:
    """The first word after "that", "and", "as", "when" and the like where a clause of its own follows."""
    start = first
    while start < last and (found[start].form in known.leading or found[start].form in known.coordinators):
        start += 1
    word = found[start].form
    if word in known.openers and start < last and _has_subject(text, found, start + 1, last, known):
        return start + 1
    return start


def _has_subject(text: str, found: Sequence[Word], first: int, last: int, known: ClauseWords) -> bool:
    """Whether a stretch begins with something other than a verb, "to" or "who", and a finite verb follows it."""
    form = found[first].form
    if form in known.openers and form != "as":
        comma = next((i for i in range(first + 1, last) if _breaks(text, found, i)), None)
        return comma is not None and _has_subject(text, found, comma, last, known)
    if form in known.relatives or _hangs(form, known):
        return form in ("that", "what") and last > first + 1 and _finite(found, first + 2, last, known)
    if known.is_verb(form) and (form not in known.presents or not _finite(found, first + 1, last, known)):
        return False
    for i in range(first + 1, min(last, first + MAX_INFINITIVE)):
        if found[i].form == "to" and not _thing(text, found[i + 1], known):
            return False  # "the gates to be opened"
        if _finite(found, i, i, known):
            break
    return _finite(found, first + 1, last, known)


def _thing(text: str, word: Word, known: ClauseWords) -> bool:
    """Whether what follows "to" is a thing and no infinitive: "visitors to the dam"."""
    return text[word.start].isupper() or word.form in known.not_verbs or word.form in (
        "the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those")  # fmt: skip


def _hangs(form: str, known: ClauseWords) -> bool:
    """Whether a word makes what follows hang on an earlier clause: "to", "killing"."""
    return form == "to" or form in known.participles or (form.endswith("ing") and len(form) > MIN_GERUND)


def _finite(found: Sequence[Word], first: int, last: int, known: ClauseWords) -> bool:
    """Whether a finite verb stands in a stretch: no infinitive, and not "being"."""
    return any(known.is_verb(found[i].form) and found[i - 1].form != "to" and found[i].form not in _NONFINITE
               for i in range(first, last + 1))  # fmt: skip


def _opening(text: str, found: Sequence[Word], parts: Sequence[Segment], first: int, last: int,
             known: ClauseWords) -> int | None:  # fmt: skip
    """Where the clause opens that goes on at ``first``; None where no clause before it in its sentence does."""
    form = found[first].form
    before = found[first - 1].form if first else ""
    verb = known.is_verb(form) and form not in known.participles
    interrupted = verb and first > 0 and "," in text[found[first - 1].end : found[first].start]
    if before in known.coordinators or before in known.relatives or form in known.relatives:
        interrupted = False
    for part in reversed([p for p in parts if p.first < first]):
        start = part.first
        while start < first - 1 and (found[start].form in known.leading or found[start].form in known.coordinators):
            start += 1
        if first - start > MAX_WHOLE:
            return None
        if interrupted and part.first and found[part.first - 1].form not in known.leading:
            continue  # an apposition, or what hangs on it: the subject stands before
        if start < first and _has_subject(text, found, start, last, known) and (
            interrupted or verb or _has_subject(text, found, start, first - 1, known)
        ):
            return start
    return None


@cache
def _conditions(language: str) -> frozenset[str]:
    """Words that alone open a condition."""
    return frozenset(p for p in table(language, "negation")["conditions"] if " " not in p) | {"until", "whether"}


@cache
def _telling(language: str) -> frozenset[str]:
    """Stems of verbs of saying."""
    if not has_table(language, "reporting_verbs"):
        return frozenset()
    rows = table(language, "reporting_verbs")
    lemmas = {w for p in rows["speech"] for w in p.split()[:1]}
    forms = {f for lemma, listed in rows["irregular"].items() if lemma in lemmas for f in str(listed).split()}
    return frozenset(stem(w, language) for w in lemmas | forms)


@cache
def _people(language: str) -> frozenset[str]:
    """Words for people and their offices: who told whom is no statement of its own."""
    out: set[str] = set()
    if has_table(language, "people"):
        out.update(w for name in ("titles", "roles") for w in table(language, "people")[name].split())
    if has_table(language, "anonymity"):
        rows = table(language, "anonymity")
        out.update(w for name in ("anybody", "filler", "knowing") for w in rows[name])
    return frozenset({*out, *(stem(w, language) for w in out)})


@cache
def _loose_ends(language: str) -> frozenset[str]:
    return frozenset(table(language, "clauses")["loose_ends"])
