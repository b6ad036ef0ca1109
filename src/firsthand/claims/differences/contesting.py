"""Where somebody contests something: denials that are spoken, and acts that are said not to have been free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from firsthand.claims.differences.alignment import Ground
from firsthand.claims.disputes import find_denials
from firsthand.languages import stem, table, words
from firsthand.nouns import Span

OPENING = 4  # first words of what is turned down, among which it is called a claim
SAID_OF = 4  # words before a label among which it is said of something
MAKING = 5  # words behind "forced" among which stands what somebody was made to do
CLAIMED = 3  # words before a clause among which it is called a claim
ARTICLES = frozenset(("a", "an", "the", "any", "his", "her", "its", "their", "every"))
NAMING = frozenset(("about", "against", "by", "of", "that"))
MADE = frozenset(("cast", "film", "give", "issue", "make", "read", "record", "sign", "tape", "write"))
BEING = frozenset(("be", "been", "is", "are", "was", "were"))
MAX_SPAN = 220  # characters: longer denials are shown by their first words


def spoken(ground: Ground) -> list[tuple[Span, Span]]:
    """(what is denied, the denial's words) of every denial that somebody speaks."""
    cues = {s: a.cue for a in ground.statements.attributions if a.kind == "denial" and a.cue for s in a.content}
    out = []
    for denial in find_denials(ground.all_layouts, ground.statements):
        cue, span = cues.get(denial.span), denial.span
        if cue is not None and _of_a_thing(ground, cue):
            continue
        if not (_labels(ground, span) if cue is None else _contests(ground, cue, span)):
            continue
        if cue is None:
            out.append((_about(ground, span), span))
            continue
        if cue is not None and cue.article == span.article and abs(cue.start - span.start) < MAX_SPAN:
            whole = Span(span.article, min(cue.start, span.start), max(cue.end, span.end))
            span = whole if len(whole) <= MAX_SPAN else cue
        out.append((denial.span, span))
    return out


def _of_a_thing(ground: Ground, cue: Span) -> bool:
    """Whether what denies is a thing told by what it says: "content that denies the flood"."""
    line = ground.line_at(cue)
    before = [w.form for w in line.words if w.end <= cue.start][-1:] if line is not None else []
    return before in (["that"], ["which"])


def _about(ground: Ground, label: Span) -> Span:
    """The clause that calls something false: it tells what."""
    line = ground.line_at(label)
    if line is None:
        return label
    part = line.part(label.start)
    at = next((n for n, w in enumerate(line.words) if w.start >= label.start), part.first)
    forms = [w.form for w in line.words[at : at + 3]]
    if len(forms) > 1 and forms[1] in table(ground.language(label.article), "denials")["reports"]:
        last = part.last if forms[2:] and forms[2] in NAMING else at + 2  # "false claims of fraud", "false claims are"
        return Span(label.article, line.words[at].start, line.words[last - 1].end)
    start, end = line.words[part.first].start, line.words[part.last - 1].end
    return Span(label.article, min(label.start, start), max(label.end, end))


def _contests(ground: Ground, cue: Span, core: Span) -> bool:
    """Whether a cue contests that something is so ("denied", "rejected claims"), not a wish or an offer."""
    language = ground.language(core.article)
    rows = table(language, "denials")
    text = ground.layouts[core.article].text
    forms = [w.form for w in words(text, cue.start, cue.end)]
    facts = {stem(v, language) for v in rows["facts"]}
    if "out" in forms and {"rule", "ruled", "rules", "ruling"} & set(forms):
        return False  # "did not rule out" leaves it open
    if any(f in ("not", "never") or f.endswith("n't") for f in forms):
        return not any(stem(f, language) in facts for f in forms)  # "did not deny"; "said it was not so" does
    if _withholds([w.form for w in words(text, core.start, core.end)][:OPENING], rows):
        return False
    if any(stem(f, language) in facts for f in forms):
        return True
    told = frozenset((*rows["reports"], *rows["told"]))
    first = [w.form for w in words(text, core.start, core.end)]
    return any(f in told for f in first[:OPENING]) or any(f in rows["labels"] for f in first)


def _withholds(opening: Sequence[str], rows: Mapping[str, Any]) -> bool:
    """Whether somebody is denied something ("denied him entry", "denied the motion"): nothing is contested."""
    if any(f in rows["given"] for f in opening[:1]) or any(f in rows["withheld"] for f in opening):
        return True
    again = next((n for n, f in enumerate(opening[1:], start=1) if f in ARTICLES), 0)  # "denied a candidate a place"
    return again > 1 and opening[0] in ARTICLES and not set(opening[1:again]) & {"of", "in", "that", "on", "for", "by"}


def _labels(ground: Ground, span: Span) -> bool:
    """Whether words that call something false say so of it ("the report is false")."""
    rows = table(ground.language(span.article), "denials")
    line = ground.line_at(span)
    if line is None:
        return False
    at = [n for n, w in enumerate(line.words) if span.start <= w.start < span.end and w.form in rows["labels"]]
    at = [n for n in at if [w.form for w in line.words[n : n + 2]] != ["fake", "news"]]  # says nothing of a report
    near = [w.form for n in at for w in line.words[max(0, n - SAID_OF) : n]]
    return any(line.words[n].form in rows["strong"] for n in at) or any(f in rows["said_of"] for f in near)


def voided(ground: Ground) -> list[tuple[Span, Span]]:
    """Places that say an act was not free or not real: "the confession was forced"."""
    out = []
    for article in ground.lines:
        rows = table(ground.language(article), "denials")
        acts = frozenset(rows["acts"])
        for line in ground.lines[article]:
            for part in line.parts:
                found = line.words[part.first : part.last]
                n = _voided_act([w.form for w in found], frozenset(rows["voided"]), acts)
                before = {w.form for w in line.words[max(0, part.first - CLAIMED) : part.first]}
                if n is not None and not before & set(rows["reports"]):  # "his claims that the vote was rigged"
                    span = Span(article, found[0].start, found[-1].end)
                    out.append((Span(article, found[n].start, found[n].end), span))
    return out


def _voided_act(forms: Sequence[str], voided: frozenset[str], acts: frozenset[str]) -> int | None:
    """The place of an act that is said not to have been free or real: "the vote was rigged", "forced to confess"."""
    for n, form in enumerate(forms):
        if form not in voided:
            continue
        ahead = forms[n + 1 : n + 1 + MAKING]
        if ahead[:1] in (["to"], ["into"]) or "into" in ahead[:2] or "to" in ahead[:2]:
            after = next(m for m, f in enumerate(ahead) if f in ("to", "into")) + 1
            made = after < len(ahead) and (ahead[after] in acts or ahead[after] in MADE or "into" in ahead[:after])
            reached = [n + 1 + m for m, f in enumerate(ahead) if made and f in acts]
        else:
            reached = [n + 1 + m for m, f in enumerate(ahead[:1]) if f in acts]
            reached += [m for m in range(max(0, n - SAID_OF), n) if forms[m] in acts and set(forms[m + 1 : n]) & BEING]
        if reached:
            return reached[0]
    return None
