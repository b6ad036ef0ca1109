"""How much sooner a case that grew is traced again than from nothing, and whether the bytes are the same.

Run: python bench/case.py [ARTICLES] [NEW] (10,000 and 10 if not given). An invented pile (bench/invented.py), half of
the new articles about stories of the case, half about others. Needs some 4 GB and, for 10,000, a quarter of an hour.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from invented import pile

from firsthand.case import Case, Retraced
from firsthand.show.contract import as_json


def growth(rows: list[dict[str, str]], new: int) -> Iterator[dict[str, str]]:
    """Later articles: every other one a shortened copy of one in the pile, the rest of new stories."""
    others = iter(pile(new, seed=1))
    for n in range(new):
        if n % 2:
            yield next(others)
        else:
            old = rows[n * len(rows) // new]
            text = "\n\n".join(p for k, p in enumerate(old["text"].split("\n\n")) if k != 2)
            yield {"id": f"late-{n}", "outlet": "Late Edition", "published": old["published"], "text": text}


def measure(articles: int, new: int) -> dict[str, object]:
    """Processor seconds and counts of a trace from nothing, one after ``new`` more, and that one from nothing."""
    rows = list(pile(articles))
    out: dict[str, object] = {"articles": articles, "new": new}
    with tempfile.TemporaryDirectory() as place, Case.open(Path(place) / "big.case", create=True) as case:
        for name, part in (("old", rows), ("new", list(growth(rows, new)))):
            file = Path(place) / f"{name}.jsonl"
            file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in part), encoding="utf-8")
            seconds, added = _timed(lambda file=file: case.add([file]))
            out[f"add {name}"] = {"seconds": seconds, "kept": len(added.kept)}
            seconds, found = _timed(case.trace)
            out[f"trace with {name}"] = {"seconds": seconds, **_told(found)}
            print(json.dumps(out), file=sys.stderr, flush=True)
        bytes_grown = sha256(as_json(found.trace).encode()).hexdigest()
        before = found
        out["megabytes"] = round((Path(place) / "big.case").stat().st_size / 1e6, 1)
        seconds, found = _timed(lambda: case.trace(afresh=True))
        out["trace afresh"] = {"seconds": seconds, **_told(found)}
        out["same bytes"] = sha256(as_json(found.trace).encode()).hexdigest() == bytes_grown
        out["ratio"] = round(seconds / out["trace with new"]["seconds"], 1)  # type: ignore[index]
        del before
    return out


def _told(found: Retraced) -> dict[str, int]:
    return {"told": found.told, "known": found.known}


def _timed(what):  # type: ignore[no-untyped-def]
    start = time.process_time()  # of the processor: other work on the machine does not count
    found = what()
    return round(time.process_time() - start, 1), found


if __name__ == "__main__":
    sizes = [int(x) for x in sys.argv[1:]]
    print(json.dumps(measure(*(sizes or [10_000, 10])), indent=1))
