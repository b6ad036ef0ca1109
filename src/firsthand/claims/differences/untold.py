"""What one article says that nobody knows, or has claimed, and another article of the story tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from firsthand.claims.differences.alignment import Ground, Line, key, likeness, matter, names_apart, same_time
from firsthand.claims.differences.phrases import Phrases, phrase_at, phrases
from firsthand.claims.differences.quantities import Quantity, quantities
from firsthand.claims.differences.severity import Finding
from firsthand.languages import stem, table
from firsthand.nouns import DifferenceKind, Span

OF_IT = 0.2  # cosine of two sentences that can tell of one event
SHARED = 2  # words, names left out, that they hold both
MAX_TOLD = 4  # places of one article that are held against those of others
REACH = 6  # words behind "no reports of" or before "is not known" that name what is not known
T = TypeVar("T")
NEGATIONS = frozenset(("no", "not", "nobody", "none", "never", "neither", "nor", "without", "unclear", "unknown"))


@dataclass(frozen=True, slots=True)
class Silence:
    """A place that says that something is not known, was not claimed, or did not happen."""

    what: str  # "responsibility", "cause", or the key of what became of people ("hurt", "die", "missing")
    span: Span
    line: Line


def find(ground: Ground) -> list[Finding]:
    """One finding for each thing that articles say is not known and others tell."""
    silences = [s for a in ground.lines for line in ground.lines[a] if not line.past for s in _silences(ground, line)]
    out: list[Finding] = []
    for what in sorted({s.what for s in silences}):
        rows = _few((s for s in silences if s.what == what), lambda s: s.span.article)
        silent = {s.article for s in (r.span for r in rows)}
        told = _few((t for a in ground.lines if a not in silent for line in ground.lines[a] if not line.past
                     for t in _told(ground, line, what)), lambda t: t[0].article)  # fmt: skip
        pairs = [(s, t) for s in rows for t, line in told if _of_one_event(ground, s.line, line)]
        if pairs:
            out.append(_finding(ground, what, _first(s.span for s, _ in pairs), _first(t for _, t in pairs)))
    return out


def _few(found: Iterable[T], article: Callable[[T], str]) -> list[T]:
    """The first few of each article."""
    seen: Counter[str] = Counter()
    out = []
    for x in found:
        seen[article(x)] += 1
        if seen[article(x)] <= MAX_TOLD:
            out.append(x)
    return out


@cache
def _known(language: str) -> dict[str, Phrases]:
    return {what: phrases(found) for what, found in table(language, "untold").items() if what != "reasons"}


def _silences(ground: Ground, line: Line) -> Iterator[Silence]:
    """What a sentence says is not known, the first of each matter."""
    language = ground.language(line.article)
    forms = [w.form for w in line.words]
    said: set[str] = set()
    for n in range(len(forms)):
        for matter_, known in sorted(_known(language).items()):
            size = phrase_at(forms, n, known)
            if not size:
                continue
            last = min(len(forms), n + size + REACH)
            for what in _matters(line, matter_, n, n + size, last, language):
                if what not in said:
                    said.add(what)
                    part = line.part(line.words[n + size - 1].start)
                    end = max(n + size, min(part.last, last))
                    yield Silence(what, Span(line.article, line.words[n].start, line.words[end - 1].end), line)


def _matters(line: Line, kind: str, first: int, last: int, reach: int, language: str) -> tuple[str, ...]:
    """What is not known: for harm, what became of people, as the words say."""
    if kind != "harm":
        return (kind,)
    fates = {key(w, language): w for w in table(language, "quantities")["fates"]}
    meant = {key(w, language): m for m, found in table(language, "quantities")["meaning"].items() for w in found}
    told = [meant.get(k, k) for w in line.words[first:reach] if (k := key(w.form, language)) in fates or k in meant]
    return tuple(dict.fromkeys(k for k in told if k in ("hurt", "die", "missing")))


def _told(ground: Ground, line: Line, what: str) -> Iterator[tuple[Span, Line]]:
    """Where a sentence tells what another article says is not known."""
    forms = [w.form for w in line.words]
    if what in ("hurt", "die", "missing"):
        for q in quantities(ground, line):
            if line.leads and what in q.states and not q.past and q.scope != "several" and not _negated(line, q):
                yield q.span, line
        return
    language = ground.language(line.article)
    rows = table(language, "settings")
    known = phrases(rows["claiming"]) if what == "responsibility" else phrases(rows["causes"])
    for n in range(len(forms)):
        size = phrase_at(forms, n, known)
        part = line.part(line.words[n].start)
        if not size or NEGATIONS & set(forms[part.first : n]):
            continue
        if what == "cause":
            reason = matter(line, line.words[n + size : part.last], language)
            if reason and _names_an_event(line, language):
                yield Span(line.article, line.words[n].start, line.words[max(part.last, n + size) - 1].end), line
        elif n > part.first:
            yield Span(line.article, line.words[part.first].start, line.words[n + size - 1].end), line


def _names_an_event(line: Line, language: str) -> bool:
    """Whether a sentence names a disaster whose cause is asked for."""
    events = {key(e, language) for e in table(language, "quantities")["events"]}
    return bool(events & line.keys.keys())


def _negated(line: Line, q: Quantity) -> bool:
    part = line.part(q.span.start)
    return bool(NEGATIONS & {w.form for w in line.words[part.first : part.last]})


def _of_one_event(ground: Ground, a: Line, b: Line) -> bool:
    """Whether two sentences can tell of one event, each with the one before it where it says little itself."""
    mine, theirs = ground.setting(a), ground.setting(b)
    deeds = mine.keys() & theirs.keys() - a.names - b.names
    if not same_time(a, b) or names_apart(_names(ground, a), _names(ground, b)) or len(deeds) < SHARED:
        return False
    return likeness(mine, theirs) >= OF_IT


def _names(ground: Ground, line: Line) -> frozenset[str]:
    """The names of a sentence, and of the one before it where it says little itself; days are none."""
    rows = ground.lines[line.article]
    at = rows.index(line)
    own = [line, rows[at - 1]] if at and ground.setting(line) is not line.keys else [line]
    dated = [s for s, _, _ in ground.points(line.article)]
    language = ground.language(line.article)
    return frozenset(k for x in own for w in x.words if (k := stem(w.form, language)) in x.names
                     and not any(s.start <= w.start < s.end for s in dated))  # fmt: skip


def _first(spans: Iterator[Span]) -> tuple[Span, ...]:
    """The first place in each article."""
    out: dict[str, Span] = {}
    for s in sorted(spans):
        out.setdefault(s.article, s)
    return tuple(out[a] for a in sorted(out))


KINDS: dict[str, DifferenceKind] = {"responsibility": "omission", "cause": "cause"}


def _finding(ground: Ground, what: str, silent: Sequence[Span], told: Sequence[Span]) -> Finding:
    why = (f"{ground.outlets(s.article for s in silent)} says it is not known or not so: “{ground.text(silent[0])}”; "
           f"{ground.outlets(s.article for s in told)} tells: “{ground.text(told[0])}”")  # fmt: skip
    return Finding(KINDS.get(what, "number"), (tuple(silent), tuple(told)), why, 0.55, 0.9)
