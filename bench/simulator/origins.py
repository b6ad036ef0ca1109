"""The reports that are nobody's copy: agencies with their versions, a press release, outlets' own reporters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.bank import Fact, choose_options, fill
from simulator.reports import Descent, Paragraph, Report, World
from simulator.sentences import OWN, Sentence

FORMS = ("after", "after", "that", "that", "according", "told")
VERBS = ("said", "said", "said", "told reporters", "added", "stated")
LEAD_REPLACED, ADDED, UPDATED, DROPPED, SAME_HEADLINE = 0.7, 0.8, 0.3, 0.4, 0.6  # of a write-through


def write(world: World, id: str, outlet: str, facts: Sequence[Fact], values: dict[str, str], place: str,
          minutes: int, quotes: bool = True) -> Report:  # fmt: skip
    """A report of its own on these facts, in words that nobody else uses."""
    chance = world.chance
    paragraphs: list[Paragraph] = []
    for fact in facts:
        frame = world.frame(fact.id, fact.frames)
        if frame is None:
            continue
        role = fact.other if fact.other and chance.random() < 0.4 else fact.speaker
        n = len(paragraphs)
        clause = choose_options(frame, chance)
        paragraph = [_sentence(world, f"{id}/{n}", fact.id, role, clause, values, outlet)]
        words = dict(world.event.quotes).get(role) if quotes else None
        if words and chance.random() < 0.6 and not any(s.fact == f"quote-{role}" for p in paragraphs for s in p):
            paragraph.append(Sentence(f"{id}/{n}q", f"quote-{role}", role, words, (), quoted=True,
                                      verb=chance.choice(("said", "added"))))  # fmt: skip
        paragraphs.append(tuple(paragraph))
    headline = fill(chance.choice(world.event.headlines), values)
    return Report(id, id.split(".")[0], outlet, headline, tuple(paragraphs), minutes, place=place)


def agency(world: World, id: str, outlet: str, facts: Sequence[Fact], values: dict[str, str],
           place: str) -> list[Report]:  # fmt: skip
    """An agency's versions of one report, the oldest first; each names the one before as what it updates."""
    chance = world.chance
    whole = write(world, f"{id}.9", outlet, facts, values, place, 0)
    paragraphs = whole.paragraphs
    ends = range(3, len(paragraphs))
    cuts = sorted(chance.sample(ends, min(chance.choice((0, 1, 1, 2)), len(ends))))
    versions: list[Report] = []
    for n, end in enumerate([*cuts, len(paragraphs)]):
        text = list(paragraphs[:end])
        headline = whole.headline
        if versions:
            if chance.random() < LEAD_REPLACED:
                text.insert(0, text.pop())  # what came last leads
            if len(text) > 4 and chance.random() < DROPPED:
                del text[chance.randrange(2, len(text) - 1)]
            if chance.random() >= SAME_HEADLINE:
                headline = fill(chance.choice(world.event.headlines), values)
        report = replace(whole, id=f"{id}.{n + 1}", headline=headline, paragraphs=tuple(text),
                         minutes=20 + 50 * n + chance.randrange(30))  # fmt: skip
        if versions:
            before = versions[-1]
            report = replace(report, descents=(descent(report, before, "update", True),))
        versions.append(report)
    return versions


def descent(child: Report, parent: Report, kind: str, credited: bool) -> Descent:
    """The derivation of one report from another, with its shares counted in sentences."""
    kept = len(parent.roots & child.roots)
    cut = 1 - kept / max(1, len(parent.roots))
    added = 1 - kept / max(1, len(child.roots))
    return Descent(parent.id, kind, round(cut, 4), round(added, 4), credited)


def _sentence(world: World, root: str, fact: str, role: str, clause: str, values: dict[str, str],
              outlet: str) -> Sentence:  # fmt: skip
    chance = world.chance
    slots = tuple((k, values[k]) for k in sorted(values) if f"<{k}>" in clause)
    if role == OWN:
        return Sentence(root, fact, OWN, clause, slots)
    form = chance.choice(FORMS)
    verb = chance.choice(VERBS) if form == "after" else chance.choice(("said", "said", "stated"))
    institution = bool(world.people[role].institution) and chance.random() < 0.3
    return Sentence(root, fact, role, clause, slots, form=form, verb=verb, teller=outlet, as_institution=institution)
