"""What one actor is called, where the words take different sides ("militant group", "terror group").

The words must stand beside its name, or behind "the" where it is the body named last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.claims.differences.alignment import Ground, Line
from firsthand.claims.differences.severity import Finding
from firsthand.languages import Word, fold, has_table, table
from firsthand.nouns import Span

APART = 4  # words between a name and the noun that is set beside it
BACK = 3  # sentences back to a name that "the group" can mean
MIN_NAME = 4  # characters of a name that is looked for as it stands
MAX_NAMES = 4000  # places of names in one article
OF_PLACES = ("authority", "storm")  # families that can be said of what bears a place's name ("the Arrow regime")
CHARGED = 4  # words before the name of a crime among which stands that somebody is charged with it
OF_PEOPLE = ("campaigner", "lawmaker", "ruler")  # families that are said of people only
PER_SIDE = 4  # places shown of a side


@dataclass(frozen=True, slots=True)
class Label:
    """A word of a family in a text: the side it is on, and where."""

    family: str
    side: str
    phrase: str
    span: Span
    line: Line
    first: int  # numbers of its words in the line
    last: int  # exclusive


@dataclass(frozen=True, slots=True)
class Families:
    """The table of labels, by first word."""

    kinds: Mapping[str, str]  # family -> "actor" | "event"
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str, str]]]  # first word -> (words, family, side)
    loose: Mapping[str, frozenset[str]]  # family -> last words that behind "the" stand for a body named before
    rules: Mapping[str, tuple[tuple[str, ...], bool]]  # family -> its strong sides, and whether it tells articles apart


@cache
def _families(language: str) -> Families | None:
    if not has_table(language, "labels"):
        return None
    kinds: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    loose: dict[str, frozenset[str]] = {}
    rules: dict[str, tuple[tuple[str, ...], bool]] = {}
    rows = table(language, "labels")
    for family in sorted(rows):
        kinds[family] = str(rows[family]["kind"])
        loose[family] = frozenset(rows[family].get("loose", ()))
        if "strong" in rows[family] or "apart" in rows[family]:
            rules[family] = tuple(rows[family].get("strong", ())), bool(rows[family].get("apart", False))
        for side, found in sorted(rows[family]["sides"].items()):
            for phrase in found:
                parts = tuple(fold(p) for p in phrase.replace("-", " ").split())
                phrases.setdefault(parts[0], []).append((parts, family, side))
    return Families(kinds, {k: sorted(v, key=lambda x: (-len(x[0]), x)) for k, v in phrases.items()}, loose,
                    rules)  # fmt: skip


def find(ground: Ground) -> list[Finding]:
    """Actors that the articles call differently: one finding for each that labels of one family stand for."""
    kinds = {f: k for a in ground.lines for f, k in kinds_of(ground.language(a)).items()}
    actors = [x for x in labels(ground) if kinds[x.family] == "actor"]
    beside = [(label, _beside(ground, label)) for label in actors]
    named: dict[tuple[str, str], list[Label]] = {}
    for label, who in beside:
        if who is not None:
            named.setdefault((label.family, who), []).append(label)
    called = frozenset(named)
    for label, who in beside:
        meant = _meant(ground, label, called) if who is None else None
        if meant is not None:
            named.setdefault((label.family, meant), []).append(label)
    return [
        finding(ground, found, f"{ground.entities[who].name} is called", 0.75 if _apart(found) else 0.5)
        for (_, who), found in sorted(named.items()) if _differing(found)
    ]  # fmt: skip


def labels(ground: Ground) -> list[Label]:
    """Every label of the story, by place."""
    return [x for a in ground.lines for line in ground.lines[a] for x in _labels(ground, line)]


def _labels(ground: Ground, line: Line) -> Iterator[Label]:
    """The labels of a sentence, the longest at each place."""
    known = _families(ground.language(line.article))
    if known is None:
        return
    taken: dict[str, int] = {}
    for n, word in enumerate(line.words):
        for parts, family, side in known.phrases.get(word.form, ()):
            if taken.get(family, 0) > n or tuple(w.form for w in line.words[n : n + len(parts)]) != parts:
                continue
            taken[family] = n + len(parts)
            if _in_a_name(ground, line, n, n + len(parts), family) or _of_another(ground, line, n, n + len(parts)):
                continue
            start = line.words[n - 1].start if n and line.words[n - 1].form in ("the", "a", "an") else word.start
            span = Span(line.article, start, line.words[n + len(parts) - 1].end)
            yield Label(family, side, " ".join(parts), span, line, n, n + len(parts))


def _of_another(ground: Ground, line: Line, n: int, after: int) -> bool:
    """Whether a label is part of what something else is called: "rocket-launching cells", "charged with murder"."""
    text = ground.layouts[line.article].text
    if text[line.words[after - 1].end : line.words[after - 1].end + 1] == "-":
        return True
    rows = table(ground.language(line.article), "settings")
    before = {w.form for w in line.words[max(0, n - CHARGED) : n]}
    behind = [w.form for w in line.words[after : after + 2]]
    return bool((before & set(rows["charged"])) or set(behind[:1]) & {"charge", "charges", "count", "counts", "trial"})


def rules_of(language: str) -> Mapping[str, tuple[tuple[str, ...], bool]]:
    """Family -> (its strong sides, whether articles may keep to one side each), where the heads of articles tell."""
    known = _families(language)
    return known.rules if known is not None else {}


def sides_of(language: str, family: str) -> tuple[str, ...]:
    """The sides of a family in the order of the table: the plain word first."""
    return tuple(table(language, "labels")[family]["sides"])


def kinds_of(language: str) -> Mapping[str, str]:
    known = _families(language)
    return known.kinds if known is not None else {}


def _in_a_name(ground: Ground, line: Line, n: int, after: int, family: str) -> bool:
    """Whether a capitalised label is part of a name: "the Axis of Resistance", "Fighters Union"."""
    text = ground.layouts[line.article].text
    if not text[line.words[n].start].isupper() or n == 0:
        return False
    if line.words[n - 1].form == "of":
        return True
    event = kinds_of(ground.language(line.article))[family] == "event"
    if event and line.zone == "body" and after == n + 1:
        return True  # "in March"
    behind = line.words[after : after + 1]  # "Operation Stone Hill"
    joined = bool(behind) and text[line.words[after - 1].end : behind[0].start] == " "
    joined = joined and text[behind[0].start].isupper()
    return event and line.zone == "body" and joined


def _beside(ground: Ground, label: Label) -> str | None:
    """The entity whose name a label is set beside: "the rebel group X", "X rebels", "X, a rebel group"."""
    line, text = label.line, ground.layouts[label.line.article].text
    best: tuple[int, str] | None = None
    for who, span in names_in(ground, line):
        if ground.entities[who].kind == "place" and label.family not in OF_PLACES:
            continue
        if ground.entities[who].kind == "organisation" and label.family in OF_PEOPLE:
            continue  # "the Harbour Office whistleblower" is somebody else
        if label.span.overlaps(span) and label.span.end < span.end:
            return who  # "Tropical Storm Ada" is all of it a name
        if span.end <= label.span.start:
            between = [w for w in line.words[: label.first] if w.start >= span.end]
            gap = text[span.end : line.words[label.first].start]
        elif label.span.end <= span.start:
            between = [w for w in line.words[label.last :] if w.end <= span.start]
            gap = text[label.span.end : span.start]
        else:
            continue
        if len(between) > APART or not _apposed(gap, between, span.end <= label.span.start):
            continue
        if best is None or (len(between), who) < best:
            best = (len(between), who)
    return best[1] if best is not None else None


def _apposed(gap: str, between: Sequence[Word], name_first: bool) -> bool:
    """Whether what lies between a name and a label lets the label be said of it."""
    if not between:
        return gap.strip() in ("", "-")
    if not name_first:
        return False
    forms = [w.form for w in between]
    return (gap.lstrip().startswith(",") or forms[0] in ("is", "was")) and (
        {"a", "an", "the"} & set(forms[:2])
    ) != set()


def names_in(ground: Ground, line: Line) -> list[tuple[str, Span]]:
    """Named entities in a sentence, people and bodies, by place."""
    if line.article not in ground.named:
        ground.named[line.article] = _mentions(ground, line.article)
    return [(who, s) for who, s in ground.named[line.article] if line.span.overlaps(s)]


def _mentions(ground: Ground, article: str) -> list[tuple[str, Span]]:
    """Where people and bodies are named in an article: their mentions, and wherever else their full name stands."""
    text = ground.layouts[article].text
    out: dict[Span, str] = {}
    for e in ground.statements.entities:
        if e.kind in ("unnamed", "document"):
            continue
        for s in e.mentions:
            if s.article == article and s.end > s.start and text[s.start].isupper():
                out.setdefault(s, e.id)
        at = text.find(e.name) if len(e.name) >= MIN_NAME and e.name[0].isupper() else -1
        while at >= 0 and len(out) < MAX_NAMES:
            end = at + len(e.name)
            if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
                out.setdefault(Span(article, at, end), e.id)
            at = text.find(e.name, end)
    return sorted(((who, s) for s, who in out.items()), key=lambda x: (x[1], x[0]))


def _meant(ground: Ground, label: Label, called: frozenset[tuple[str, str]]) -> str | None:
    """Who "the rebel group" is: the body named last before it, within a few sentences."""
    known = _families(ground.language(label.line.article))
    before = label.line.words[label.first - 1].form if label.first else ""
    if known is None or before not in ("the", "this", "that"):
        return None
    if label.phrase.split()[-1] not in known.loose.get(label.family, frozenset()):
        return None
    after = label.line.words[label.last].form if label.last < len(label.line.words) else ""
    if after in ("of", "in", "that", "which", "who", "and"):
        return None
    rows = [x for x in ground.lines[label.line.article] if label.line.number - BACK <= x.number <= label.line.number]
    last: str | None = None
    for row in rows:
        for who, span in names_in(ground, row):
            body = ground.entities[who].kind == "organisation" or (label.family, who) in called
            if body and span.end <= label.span.start:
                last = who
    return last


def _apart(labels: Sequence[Label]) -> bool:
    """Whether two articles call it differently: no side is common to both."""
    sides: dict[str, set[str]] = {}
    for x in labels:
        sides.setdefault(x.line.article, set()).add(x.side)
    rows = [sides[a] for a in sorted(sides)]
    return any(not a & b for n, a in enumerate(rows) for b in rows[n + 1 :])


def _differing(labels: Sequence[Label]) -> bool:
    """Whether two articles do not use the same sides."""
    sides: dict[str, set[str]] = {}
    for x in labels:
        sides.setdefault(x.line.article, set()).add(x.side)
    return len({frozenset(v) for v in sides.values()}) > 1


def finding(ground: Ground, found: Sequence[Label], subject: str, confidence: float) -> Finding:
    """The difference between labels of one thing: a side for each side of the family."""
    by_side: dict[str, dict[str, Label]] = {}
    for x in sorted(found, key=lambda x: x.span):
        by_side.setdefault(x.side, {}).setdefault(x.line.article, x)
    ordered = sorted(by_side, key=lambda s: (-len(by_side[s]), s))
    first = {s: min(x.span for x in by_side[s].values()) for s in ordered}
    told = "; ".join(f"“{ground.text(first[s])}” in {ground.outlets(by_side[s])}" for s in ordered)
    sides = tuple(tuple(x.span for x in list(by_side[s].values())[:PER_SIDE]) for s in ordered)
    return Finding("label", sides, f"{subject} {told}", confidence)
