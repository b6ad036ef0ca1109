"""Conditions ("unless attacked") that some articles keep and others, which carry the same claim, drop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from firsthand.claims.checks import conditional
from firsthand.claims.clauses import clause_words
from firsthand.claims.differences.alignment import Ground, Line, key, likeness, matter, overlap
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import MIN_SHARED, SURE, Telling, matched
from firsthand.languages import table
from firsthand.nouns import Span

SAME = 0.6  # share of the lighter statement's weight that both hold beside the condition ...
ALIKE = 0.42  # ... and their cosine
CLAIMED = 0.7  # the same share of two mentions of one claim
NEXT = 3  # characters between a claim and the condition right behind it
HUNG = 0.5  # share of the weight of the clause that hangs on a condition which the other statement holds ...
HUNG_SHARED = 2  # ... and words of it
KEPT = 0.3  # share of a condition's weight that a sentence with a condition holds where it keeps the same one

NEEDED = 4  # words behind "needs" among which stands what must come first
POINTING = frozenset(("that", "this", "it", "so", "such", "these", "those"))
PARTICIPLES = ("provided", "providing", "barring")

Condition = tuple[Span, Mapping[str, float]]  # a conditional clause, and what it is compared by


def find(ground: Ground) -> list[Finding]:
    """Claims that hang on something in some articles only, one finding for each condition."""
    by_line = {line.span: _conditions(ground, line) for a in ground.lines for line in ground.lines[a]}
    kept = {a: [c for line in ground.lines[a] for c in by_line[line.span]] for a in ground.lines}
    found: list[tuple[Condition, list[Span], list[Span]]] = []  # a condition, where it is kept, where it is dropped
    hung: dict[Span, tuple[Condition, list[Span]]] = {}
    for a, b, sure in matched(ground):
        for one, two in ((a, b), (b, a)) if sure >= SURE else ():
            for condition in by_line[one.line.span]:
                free = not _depends(ground, two.line) and not _keeps(kept[two.article], condition)
                free = free and _hung_part(ground, one, two, condition)
                if free and _still(one, two, condition) and not _hangs(ground, two.article, condition):
                    hung.setdefault(condition[0], (condition, []))[1].append(two.span)
    for condition, without in _of_claims(ground, kept):
        hung.setdefault(condition[0], (condition, []))[1].append(without)
    for span in sorted(hung):
        condition, dropped = hung[span]
        if dropped:
            for other, keepers, droppers in found:
                if _keeps([other], condition):
                    keepers.append(condition[0])
                    droppers.extend(dropped)
                    break
            else:
                found.append((condition, [condition[0]], sorted(dropped)))
    return [_finding(ground, _each(keepers), _each(droppers)) for _, keepers, droppers in found]


def _hangs(ground: Ground, article: str, condition: Condition) -> bool:
    """Whether any sentence of an article that has the words of a condition depends on the same."""
    return any(_depends(ground, line) and overlap(line.keys, condition[1]) >= KEPT for line in ground.lines[article])


def _of_claims(ground: Ground, kept: Mapping[str, Sequence[Condition]]) -> Iterator[tuple[Condition, Span]]:
    """Claims of which one mention's sentence has a condition, and where another article says so without any."""
    for claim in ground.claims:
        told = [(m.span, line) for m in claim.mentions if m.nearness == "equal" and m.stance != "denied"
                and (line := _line(ground, m.span)) is not None]  # fmt: skip
        for span, line in told:
            for condition in _conditions(ground, line):
                if not 0 <= condition[0].start - span.end <= NEXT:
                    continue  # it may be the condition of something else in the sentence
                if ground.text(condition[0]).casefold().startswith(("and ", "but ")):
                    continue  # it goes with what follows
                for other, theirs in told:
                    free = other.article != span.article and theirs.part(other.start).whole
                    free = free and not _depends(ground, theirs) and not _keeps(kept[other.article], condition)
                    if free and _same_claim(ground, span, line, other, theirs) and not _hangs(
                        ground, other.article, condition
                    ):
                        yield condition, other


def _same_claim(ground: Ground, a: Span, mine: Line, b: Span, theirs: Line) -> bool:
    """Whether two mentions tell mostly the same in the same words, names left out, a verb among them."""
    language = ground.language(a.article)
    one, two = _said(mine, a, language), _said(theirs, b, language)
    shared = one.keys() & two.keys() - mine.names - theirs.names
    known = clause_words(language)
    deeds = {key(w.form, language) for w in mine.words if a.start <= w.start < a.end and known.is_verb(w.form)}
    return len(shared) >= HUNG_SHARED and overlap(one, two) >= CLAIMED and bool(shared & deeds or not deeds)


def _said(line: Line, span: Span, language: str) -> dict[str, float]:
    """The words of a mention, with their weights."""
    return {k: line.keys[k] for w in line.words if span.start <= w.start < span.end
            and (k := key(w.form, language)) in line.keys}  # fmt: skip


def _line(ground: Ground, span: Span) -> Line | None:
    """The sentence a mention stands in."""
    return next((x for x in ground.lines.get(span.article, ()) if x.span.start <= span.start < x.span.end), None)


def _depends(ground: Ground, line: Line) -> bool:
    """Whether a sentence has any word that can open a condition, or tells what must come first."""
    rows = table(ground.language(line.article), "settings")
    opening = _openers(ground.language(line.article)) | {p[0] for p in _hinges(ground.language(line.article))}
    return any(w.form in opening or w.form in rows["needed"] for w in line.words)


def _still(a: Telling, b: Telling, condition: Condition) -> bool:
    """Whether two statements are one also without the condition that one of them has."""
    rest = {k: v for k, v in a.keys.items() if k not in condition[1]}
    told = len(rest.keys() & b.keys.keys() - a.line.names) >= MIN_SHARED
    return told and overlap(rest, b.keys) >= SAME and likeness(rest, b.keys) >= ALIKE


def _hung_part(ground: Ground, kept: Telling, bare: Telling, condition: Condition) -> bool:
    """Whether the clause that hangs on a condition, right before it or behind it, is what the other statement tells."""
    line, language = kept.line, ground.language(kept.article)
    parts = [n for n, p in enumerate(line.parts) if line.words[p.first].start < condition[0].end
             and condition[0].start < line.words[p.last - 1].end]  # fmt: skip
    own = line.parts[parts[0]]
    before = [w for w in line.words[own.first : own.last] if w.end <= condition[0].start]
    back = parts[0] - 1
    while back > 0 and _leans(line, back, language):
        back -= 1  # ", a move | that needs the approval of", "the strike, | which lasts, | if"
    beside = [n for n in (back, parts[-1] + 1) if 0 <= n < len(line.parts)]
    opens = parts[0] == 0 or beside[:1] == [parts[-1] + 1]
    if line.words[own.first].form in ("and", "but"):  # "and if he wins, ..." goes with what follows
        beside, opens, before = [n for n in beside if n > parts[-1]], True, []
    told = [line.words[line.parts[n].first : line.parts[n].last] for n in (beside if opens else beside[:1])]
    for found in [before, *told] if len(before) >= HUNG_SHARED else told:
        mine = matter(line, found, language)
        shared = mine.keys() & bare.keys.keys() - line.names - bare.line.names
        deeds = {key(w.form, language) for w in found if clause_words(language).is_verb(w.form)}
        done = shared & deeds or not mine.keys() & deeds
        if done and len(shared) >= HUNG_SHARED and overlap(mine, bare.keys) >= HUNG:
            return True
    return False


def _leans(line: Line, n: int, language: str) -> bool:
    """Whether a clause says too little to hang anything on, or only goes on about a word of the one before."""
    part = line.parts[n]
    found = line.words[part.first : part.last]
    return found[0].form in clause_words(language).relatives or len(matter(line, found, language)) < HUNG_SHARED


def _each(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The first place in each article."""
    out: dict[str, Span] = {}
    for s in spans:
        out.setdefault(s.article, s)
    return tuple(out[a] for a in sorted(out))


def _finding(ground: Ground, keepers: tuple[Span, ...], droppers: tuple[Span, ...]) -> Finding:
    why = (f"{ground.outlets(s.article for s in keepers)} makes it depend: “{ground.text(keepers[0])}”; "
           f"{ground.outlets(s.article for s in droppers)} does not: “{ground.text(droppers[0])}”")  # fmt: skip
    return Finding("condition", (keepers, droppers), why, 0.6)


def _conditions(ground: Ground, line: Line) -> list[Condition]:
    """What a sentence hangs something on, each with what it is compared by: a clause, or "pending approval"."""
    language = ground.language(line.article)
    out: list[Condition] = []
    for n, part in enumerate(line.parts):
        found, least = line.words[part.first : part.last], 2
        whole = line.parts[n + 1].last if part.last - part.first < 3 and n + 1 < len(line.parts) else part.last
        if not _is_conditional(ground, line, part.first, whole):
            at = _hinge(ground, line, part.first, part.last)
            if at is None:
                continue
            found, least = line.words[at : part.last], 1
        elif len(found) < 4 and n + 1 < len(line.parts):
            found = line.words[part.first : line.parts[n + 1].last]
        keys = {k: line.keys[k] for w in found if (k := key(w.form, language)) in line.keys}
        span = Span(line.article, found[0].start, found[-1].end)
        if any(q.span.contains(span) for q in ground.layouts[line.article].quotations):
            continue  # "I think if you say that": how somebody argues
        if len(keys) >= least and len(matter(line, found, language)) >= least:
            out.append((span, keys))
    return out


def _is_conditional(ground: Ground, line: Line, first: int, last: int) -> bool:
    """Whether a clause begins with a word that opens a condition, alone or behind "only" or "but"."""
    language = ground.language(line.article)
    forms = [w.form for w in line.words[max(0, first - 2) : last]]
    if _is_routine(line, first, last, language):
        return False
    opening = [w.form for w in line.words[first : min(last, first + 2)]]
    known = _openers(language)
    if forms[: first - max(0, first - 2)][-1:] == ["even"] or opening[0] == "even":
        return False  # "even if they are dead" leaves a statement as it is
    led = len(opening) > 1 and opening[0] in ("only", "but", "and") and opening[1] in known
    if last - first < 3 or not (opening[0] in known or led) or not _opens(ground, line, first):
        return False
    return conditional(forms, language)


def _is_routine(line: Line, first: int, last: int, language: str) -> bool:
    """Whether a clause is what the law says anyway ("if convicted", "if found guilty")."""
    if line.words[first].form in ("if", "unless") and line.words[min(first + 1, last - 1)].form in POINTING:
        return True  # "if that deadline is reached": what was told before
    if line.words[first].form == "if" and "had" in [w.form for w in line.words[first : min(last, first + 4)]]:
        return True  # "if he had lost": what did not come
    behind = " ".join(w.form for w in line.words[first + 1 : min(last, first + 3)])
    return any(f"{behind} ".startswith(f"{p} ") for p in table(language, "settings")["routine"])


def _hinge(ground: Ground, line: Line, first: int, last: int) -> int | None:
    """The word of a clause from which it names what must come first: "pending a vote", "until the water is safe"."""
    rows = table(ground.language(line.article), "settings")
    forms = [w.form for w in line.words]
    hinges = _hinges(ground.language(line.article))
    opening = {p[0] for p in hinges}
    ahead = any(f in rows["ahead"] for f in forms[:last])
    for n in range(first, last):
        if forms[n] in rows["needing"] and set(forms[n + 1 : n + 1 + NEEDED]) & set(rows["needed"]):
            return n
        if forms[n] == "until" and not (ahead and _waits_for_an_event(ground, line, n)):
            continue
        if forms[n] in opening and any(tuple(forms[n : n + len(p)]) == p for p in hinges):
            return n
    return None


def _waits_for_an_event(ground: Ground, line: Line, n: int) -> bool:
    """Whether no date stands behind "until"."""
    behind = Span(line.article, line.words[n].start, line.words[min(n + 3, len(line.words) - 1)].end)
    return not any(at.overlaps(behind) for at, _, _ in ground.points(line.article))


@cache
def _hinges(language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(p.split()) for p in table(language, "settings")["hinges"]))


def _opens(ground: Ground, line: Line, first: int) -> bool:
    """Whether a clause that begins with a participle ("provided") is a condition and not what somebody did."""
    if line.words[first].form not in PARTICIPLES:
        return True
    text = ground.layouts[line.article].text
    behind = line.words[first + 1].form if first + 1 < len(line.words) else ""
    part = line.part(line.words[first].start)
    known = clause_words(ground.language(line.article))
    if behind != "that" and not any(known.is_verb(w.form) for w in line.words[first + 1 : part.last]):
        return False  # "providing some clarity"
    apart = first > 0 and text[line.words[first - 1].end : line.words[first].start].strip() == ","
    return behind == "that" or (apart and behind not in ("to", "with", "for", "by", "in"))


@cache
def _openers(language: str) -> frozenset[str]:
    return frozenset(p.split()[0] for p in table(language, "negation")["conditions"]) - {"only", "on", "as", "in"}


def _keeps(conditions: Sequence[Condition], condition: Condition) -> bool:
    """Whether one of these conditions is the same."""
    return any(overlap(c[1], condition[1]) >= KEPT or likeness(c[1], condition[1]) >= KEPT for c in conditions)
