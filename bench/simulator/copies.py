"""What outlets do to a report: cut, reorder, edit, paraphrase, translate, merge two, credit or not, add their own.

Rates are those of the design of the simulator, measured on 316 pairs of real pages where it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from simulator.bank import Bank, choose_options, fill
from simulator.origins import descent, write
from simulator.reports import Paragraph, Report, World
from simulator.sentences import OWN, UNNAMED, Sentence

KEPT = (0.14, 0.42, 0.54, 0.65, 0.77, 0.87, 0.92, 0.93, 0.96, 1.0, 1.0)  # deciles of kept length
EDITED = 0.19 / 0.90  # of the paragraphs that are kept
REORDERED, NEW_HEADLINE, TRANSLATED = 0.24, 0.40, 0.05
ATTRIBUTION_DROPPED = 0.06  # of a rewrite's sentences
CREDITS = (("byline", 0.35), ("dateline", 0.25), ("foot", 0.10), ("contributed", 0.05), ("", 0.25))
ROUNDED, SLIPPED = 0.05, 0.02  # of the sentences with numbers in an edited copy
OWN_ADDED = 0.16  # of copies
MERGED = 0.12
NOISE = (("the", "this"), ("were", "are"), ("had been", "was"), ("would be", "will be"), ("to", "in order to"))


def copy(world: World, id: str, outlet: str, parents: Sequence[Report], manner: str, minutes: int) -> Report:
    """A report made from others.

    Args:
        manner: whole (word for word but for house style), mostly (edited), rewrite, translation, background (some of
            it, cited, in a report that is otherwise the outlet's own).
    """
    chance = world.chance
    first = parents[0]
    paragraphs = _cut(first.paragraphs, chance) if manner != "background" else ()
    if len(parents) > 1:  # two wires: what the second has and the first has not, in between
        told = {s.fact for p in paragraphs for s in p}
        more = [p for p in parents[1].paragraphs if p[0].fact not in told]
        for n, p in enumerate(more[:4]):
            paragraphs = (*paragraphs[: 2 * n + 2], p, *paragraphs[2 * n + 2 :])
    if chance.random() < REORDERED:
        paragraphs = _moved(paragraphs, chance)
    change = _editor(world, manner)
    paragraphs = tuple(change(p) for p in paragraphs)
    credit = "cited" if manner == "background" else _drawn(CREDITS, chance)
    own: tuple[Paragraph, ...] = ()
    place = ""
    if manner == "background" or (manner in ("mostly", "rewrite") and chance.random() < OWN_ADDED):
        free = [f for f in world.event.facts if f.speaker not in (OWN, UNNAMED)
                and any(x not in world.used.get(f.id, []) for x in f.frames)]  # fmt: skip
        facts = chance.sample(free, min(len(free), 3 if manner == "background" else 1))
        own = write(world, id, outlet, facts, world.values, "", minutes, quotes=False).paragraphs
        own = tuple(tuple(told_here(s, outlet) for s in p) for p in own)
    if manner == "background":
        borrowed = [p for p in first.paragraphs if p[0].speaker != OWN][:2]
        paragraphs = (*own, *(tuple(_paraphrased(s, world.bank, chance) for s in p) for p in borrowed))
    else:
        paragraphs = (*paragraphs, *own)
    headline = first.headline
    if manner != "whole" or chance.random() < NEW_HEADLINE:
        headline = _headline(world)
    report = Report(id, id, outlet, headline, paragraphs, minutes, place=place, credit=credit,
                    credits=tuple(dict.fromkeys(p.outlet for p in parents)) if credit else ())  # fmt: skip
    kind = {"whole": "reprint", "mostly": "edited", "background": "cites"}.get(manner, manner)
    return replace(report, descents=tuple(descent(report, p, kind, bool(credit)) for p in parents))


def _headline(world: World) -> str:
    return fill(world.chance.choice(world.event.headlines), world.values)


def _drawn(weighted: Sequence[tuple[str, float]], chance: Random) -> str:
    return chance.choices([w for w, _ in weighted], [n for _, n in weighted])[0]


def _cut(paragraphs: tuple[Paragraph, ...], chance: Random) -> tuple[Paragraph, ...]:
    """A share of the paragraphs, from the deciles; what goes is below, in the middle, or the lead."""
    n = chance.random() * (len(KEPT) - 1)
    share = KEPT[int(n)] + (n - int(n)) * (KEPT[min(int(n) + 1, len(KEPT) - 1)] - KEPT[int(n)])
    keep = max(2, round(share * len(paragraphs)))
    left = list(paragraphs)
    while len(left) > keep:
        where = _drawn((("below", 0.47), ("middle", 0.26), ("lead", 0.27)), chance)
        if where == "below":
            left.pop()
        elif where == "lead":
            left.pop(0)
        else:
            left.pop(chance.randrange(len(left)))
    return tuple(left)


def _moved(paragraphs: tuple[Paragraph, ...], chance: Random) -> tuple[Paragraph, ...]:
    order = list(paragraphs)
    for _ in range(chance.choice((1, 2))):
        if len(order) > 2:
            block = chance.randrange(len(order))
            place = chance.choice([n for n in range(len(order)) if n != block])
            order.insert(place, order.pop(block))
    return tuple(order)


def _editor(world: World, manner: str) -> Callable[[Paragraph], Paragraph]:
    """What is done to each paragraph of a copy made in this manner."""
    chance, bank = world.chance, world.bank
    curly = chance.random() < 0.5

    def house(text: Sentence) -> Sentence:
        return replace(text, curly=curly)

    def whole(p: Paragraph) -> Paragraph:
        if chance.random() >= EDITED / 3:
            return tuple(house(s) for s in p)
        return tuple(_edited(house(s), bank, chance) for s in p)

    def mostly(p: Paragraph) -> Paragraph:
        if chance.random() >= EDITED * 1.5:
            return tuple(house(s) for s in p)
        return tuple(_edited(house(s), bank, chance) for s in p)

    def rewrite(p: Paragraph) -> Paragraph:
        return tuple(_paraphrased(house(s), bank, chance, world) for s in p)

    def translation(p: Paragraph) -> Paragraph:
        return tuple(_translated(house(s), bank, chance) for s in p)

    return {"whole": whole, "mostly": mostly, "rewrite": rewrite, "translation": translation,
            "background": rewrite}[manner]  # fmt: skip


def _edited(text: Sentence, bank: Bank, chance: Random) -> Sentence:
    """An edit inside a sentence: a synonym, the attribution's verb, its place, a number rounded or slipped."""
    do = _drawn((("synonym", 0.4), ("verb", 0.3), ("place", 0.2), ("quote", 0.1)), chance)
    if do == "quote" and text.quoted and chance.random() < 0.6:
        words = text.clause.split()
        return text.marked("quote shortened", clause=" ".join(words[: max(4, len(words) * 2 // 3)]))
    if do == "verb" and text.speaker != OWN and text.form in ("after", "that"):
        return text.marked("verb", verb=chance.choice(("said", "stated", "explained", "declared")))
    if do == "place" and not text.quoted and text.speaker != OWN:
        return text.marked("place", form="that" if text.form == "after" else "after", verb="said")
    return _number(_synonyms(text, bank, 1, chance), chance)


def _paraphrased(text: Sentence, bank: Bank, chance: Random, world: World | None = None) -> Sentence:
    """In other words: the attribution elsewhere, synonyms, at times a frame of the fact that nobody used."""
    if text.quoted:
        if chance.random() < 0.15:
            return text.marked("quote to indirect", quoted=False, form="that", verb="said")
        return text
    if world is not None and chance.random() < 0.5:
        fact = next((f for f in world.event.facts if f.id == text.fact), None)
        frame = world.frame(fact.id, fact.frames) if fact else None
        if frame is not None:
            clause = choose_options(frame, chance)
            known = {**world.values, **dict(text.values)}
            values = tuple((k, v) for k, v in sorted(known.items()) if f"<{k}>" in clause)
            text = text.marked("other words", clause=clause, values=values, swaps=())
    if text.speaker != OWN:
        if chance.random() < ATTRIBUTION_DROPPED:
            return text.marked("attribution dropped", dropped=True)
        form = {"after": "that", "that": "after", "according": "after", "told": "after"}[text.form]
        text = text.marked("clauses turned", form=form, verb="said")
    return _number(_synonyms(text, bank, 3, chance), chance)


def _translated(text: Sentence, bank: Bank, chance: Random) -> Sentence:
    """As after a translation there and back: synonyms throughout, articles and tenses shifted, quotations too."""
    text = _synonyms(text, bank, 9, chance)
    noise = tuple(pair for pair in NOISE if f" {pair[0]} " in f" {text.clause} " and chance.random() < 0.5)
    return text.marked("translated", swaps=(*text.swaps, *noise))


def _synonyms(text: Sentence, bank: Bank, most: int, chance: Random) -> Sentence:
    known = {old for old, _ in text.swaps}
    found = [p for p in bank.synonyms if p[0] not in known and p[0] in text.clause.split()]
    chosen = tuple(chance.sample(found, min(most, len(found))))
    return text.marked("synonym", swaps=(*text.swaps, *chosen)) if chosen else text


def _number(text: Sentence, chance: Random) -> Sentence:
    """A number rounded to tens or with a slipped digit, which descendants inherit."""
    numbers = [k for k, v in text.values if v.isdigit() and f"<{k}>" in text.clause]
    draw = chance.random()
    if not numbers or draw >= ROUNDED + SLIPPED:
        return text
    key = chance.choice(numbers)
    old = dict(text.values)[key]
    new = str(round(int(old), -1) or 10) if draw < ROUNDED else old[:-1] + str((int(old[-1]) + 3) % 10)
    if new == old or new == "0":
        return text
    mark = "rounded" if draw < ROUNDED else "slip"
    return text.marked(mark, values=tuple((k, new if k == key else v) for k, v in text.values))


def told_here(text: Sentence, outlet: str) -> Sentence:
    """The sentence as an outlet's own reporter has it: the speaker told the outlet."""
    return text if text.speaker == OWN or text.quoted else replace(text, form="told", teller=outlet)
