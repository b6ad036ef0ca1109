"""Two articles side by side on the terminal; one under the other where it is narrow."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from firsthand.nouns import Change
from firsthand.show import wording
from firsthand.show.compare import Comparison, Row
from firsthand.show.quoting import Texts
from firsthand.show.terminal import BLANK, MAX_WIDTH, Line, write
from firsthand.show.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console

NARROW: Final = 64  # columns below which the articles stand under one another
MARKS: Final = {"same": "=", "reworded": "~", "only-a": "<", "only-b": ">"}
MAX_ROWS: Final = 400  # sentences shown; the page and the JSON hold all
SENTENCE: Final = 600  # characters of a sentence shown
SHOWN: Final = 12  # differences


def render(found: Comparison, console: Console | None = None, *, width: int | None = None,
           color: bool | None = None) -> None:  # fmt: skip
    """Print a comparison; the arguments are those of ``show.terminal.render``."""
    columns = width or min(MAX_WIDTH, console.width if console else shutil.get_terminal_size((80, 24)).columns)
    write(lines(found, columns), console, width=columns, color=color)


def lines(found: Comparison, columns: int) -> Iterator[Line]:
    """The whole view, paragraph by paragraph, for so many columns."""
    texts = Texts(found.trace)
    for letter, layout in (("A", found.a), ("B", found.b)):
        published = layout.article.published.value
        day = f", {one_line(published, 40)}" if published else ""
        yield Line(f"{texts.full(layout.id)}{day}", 0, f"{letter}  ", "bold")
    yield BLANK
    yield Line(summary(found))
    for line in derivation(found):
        yield Line(line)
    yield BLANK
    yield from _differing(found, texts)
    yield Line("Sentence by sentence", style="bold cyan")
    yield Line("= the same words   ~ reworded   < only in A   > only in B", 2, style="dim")
    for row in found.rows[:MAX_ROWS]:
        yield from _row(row, texts, columns)
    if len(found.rows) > MAX_ROWS:
        yield Line(f"and {len(found.rows) - MAX_ROWS} more (see --json or --html)", 2, style="dim")


def summary(found: Comparison) -> str:
    """The comparison in a sentence or two."""
    counts = {k: sum(r.kind == k for r in found.rows) for k in MARKS}
    if counts["same"] == len(found.rows):
        return "The same text, word for word."
    if counts["same"] + counts["reworded"] == 0:
        return "No sentence of one was found in the other."
    of_a, of_b = found.shared()
    return (f"{wording.percent(of_a)} of A and {wording.percent(of_b)} of B is carried by both: "
            f"{wording.count(counts['same'], 'sentence')} word for word, {counts['reworded']} reworded; "
            f"{counts['only-a']} only in A, {counts['only-b']} only in B.")  # fmt: skip


def derivation(found: Comparison) -> Iterator[str]:
    """Who has it from whom, as far as the two tell."""
    both = {found.a.id: "A", found.b.id: "B"}
    for edge in found.story.lineage.edges:
        if edge.child in both and edge.parent in both:
            how = f"{wording.KIND[edge.kind]}, {wording.confidence(edge.confidence)}"
            if edge.directed:
                yield f"{both[edge.child]} derives from {both[edge.parent]}: {how}."
            else:
                yield f"A and B share matter; who has it from whom cannot be told: {how}."


def differing(found: Comparison) -> list[Change]:
    """What the two tell otherwise, the surest first; what one states harder than the other before the rest."""
    return sorted(found.drift.changed, key=lambda c: (not c.hardened, -c.confidence))


def _differing(found: Comparison, texts: Texts) -> Iterator[Line]:
    changes = differing(found)
    if not changes:
        yield Line("Nothing was found that the two tell otherwise.")
        yield BLANK
        return
    yield Line("Where they differ", style="bold cyan")
    for change in changes[:SHOWN]:
        hard = ", B states it harder" if change.hardened else ""
        yield Line(f"{wording.DIFFERENCE[change.kind]}{hard}; confidence {wording.confidence(change.confidence)}", 2,
                   style="yellow")  # fmt: skip
        for mark, spans in (("A ", change.before), ("B ", change.after)):
            quotes = "; ".join(wording.quoted(one_line(texts.words(s), 200)) for s in spans[:3])
            yield Line(quotes, 4, mark)
    if len(changes) > SHOWN:
        yield Line(f"and {len(changes) - SHOWN} more (see --json or --html)", 2, style="dim")
    yield BLANK


def _row(row: Row, texts: Texts, columns: int) -> Iterator[Line]:
    """A row in two columns, or as one or two paragraphs where it is narrow."""
    mark = MARKS[row.kind]
    left = one_line(texts.words(row.a), SENTENCE) if row.a is not None else ""
    right = one_line(texts.words(row.b), SENTENCE) if row.b is not None else ""
    if columns < NARROW:
        if left:
            yield Line(left, 0, f"A {mark} ")
        if right and row.kind != "same":
            yield Line(right, 0, f"B {mark} ")
        return
    width = (columns - 5) // 2
    one, two = _wrapped(left, width), _wrapped(right, width)
    for n in range(max(len(one), len(two))):
        before = one[n] if n < len(one) else ""
        after = two[n] if n < len(two) else ""
        sign = mark if n == 0 else " "
        yield Line(f"{before}{' ' * (width - _cells(before))}  {sign}  {after}".rstrip())
    yield BLANK


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most so many columns, words whole where they fit."""
    out: list[str] = []
    line, size = "", 0
    for word in text.split(" "):
        cells = _cells(word)
        if line and size + 1 + cells <= width:
            line, size = f"{line} {word}", size + 1 + cells
            continue
        if line:
            out.append(line)
        while cells > width:
            cut = next((n for n in range(len(word), 0, -1) if _cells(word[:n]) <= width), 1)
            out.append(word[:cut])
            word = word[cut:]
            cells = _cells(word)
        line, size = word, cells
    return [*out, line] if line else out
