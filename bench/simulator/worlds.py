"""One seed, one world: an event, those who wrote of it themselves, and those who copied."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from simulator.bank import BANKS, Bank, fill
from simulator.copies import MERGED, copy, told_here
from simulator.origins import agency, write
from simulator.reports import Report, World
from simulator.sentences import OWN, UNNAMED, Speaker

# How a report comes about, and what it hangs from.
MANNERS = (("whole", 0.27), ("mostly", 0.17), ("rewrite", 0.20), ("release", 0.09), ("background", 0.17), ("own", 0.10))
PARENT_OUTLET = 0.18  # of the copies hang from another outlet
HIDDEN = 0.65  # of the agencies' own pages are not in the pile; the outlets' pages all are, but for LOST
LOST = 0.15
WRONG_TIME = 0.25


def world(bank_name: str, number: int) -> World:
    """The world of this number: the same in every run, in another one with another number.

    Args:
        bank_name: development or reporting.
        number: from 0.
    """
    chance = Random(f"{bank_name}/{BANKS[bank_name] + number}")
    bank = Bank.load(bank_name)
    event = chance.choice(bank.events)
    values = {k: str(chance.randint(*v)) for k, v in event.numbers.items()}
    values |= {
        "town": chance.choice(bank.names["towns"]), "province": chance.choice(bank.names["provinces"]),
        "country": chance.choice(bank.names["countries"]), "river": chance.choice(bank.names["rivers"]),
        "firm": chance.choice(event.firms), "day": chance.choice(("Monday", "Tuesday", "Wednesday", "Thursday")),
    }  # fmt: skip
    last = chance.sample(bank.names["last"], len(bank.roles))
    people = {
        role: Speaker(role, "" if role == UNNAMED else f"{chance.choice(bank.names['first'])} {last[n]}",
                      fill(title, values), fill(institution, values))
        for n, (role, (title, institution)) in enumerate(bank.roles.items())
    }  # fmt: skip
    outlets = list(bank.outlets)
    agencies = list(bank.agencies)
    chance.shuffle(outlets)
    chance.shuffle(agencies)
    made = World(f"{bank_name}-{number:03}", bank, event, chance, people, values, outlets, agencies, {}, [])
    _origins(made)
    _copies(made)
    return _hidden(made)


def _origins(world: World) -> None:
    chance, facts = world.chance, list(world.event.facts)
    first = [f for f in facts if chance.random() < 0.85] or facts
    lead = next(f for f in facts if f.id == "toll")
    first = [lead, *chance.sample([f for f in first if f is not lead], len([f for f in first if f is not lead]))]
    world.reports += agency(world, "wire1", world.agencies[0], first, world.values, world.values["town"])
    if chance.random() < 0.6:
        other = dict(world.values)
        for slot in world.event.disputed:
            if chance.random() < 0.6:
                other[slot] = str(int(other[slot]) + chance.randint(1, 5))
        rest = [f for f in facts if chance.random() < 0.5 and f is not lead]
        world.reports += agency(world, "wire2", world.agencies[1], [lead, *rest][:7], other, world.values["town"])
    if chance.random() < 0.3:
        told = [f for f in facts if f.speaker == "company"]
        release = write(world, "release.1", world.values["firm"], told, world.values, "", 15)
        if release.paragraphs:
            world.reports.append(replace(release, seen=False))
    for n in range(chance.choice((0, 0, 1, 1, 2))):
        free = [f for f in facts if f.speaker not in (UNNAMED, OWN) and len(world.used.get(f.id, [])) < len(f.frames)]
        own = write(world, f"own{n + 1}", world.outlets.pop(), chance.sample(free, min(4, len(free))), world.values,
                    world.values["town"], 60 + chance.randrange(600))  # fmt: skip
        if own.paragraphs:
            paragraphs = tuple(tuple(told_here(s, own.outlet) for s in p) for p in own.paragraphs)
            world.reports.append(replace(own, paragraphs=paragraphs))


def _copies(world: World) -> None:
    chance = world.chance
    wires = [r for r in world.reports if r.lineage.startswith("wire")]
    release = next((r for r in world.reports if r.lineage == "release"), None)
    copied: list[Report] = []
    for n in range(chance.randint(4, 9)):
        if not world.outlets:
            break
        manner = chance.choices([m for m, _ in MANNERS], [w for _, w in MANNERS])[0]
        if manner == "own":
            continue  # made above
        parents = [chance.choice(wires)]
        if manner == "release":
            parents = [release] if release else parents
            manner = "mostly"
        elif copied and manner != "background" and chance.random() < PARENT_OUTLET:
            parents = [chance.choice(copied)]
        elif chance.random() < MERGED:
            others = [r for r in wires if r.lineage != parents[0].lineage]
            parents += [chance.choice(others)] if others else []
        if manner in ("whole", "mostly") and chance.random() < 0.05:
            manner = "translation"
        minutes = parents[-1].minutes + int(chance.lognormvariate(3.7, 1.2)) + 1  # median 40 minutes, a long tail
        made = copy(world, f"copy{n + 1}", world.outlets.pop(), parents, manner, minutes)
        copied.append(made)
        world.reports.append(made)


def _hidden(world: World) -> World:
    """Take reports out of the pile, and give some a wrong time or none."""
    chance = world.chance
    for n, report in enumerate(world.reports):
        wire = report.lineage.startswith("wire")
        seen = report.seen and chance.random() >= (HIDDEN if wire else LOST)
        stamp: int | None = 0
        if chance.random() < WRONG_TIME:
            stamp = chance.choice((None, 60, 180, -120, 1440, 2880))
        world.reports[n] = replace(report, seen=seen, stamp=stamp)
    latest = [r for r in world.reports if r.lineage == "wire1"]
    if all(r.seen for r in latest):  # at least one version of the first agency is always lost
        n = world.reports.index(latest[-1])
        world.reports[n] = replace(world.reports[n], seen=False)
    return world
