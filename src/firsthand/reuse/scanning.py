"""A scan: the plan over a pile of any size, stage by stage, on whatever engine runs it.

Each stage that is kept is a table on disk; a scan that was interrupted goes on after the last one that was finished.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from firsthand.nouns import NothingUsable
from firsthand.nouns.limits import MAX_COPIES_PAIRED, MAX_PARTNERS, MAX_PILE
from firsthand.reuse import plan, quick
from firsthand.reuse.alignment import SURE_RUN
from firsthand.reuse.candidates import COPIED_SHARE, RARE_HOLDERS
from firsthand.reuse.columns import column_of, numbers_of
from firsthand.reuse.components import cut_to_size, parts
from firsthand.reuse.kernels import FINGERPRINT, PIECE, SPAN
from firsthand.reuse.meetings import MEETINGS, NOBODY, ONE, meetings_of, table_of
from firsthand.reuse.ngrams import PRINT_BITS
from firsthand.reuse.plan import Step, Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from firsthand.reuse.held import What
    from firsthand.reuse.parted import Keys, Numbers

LEAST_WEIGHT = 2 * ONE  # two fingerprints that nobody else holds, or as much in commoner ones
HOUSE_SHARE = 50  # percent of the smaller article: what only one outlet prints is its notice, or its own story again
HEADS = 3  # holders of a common fingerprint that the others are paired with: copies that a family of edits begins with
PIECES = 4096  # of one article at most: 67 million words
GROUP_SHARE = 20  # percent of the shorter article's words: sharing so much, two articles belong together

# Of a scan. A pile of five is another matter: there any one shared fingerprint is worth a look (candidates.TERMS).
TERMS = Terms(rare=RARE_HOLDERS, least=LEAST_WEIGHT, share=COPIED_SHARE, house=HOUSE_SHARE, heads=HEADS,
              partners=MAX_PARTNERS)  # fmt: skip

# Every step in order, and whether its rows are kept (else they are made each time they are read).
_KEPT = frozenset({"pieces", "texts", "numbers", "copies", "bulky", "ranked", "close", "candidates", "aligned",
                   "met_articles", "kept", "located"})  # fmt: skip
_NEED_WORDS = ("meetings", "aligned", "located")  # steps that look at words again
_NUMBERS = {"piece": PIECE, "pieces": PIECES, "words": SURE_RUN, "copies": MAX_COPIES_PAIRED,
            "share": COPIED_SHARE, "span": SPAN}  # fmt: skip


class Engine(Protocol):
    """What runs the plan. Names are those of the plan's steps."""

    articles: int  # records that were read

    def close(self) -> None:
        """Let go of the engine; what is kept stays."""

    def stop(self) -> None:
        """End what runs now, from another thread."""

    def progress(self) -> float:
        """How much of what runs now is done, 0 to 1; less than 0 where that cannot be told."""

    def read(self, jsonl: Sequence[Path], parquet: Sequence[Path]) -> None:
        """Make ``records`` of files of records."""

    def has(self, name: str) -> bool:
        """Whether a kept step is finished, so that it need not be run again."""

    def keep(self, name: str, query: str) -> None:
        """Run a step, keep its rows, and let later queries read them by name. Does nothing if it is finished.

        Kept rows outlast the engine, unless they are as soon made again.
        """

    def keep_parted(self, name: str, query: str, held: str, sizes: str, lists: str, bits: int,
                    function: Callable[[Any], Any], gives: str,
                    keyed: Callable[..., Any] | None = None) -> None:  # fmt: skip
        """As ``keep`` of what a function gives for a query's rows, a row for each number of a list; in parts.

        All rows of a number are in one part, those of a number that stands in one list only may be in none.

        Args:
            query: gives columns of whole numbers, one of them of lists.
            held: the same of an engine that holds these lists (``HeldWords.postings``).
            sizes: a query that gives how many rows those are, and how many numbers are in all lists.
            lists: the name of that column.
            bits: of the greatest number in a list.
            function: gives an Arrow table for an Arrow table.
            gives: the columns of what it gives, in SQL.
            keyed: gives the same from sorted keys (``parted.in_parts``), for an engine that has machine code.
        """

    def hold(self) -> bool:
        """Get ready to hold all words in memory (``plan.HELD``); False where there is no room for that."""

    def holds(self) -> bool:
        """Whether all words are held, once their step is finished."""

    def let_go(self, what: What = "all") -> None:
        """Hold them no longer, or not what goes first (``held.What``)."""

    def drop(self, name: str) -> None:
        """Forget a kept step, if it is there."""

    def view(self, name: str, query: str) -> None:
        """Let later queries read the rows of a query by name."""

    def fetch(self, query: str) -> Any:
        """The rows of a query as an Arrow table."""

    def put(self, name: str, table: Any) -> None:
        """Keep an Arrow table under a name. Does nothing if it is there."""

    def write(self, name: str, query: str) -> None:
        """Write the rows of a query, in its order, as what the scan hands over under this name."""

    def gather(self, name: str, wanted: str, query: str) -> None:
        """Hold the rows of a query, each with a number called row, in memory for ``write_listed``, if they fit.

        At once, or when they are written. The query reads ``wanted``.
        """

    def write_listed(self, name: str, listed: str, listing: str, query: str) -> None:
        """As ``write``; a listing gives the rows of the query in order, without what was gathered of each.

        Both read ``listed``.
        """

    def beside(self) -> Engine:
        """The same engine for another thread: what one keeps the other can read, but neither waits for the other."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan found, in numbers."""

    records: int
    articles: int
    copies: int  # articles whose words are those of another, word for word
    pairs: int
    groups: int  # of two or more articles
    grouped: int  # articles in them
    common: int  # articles that consist to a good part of what many articles hold; compared with few of those
    cut: int  # groups larger than MAX_PILE, whose piles are parts of them

    @property
    def left_out(self) -> int:
        """Records without text, and records read again."""
        return self.records - self.articles


# All that decides what a scan's tables hold: a folder is gone on with by the same only.
PLAN: Final = (TERMS, _NUMBERS, FINGERPRINT, *(value for name, value in sorted(vars(plan).items()) if name.isupper()))

STAGES: Final = ("pieces", "numbers", "copies", "meetings", "candidates", "aligned", "groups", "located", "pairs",
                 "passages", "piles")  # fmt: skip


def scan(engine: Engine, say: Callable[[str], None] | None = None) -> Scan:
    """Run the whole plan over the engine's table ``records`` and hand over pairs, passages, groups and piles.

    Args:
        engine: where it runs; ``records`` must be there.
        say: called with each stage's name before it begins.

    Raises:
        NothingUsable: no record holds text.
    """
    say = say or (lambda stage: None)
    words = _cut(engine, say)
    _run(engine, plan.NUMBERED[1:], say)
    if not _count(engine, "numbers"):
        raise NothingUsable("no record of the input has a text; records need a field called text")
    _run(engine, _filled(plan.POSTED, words), say, _KEPT if words is plan.WRITTEN else _KEPT | {"units"})
    say("meetings")
    postings, held = plan.POSTINGS, plan.POSTINGS_HELD.format(**_NUMBERS)
    engine.keep_parted("meetings", postings, held, plan.POSTINGS_SIZES, "print", PRINT_BITS,
                       partial(meetings_of, rare=TERMS.rare),
                       ", ".join(f"{name} BIGINT" for name in MEETINGS),
                       partial(meetings_of_keys, rare=TERMS.rare))  # fmt: skip
    engine.let_go("prints")
    _run(engine, TERMS.into(plan.CANDIDATES), say)
    other = engine.beside()
    try:
        with ThreadPoolExecutor(1) as beside:
            try:
                first = _handed_over(engine, other, beside, words, say)
            except BaseException:
                other.stop()
                raise
    finally:
        other.close()
    return _summary(engine, first)


def _handed_over(engine: Engine, other: Engine, beside: Executor, words: dict[str, str],
                 say: Callable[[str], None]) -> NDArray[np.int64]:  # fmt: skip
    """From candidates to all that is handed over; the texts of piles are moved beside the rest. As ``_grouped``."""
    gathered = beside.submit(other.gather, "piles", plan.WANTED.format(**_NUMBERS), plan.TEXTS)
    _run(engine, _filled(plan.ALIGNED, words), say)
    engine.let_go("tokens")
    say("groups")
    first = _grouped(engine)
    gathered.result()
    piles = beside.submit(other.write_listed, "piles", plan.LISTED, plan.LISTING, plan.PILES)
    _run(engine, _filled(plan.PLACED, words), say)
    engine.let_go()
    say("pairs")
    engine.write("pairs", plan.PAIRS)
    say("passages")
    engine.write("passages", plan.PASSAGES.format(span=SPAN))
    engine.write("groups", plan.GROUPS)
    say("piles")
    piles.result()
    return first


def meetings_of_keys(keys: Keys, shift: int, columns: dict[str, Numbers], rounds: int, turn: int, rare: int) -> Any:
    """As ``meetings_of``, in machine code (``parted.in_parts``)."""
    found = quick.meetings(keys, shift, columns["unit"], columns["house"], rare)
    common = found["print"] != NOBODY
    found["print"][common] = found["print"][common] * rounds + turn
    return table_of(found)


def _cut(engine: Engine, say: Callable[[str], None]) -> dict[str, str]:
    """Cut the texts into words; how later steps get at these."""
    if engine.hold():
        done = all(map(engine.has, _NEED_WORDS))
        if not done:
            engine.drop("pieces")  # of a scan that stopped: with it went the words
        _run(engine, _filled(plan.NUMBERED[:1], plan.HELD), say)
        if done or engine.holds():
            return plan.HELD
        engine.let_go("all")
        engine.drop("pieces")
    _run(engine, _filled(plan.NUMBERED[:1], plan.WRITTEN), say)
    return plan.WRITTEN


def _run(engine: Engine, steps: Sequence[Step], say: Callable[[str], None], kept: AbstractSet[str] = _KEPT) -> None:
    for name, query in steps:
        if name in STAGES:
            say(name)
        (engine.keep if name in kept else engine.view)(name, query)


def _filled(steps: Sequence[Step], words: dict[str, str]) -> list[Step]:
    return [(name, query.format(**_NUMBERS, **words)) for name, query in steps]


def _grouped(engine: Engine) -> NDArray[np.int64]:
    """The first article of each article's group, by number; keeps the table ``grouped``."""
    import numpy as np
    import pyarrow as pa

    count = _count(engine, "numbers")
    edges = engine.fetch(plan.EDGES.format(share=GROUP_SHARE))
    first = parts(count, numbers_of(edges["a"]), numbers_of(edges["b"]))
    sizes = np.bincount(first, minlength=count)
    columns = {"n": np.arange(count), "first": first, "size": sizes[first], "pile": cut_to_size(first, MAX_PILE)}
    engine.put("grouped", pa.table({name: column_of(values) for name, values in columns.items()}))
    return first


def _summary(engine: Engine, first: NDArray[np.int64]) -> Scan:
    import numpy as np

    sizes = np.bincount(first)
    several = sizes[sizes > 1]
    return Scan(
        records=_count(engine, "records"),
        articles=len(first),
        copies=int(engine.fetch("SELECT COUNT(*) AS count FROM copies WHERE n <> first")["count"][0].as_py()),
        pairs=_count(engine, "met_articles"),
        groups=len(several),
        grouped=int(several.sum()),
        common=int(engine.fetch("SELECT COUNT(*) AS count FROM bulky")["count"][0].as_py()),
        cut=int((sizes > MAX_PILE).sum()),
    )


def _count(engine: Engine, name: str) -> int:
    return int(engine.fetch(f"SELECT COUNT(*) AS count FROM {name}")["count"][0].as_py())
