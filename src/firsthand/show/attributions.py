"""Who said what in a pile, for a standards editor: the view of ``firsthand attributions``, its JSON and its CSV."""

from __future__ import annotations

import csv
import io
import json
import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from firsthand import __version__
from firsthand.attribution import attribute
from firsthand.attribution.descriptions import describe
from firsthand.nouns import Attribution, Entity, Intake, Layout, Span, Statements
from firsthand.readers import read
from firsthand.show import wording
from firsthand.show.terminal import BLANK, Line, write
from firsthand.show.visible import one_line
from firsthand.zones import mark

if TYPE_CHECKING:
    from rich.console import Console

SCHEMA: Final = "firsthand/attributions/1"
COLUMNS: Final = ("article", "source", "cue", "content", "kind", "entity", "chain", "confidence", "addressee")
_ROWS: Final = 12  # speakers, carriers, denials, ... on the terminal
_NAME: Final = 60  # characters of a name on the terminal
_WORDS: Final = 160  # characters of what is denied or not answered
_CARRIERS: Final = frozenset({"agency", "outlet"})
_DESCRIBED: Final = frozenset({"unnamed", "document", "place"})
_QUOTING: Final = frozenset({"direct", "mixed"})
_OPENS_FORMULA: Final = frozenset("=+-@＝＋－＠")  # a spreadsheet would run it; the wide forms too in some locales


@dataclass(frozen=True, slots=True)
class Said:
    """A pile read as one: its articles and all that was said in them."""

    intake: Intake
    layouts: tuple[Layout, ...]
    statements: Statements
    texts: Mapping[str, str]  # of the articles by id

    @staticmethod
    def of(paths: Sequence[str | os.PathLike[str]], meta: str | os.PathLike[str] | None = None,
           columns: str | None = None) -> Said:  # fmt: skip
        """Read articles and find who said what.

        Raises:
            UsageError: a path does not exist, or the meta file cannot be used.
            NothingUsable: no article could be read.
        """
        intake = read(paths, meta, columns)
        layouts = tuple(mark(intake.articles))
        return Said(intake, layouts, attribute(layouts), {x.id: x.text for x in layouts})

    def words(self, span: Span | None) -> str:
        """The text under a span; "" where there is none."""
        return "" if span is None else self.texts[span.article][span.start : span.end]


@dataclass(frozen=True, slots=True)
class Shares:
    """How the statements of a pile divide by who is behind them; beliefs and bare hearsay are left out."""

    named: int
    unnamed: int
    documents: int
    carriers: int  # an agency or outlet speaks for itself: nobody else is told
    open: int  # a pronoun or description that could mean more than one, or none

    @property
    def all(self) -> int:
        return self.named + self.unnamed + self.documents + self.carriers + self.open


def view(said: Said, console: Console | None = None, *, width: int | None = None, color: bool | None = None) -> None:
    """Print the view; the arguments are those of ``show.terminal.render``."""
    write(lines(said), console, width=width, color=color)


def lines(said: Said) -> Iterator[Line]:
    """The view, paragraph by paragraph."""
    entities = {e.id: e for e in said.statements.entities}
    told = said.statements.attributions
    shares = shares_of(said)
    articles = wording.count(len(said.layouts), "article")
    yield Line(f"{articles}, {wording.count(len(told), 'attribution')}. {_unnamed(shares)}", style="bold")
    yield BLANK
    yield from _section("Who is quoted", _speakers(said, told, entities))
    yield from _section("Unnamed, as the texts describe them", _described(told, entities))
    yield from _section("To whom they spoke", _spoken_to(said, told, entities))
    yield from _section("Carriers", _carriers(told, entities))
    yield from _section("Denials", _answers(said, told, entities, "denial"))
    yield from _section("Confirmations", _answers(said, told, entities, "confirmation"))
    yield from _section("No comment", _answers(said, told, entities, "no-comment"))
    yield Line(wording.accounting(said.intake), style="bold")
    for item in said.intake.rejected[:_ROWS]:
        yield Line(f"{one_line(item.path, 120)}: {one_line(item.reason, 200)} ({item.code})", 2, "rejected ")


def shares_of(said: Said) -> Shares:
    """Count statements by who is behind them."""
    entities = {e.id: e for e in said.statements.entities}
    found: Counter[str] = Counter()
    for a in said.statements.attributions:
        if a.kind in ("belief", "hearsay"):
            continue
        entity = entities.get(a.entity or "")
        if entity is not None:
            kind = entity.kind
            found["unnamed" if kind == "unnamed" else "documents" if kind == "document" else "carriers"
                  if kind in _CARRIERS else "named"] += 1  # fmt: skip
        elif a.source is not None and describe(said.words(a.source)).kind == "unnamed":
            found["unnamed"] += 1
        else:
            found["open"] += 1
    return Shares(found["named"], found["unnamed"], found["documents"], found["carriers"], found["open"])


def _unnamed(shares: Shares) -> str:
    if not shares.all:
        return "No statement was found."
    rest = f"; of {shares.open} the texts do not say whose they are" if shares.open else ""
    share = wording.percent(shares.unnamed / shares.all)
    return f"{share} of statements come from unnamed people ({shares.unnamed} of {shares.all}){rest}."


def _section(title: str, rows: Iterable[Line]) -> Iterator[Line]:
    found = list(rows)
    if not found:
        return
    yield Line(title, style="bold cyan")
    yield from found[:_ROWS]
    if len(found) > _ROWS:
        yield Line(f"and {len(found) - _ROWS} more (see --json or --csv)", 2, style="dim")
    yield BLANK


def _by_entity(told: Iterable[Attribution]) -> dict[str, list[Attribution]]:
    out: dict[str, list[Attribution]] = {}
    for a in told:
        if a.entity is not None and a.kind != "belief":
            out.setdefault(a.entity, []).append(a)
    return out


def _speakers(said: Said, told: Iterable[Attribution], entities: dict[str, Entity]) -> Iterator[Line]:
    groups = [(entities[e], g) for e, g in _by_entity(told).items() if entities[e].kind not in _CARRIERS | {"unnamed"}]
    for entity, group in sorted(groups, key=lambda x: (-len(x[1]), x[0].name)):
        direct = sum(a.kind in _QUOTING for a in group)
        articles = len({a.article for a in group})
        counts = f"{direct} direct, {len(group) - direct} indirect, in {wording.count(articles, 'article')}"
        role = f", {one_line(entity.roles[0], 40)}" if entity.roles else ""
        yield Line(f"{one_line(entity.name, _NAME)} ({entity.kind}{role}): {counts}", 2)


def _described(told: Iterable[Attribution], entities: dict[str, Entity]) -> Iterator[Line]:
    groups = [(entities[e], g) for e, g in _by_entity(told).items() if entities[e].kind == "unnamed"]
    for entity, group in sorted(groups, key=lambda x: (-len(x[1]), x[0].name)):
        why = any("unnamed" in r.text for a in group for r in a.reasons)
        yield Line(f"{one_line(entity.name, 90)}: {wording.count(len(group), 'statement')} in "
                   f"{wording.count(len({a.article for a in group}), 'article')}"
                   + ("; why they go unnamed is said" if why else ""), 2)  # fmt: skip


def _spoken_to(said: Said, told: Iterable[Attribution], entities: dict[str, Entity]) -> Iterator[Line]:
    heard: dict[str, Counter[str]] = {}
    people = sorted((m, e.name) for e in entities.values() if e.kind not in _DESCRIBED for m in e.mentions)
    for a in told:
        if a.addressee is None:
            continue
        to = said.words(a.addressee)
        for span, name in people[bisect_left(people, (a.addressee, "")) :]:
            if span.article != a.article or span.start >= a.addressee.end:
                break
            if span.end <= a.addressee.end:
                to = name
        who = entities[a.entity].name if a.entity else (a.chain[0] if a.chain else "somebody")
        heard.setdefault(one_line(to, _NAME), Counter())[one_line(who, _NAME)] += 1
    for to, speakers in sorted(heard.items(), key=lambda x: (-sum(x[1].values()), x[0])):
        counted = [f"{name} ({n})" for name, n in sorted(speakers.items(), key=lambda x: (-x[1], x[0]))]
        yield Line(f"{to}: {wording.joined(counted, 5)}", 2)


def _carriers(told: Iterable[Attribution], entities: dict[str, Entity]) -> Iterator[Line]:
    names = {e.name for e in entities.values() if e.kind in _CARRIERS}
    own: Counter[str] = Counter()
    carried: Counter[str] = Counter()
    for a in told:
        for n, name in enumerate(a.chain):
            if name in names:
                (carried if n else own)[name] += 1
    for name in sorted(own.keys() | carried.keys(), key=lambda x: (-carried[x] - own[x], x)):
        yield Line(f"{one_line(name, _NAME)}: carries {wording.count(carried[name], 'statement')} of others, "
                   f"{own[name]} in its own name", 2)  # fmt: skip


def _answers(said: Said, told: Iterable[Attribution], entities: dict[str, Entity], kind: str) -> Iterator[Line]:
    for a in told:
        if a.kind == kind:
            who = entities[a.entity].name if a.entity else said.words(a.source) or "nobody named"
            what = " … ".join(said.words(c) for c in a.content)
            cue = one_line(said.words(a.cue), 40)
            text = f"{one_line(who, _NAME)} {cue}" + ("" if what in cue else f" {one_line(what, _WORDS)}")
            yield Line(f"{text} ({one_line(a.article, 40)})", 2)


# Exports


def as_json(said: Said) -> str:
    """Everything found, as JSON with a line feed at its end."""
    names = {e.id: e.name for e in said.statements.entities}
    shares = shares_of(said)
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "version": __version__,
        "input": {
            "read": said.intake.read,
            "kept": len(said.intake.articles),
            "duplicates": [{"path": d.path, "of": d.of} for d in said.intake.duplicates],
            "rejected": [{"path": r.path, "code": r.code, "reason": r.reason} for r in said.intake.rejected],
        },
        "summary": {
            "attributions": len(said.statements.attributions),
            "statements": shares.all,
            "named": shares.named,
            "unnamed": shares.unnamed,
            "documents": shares.documents,
            "carriers": shares.carriers,
            "open": shares.open,
        },
        "articles": [{"id": x.id, "outlet": x.article.outlet, "title": x.article.title} for x in said.layouts],
        "entities": [
            {
                "id": e.id,
                "name": e.name,
                "kind": e.kind,
                "aliases": list(e.aliases),
                "roles": list(e.roles),
                "affiliation": names.get(e.affiliation or ""),
                "sides": list(e.sides),
                "mentions": [_place(m) for m in e.mentions],
            }
            for e in said.statements.entities
        ],
        "attributions": [
            {
                "id": a.id,
                "article": a.article,
                "source": _placed(said, a.source),
                "cue": _placed(said, a.cue),
                "content": [_placed(said, c) for c in a.content],
                "addressee": _placed(said, a.addressee),
                "kind": a.kind,
                "parent": a.parent,
                "entity": names.get(a.entity or ""),
                "chain": list(a.chain),
                "answers": _placed(said, a.answers),
                "answered": a.answered,
                "confidence": a.confidence,
                "reasons": [{"text": r.text, "spans": [_place(s) for s in r.spans]} for r in a.reasons],
            }
            for a in said.statements.attributions
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _place(span: Span) -> dict[str, Any]:
    return {"article": span.article, "start": span.start, "end": span.end}


def _placed(said: Said, span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {**_place(span), "text": said.words(span)}


def as_csv(said: Said) -> str:
    """A row for each attribution. No cell can be run as a formula: ``neutral`` sees to it."""
    names = {e.id: e.name for e in said.statements.entities}
    out = io.StringIO()
    rows = csv.writer(out, quoting=csv.QUOTE_ALL)
    rows.writerow(COLUMNS)
    for a in said.statements.attributions:
        rows.writerow([neutral(cell) for cell in (
            a.article, said.words(a.source), said.words(a.cue), " … ".join(said.words(c) for c in a.content), a.kind,
            names.get(a.entity or "", ""), " > ".join(a.chain), f"{a.confidence:.2f}", said.words(a.addressee),
        )])  # fmt: skip
    return out.getvalue()


def neutral(cell: str) -> str:
    """A cell that a spreadsheet shows and never runs: an apostrophe goes before what could open a formula.

    Lone zero bytes, which no spreadsheet reads, are shown as a symbol.
    """
    cell = cell.replace("\x00", "\u2400")
    opening = cell.lstrip(" \u00a0\u200b\ufeff")[:1]
    if (opening and opening in _OPENS_FORMULA) or (cell and (ord(cell[0]) < 0x20 or 0x7F <= ord(cell[0]) < 0xA0)):
        return "'" + cell
    return cell
