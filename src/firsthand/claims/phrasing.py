"""The words a claim is shown with: a clause that a person can read, taken from one of its mentions.

Mentions are cut tight for matching, so one may begin at its verb or end within "last week". What is shown has a subject
and a finite verb: where a mention lacks its subject, the subject of its clause is put before it (" … " where words in
between are left out); where it stops within a phrase, it goes on to the end of that phrase. A mention that cannot be
read so (a bare time, a condition alone, a name and "said") shows nothing; a claim of only such mentions is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.claims.clauses import CONTENT, ClauseWords, Segment, clause_words, segments
from firsthand.claims.knowers import Ground
from firsthand.claims.units import MAX_SENTENCE, Unit
from firsthand.languages import Word, has_table, rarity, stem, table, words
from firsthand.nouns import Layout, Stance

GAP = " … "
MAX_LEFT = 14  # words put before a mention as they stand; a longer stretch is cut to its subject
MAX_SUBJECT = 10  # words of a subject; a longer one is cut to nothing
MAX_WHOLE = 35  # words of a sentence that is shown whole where nothing smaller reads as a statement
MAX_RIGHT = 8  # words added until a phrase ends
CLEAR = 8  # words of a statement below which it is seldom clear
_OWNING = frozenset({"his", "her", "its", "their"})
_NAMED = 0.45  # languages.rarity from which a capitalised word is a name


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention as it can be shown; ``repaired``: with words put before it."""

    text: str
    repaired: bool
    pronoun: bool  # its subject is a pronoun
    names: int
    size: int  # words


def clearest(ground: Ground, units: Sequence[Unit], stances: Sequence[Stance]) -> str | None:
    """The mention that reads best: a whole clause, not denied, naming its actor, about as long as the middle one."""
    middle = max(CLEAR, sorted(len(u.words) for u in units)[len(units) // 2])
    best: tuple[tuple[int, ...], str] | None = None
    for n, unit in enumerate(units):
        phrase = readable(ground, unit)
        if phrase is None:
            continue
        rank = (stances[n] == "denied", phrase.pronoun, phrase.repaired, not phrase.names, unit.zone != "body",
                abs(phrase.size - middle), n)  # fmt: skip
        if best is None or rank < best[0]:
            best = (rank, phrase.text)
    return best[1] if best else None


def readable(ground: Ground, unit: Unit) -> Phrase | None:
    """A mention as a clause with a subject and a finite verb, or None where its sentence holds none for it."""
    layout = ground.layouts[unit.article]
    language = layout.article.language
    known = clause_words(language)
    sentence = layout.sentences[unit.sentence].span
    found = words(layout.text, sentence.start, sentence.end)[:MAX_SENTENCE]
    first = next((i for i, w in enumerate(found) if w.end > unit.span.start), None)
    last = next((i for i in range(len(found) - 1, -1, -1) if found[i].start < unit.span.end), None)
    if first is None or last is None:
        return None
    parts = segments(layout.text, found, _edges(ground, unit), language)
    last = _to_the_end(ground, layout, found, last)
    if _no_statement(ground, unit, found, first, last, known):
        return None
    first = _past_openers(found, first, last, known)
    left: list[tuple[int, int]] = []  # stretches of words put before it
    if not _has_subject(found, first, last, known):
        before = _subject(found, parts, first, known)
        if before is not None:
            left.append(before)
    start = left[0][0] if left else first
    if (not left and not _has_subject(found, first, last, known)) or not _finite(found, start + 1, last, known):
        first, last = _around(found, parts, first, last)
        left = []
    return _phrase(layout, found, left, first, last, known)


def _no_statement(ground: Ground, unit: Unit, found: Sequence[Word], first: int, last: int, known: ClauseWords) -> bool:
    """Whether a mention is a condition alone, a bare time or circumstance, or only the frame of something said."""
    language = ground.layouts[unit.article].article.language
    here = found[first : last + 1]
    opening = next((w.form for w in here if w.form not in known.leading), here[-1].form)
    if opening in _conditions(language):
        comma = next((i for i in range(first + 1, last) if _breaks(ground.layouts[unit.article].text, found, i)), last)
        return comma >= last or not _has_subject(found, comma, last, known)
    timed = [p.expression for p in ground.timeline.points if p.expression.article == unit.article]
    bare = [w for w in here if not any(s.start <= w.start < s.end for s in timed)]
    matter = sum(rarity(w.form, language) >= CONTENT for w in bare)
    verbless = not any(known.is_verb(w.form) for w in here[1:]) and not known.is_verb(here[0].form)
    if not matter or (verbless and opening in known.openers and matter < 2 and len(bare) == len(here)):
        return not any(w.form[:1].isdigit() for w in bare)
    said = _telling(language)
    if any(stem(w.form, language) in said and known.is_verb(w.form) for w in bare):
        text = ground.layouts[unit.article].text
        who = said | _people(language)
        if not any(rarity(w.form, language) >= CONTENT and not text[w.start].isupper() and not w.form.endswith("ly")
                   and w.form not in who and stem(w.form, language) not in who for w in bare):  # fmt: skip
            return True
    return _only_tells(ground, unit, bare, language)


def _only_tells(ground: Ground, unit: Unit, bare: Sequence[Word], language: str) -> bool:
    """Whether a mention is a speaker, a word of saying and a hearer, what was said standing elsewhere."""
    for said in ground.attributions.values():
        if said.article != unit.article or said.cue is None or not said.cue.overlaps(unit.span) or not said.content:
            continue
        inside = sum(max(0, min(unit.span.end, c.end) - max(unit.span.start, c.start)) for c in said.content)
        if 4 * inside > len(unit.span):
            continue
        frame = [x for x in (said.source, said.cue, said.addressee) if x is not None]
        rest = [w for w in bare if not any(x.start <= w.start < x.end for x in frame)]
        if not any(rarity(w.form, language) >= CONTENT and not w.form.endswith("ly") for w in rest):
            return True
    return False


def _around(found: Sequence[Word], parts: Sequence[Segment], first: int, last: int) -> tuple[int, int]:
    """The first and last word of what is shown where no clause can be made: the sentence, or the clauses near by."""
    start, stop = 0, len(found) - 1
    if stop - start < MAX_WHOLE:
        return start, stop
    for part in parts:
        if part.first <= first and last - part.first < MAX_WHOLE:
            return part.first, last
    return first, last


def _phrase(layout: Layout, found: Sequence[Word], left: Sequence[tuple[int, int]], first: int, last: int,
            known: ClauseWords) -> Phrase:  # fmt: skip
    text = layout.text
    pieces = []
    for a, b in left:
        gap = " " if b == first else GAP
        pieces.append(text[found[a].start : found[b - 1].end] + gap)
        if b == first:
            pieces[-1] = text[found[a].start : found[first].start]
    pieces.append(text[found[first].start : _closed(text, found, first, last)])
    opening = found[left[0][0] if left else first]
    spread = [w for a, b in left for w in found[a:b]] + list(found[first : last + 1])
    least = {found[0].start: 0.6}  # a sentence's first word is capitalised anyhow
    names = sum(text[w.start].isupper() and rarity(w.form, layout.article.language) >= least.get(w.start, _NAMED)
                for w in spread)  # fmt: skip
    shown = " ".join("".join(pieces).split())
    return Phrase(shown, bool(left), opening.form in known.pronouns | _OWNING, names, len(spread))


def _edges(ground: Ground, unit: Unit) -> frozenset[int]:
    """Where what somebody is quoted with begins and ends: no subject is looked for beyond."""
    said = ground.attributions.get(unit.attribution or "")
    return frozenset(x for c in said.content for x in (c.start, c.end)) if said else frozenset()


def _closed(text: str, found: Sequence[Word], first: int, last: int) -> int:
    """The end of a statement, with the quotation mark or bracket that closes what opens within it."""
    start, end = found[first].start, found[last].end
    mark = text[end : end + 1]
    opens = {"”": "“", ")": "(", "\"": "\""}.get(mark)
    if mark == "%" or (opens and text.count(opens, start, end) > (text.count(mark, start, end) if opens != mark else 0)):
        return end + 1
    return end


def _to_the_end(ground: Ground, layout: Layout, found: Sequence[Word], last: int) -> int:
    """The last word of the phrase or the time expression that a mention stops in."""
    for point in ground.timeline.points:
        span = point.expression
        if span.article == layout.id and span.start <= found[last].start and found[last].end < span.end:
            last = max(last, max((i for i, w in enumerate(found) if w.start < span.end), default=last))
    loose = _loose_ends(layout.article.language)
    stop = min(len(found) - 1, last + MAX_RIGHT)
    while last < stop and found[last].form in loose and not _breaks(layout.text, found, last + 1):
        last += 1
    return last


def _breaks(text: str, found: Sequence[Word], i: int) -> bool:
    return any(c in ",;:—–()\"“”" for c in text[found[i - 1].end : found[i].start])


def _past_openers(found: Sequence[Word], first: int, last: int, known: ClauseWords) -> int:
    """The first word after "that", "and", "as", "when" and the like where a clause of its own follows."""
    start = first
    while start < last and (found[start].form in known.leading or found[start].form in known.coordinators):
        start += 1
    word = found[start].form
    if word in known.openers and start < last and _has_subject(found, start + 1, last, known):
        return start + 1
    return start


def _has_subject(found: Sequence[Word], first: int, last: int, known: ClauseWords) -> bool:
    """Whether a stretch begins with something other than a verb, "to" or "who", and a finite verb follows it."""
    form = found[first].form
    if form in known.openers or form in known.relatives or form in known.participles or form in _infinitive():
        return form in ("that", "what") and last > first + 1 and _finite(found, first + 2, last, known)
    if known.is_verb(form) and form not in known.presents:
        return False
    if form in known.presents and not _finite(found, first + 1, last, known):
        return False
    return _finite(found, first + 1, last, known)


def _finite(found: Sequence[Word], first: int, last: int, known: ClauseWords) -> bool:
    """Whether a finite verb stands in a stretch: no infinitive, no participle after a comma's worth of nothing."""
    return any(known.is_verb(found[i].form) and found[i - 1].form not in _infinitive() for i in range(first, last + 1))


def _infinitive() -> frozenset[str]:
    return frozenset({"to"})


def _subject(found: Sequence[Word], parts: Sequence[Segment], first: int, known: ClauseWords) -> tuple[int, int] | None:
    """The words that carry the subject of what begins at ``first``: from the clauses before it in its sentence."""
    form = found[first].form
    here = next((n for n, p in enumerate(parts) if p.first <= first < p.last), 0)
    joined = form in known.relatives or form in known.participles or form in known.openers or form in _infinitive()
    earlier = [p for p in parts[:here] if p.last <= first]
    joining = known.leading | known.coordinators
    if any(found[i].form not in joining for i in range(parts[here].first, first)):
        earlier.append(Segment(parts[here].first, first, False, 0))
    for part in reversed(earlier):
        start = part.first
        while start < part.last - 1 and (found[start].form in known.leading or found[start].form in known.openers):
            start += 1
        opening = found[start].form
        if opening in known.relatives or opening in known.participles or opening in _infinitive():
            continue
        if known.is_verb(opening) and opening not in known.presents:
            continue
        verb = next((i for i in range(start + 1, part.last) if known.is_verb(found[i].form)), None)
        if joined and first - start <= MAX_LEFT and (verb is not None or form in known.relatives):
            return start, first
        if verb is not None and verb - start <= MAX_SUBJECT and not joined:
            return start, verb
        if verb is None and part.last - start <= MAX_SUBJECT and not joined and _opens(found, part, known):
            return start, part.last
    return None


def _opens(found: Sequence[Word], part: Segment, known: ClauseWords) -> bool:
    """Whether a stretch without a verb opens its clause: an apposition does not."""
    before = found[part.first - 1].form if part.first else ""
    return not part.first or before in known.leading or found[part.first].form in known.coordinators


@cache
def _conditions(language: str) -> frozenset[str]:
    """Words that alone open a condition."""
    return frozenset(p for p in table(language, "negation")["conditions"] if " " not in p) | {"until", "whether"}


@cache
def _telling(language: str) -> frozenset[str]:
    """Stems of verbs of saying."""
    if not has_table(language, "reporting_verbs"):
        return frozenset()
    return frozenset(stem(w, language) for p in table(language, "reporting_verbs")["speech"] for w in p.split()[:1])


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
