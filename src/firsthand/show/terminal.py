"""A trace on the terminal: plain text with a little colour, at most 100 columns wide, safe to copy."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from firsthand.nouns import Claim, Difference, Span, Story, Trace
from firsthand.show import decided, drift, provenance, wording
from firsthand.show.chronology import Occasion, occasions
from firsthand.show.lineage_tree import Step, tree
from firsthand.show.quoting import Texts, node_names
from firsthand.show.time_words import in_words
from firsthand.show.visible import encodable, one_line

if TYPE_CHECKING:
    from rich.console import Console

MAX_WIDTH: Final = 100  # longer lines are hard to read
MAX_STORIES: Final = 3  # in full; the rest get a line each
MAX_LINES: Final = 8  # claims, differences, times, actors, ... of one story
MAX_EVENTS: Final = 2  # of one day
MANY_COPIES: Final = 8  # this many articles that took the same way are one line
MAX_NODES: Final = 40  # lines of one lineage


class Line(NamedTuple):
    """A paragraph of output: ``lead`` stands before its first line, the others hang under it."""

    text: str
    indent: int = 0
    lead: str = ""
    style: str = ""


BLANK: Final = Line("")


def render(trace: Trace, console: Console | None = None, *, width: int | None = None,
           color: bool | None = None) -> None:  # fmt: skip
    """Print a trace.

    Args:
        trace: what to show.
        console: where to; a new one on standard output if None.
        width: columns; the terminal's (80 when piped), no more than 100, if None.
        color: True or False to force it; None leaves it to the terminal, NO_COLOR and TERM.

    Raises:
        FirsthandError: a text does not match its hash.
        BrokenPipeError: the reader has gone; for the caller to take as the end.
    """
    write(lines(trace), console, width=width, color=color)


def write(paragraphs: Iterable[Line], console: Console | None = None, *, width: int | None = None,
          color: bool | None = None) -> None:  # fmt: skip
    """Print paragraphs; the arguments are those of :func:`render`."""
    from rich.text import Text

    console = console or _console(color)
    columns = max(20, width or min(console.width, MAX_WIDTH))
    for line in paragraphs:
        lead = " " * line.indent + line.lead
        text = Text(encodable(line.text, console.encoding), style=line.style if console.color_system else "")
        rows = text.wrap(console, max(10, columns - len(lead)), no_wrap=False) or [Text("")]
        for n, row in enumerate(rows):
            row.rstrip()
            start = lead if n == 0 else " " * len(lead)
            whole = Text.assemble((start if row.plain else start.rstrip()), row)
            console.print(whole, no_wrap=True, overflow="ignore", crop=False, highlight=False, soft_wrap=True)


def _console(color: bool | None) -> Console:
    from rich.console import Console

    class Quiet(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    plain = color is False or (color is None and bool(os.environ.get("NO_COLOR")))
    if plain or os.environ.get("TERM") == "dumb":
        return Quiet(file=sys.stdout, color_system=None, markup=False, emoji=False, highlight=False)
    return Quiet(file=sys.stdout, force_terminal=color, markup=False, emoji=False, highlight=False)


def lines(trace: Trace) -> Iterator[Line]:
    """The whole view, paragraph by paragraph."""
    texts = Texts(trace)
    yield Line(wording.headline(trace), style="bold")
    yield BLANK
    full = [s for n, s in enumerate(trace.stories) if n == 0 or (n < MAX_STORIES and len(s.articles) > 1)]
    for story in full:
        if len(trace.stories) > 1:
            yield Line(f"Story {story.id}: {one_line(story.title, 200)}", style="bold underline")
            if story is not trace.stories[0]:  # the headline above is the first one's
                yield Line(wording.story_headline(story))
            yield BLANK
        yield from _story(story, texts)
    yield from _others(trace.stories[len(full) :], texts)
    yield from _decided(trace)
    yield from _accounting(trace)


def _story(story: Story, texts: Texts) -> Iterator[Line]:
    for text in decided.theirs(story.group):
        yield Line(text, 2, style="magenta")
    yield from _lineage(story, texts)
    yield from _claims(story, texts)
    yield from _differences(story, texts)
    yield from _timeline(story, texts)
    yield from _actors(story)
    yield from _untold(story)


def _title(text: str) -> Line:
    return Line(text, style="bold cyan")


def _more(left: int, what: str = "") -> Iterator[Line]:
    if left > 0:
        yield Line(f"and {left} more{what} (see --json or --html)", 2, style="dim")


def _names(articles: Iterable[str], texts: Texts, limit: int = 6) -> str:
    return wording.joined([texts.short(a) for a in articles], limit)


# Lineage


def _lineage(story: Story, texts: Texts) -> Iterator[Line]:
    yield _title("Who derives from whom")
    listed = tree(story.lineage)
    names = node_names(story.lineage, texts)
    rows = [_branch(run, names, texts) for run in _runs(listed.steps)]
    yield from rows[:MAX_NODES]
    yield from _more(len(rows) - MAX_NODES)
    if quoted := _quoted_directly(listed.quoted, names, texts):
        yield Line("; ".join(quoted[:MAX_LINES]), 2, "quoted directly: ")
        yield from _more(len(quoted) - MAX_LINES, " speakers")
    for edge in listed.pairs[:MAX_LINES]:
        yield Line(f"{names[edge.child]} and {names[edge.parent]}: {wording.pair(edge)}", 2, "~ ")
    yield from _more(len(listed.pairs) - MAX_LINES, " pairs")
    if listed.alone:
        one = len(story.articles) == 1
        yield Line("One article: nothing to compare it with." if one else
                   f"No link to another text was found for {_names(listed.alone, texts)}.", 2)  # fmt: skip
    yield Line(wording.first_hand(texts.short(a) for a in story.summary.first_hand), 2)
    yield from _provenance(story, texts)
    yield from _drift(story, texts)
    yield BLANK


def _drift(story: Story, texts: Texts) -> Iterator[Line]:
    """What articles tell otherwise than the text they derive from."""
    found = list(drift.lines(story, texts, MAX_LINES))
    if found:
        yield Line("What changed on the way:", 2)
    for told, changes in found:
        yield Line(told, 4)
        for change in changes:
            yield Line(change, 6, "- ")


def _provenance(story: Story, texts: Texts) -> Iterator[Line]:
    """What each article took and adds; copies that add nothing are counted."""
    if len(story.articles) < 2:
        return
    found = [(a, line) for a, line in provenance.rows(story, texts)]
    yield Line("What each article took and adds:", 2)
    for article, line in found[:MAX_LINES]:
        yield Line(f"{texts.short(article)}: {line}", 4)
    yield from _more(len(found) - MAX_LINES, " articles")


def _runs(steps: Sequence[Step]) -> list[list[Step]]:
    """The steps; childless ones of one kind that follow each other are taken together where they are many."""
    runs: list[list[Step]] = []
    for step, after in zip_longest(steps, steps[1:]):
        last = runs[-1][-1] if runs else None
        leaf = after is None or after.depth <= step.depth
        if leaf and step.edge and last and last.edge and (step.depth, step.edge.kind) == (last.depth, last.edge.kind):
            runs[-1].append(step)
        else:
            runs.append([step])
    return [part for run in runs for part in ([run] if len(run) >= MANY_COPIES else [[step] for step in run])]


def _branch(run: Sequence[Step], names: dict[str, str], texts: Texts) -> Line:
    step, edge = run[0], run[0].edge
    label = names[step.node]
    if edge and len(run) > 1:
        weakest = min(s.edge.confidence for s in run if s.edge)
        how = f"{wording.KIND[edge.kind]}, {wording.confidence(weakest)} or better"
        label = f"{wording.count(len(run), 'article')}: {how}: {_names([s.node for s in run], texts)}"
    elif edge:
        parts = [wording.KIND[edge.kind], wording.confidence(edge.confidence), wording.changes(edge)]
        label += ": " + ", ".join(p for p in (*parts, *decided.theirs(edge)) if p)
    if step.again:
        label += " (its own branch: see above)"
    return Line(label, 2 + 3 * min(step.depth, 8), "> " if edge else "", "" if edge else "bold")


def _quoted_directly(steps: Iterable[Step], names: dict[str, str], texts: Texts) -> list[str]:
    """Speakers with the articles that quote them: "Maud Ekelin, person, in Sellow Gazette"."""
    by: dict[str, list[str]] = {}
    for step in steps:
        by.setdefault(step.edge.parent if step.edge else step.node, []).extend([step.node] if step.edge else [])
    out = []
    for speaker, nodes in by.items():
        called = [texts.short(n) if n in texts.layouts else names[n].partition(", ")[0] for n in nodes]
        out.append(f"{names[speaker]}, in {wording.joined(called, 3)}")
    return out


# Claims


def _claims(story: Story, texts: Texts) -> Iterator[Line]:
    if not story.claims:
        return
    first = [c for c in story.claims if c.id == story.summary.main_claim]
    several = [c for c in story.claims if c not in first and (len(c.articles) > 1 or len(story.articles) == 1)]
    shown = [*first, *several][:MAX_LINES]
    yield _title("Claims")
    for claim in shown:
        yield from _claim(claim, story, texts)
    yield from _more(len(story.claims) - len(shown))
    yield BLANK


def _claim(claim: Claim, story: Story, texts: Texts) -> Iterator[Line]:
    label = f"{claim.id} (main) " if claim.id == story.summary.main_claim else f"{claim.id} "
    text = one_line(claim.text, 240)
    yield Line(wording.quoted(text) if texts.stated(claim) else text, 2, label)
    yield Line(f"{wording.origins(claim)} - {wording.STATUS[claim.status]}, {wording.newsrooms(claim)}; "
               f"confidence {wording.confidence(claim.confidence)}", 5, style="green")  # fmt: skip
    for text in decided.theirs(claim):
        yield Line(text, 5, style="magenta")
    behind = wording.behind(claim)
    for found in behind[:4]:
        yield Line(wording.origin(found, story.lineage), 5, "from ")
    yield from _more(len(behind) - 4, " origins")
    for found in wording.deniers(claim)[:4]:
        yield Line(wording.origin(found, story.lineage), 5, "denied by ")
    unknown = sorted({m.span.article for m in claim.mentions if m.origin is None and m.stance != "denied"})
    denying = sorted({m.span.article for m in claim.mentions if m.stance == "denied"})
    stating = [a for a in claim.articles if any(m.span.article == a and m.stance != "denied" for m in claim.mentions)]
    if stating:
        yield Line(_names(stating, texts), 5, "stated in ")
    if unknown:
        yield Line(_names(unknown, texts), 5, "no origin shown in ")
    if denying:
        yield Line(_names(denying, texts), 5, "denied in ")


# Differences


def _differences(story: Story, texts: Texts) -> Iterator[Line]:
    if not story.differences:
        return
    yield _title("Where versions differ")
    for difference in story.differences[:MAX_LINES]:
        yield from _difference(difference, texts)
    yield from _more(len(story.differences) - MAX_LINES)
    yield BLANK


def _difference(difference: Difference, texts: Texts) -> Iterator[Line]:
    yield Line(f"{wording.DIFFERENCE[difference.kind]}; {wording.severity(difference.severity)}; "
               f"confidence {wording.confidence(difference.confidence)}",
               2, f"{difference.id} ", "yellow")  # fmt: skip
    for reason in difference.reasons[:1]:
        yield Line(one_line(reason.text, 240), 5)
    for side in difference.sides[:6]:
        for words, spans in texts.by_words(side)[:3]:
            names = _names(sorted({s.article for s in spans}), texts)
            yield Line(f"{_quoted(words, spans[0], texts)} - {names}", 5, "- ")


def _quoted(words: str, span: Span, texts: Texts) -> str:
    line = one_line(words, 200)
    if len(line) >= 25:  # long enough to stand alone
        return wording.quoted(line)
    return f"{wording.quoted(line)} in “{one_line(''.join(texts.around(span, 50)), 120)}”"


# Times, actors, what could not be told


def _timeline(story: Story, texts: Texts) -> Iterator[Line]:
    points = story.timeline.points
    if not points:
        return
    known: dict[str, list[Occasion]] = {}
    for found in occasions(points):
        if found.value:
            known.setdefault(found.value, []).append(found)
    yield _title("When")
    for value, group in list(known.items())[:MAX_LINES]:
        told = sorted(group, key=lambda o: (-len({p.expression.article for p in o.points}), -len(o.points)))
        more = f"; and {len(group) - MAX_EVENTS} more" if len(group) > MAX_EVENTS else ""
        day = one_line(in_words(value), 80)
        yield Line("; ".join(_when(o, texts) for o in told[:MAX_EVENTS]) + more, 2, f"{day}  ")
    yield from _more(len(known) - MAX_LINES)
    if left := sum(1 for p in points if not p.value):
        yield Line(f"{wording.count(left, 'time expression')} could not be resolved.", 2)
    yield BLANK


def _when(found: Occasion, texts: Texts) -> str:
    """What happened then, in the surest of the expressions that date it, and who dates it."""
    point = found.first
    event = f"{one_line(point.event, 80)} " if point.event else ""
    words = wording.quoted(one_line(texts.words(point.expression), 60))
    names = _names(dict.fromkeys(p.expression.article for p in found.points), texts, 3)
    return f"{event}({words}, {names})"


def _actors(story: Story) -> Iterator[Line]:
    if not story.actors:
        return
    yield _title("Who")
    names = [f"{one_line(a.name, 60)} ({a.kind}, {wording.count(len(a.mentions), 'mention')})" for a in story.actors]
    yield Line("; ".join(names[:MAX_LINES]), 2)
    yield from _more(len(names) - MAX_LINES)
    yield BLANK


def _untold(story: Story) -> Iterator[Line]:
    if not story.untold:
        return
    yield _title("What could not be told")
    for line in story.untold[:MAX_LINES]:
        yield Line(one_line(line, 300), 2, "- ")
    yield from _more(len(story.untold) - MAX_LINES)
    yield BLANK


def _others(stories: tuple[Story, ...], texts: Texts) -> Iterator[Line]:
    if not stories:
        return
    yield _title("Other stories")
    for story in stories[: 2 * MAX_LINES]:
        yield Line(f"{one_line(story.title, 120)} - {wording.count(len(story.articles), 'article')} "
                   f"({_names(story.articles, texts, 4)})", 2, f"{story.id} ")  # fmt: skip
    yield from _more(len(stories) - 2 * MAX_LINES)
    yield BLANK


def _decided(trace: Trace) -> Iterator[Line]:
    if not trace.corrections:
        return
    yield _title("What people decided")
    lost = [s for s in trace.corrections if not s.holds]
    held = [s for s in trace.corrections if s.holds]
    for standing in [*lost, *held[:MAX_LINES]]:
        yield Line(decided.told(standing), 2)
    yield from _more(len(held) - MAX_LINES, " corrections")
    yield BLANK


def _accounting(trace: Trace) -> Iterator[Line]:
    intake = trace.intake
    yield Line(wording.accounting(intake), style="bold")
    for twin in intake.duplicates[:MAX_LINES]:
        yield Line(f"{one_line(twin.path, 120)}: the same item as {one_line(twin.of, 60)}", 2, "duplicate ")
    yield from _more(len(intake.duplicates) - MAX_LINES, " duplicates")
    for item in intake.rejected[:MAX_LINES]:
        yield Line(f"{one_line(item.path, 120)}: {one_line(item.reason, 200)} ({item.code})", 2, "rejected ")
    yield from _more(len(intake.rejected) - MAX_LINES, " rejected")
    for note in intake.warnings[:MAX_LINES]:
        yield Line(one_line(note, 300), 2, "note ")
    yield from _more(len(intake.warnings) - MAX_LINES, " notes")
