"""What some articles tell of an event and others, which tell it too, leave out: a denial, and who claimed it."""

from __future__ import annotations

from functools import cache

from firsthand.claims.differences.alignment import Ground, Line, key, likeness, matter, overlap, same_time
from firsthand.claims.differences.denials import NEGATING, Dispute, disputes
from firsthand.claims.differences.severity import Finding
from firsthand.languages import table
from firsthand.nouns import Span

OF_IT = 0.16  # cosine of a sentence with a claim of responsibility from which it tells the same event
OF_ATTACK = 2  # words from which a claim names its attack ("for a shooting at a mill") ...
CLAIMED = 0.4  # ... and share of their weight that a sentence about it has
MAX_HEARD = 6  # wordings of one claim of responsibility that other articles are held against
STATING = frozenset(("was", "were", "is", "had", "has", "came", "would", "could", "might", "began", "started"))
EARLIER = frozenset(("ago", "earlier", "previous", "previously"))
TOLD = 2  # words of a denial that a sentence with "not" has where it answers as well
NEAR = 1  # sentences from a statement to the one that tells that it is not so


def find(ground: Ground) -> list[Finding]:
    """Denials and claims of responsibility that not every article tells."""
    return [*_denials(ground), *_claimed(ground)]


def _denials(ground: Ground) -> list[Finding]:
    """Claims whose denial not every article tells."""
    found = disputes(ground)
    denying = {d.article for dispute in found for d in dispute.denied}
    out = []
    for dispute in found:
        without = tuple(s for s in dispute.stated if s.article not in denying and not _answered(ground, s, dispute))
        if without:
            why = (f"{ground.outlets(s.article for s in without)} carries the claim without the denial that "
                   f"{ground.outlet(dispute.denied[0].article)} has: “{ground.text(dispute.denied[0])}”")  # fmt: skip
            out.append(Finding("omission", (dispute.denied, without), why, 0.6, 0.9))
    return out


def _answered(ground: Ground, stated: Span, dispute: Dispute) -> bool:
    """Whether the sentence of a statement, or the next one, tells that it is not so."""
    at = ground.line_at(stated)
    denial = ground.line_at(dispute.denied[0])
    if at is None or denial is None:
        return False
    for line in ground.lines[stated.article]:
        if not 0 <= line.number - at.number <= NEAR or len(line.keys.keys() & denial.keys.keys()) < TOLD:
            continue
        forms = [w.form for w in line.words if not stated.start <= w.start < stated.end]
        if any(f in NEGATING or f.endswith("n't") for f in forms):
            return True
    return False


@cache
def _claiming(language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(p.split()) for p in table(language, "settings")["claiming"]))


def _claimed(ground: Ground) -> list[Finding]:
    """Who claimed an attack: told by some, left out by others that tell of it."""
    told: dict[str, tuple[Line, Span]] = {}
    for article in ground.lines:
        for line in ground.lines[article]:
            forms = [w.form for w in line.words]
            for n in range(len(forms)):
                phrase = next((p for p in _claiming(ground.language(article)) if tuple(forms[n : n + len(p)]) == p), ())
                if phrase and EARLIER & set(forms[n:]):
                    continue  # "for another attack some weeks ago"
                behind = forms[n + len(phrase) : n + len(phrase) + 1]
                if phrase and phrase[-1] != "responsibility" and behind and behind[0] in STATING:
                    continue  # "claimed the attack was the work of others"
                first = line.part(line.words[n].start).first if phrase else 0
                if phrase and article not in told and not {"no", "not", "nobody", "none"} & set(forms[first:n]):
                    told[article] = (line, Span(article, line.words[first].start, line.words[n + len(phrase) - 1].end))
    if not told:
        return []
    heard = list({tuple(w.form for w in line.words): line for line, _ in told.values()}.values())[:MAX_HEARD]
    without: list[Span] = []
    for article in ground.lines:
        known = any(w.form == "responsibility" for x in ground.lines[article] for w in x.words)
        if article in told or known:
            continue
        rows = [(likeness(x.keys, line.keys), -x.number, x, line) for x in ground.lines[article] if x.zone == "body"
                and x.leads for line in heard if same_time(x, line) and _of_that(ground, x, line)]  # fmt: skip
        best = max(rows, key=lambda r: r[:2], default=None)
        if best is not None and best[0] >= OF_IT:
            without.append(_clause(ground, best[2], best[3]))
    if not without:
        return []
    claims = tuple(span for _, span in told.values())
    why = (f"{ground.outlets(told)} says who claimed it: “{ground.text(claims[0])}”; "
           f"{ground.outlets(s.article for s in without)} tells of it without")  # fmt: skip
    return [Finding("omission", (claims, tuple(without)), why, 0.6, 0.9)]


def _of_that(ground: Ground, line: Line, claim: Line) -> bool:
    """Whether a sentence can tell of the attack that was claimed: it has of what "responsibility for" names."""
    forms = [w.form for w in claim.words]
    at = next((n for n, f in enumerate(forms[:-1]) if f == "responsibility" and forms[n + 1] == "for"), None)
    if at is None:
        return True
    part = claim.part(claim.words[at + 1].start)
    claimed = matter(claim, claim.words[at + 2 : max(part.last, at + 2)], ground.language(claim.article))
    shared = claimed.keys() & line.keys.keys() - line.names - claim.names
    return len(claimed) < OF_ATTACK or (overlap(claimed, line.keys) >= CLAIMED and len(shared) >= OF_ATTACK)


def _clause(ground: Ground, line: Line, claim: Line) -> Span:
    """The clause of a sentence that holds most of another sentence's matter."""
    language = ground.language(line.article)
    held = {n: sum(line.keys[k] for w in line.words[p.first : p.last] if (k := key(w.form, language)) in claim.keys
                   and k in line.keys) for n, p in enumerate(line.parts)}  # fmt: skip
    part = line.parts[max(held, key=lambda n: (round(held[n], 4), -n))]
    return Span(line.article, line.words[part.first].start, line.words[part.last - 1].end)
