"""Sentences -> units: the stretches of text that can state one thing.

A unit is a clause, a run of neighbouring clauses, a telling fragment ("leaving 29 missing"), or all that somebody is
quoted with. Units nest on purpose: matching finds which size of clause another article words alike; pruning then keeps
what a person would read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.claims.clauses import CONTENT, ClauseWords, Segment, clause_words, segments
from firsthand.languages import Word, has_table, rarity, table, words
from firsthand.nouns import Attribution, Layout, Sentence, Span, Statements, ZoneKind

MAX_UNITS = 1200  # per article, in text order; an article of 3,000 words has about 600
MAX_WORDS = 150  # a longer "sentence" is a list or a page without full stops: its segments only, no runs
MAX_SENTENCE = 2000  # words of one "sentence" that are read
MAX_RUN = 3  # clauses joined into one unit; longer statements are found by their parts
MIN_FRAGMENT = 3  # the same for a bare thing: no verb, no figure, no preposition
MIN_CONTENT = 2  # words that carry matter in the smallest unit
MIN_CLAUSE = 3  # words of what somebody says that can be a clause
MAX_SOURCING = 20  # words of a clause that only tells how somebody asked not to be named
MIN_QUOTE = 25  # characters of quoted speech that stand as a statement without a verb
_EDGE = " \t\r\n\u00a0,;:—–-.…"  # never the first or last character of a unit


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text that can state one thing.

    ``clause``: it has a verb of its own; ``sentence`` counts the article's sentences; ``runs``: clauses in it, 0 for a
    fragment of one.
    """

    span: Span
    zone: ZoneKind
    sentence: int
    words: tuple[Word, ...]
    clause: bool
    runs: int
    attribution: str | None

    @property
    def article(self) -> str:
        return self.span.article

    def overlap(self, other: Unit) -> int:
        """Characters both stand on."""
        if self.span.article != other.span.article:
            return 0
        return max(0, min(self.span.end, other.span.end) - max(self.span.start, other.span.start))


def find_units(layouts: Sequence[Layout], statements: Statements) -> list[Unit]:
    """The units of every article in a language with a clause table, in the order given and by place."""
    by_article: dict[str, list[Attribution]] = {}
    for a in statements.attributions:
        by_article.setdefault(a.article, []).append(a)
    out: list[Unit] = []
    for layout in layouts:
        if not has_table(layout.article.language, "clauses"):
            continue
        said = by_article.get(layout.id, [])
        mine: list[Unit] = []
        for n, sentence in enumerate(layout.sentences):
            near = [a for a in said if _touches(a, sentence)]
            mine.extend(_units(layout, n, sentence, near))
            if len(mine) >= MAX_UNITS:
                break
        out.extend(sorted(mine[:MAX_UNITS], key=lambda u: u.span))
    return out


def _touches(attribution: Attribution, sentence: Sentence) -> bool:
    spans = [*attribution.content, *(s for s in (attribution.source, attribution.cue) if s)]
    return any(s.overlaps(sentence.span) for s in spans)


def _units(layout: Layout, n: int, sentence: Sentence, said: Sequence[Attribution]) -> list[Unit]:
    """The units of one sentence."""
    text, language = layout.text, layout.article.language
    found = words(text, sentence.span.start, sentence.span.end)[:MAX_SENTENCE]
    if not found:
        return []
    framing = [a for a in said if _frames(text, sentence, a, language)]
    contents = [c for a in framing for c in a.content if c.overlaps(sentence.span)]
    frames = [s for a in framing for s in (a.source, a.cue) if s is not None]
    cues = [a.cue for a in framing if a.cue is not None]
    frames += [a.addressee for a in framing if a.addressee is not None]
    cuts = frozenset(x for c in contents for x in (c.start, c.end))
    parts = segments(text, found, cuts, language)
    runs: set[tuple[int, int, int, bool]] = set()  # first word, last word, clauses, has a verb
    for block in _blocks(found, parts, contents, frames, cues, clause_words(language)):
        clauses = _clauses(block)
        for i in range(len(clauses)):
            for size in range(1, min(MAX_RUN, len(clauses) - i) + 1 if len(found) <= MAX_WORDS else 2):
                group = clauses[i : i + size]
                if sum(s.content for s in group) >= (1 if group[0].whole else MIN_CONTENT):
                    runs.add((group[0].first, group[-1].last, size, any(s.whole for s in group)))
        told = {(c.first, c.last) for c in clauses}
        for part in block:
            if (part.first, part.last) not in told and part.content >= (1 if part.whole else MIN_CONTENT):
                runs.add((part.first, part.last, 0, part.whole))
    out = []
    for first, last, size, whole in sorted(runs):
        while first < last - 1 and found[first].form in clause_words(language).leading:
            first += 1
        start, end = _tight(text, found[first].start, found[last - 1].end)
        span = Span(layout.id, start, end)
        vouched = [a for a in said if not _beside_what_is_asked(layout.text, found, first, a, language)]
        unit = Unit(span, sentence.zone, n, tuple(found[first:last]), whole, size, holder(span, vouched))
        if about_sourcing(unit, language):
            continue
        if _substance(text, unit, language) >= _least(unit, clause_words(language)):
            out.append(unit)
    return out


def _beside_what_is_asked(text: str, found: Sequence[Word], first: int, said: Attribution, language: str) -> bool:
    """Whether a unit is a relative clause in what somebody offers, asks or means to do.

    Who "offered to take the bell that washed ashore" says nothing of where the bell came from: the article does.
    """
    start = found[first].start
    relatives = clause_words(language).relatives
    if said.kind != "indirect" or not {w.form for w in found[max(0, first - 1) : first + 1]} & relatives:
        return False
    held = next((c for c in said.content if c.start < start < c.end), None)
    opening = words(text, held.start, held.end)[:1] if held is not None else []
    return bool(opening) and opening[0].form in clause_words(language).not_after


def about_sourcing(unit: Unit, language: str) -> bool:
    """Whether a unit only tells how somebody asked not to be named."""
    if not has_table(language, "anonymity"):
        return False
    said = f" {' '.join(w.form for w in unit.words)} "
    return len(unit.words) <= MAX_SOURCING and any(f" {p} " in said for p in table(language, "anonymity")["sourcing"])


def _frames(text: str, sentence: Sentence, said: Attribution, language: str) -> bool:
    """Whether an attribution cuts its sentence in two: who speaks, and a statement.

    It does not where what follows is no clause ("plans to", "called for") or where an adverb hedges ("reportedly").
    """
    here = [c for c in said.content if c.overlaps(sentence.span)]
    if not here or said.kind == "hearsay":
        return False
    known = clause_words(language)
    for content in here:
        start, end = max(content.start, sentence.span.start), min(content.end, sentence.span.end)
        forms = [w.form for w in words(text, start, end)]
        if len(forms) >= MIN_CLAUSE and forms[0] not in known.not_after and any(known.is_verb(f) for f in forms):
            return True
    return said.kind in ("direct", "mixed") and any(len(c) > MIN_QUOTE for c in here)


def _least(unit: Unit, known: ClauseWords) -> int:
    """How many words of substance a unit needs: one with a verb or a figure, more for a phrase, most for a thing."""
    if unit.clause or any(w.form[:1].isdigit() for w in unit.words):
        return 1
    opens = unit.words[0].form in known.not_after or unit.words[0].form in known.openers
    return MIN_CONTENT if opens and unit.zone != "headline" else MIN_FRAGMENT


def _substance(text: str, unit: Unit, language: str) -> int:
    """Words that carry matter and are no names: a name alone states nothing."""
    return sum(not text[w.start].isupper() and rarity(w.form, language) >= CONTENT for w in unit.words)


def _blocks(found: Sequence[Word], parts: Sequence[Segment], contents: Sequence[Span], frames: Sequence[Span],
            cues: Sequence[Span], known: ClauseWords) -> list[list[Segment]]:  # fmt: skip
    """Neighbouring segments that may be read together: never across the edge of what somebody is quoted with, and
    never the words that only say who speaks."""
    blocks: list[list[Segment]] = []
    last: object = ()
    for part in parts:
        start, end = found[part.first].start, found[part.last - 1].end
        key = tuple(sorted((c.start, c.end) for c in contents if c.start < end and start < c.end))
        if _only_frames(found[part.first : part.last], frames, cues, known):
            last = ()
            blocks.append([])
            continue
        if key != last or not blocks:
            blocks.append([])
            last = key
        blocks[-1].append(part)
    return [b for b in blocks if b]


def _only_frames(found: Sequence[Word], frames: Sequence[Span], cues: Sequence[Span], known: ClauseWords) -> bool:
    """Whether words outside all that is said only tell who says it, and to whom."""

    def within(word: Word, spans: Sequence[Span]) -> bool:
        return any(s.start < word.end and word.start < s.end for s in spans)

    rest = [w for w in found if not within(w, frames)]
    if any(within(w, cues) for w in found):
        return not (len(rest) > MIN_CLAUSE and any(known.is_verb(w.form) for w in rest))
    if len(rest) * 2 > len(found):
        return False
    told = sum(w.form in known.auxiliaries or (w.form not in known.presents and known.is_verb(w.form)) for w in found)
    return not told or len(found) <= MIN_CLAUSE  # "Holm, who lost two sons, said" tells something beside


def _clauses(block: Sequence[Segment]) -> list[Segment]:
    """Segments without a verb joined to the clause on their left, or to the first one."""
    out: list[Segment] = []
    for part in block:
        if out and not (part.whole and out[-1].whole):
            prior = out.pop()
            part = Segment(prior.first, part.last, prior.whole or part.whole, prior.content + part.content)
        out.append(part)
    return out


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def holder(span: Span, said: Sequence[Attribution]) -> str | None:
    """The innermost attribution that holds most of a span: the one with the shortest content."""
    best: tuple[int, str] | None = None
    for a in said:
        if a.kind == "belief" and a.cue is not None and span.contains(a.cue):
            continue  # "they plan to leave" is told by whoever tells it, not by them
        inside = sum(max(0, min(span.end, c.end) - max(span.start, c.start)) for c in a.content)
        if 2 * inside > len(span):
            size = sum(len(c) for c in a.content)
            if best is None or (size, a.id) < best:
                best = (size, a.id)
    return best[1] if best else None
