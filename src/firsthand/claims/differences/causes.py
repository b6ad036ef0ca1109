"""Why it happened: the same event explained otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from firsthand.claims.differences.alignment import Ground, Line, key, likeness, matter, overlap, same_time
from firsthand.claims.differences.severity import Finding
from firsthand.languages import table
from firsthand.nouns import Span

EFFECT = 0.36  # cosine of what happened from which two reasons explain one event
MIN_EFFECT = 3  # words of what happened, names left out, that both hold
POINTED = 0.35  # share of what happened that both hold, where one only points to it
POINTS_BACK = 6  # sentences from the head of an article to one that points to the day's news and not to what it follows
OTHER = 0.34  # share of two reasons from which they are one
BEING = frozenset(("is", "are", "was", "were", "be", "been", "he's", "she's", "who's", "also", "now"))
DETERMINERS = frozenset(("a", "an", "the", "his", "her", "its", "their", "this", "that", "these", "bad", "poor",
                         "heavy", "high", "low", "lack", "human", "strong"))  # fmt: skip
MAX_CAUSE = 12  # words of a reason that are shown


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason a text gives, and what it is the reason of."""

    span: Span
    line: Line
    reason: Mapping[str, float]
    effect: Mapping[str, float]
    pointing: bool = False  # the sentence only points to what happened ("It was because of ...")
    told: frozenset[str] = frozenset()  # how it does, where it does in a word ("The collapse was because of ...")


@cache
def _markers(language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(p.split()) for p in table(language, "settings")["causes"]), key=lambda p: (-len(p), p)))


def find(ground: Ground) -> list[Finding]:
    """Events for which the articles give different reasons."""
    found = [c for a in ground.lines for n in range(len(ground.lines[a])) for c in _reasons(ground, a, n)]
    groups: list[list[Cause]] = []
    for cause in found:
        for group in groups:
            if all(c.line.article == cause.line.article or _one_effect(c, cause) for c in group):
                group.append(cause)
                break
        else:
            groups.append([cause])
    out = []
    for group in groups:
        sides: list[list[Cause]] = []
        for cause in group:
            language = ground.language(cause.line.article)
            fitting = next((s for s in sides if any(_one_reason(cause, c, language) for c in s)), None)
            fitting.append(cause) if fitting is not None else sides.append([cause])
        if len(sides) < 2 or not _crossed([{c.line.article for c in s} for s in sides]):
            continue
        told = "; ".join(f"{ground.outlet(s[0].line.article)}: “{ground.text(s[0].span)}”" for s in sides)
        out.append(
            Finding("cause", tuple(tuple(c.span for c in s) for s in sides), f"The reasons given differ: {told}", 0.55)
        )
    return out


def _crossed(sides: Sequence[set[str]]) -> bool:
    """Whether two sides stand in different articles, neither within the other's."""
    return any(a - b and b - a for n, a in enumerate(sides) for b in sides[n + 1 :])


def _reasons(ground: Ground, article: str, n: int) -> list[Cause]:
    rows = ground.lines[article]
    line = rows[n]
    language = ground.language(article)
    forms = [w.form for w in line.words]
    for at in range(len(forms)):
        if (active := _active(ground, line, at)) is not None:
            return [_pointed(ground, rows, n, active)]
        marker = next((m for m in _markers(language) if tuple(forms[at : at + len(m)]) == m), None)
        if marker is None:
            continue
        if _is_scheduled(forms, at, marker):
            continue
        end = at + len(marker)
        part = line.part(line.words[min(end, len(forms) - 1)].start)
        last = min(max(part.last, end + 1), end + MAX_CAUSE, len(forms))
        reason = matter(line, line.words[end:last], language)
        effect = matter(line, line.words[:at] or line.words[max(part.last, last) :], language)  # "Because of fog, ..."
        span = Span(article, line.words[at].start, line.words[last - 1].end)
        cause = _pointed(ground, rows, n, Cause(span, line, reason, effect))
        if reason and len(cause.effect) >= 2:
            return [cause]
    return []


def _pointed(ground: Ground, rows: Sequence[Line], n: int, cause: Cause) -> Cause:
    """A reason of little ("It was because of ...") is one of what stands before it, or of the day's news."""
    if len(cause.effect) >= 2 or n == 0:
        return cause
    head = next((r for r in rows if r.leads), rows[n - 1])
    if n - rows.index(head) > POINTS_BACK:
        head = rows[n - 1]
    return replace(cause, effect={**head.keys, **rows[n - 1].keys, **cause.effect}, pointing=True,
                   told=frozenset(cause.effect))  # fmt: skip


def _active(ground: Ground, line: Line, at: int) -> Cause | None:
    """ "Heavy rain caused the collapse": the reason stands before the verb, what happened behind it."""
    language = ground.language(line.article)
    forms = [w.form for w in line.words]
    if forms[at] not in table(language, "settings")["causing"] or forms[at + 1 : at + 2] == ["by"]:
        return None
    if at == 0 or forms[at - 1] in BEING:
        return None
    part = line.part(line.words[at].start)
    reason = matter(line, line.words[part.first : at], language)
    effect = matter(line, line.words[at + 1 : part.last], language)
    if not reason or not effect:
        return None
    return Cause(Span(line.article, line.words[part.first].start, line.words[at].end), line, reason, effect)


def _is_scheduled(forms: Sequence[str], at: int, marker: tuple[str, ...]) -> bool:
    """Whether "due to" tells what somebody will do ("is due to speak") and no reason ("was due to the rain")."""
    if marker != ("due", "to") or at == 0 or forms[at - 1] not in BEING:
        return False
    behind = forms[at + 2] if at + 2 < len(forms) else ""
    return behind not in DETERMINERS


def _one_effect(a: Cause, b: Cause) -> bool:
    if not same_time(a.line, b.line):
        return False
    if a.pointing or b.pointing:
        return bool(a.told & b.told) or overlap(a.effect, b.effect) >= POINTED
    told = a.effect.keys() & b.effect.keys() - a.line.names - b.line.names
    return likeness(a.effect, b.effect) >= EFFECT and len(told) >= MIN_EFFECT


def _one_reason(a: Cause, b: Cause, language: str) -> bool:
    if any(a.reason.keys() & kin and b.reason.keys() & kin for kin in _kindred(language)):
        return True  # fog is bad weather
    return overlap(a.reason, b.reason) >= OTHER


@cache
def _kindred(language: str) -> tuple[frozenset[str], ...]:
    """Keys of reasons that are one to a reader."""
    return tuple(frozenset(key(w, language) for w in found) for found in table(language, "settings")["kindred"])
