# ruff: noqa: SIM905  (word lists read better as lines)
"""A large invented pile: stories of one to six short articles that copy, credit and quote. For timing, not for quality.

Run: python bench/invented.py ARTICLES FOLDER [SEED] writes FOLDER/articles.jsonl.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

_STARTS = "Bar Cor Dal Esk Fen Gor Hal Ist Jor Kel Lom Mar Nor Ost Pel Quar Ral Sten Tor Ul Vel Wen Yar Zel".split()
_MIDDLES = "a e i o u an en il or us am et ov ir".split()
_ENDS = "by den dor fjord ham holt lund mar nik ra stad ta ton va vik wick".split()
_GIVEN = "Ada Bela Cato Dina Egon Fria Gard Hilde Ivo Jana Koen Lise Mats Nela Orla Piet Runa Sven Tilde Ugo".split()
_THINGS = (
    "bridge ferry tunnel harbour quarry orchard library theatre reservoir station warehouse mill brewery school "
    "hospital archive stadium lighthouse dam greenhouse market museum refinery vineyard observatory depot chapel"
).split()
_DOINGS = (
    "closed flooded burned collapsed reopened stalled derailed merged expanded froze cracked overheated leaked drifted "
    "struck evacuated audited auctioned halted shrank rationed postponed renamed inspected fined"
).split()
_MATTERS = (
    "turbine ledger contract valve cable barge invoice permit rudder pipeline furnace roof pump ballot subsidy license "
    "engine crane fuse gasket anchor manifest tariff pension coupling trestle gate sluice boiler rail signal hull"
).split()
_BODIES = "council ministry union inspectorate commission agency board authority court foundation".split()
_KINDS = "grey narrow public rusted northern disputed wooden rented hollow secret municipal ancient sealed".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_AGENCIES = ("Norwire", "Tarnwire", "Pelagic News Agency")
_FRAMES = (
    "{A} {d} the {k} {m} near {P} after the {b} of {Q} counted {n} {m2}s, {who} said on {day}.",
    "“The {m} was {k} and nobody from {Q} asked {A}’s {b},” {who} told {wire}.",
    "{who} denied that the {k} {m2} in {P} had {d} before {day}.",
    "{n} people from {P} waited by the {t} while {A} searched for a {k} {m}.",
    "The {b} in {Q} will decide on {day} whether {A} pays for {n} {m2}s.",
    "Two officials familiar with the {m} said {A} knew of {n} {k} {m2}s in {P}.",
    "According to {who}, the {t} at {P} lost its {m2} when the {b} {d} a {m}.",
    "{A} rejected a {k} offer from {Q} and {d} its last {m} on {day}.",
    "Residents of {P} remember the {k} {t}, which {d} with {n} {m2}s inside.",
    "A report by the {b} names {who} and a {k} {m} worth {n} crowns.",
)


def pile(articles: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """Records with id, outlet, published and text; the same for the same arguments."""
    draw = random.Random(seed)
    outlets = [f"{_name(draw)} {kind}" for kind in ("Courier", "Herald", "Post", "Gazette") for _ in range(30)]
    made = 0
    story = 0
    while made < articles:
        story += 1
        event = _event(draw)
        day = f"2031-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
        wire = [_sentence(draw, event) for _ in range(draw.randint(5, 9))]
        for n in range(min(draw.choice((1, 1, 2, 2, 3, 4, 6)), articles - made)):
            kept = wire if n == 0 else sorted(draw.sample(wire, len(wire) - draw.randint(1, 3)), key=wire.index)
            own = [_sentence(draw, event) for _ in range(draw.randint(0, 2))]
            credit = f"({event['wire']}) - " if draw.random() < 0.7 else "- "
            told = f"{event['A']} {draw.choice(_DOINGS)} {draw.choice(_MATTERS)}"
            title = f"{event['t'].capitalize()} in {event['P']}: {told}"
            text = f"{title}\n\n{event['P'].upper()} {credit}" + "\n\n".join(" ".join(x) for x in _pairs([*kept, *own]))
            made += 1
            yield {"id": f"a{seed}-{made:06d}", "outlet": draw.choice(outlets), "published": day, "text": text + "\n"}


def _pairs(lines: list[str]) -> list[list[str]]:
    return [lines[i : i + 2] for i in range(0, len(lines), 2)]


def _name(draw: random.Random) -> str:
    return draw.choice(_STARTS) + draw.choice(_MIDDLES) + draw.choice(_ENDS)


def _event(draw: random.Random) -> dict[str, str]:
    return {
        "A": f"{_name(draw)} {draw.choice(('Works', 'Lines', 'Estates', 'Power', 'Trust'))}", "P": _name(draw),
        "Q": _name(draw), "t": draw.choice(_THINGS), "wire": draw.choice(_AGENCIES),
        "one": f"{draw.choice(_GIVEN)} {_name(draw)}", "two": f"{draw.choice(_GIVEN)} {_name(draw)}",
        "b": draw.choice(_BODIES),
    }  # fmt: skip


def _sentence(draw: random.Random, event: dict[str, str]) -> str:
    who = draw.choice((event["one"], event["two"], f"the {event['b']}’s director, {event['one']},"))
    line = draw.choice(_FRAMES).format(
        **event, who=who, d=draw.choice(_DOINGS), k=draw.choice(_KINDS), m=draw.choice(_MATTERS),
        m2=draw.choice(_MATTERS), n=draw.randint(3, 900), day=draw.choice(_DAYS),
    )  # fmt: skip
    return line[0].upper() + line[1:]


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    rows = pile(int(sys.argv[1]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    (folder / "articles.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
