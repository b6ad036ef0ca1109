"""Denials, and the places that state what they deny."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.claims.checks import conditional
from firsthand.claims.differences.alignment import Ground, Line, key, likeness, names_apart
from firsthand.claims.differences.contesting import spoken, voided
from firsthand.claims.differences.severity import Finding
from firsthand.languages import rarity, stem, table, words
from firsthand.nouns import Claim, Span, merged

MATTER = 0.35  # languages.rarity from which a word of a denial tells what is denied
DEED = 0.6  # share of what is denied to have been done, names left out, that it must hold
HELD = 0.45  # share of the denied matter's weight that a sentence must hold to state it
MIN_SHARED = 2  # words of it: one in common is chance
BACK = 2  # sentences before a denial in which its article states what is denied
RESTATED = 0.4  # cosine of sentences that state one thing
NEGATING = frozenset(("not", "no", "never", "none", "neither", "nor", "without"))
MIN_STATED = 2  # words of matter in what is denied: "he fired" is no statement a reader knows
MIN_UNNAMED = 4  # words both hold from which a denial answers a statement that names others
RULES = frozenset((("crime", "to"), ("illegal", "to"), ("unlawful", "to"), ("forbidden", "to"), ("wrong", "to")))
MAX_DENIALS = 120  # of a story, by place
MAX_CLAIMS = 3  # that one denial answers; the first is the most carried


@dataclass(frozen=True, slots=True)
class Dispute:
    """What is denied, where, and where it is denied."""

    stated: tuple[Span, ...]
    denied: tuple[Span, ...]


def find(ground: Ground) -> list[Finding]:
    """Claims that somebody denies."""
    out = []
    for dispute in disputes(ground):
        carried = sorted({s.article for s in dispute.stated})
        told = f"{ground.outlets(carried)}: “{ground.text(dispute.stated[0])}”"
        against = f"{ground.outlet(dispute.denied[0].article)} has it denied: “{ground.text(dispute.denied[0])}”"
        out.append(Finding("denial", (dispute.stated, dispute.denied), f"{told}; {against}",
                           0.75 if len(carried) > 1 else 0.65))  # fmt: skip
    return out


def disputes(ground: Ground) -> list[Dispute]:
    """Every denial with what it answers; denials of one claim are one dispute. Read once for a story."""
    if ground.disputed is None:
        ground.disputed = _disputes(ground)
    return ground.disputed


def _disputes(ground: Ground) -> list[Dispute]:
    by_stated: dict[tuple[Span, ...], list[Span]] = {}
    answers: dict[tuple[str, int], tuple[Span, ...]] = {}  # what the first denial of a sentence answers
    for core, words_ in sorted((*spoken(ground), *voided(ground)), key=lambda x: x[1])[:MAX_DENIALS]:
        line = ground.line_at(words_)
        place = (words_.article, line.number if line is not None else -1)
        stated = answers.get(place) or _answered(ground, core, words_)
        if stated:
            answers.setdefault(place, stated)
            by_stated.setdefault(stated, []).append(words_)
    joined: list[Dispute] = []
    for stated, denied in sorted(by_stated.items()):
        for n, other in enumerate(joined):
            if any(a.overlaps(b) for a in stated for b in other.stated):
                joined[n] = Dispute(merged((*other.stated, *stated)), merged((*other.denied, *denied)))
                break
        else:
            joined.append(Dispute(stated, merged(denied)))
    apart = [Dispute(tuple(s for s in d.stated if not any(s.overlaps(x) for x in d.denied)), d.denied) for d in joined]
    return [d for d in apart if d.stated and len({s.article for s in (*d.stated, *d.denied)}) > 1]


def _answered(ground: Ground, core: Span, denied: Span) -> tuple[Span, ...]:
    """The places that state what a denial denies."""
    accused = _accused(ground, core, denied)
    if accused:
        return accused
    matter = _matter(ground, core)
    deed = _deed(ground, core, matter)
    if not deed:
        matter = set()  # "denied the Herald's report" answers all of it
    answered = [c for c in ground.claims if _is_denied(c, core)]
    told = [_mentions(ground, c, denied) for c in answered[:MAX_CLAIMS]]
    if matter:
        found = [m for c in told for m in c if _tells(ground, m, matter, deed) and _of_those(ground, core, m)]
        found = [m for m in found if _asserts(ground, m, _negated(ground, core)) and _of_place(ground, denied, m)]
    else:  # "the claims", "the report": what the claims room took it to answer
        charged = (c for c in told if any(_charges(ground, m) and _asserts(ground, m, True) for m in c)
                   and any(_is_near(ground, m, denied) for m in c))  # fmt: skip
        found = list(next(charged, ()))
    known = {s.article for s in found}
    language = ground.language(core.article)
    rows = table(language, "denials")
    acts = matter & {key(w, language) for w in rows["done"]}
    held = _by_matter(ground, matter, deed, denied, 1 if acts and len(matter) == 1 else MIN_SHARED)
    held = tuple(s for s in held if _of_those(ground, core, s) and s.article not in known)
    denier = _denier(ground, core)
    answers = [s for s in (*found, *held) if not _accuses_itself(ground, s, denier)]
    if answers:
        return tuple(sorted(answers))
    return _before(ground, denied) if len(matter) < MIN_SHARED else ()


def _is_near(ground: Ground, stated: Span, denied: Span) -> bool:
    """Whether a statement stands right before its denial, or in another article: "those claims" are of this text."""
    a, b = ground.line_at(stated), ground.line_at(denied)
    return a is not None and b is not None and a.article == b.article and 0 <= b.number - a.number <= 2 * BACK


def _deed(ground: Ground, core: Span, matter: set[str]) -> set[str]:
    """What of the matter of a denial is neither a name nor a direction: what is said to have been done."""
    language = ground.language(core.article)
    text = ground.layouts[core.article].text
    named = {key(w.form, language) for w in words(text, core.start, core.end) if text[w.start].isupper()}
    done = matter - named - {key(d, language) for d in table(language, "settings")["directions"]}
    fates = {key(w, language) for w in table(language, "quantities")["fates"]}  # "that civilians were among the dead"
    return done - fates or done


def _of_deed(ground: Ground, line: Line, shared: Collection[str], deed: set[str], weight: Mapping[str, float]) -> bool:
    """Whether a sentence holds what is denied to have been done, or for a denied role says that somebody had one."""
    language = ground.language(line.article)
    if deed & {key(w, language) for w in table(language, "denials")["roles"]} and _accuses(ground, line):
        return True
    held = sum(weight.get(k, 0.0) for k in sorted(deed.intersection(shared)))
    return held >= DEED * sum(weight.get(k, 0.0) for k in sorted(deed)) > 0


def _of_those(ground: Ground, core: Span, stated: Span) -> bool:
    """Whether a place tells of those whom a denial singles out: "that civilians were among the dead"."""
    language = ground.language(core.article)
    rows = table(language, "quantities")
    apart = {stem(w, language) for w in (*rows["folk"], *rows["some"])}
    text = ground.layouts[core.article].text
    meant = {s for w in words(text, core.start, core.end) if (s := stem(w.form, language)) in apart}
    line = ground.line_at(stated)
    return line is not None and meant <= {stem(w.form, language) for w in line.words}


def _of_place(ground: Ground, denied: Span, stated: Span) -> bool:
    """Whether a denial and a statement can be of one matter: not each of others than the other's sentence names."""
    a, b = ground.line_at(denied), ground.line_at(stated)
    if a is None or b is None:
        return True
    told = a.keys.keys() & b.keys.keys() - a.names - b.names
    language = ground.language(denied.article)
    who = [s.source for s in ground.attributed(denied.article) if s.source is not None and s.source.overlaps(a.span)]
    speaking = {stem(w.form, language) for w in a.words if any(s.start <= w.start < s.end for s in who)}
    return not names_apart(a.names - speaking, b.names) or len(told) >= MIN_UNNAMED


def _asserts(ground: Ground, stated: Span, negated: bool = False) -> bool:
    """Whether a place states something: it does not hang on an "if", and is negated only where ``negated`` allows it.

    Who denies a whole report may deny that somebody will not act; who denies a deed answers no denial of it.
    """
    language = ground.language(stated.article)
    forms = [w.form for w in words(ground.layouts[stated.article].text, stated.start, stated.end)]
    if any(tuple(forms[n : n + 2]) in RULES for n in range(len(forms))):
        return False  # "it is a crime to harm them": a rule, and no deed
    return (negated or not _negated(ground, stated)) and not conditional(forms, language)


def _negated(ground: Ground, span: Span) -> bool:
    forms = [w.form for w in words(ground.layouts[span.article].text, span.start, span.end)]
    return any(f in NEGATING or f.endswith("n't") for f in forms)


def _charges(ground: Ground, mention: Span) -> bool:
    """Whether the sentence of a mention accuses somebody, or calls something an accusation or a report."""
    line = ground.line_at(mention)
    if line is None:
        return False
    rows = table(ground.language(line.article), "denials")
    return _accuses(ground, line) or any(w.form in rows["charges"] for w in line.words)


def _matter(ground: Ground, core: Span) -> set[str]:
    """What a denial tells of what it denies: keys, words for claims in general left out."""
    language = ground.language(core.article)
    rows = table(language, "denials")
    general = {key(w, language) for w in (*rows["reports"], *rows["labels"])}
    text = ground.layouts[core.article].text
    return {k for w in words(text, core.start, core.end)
            if rarity(w.form, language) >= MATTER and (k := key(w.form, language)) not in general}  # fmt: skip


def _tells(ground: Ground, mention: Span, matter: set[str], deed: set[str]) -> bool:
    """Whether the sentence of a mention holds most of what is denied."""
    line = ground.line_at(mention)
    if line is None:
        return False
    weight = _weights(ground, matter)
    shared = matter & line.keys.keys()
    if not _of_deed(ground, line, shared, deed, weight):
        return False
    held = sum(weight[k] for k in sorted(shared)) / (sum(weight.values()) or 1.0)
    one = len(matter) == 1 and (_accuses(ground, line) or bool(matter & _done(ground, line)))
    return (one or len(shared) >= MIN_SHARED) and held >= HELD


def _done(ground: Ground, line: Line) -> set[str]:
    """Keys of acts that one word is enough to know."""
    language = ground.language(line.article)
    return {key(w, language) for w in table(language, "denials")["done"]}


def _is_denied(claim: Claim, core: Span) -> bool:
    """Whether a claim was found to be what a denial denies: it is among its reasons, or a mention inside is denied."""
    inside = any(m.stance == "denied" and core.contains(m.span) for m in claim.mentions)
    return inside or any(s == core for r in claim.reasons for s in r.spans)


def _denier(ground: Ground, core: Span) -> set[str]:
    """Keys of the name of whoever denies something; none where nobody is named."""
    said = next((a for a in ground.statements.attributions if a.kind == "denial" and core in a.content), None)
    if said is None or said.source is None:
        return set()
    language = ground.language(core.article)
    entity = ground.entities.get(said.entity or "")
    name = entity.name if entity is not None else ground.layouts[core.article].article.words(said.source)
    named = [w.form for w in words(name) if name[w.start].isupper()]
    return {key(f, language) for f in named if rarity(f, language) >= MATTER}


def _accused(ground: Ground, core: Span, denied: Span) -> tuple[Span, ...]:
    """For a denial of a role in something: the sentences, one in each article, that name the denier as having it."""
    rows = table(ground.language(core.article), "denials")
    text = ground.layouts[core.article].text
    if not any(w.form in rows["roles"] for w in words(text, core.start, core.end)):
        return ()
    names = _denier(ground, core)
    out = []
    for article in ground.lines:
        for line in ground.lines[article]:
            if (
                names
                and names <= line.keys.keys()
                and _is_accused(ground, line, names)
                and not line.span.overlaps(denied)
                and not _denies(ground, line)
                and _asserts(ground, line.span)
            ):
                out.append(line.span)
                break
    return tuple(out)


def _is_accused(ground: Ground, line: Line, names: Collection[str]) -> bool:
    """Whether a sentence accuses those named, and does not have them accuse: they stand behind "accused", "blamed"."""
    language = ground.language(line.article)
    rows = table(language, "denials")
    named = [n for n, w in enumerate(line.words) if key(w.form, language) in names]
    for n, w in enumerate(line.words):
        if w.form in rows["accusing"]:
            before = line.words[n - 1].form if n else ""
            active = w.form in rows["by_others"] and before not in ("was", "were", "is", "are", "been", "being", "be")
            if not active or any(m > n for m in named):
                return True
    return False


def _accuses_itself(ground: Ground, stated: Span, denier: set[str]) -> bool:
    """Whether a sentence has those who deny accuse others: it accuses, and not them."""
    line = ground.line_at(stated)
    if line is None or not denier & line.keys.keys() or not _accuses(ground, line):
        return False
    return not _is_accused(ground, line, denier)


def _mentions(ground: Ground, claim: Claim, denied: Span) -> tuple[Span, ...]:
    """One place in each article that states a claim, those of the denial left out."""
    out: dict[str, Span] = {}
    for m in claim.mentions:
        line = ground.line_at(denied)
        inside = line is not None and line.span.overlaps(m.span)
        at = ground.line_at(m.span)
        language = ground.language(m.span.article) if at is not None else ""
        told = {k for w in at.words if m.span.start <= w.start < m.span.end and (k := key(w.form, language)) in at.keys
                and rarity(w.form, language) >= MATTER} if at is not None else set()  # fmt: skip
        if len(told) < MIN_STATED:
            continue
        if m.stance != "denied" and not inside and at is not None and not _denies(ground, at):
            out.setdefault(m.span.article, m.span)
    return tuple(out[a] for a in sorted(out))


def _by_matter(ground: Ground, matter: set[str], deed: set[str], denied: Span, least: int) -> tuple[Span, ...]:
    """The best sentence of each article that holds most of what is denied."""
    best: dict[str, tuple[float, Line]] = {}
    weight = _weights(ground, matter)
    total = sum(weight.values())
    if total <= 0:
        return ()
    for article in ground.lines:
        for line in ground.lines[article]:
            shared = sorted(matter & line.keys.keys())
            share = round(sum(weight[k] for k in shared) / total, 4)
            if len(shared) < least or share < HELD or line.span.overlaps(denied) or _denies(ground, line):
                continue
            if not _of_deed(ground, line, shared, deed, weight) or not _of_place(ground, denied, line.span):
                continue
            if not _asserts(ground, _tight(line, matter, ground.language(article))):
                continue
            if line.names.issuperset(shared) and not _accuses(ground, line):
                continue  # it only names the same people
            if article not in best or share > best[article][0]:
                best[article] = (share, line)
    return tuple(_tight(best[a][1], matter, ground.language(a)) for a in sorted(best))


def _accuses(ground: Ground, line: Line) -> bool:
    """Whether a sentence says that somebody is behind something."""
    accusing = table(ground.language(line.article), "denials")["accusing"]
    return any(w.form in accusing for w in line.words)


def _weights(ground: Ground, matter: set[str]) -> Mapping[str, float]:
    """What each key of a denial weighs in the story, the more the rarer."""
    out: dict[str, float] = {}
    for article in ground.lines:
        for line in ground.lines[article]:
            for k in matter & line.keys.keys():
                out[k] = max(out.get(k, 0.0), line.keys[k])
    return {k: out[k] for k in sorted(out)}


def _before(ground: Ground, denied: Span) -> tuple[Span, ...]:
    """For a denial that does not say what: the sentence before it, and those of other articles that state the same."""
    rows = ground.lines[denied.article]
    at = next((n for n, line in enumerate(rows) if line.span.overlaps(denied)), 0)
    before = [line for line in rows[max(0, at - BACK) : at] if not _denies(ground, line) and len(line.words) > 4]
    if not before:
        return ()
    own = before[-1]
    out = [own.span]
    for article in ground.lines:
        if article != denied.article:
            near = [(likeness(own.keys, x.keys), -x.number, x) for x in ground.lines[article] if not _denies(ground, x)]
            top = max(near, key=lambda t: t[:2], default=None)
            told = top[2].keys.keys() & own.keys.keys() - top[2].names - own.names if top is not None else set()
            if top is not None and top[0] >= RESTATED and len(told) >= MIN_STATED:
                out.append(top[2].span)
    return tuple(out) if _charges(ground, own.span) else ()


@cache
def _contesting(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words that contest as they stand, and keys of the verbs that do."""
    rows = table(language, "denials")
    return frozenset((*rows["labels"], *rows["voided"])), frozenset(key(v, language) for v in rows["verbs"])


def _denies(ground: Ground, line: Line) -> bool:
    """Whether a sentence itself holds words of contesting."""
    language = ground.language(line.article)
    lying, verbs = _contesting(language)
    return any(w.form in lying or key(w.form, language) in verbs for w in line.words)


def _tight(line: Line, matter: set[str], language: str) -> Span:
    """The clauses of a sentence that hold any of the matter."""
    held: Sequence[int] = [n for n, p in enumerate(line.parts)
                           if any(key(w.form, language) in matter for w in line.words[p.first : p.last])]  # fmt: skip
    if not held:
        return line.span
    first, last = line.parts[held[0]], line.parts[held[-1]]
    return Span(line.article, line.words[first.first].start, line.words[last.last - 1].end)
