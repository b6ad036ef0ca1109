"""Where a text shows that its outlet gathered the news itself.

Only what stands in the text counts: somebody told this outlet, its reporter was there, it saw the document, or it is an
agency's own dispatch under that agency's dateline. What an article says about its sourcing in general shows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from firsthand.languages import agencies, has_table, table
from firsthand.lineage.newsrooms import Newsroom, newsroom, plain
from firsthand.nouns import Layout, Reason, Sentence, Span, Statements

_TABLE = "newsgathering"
_NEAR = 60  # characters from a verb to the name it is about: "told the Quell Evening Herald"
_WORD = r"[A-Z][\w.&’'-]{0,30}"
_NAME = re.compile(rf"(?:[Tt]he[ \u00a0])?({_WORD}(?:[ \u00a0](?:of[ \u00a0]|the[ \u00a0])?{_WORD}){{0,4}})")

Rules = Mapping[str, re.Pattern[str]]


def newsgathering(layouts: Sequence[Layout], statements: Statements) -> Mapping[str, tuple[Reason, ...]]:
    """The places in each article that show newsgathering of its own; an empty tuple where none does.

    Articles in a language without a table are judged by their dateline alone.
    """
    out: dict[str, tuple[Reason, ...]] = {}
    told = _told(statements)
    for layout in sorted(layouts, key=lambda x: x.id):
        room = newsroom(layout)
        found = list(_dispatch(layout, room, statements))
        if not _credited_elsewhere(layout, room, statements):
            for span, name in told.get(layout.id, ()):
                if room.goes_by(name) and _spells(room, layout.article.words(span)):
                    found.append(Reason(f"somebody told {room.name} itself", (span,)))
            if has_table(layout.article.language, _TABLE):
                found.extend(_in_text(layout, room))
        elif has_table(layout.article.language, _TABLE):
            found.extend(_by_name(layout, room))
        out[layout.id] = _once(found)
    return out


def _told(statements: Statements) -> dict[str, list[tuple[Span, str]]]:
    """Whom speakers addressed, and who stands as source of a text, by article."""
    out: dict[str, list[tuple[Span, str]]] = {}
    for credit in statements.credits:
        if credit.kind == "text" and not credit.whole:
            out.setdefault(credit.span.article, []).append((credit.span, credit.source))
    return out


def _credited_elsewhere(layout: Layout, room: Newsroom, statements: Statements) -> bool:
    """True where the whole article is another supplier's: "told this newspaper" is then the supplier's newspaper."""
    return any(
        c.whole and c.kind == "text" and c.span.article == layout.id and not room.goes_by(c.source)
        for c in (*statements.credits, *layout.credits)
    )


def _dispatch(layout: Layout, room: Newsroom, statements: Statements) -> Iterator[Reason]:
    """An agency's own report from a place: its page, a dateline, and nobody else's name on it."""
    datelines = [z.span for z in layout.zones if z.kind == "dateline"]
    if not datelines or _credited_elsewhere(layout, room, statements):
        return
    slugged = any(
        c.kind == "text" and c.whole and room.goes_by(c.source) and c.span.start <= datelines[0].end + _NEAR
        for c in (*statements.credits, *layout.credits)
        if c.span.article == layout.id
    )
    if (room.agency or slugged) and _names_place(layout.article.words(datelines[0]), room):
        yield Reason(f"{room.name}'s own dispatch, with its dateline", (datelines[0],))


def _names_place(dateline: str, room: Newsroom) -> bool:
    """True where a dateline holds more than a date and the slug: "(Norwire) --" says who, not where."""
    without = re.sub(r"\([^()]*\)", " ", dateline)
    found = re.findall(r"[A-Z][^\W\d_]{2,}", without)
    months = {d.casefold()[:3] for d in table("en", _TABLE)["days"]}
    return any(w.casefold()[:3] not in months and not room.goes_by(w) for w in found)


def _spells(room: Newsroom, words: str) -> bool:
    """True where the words hold one of the outlet's names, not "the agency" of somebody else."""
    inside = f" {plain(words)} "
    return any(f" {k} " in inside for k in room.keys) or any(room.goes_by(m.group(1)) for m in _NAME.finditer(words))


def _in_text(layout: Layout, room: Newsroom) -> Iterator[Reason]:
    rules = _rules(layout.article.language)
    for sentence in layout.sentences:
        if sentence.zone != "body":
            continue
        yield from _of_sentence(layout, room, sentence, rules)
    for zone in layout.zones:
        if zone.kind in ("byline", "credit-text", "furniture"):
            for m in rules["signature"].finditer(layout.text, zone.span.start, zone.span.end):
                yield Reason("names its reporter", (Span(layout.id, m.start(), zone.span.end),))


def _by_name(layout: Layout, room: Newsroom) -> Iterator[Reason]:
    """In a report that is another's as a whole: where this outlet is named as the one that was told or saw it.

    "This newspaper" may be the supplier's there; the outlet's own name is not.
    """
    rules = _rules(layout.article.language)
    for sentence in layout.sentences:
        if sentence.zone == "body":
            yield from _told_by_name(layout, room, sentence, rules)


def _told_by_name(layout: Layout, room: Newsroom, sentence: Sentence, rules: Rules) -> Iterator[Reason]:
    own = _outside_quotes(layout, sentence)
    days = frozenset(table(layout.article.language, _TABLE)["days"])
    start, end = sentence.span.start, sentence.span.end
    for kind, words in (("told", "somebody told {0} itself"), ("seen_by", "{0} saw it itself")):
        for m in rules[kind].finditer(layout.text, start, end):
            name = _NAME.match(layout.text, m.end(), min(end, m.end() + _NEAR))
            if own(m.start()) and name is not None and _is_house(room, name.group(1), days):
                yield Reason(words.format(room.name), (Span(layout.id, m.start(), name.end()),))


def _of_sentence(layout: Layout, room: Newsroom, sentence: Sentence, rules: Rules) -> Iterator[Reason]:
    start, end = sentence.span.start, sentence.span.end
    text = layout.text
    own = _outside_quotes(layout, sentence)
    for m in rules["self"].finditer(text, start, end):
        if own(m.start()):
            yield Reason("speaks of itself as the one that was told or was there", (_span(layout, m),))
    yield from _told_by_name(layout, room, sentence, rules)
    for m in rules["staff"].finditer(text, start, end):
        span = _house_beside(text, start, end, m, room)
        if own(m.start()) and span is not None:
            yield Reason(f"a reporter of {room.name}'s own", (Span(layout.id, *span),))
    for m in rules["interview"].finditer(text, start, end):
        if own(m.start()) and not _another_named(text, m.start(), end, start, room, rules):
            yield Reason("says it spoke to them itself", (_span(layout, m),))
    for m in rules["signature"].finditer(text, start, end):
        if own(m.start()):
            yield Reason("names its reporter", (Span(layout.id, m.start(), end),))


def _another_named(text: str, at: int, end: int, start: int, room: Newsroom, rules: Rules) -> bool:
    """True where another outlet may have held the interview: it is named in the sentence, or "with X" follows."""
    for _, _, agency in agencies().find(text, start, end):
        if not room.goes_by(agency.name):
            return True
    m = rules["interview"].match(text, at, end)
    after = m.end() if m else at
    for told in rules["told"].finditer(text, start, end):
        name = _NAME.match(text, told.end(), end)
        if name is not None and not _is_house(room, name.group(1)):
            return True
    follows = rules["interview_elsewhere"].match(text, after, end)
    if follows is None:
        return False
    name = _NAME.match(text, follows.end(), end)
    return name is None or not _is_house(room, name.group(1))


def _house_beside(text: str, start: int, end: int, m: re.Match[str], room: Newsroom) -> tuple[int, int] | None:
    """The span of "a Herald reporter", "the Herald's reporter" or "a reporter for the Herald"; None for others'."""
    before = text[max(start, m.start() - _NEAR) : m.start()]
    for name in _NAME.finditer(before):
        tail = before[name.end() :]
        if tail.strip() in ("", "’s", "'s") and _is_house(room, _without_possessive(name.group(1))):
            return max(start, m.start() - _NEAR) + name.start(), m.end()
    after = re.compile(r"[ \u00a0](?:for|from|of|with)[ \u00a0]").match(text, m.end(), end)
    if after is not None:
        name_after = _NAME.match(text, after.end(), min(end, after.end() + _NEAR))
        if name_after is not None and _is_house(room, _without_possessive(name_after.group(1))):
            return m.start(), name_after.end()
    return None


def _is_house(room: Newsroom, name: str, days: frozenset[str] = frozenset()) -> bool:
    """True where a capitalised run is the outlet's own name, a day of the week after it left out."""
    parts = name.replace("\u00a0", " ").split()
    while len(parts) > 1 and parts[-1].rstrip(".,") in days:
        parts.pop()
    return room.goes_by(_without_possessive(" ".join(parts)))


def _without_possessive(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")


def _outside_quotes(layout: Layout, sentence: Sentence) -> _Outside:
    return _Outside([q.span for q in layout.quotations if q.span.overlaps(sentence.span)])


class _Outside:
    """Whether an offset stands outside the quotations of a sentence: a speaker's "our reporter" is not the outlet's."""

    def __init__(self, quoted: Sequence[Span]) -> None:
        self._quoted = quoted

    def __call__(self, offset: int) -> bool:
        return not any(q.start <= offset < q.end for q in self._quoted)


def _span(layout: Layout, m: re.Match[str]) -> Span:
    return Span(layout.id, m.start(), m.end())


def _once(found: Sequence[Reason]) -> tuple[Reason, ...]:
    """The reasons by place; of two that overlap, the first."""
    out: list[Reason] = []
    for r in sorted(found, key=lambda r: (r.spans, r.text)):
        if not any(a.overlaps(b) for o in out for a in o.spans for b in r.spans):
            out.append(r)
    return tuple(out)


@cache
def _rules(language: str) -> Rules:
    """The table's lists as patterns. Each is a plain alternation of fixed words: linear in the text."""
    rows = table(language, _TABLE)

    def any_of(*names: str, tail: str = r"(?!\w)") -> re.Pattern[str]:
        listed = sorted({w for n in names for w in rows[n]}, key=lambda w: (-len(w), w))
        body = "|".join(re.escape(w).replace(r"\ ", r"[ \u00a0]") for w in listed)
        return re.compile(rf"(?<!\w)(?:{body}){tail}", re.IGNORECASE)

    space = r"[ \u00a0](?!\s)"
    return {
        "self": any_of("self"),
        "told": any_of("told", "told_to", tail=space),
        "seen_by": any_of("seen_by", tail=space),
        "staff": any_of("staff"),
        "interview": any_of("interview"),
        "interview_elsewhere": re.compile(
            r"[ \u00a0](?:" + "|".join(re.escape(w) for w in rows["interview_elsewhere"]) + r")[ \u00a0]"
        ),
        "signature": any_of("signature"),
    }
