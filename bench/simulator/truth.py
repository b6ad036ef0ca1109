"""A world written out: the articles of the pile, and what is true about them, with exact offsets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from simulator.reports import Report, World
from simulator.sentences import OWN, Sentence, said

EVENT = datetime(2031, 3, 10, 6, 0)  # the minute the event begins, UTC; a day that is nobody's news
RUN = 8  # words in a row that show a copy
SHINGLE, EACH_WAY = 5, 10  # the rule by which three siblings show a lost parent
SAME_WORDS, OTHER_WORDS = 0.97, 0.6  # of difflib over words: verbatim from, rewritten below

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence in an article's text, and its content in it."""

    sentence: Sentence
    start: int
    end: int
    content: tuple[int, int]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A report as it stands in the pile."""

    report: Report
    text: str
    placed: tuple[Placed, ...]

    @property
    def id(self) -> str:
        return name(self.report)


def name(report: Report) -> str:
    """The article's id: from its outlet, and the version's number where there are several."""
    slug = "-".join(report.outlet.lower().replace("'", "").split())
    return f"{slug}-{report.id.split('.')[1]}" if "." in report.id else slug


def written(world: World) -> list[Written]:
    """The articles of the pile in words, by id."""
    return sorted((_write(world, r) for r in world.reports if r.seen), key=lambda w: w.id)


def _write(world: World, report: Report) -> Written:
    chance, bank = world.chance, world.bank
    parts: list[str] = []
    place = 0

    def add(text: str, after: str = "\n\n") -> int:
        nonlocal place
        start = place
        parts.append(text + after)
        place += len(text) + len(after)
        return start

    for line in chance.sample(bank.names["furniture"], 2):
        add(line, "\n")
    add(report.headline)
    agency = next((c for c in report.credits), "")
    day = f"{EVENT:%B} {EVENT.day}"
    if report.credit == "byline":
        by = " and ".join(report.credits)
        add(chance.choice((by, f"By {by}", f"{by} | {day}, 2031")))
    if chance.random() < 0.4:
        add(f"{chance.choice(bank.names['captions'])} (Photo: {world.agencies[-1]})")
    dateline = ""
    if report.place and report.lineage.startswith("wire"):
        dateline = f"{report.place.upper()}, {day} ({report.outlet}) - "
    elif report.place:
        dateline = f"{report.place.upper()}, {day} - "
    elif report.credit == "dateline" and agency:
        dateline = f"{world.values['town'].upper()}, {day} ({agency}) - "
    placed: list[Placed] = []
    met: set[str] = set()
    for n, paragraph in enumerate(report.paragraphs):
        if n == 0 and dateline:
            add(dateline, "")
        for k, sentence in enumerate(paragraph):
            text, start, end = said(sentence, world.people, met)
            at = add(text, " " if k < len(paragraph) - 1 else "\n\n")
            words = tuple(text.lower().replace("“", '"').replace("”", '"').split())
            placed.append(Placed(sentence, at, at + len(text), (at + start, at + end), words))
        if n == 2 and chance.random() < 0.5:
            add(chance.choice([f for f in bank.names["furniture"] if not f.startswith("Home")]))
    if report.credit == "cited":
        add(f"{agency} first reported the remarks.")
    elif report.credit == "foot":
        add(f"({'/'.join(report.credits)})")
    elif report.credit == "contributed":
        add(f"{agency} contributed to this report.")
    add(chance.choice(bank.names["furniture"]), "\n")
    return Written(report, "".join(parts), tuple(placed))


def meta(world: World, articles: Iterable[Written]) -> list[Row]:
    rows = []
    for w in articles:
        stamp = w.report.stamp
        time = None if stamp is None else EVENT + timedelta(minutes=w.report.minutes + stamp)
        rows.append({"id": w.id, "outlet": w.report.outlet, "title": None,
                     "published": time and f"{time:%Y-%m-%dT%H:%M:%SZ}", "url": None})  # fmt: skip
    return rows


def truth(world: World, articles: list[Written]) -> Row:
    """What is true of this pile.

    Returns:
        documents: id, outlet, seen; an id that begins with ? is not in the pile.
        derivations: parent, child, kind, cut, added, credited.
        unseen: the lost parents that the pile shows, each with its name if a text credits it, and its children.
        lost: of every report not in the pile, all its versions together: the roots of its sentences.
        passages, quotes, claims, sentences: with offsets into the articles' texts; a sentence's root is the sentence
        of the origin that it goes back to.
    """
    ids = {r.id: (name(r) if r.seen else f"?{name(r)}") for r in world.reports}
    by_report = {r.id: r for r in world.reports}
    return {
        "world": world.name,
        "documents": [{"id": ids[r.id], "outlet": r.outlet, "seen": r.seen} for r in world.reports],
        "derivations": [
            {"parent": ids[d.parent], "child": ids[r.id], "kind": d.kind, "cut": d.cut, "added": d.added,
             "credited": d.credited}
            for r in world.reports for d in r.descents
        ],
        "unseen": _unseen(world, articles, by_report),
        "passages": list(_passages(articles)),
        "quotes": [{"article": w.id, "start": p.content[0], "end": p.content[1], "speaker": p.sentence.speaker}
                   for w in articles for p in w.placed if p.sentence.quoted],
        "claims": _claims(world, articles),
        "lost": [{"lineage": line, "outlet": next(r.outlet for r in world.reports if r.lineage == line),
                  "roots": sorted(set().union(*(r.roots for r in world.reports if r.lineage == line)))}
                 for line in sorted({r.lineage for r in world.reports if not r.seen})],
        "sentences": [{"article": w.id, "start": p.start, "end": p.end, "root": p.sentence.root}
                      for w in articles for p in w.placed],
    }  # fmt: skip


def _unseen(world: World, articles: list[Written], reports: dict[str, Report]) -> list[Row]:
    """Lost reports that the pile shows: a text credits their outlet, or three copies share what the third lacks.

    All versions of an agency's report are one here, and so is what hangs from a lost outlet that only passed it on.
    """
    children: defaultdict[str, list[Written]] = defaultdict(list)
    for w in articles:
        for d in w.report.descents:
            parent = reports[d.parent]
            if not parent.seen and parent.lineage != w.report.lineage:
                children[parent.lineage].append(w)
    found = []
    for lineage, copies in sorted(children.items()):
        outlet = next(r.outlet for r in world.reports if r.lineage == lineage)
        named = [w.id for w in copies if outlet in w.report.credits and w.report.credit != "contributed"]
        shown = bool(named) or _three_siblings(copies)
        found.append({"outlet": outlet, "lineage": lineage, "children": sorted({w.id for w in copies}),
                      "named_in": sorted(named), "shown": shown})  # fmt: skip
    return found


def _three_siblings(copies: list[Written]) -> bool:
    shingles = [{p.words[i : i + SHINGLE] for p in w.placed for i in range(len(p.words) - SHINGLE + 1)} for w in copies]
    return any(
        min(len((a & b) - c), len((a & c) - b), len((b & c) - a)) >= EACH_WAY for a, b, c in combinations(shingles, 3)
    )


def _passages(articles: list[Written]) -> Iterable[Row]:
    for a, b in combinations(articles, 2):
        theirs = {p.sentence.root: p for p in b.placed}
        for p in a.placed:
            q = theirs.get(p.sentence.root)
            if q is None:
                continue
            same = SequenceMatcher(None, p.words, q.words, autojunk=False).ratio()
            kind = "verbatim" if same >= SAME_WORDS else "edited" if same >= OTHER_WORDS else "rewritten"
            yield {"a": a.id, "a_start": p.start, "a_end": p.end, "b": b.id, "b_start": q.start, "b_end": q.end,
                   "kind": kind, "marks": [*p.sentence.marks, "|", *q.sentence.marks]}  # fmt: skip


def _claims(world: World, articles: list[Written]) -> list[Row]:
    """A fact with its values; its origins are those whom the texts of this pile show, by the counting rule."""
    runs: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for w in articles:
        for p in w.placed:
            for i in range(len(p.words) - RUN + 1):
                runs[p.words[i : i + RUN]].add(w.id)
    outlets = {r.lineage: r.outlet for r in world.reports}
    facts: defaultdict[str, list[Row]] = defaultdict(list)
    for w in articles:
        for p in w.placed:
            s = p.sentence
            origin = s.speaker
            if s.speaker == OWN or s.dropped:
                line = s.root.split("/")[0].split(".")[0]
                shared = any(len(runs[p.words[i : i + RUN]]) > 1 for i in range(len(p.words) - RUN + 1))
                explained = line == w.report.lineage or outlets[line] in w.report.credits or shared
                origin = "unknown" if not explained else s.speaker if s.dropped else f"own:{line}"
            facts[s.fact].append({"article": w.id, "start": p.content[0], "end": p.content[1], "value": s.value,
                                  "stance": "attributed" if origin == s.speaker and not s.dropped else "asserted",
                                  "origin": origin})  # fmt: skip
    claims = []
    for fact, mentions in sorted(facts.items()):
        known = {m["origin"] for m in mentions} - {"unknown"}
        by_value = [max(1, len({m["origin"] for m in mentions if m["value"] == v} - {"unknown"}))
                    for v in sorted({m["value"] for m in mentions})]  # fmt: skip
        claims.append({
            "id": fact, "mentions": mentions, "origins": sorted(known), "independent_origins": max(1, len(known)),
            "by_value": by_value, "unknown_mentions": sum(m["origin"] == "unknown" for m in mentions),
            "own_voice": all(o.startswith("own:") for o in known),
        })  # fmt: skip
    return claims
