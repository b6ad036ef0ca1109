"""The claims of a pile: the view of ``firsthand claims``, its JSON and its CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from firsthand.nouns import Claim, Story, Trace
from firsthand.show import wording
from firsthand.show.attributions import neutral
from firsthand.show.contract import as_data
from firsthand.show.quoting import Texts
from firsthand.show.terminal import BLANK, Line, write
from firsthand.show.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console

SCHEMA: Final = "firsthand/claims/1"
COLUMNS: Final = ("claim", "text", "status", "origins_shown", "unknown_mentions", "newsrooms", "confidence", "article",
                  "outlet", "words", "stance", "nearness", "origin", "origin_kind", "via")  # fmt: skip
_ROWS: Final = 30  # claims of a story on the terminal
_CARRIERS: Final = 6  # articles named for a claim
_ORIGINS: Final = 5  # origins named for a claim


def label(story: Story, claim: Claim) -> str:
    """What a claim is asked for by: "s1.c3"."""
    return f"{story.id}.{claim.id}"


def view(trace: Trace, console: Console | None = None, *, every: bool = False, width: int | None = None,
         color: bool | None = None) -> None:  # fmt: skip
    """Print the claims; the other arguments are those of ``show.terminal.render``.

    Args:
        every: also those that one article alone carries, and however many there are.
    """
    write(lines(trace, every), console, width=width, color=color)


def lines(trace: Trace, every: bool = False) -> Iterator[Line]:
    """The view, paragraph by paragraph."""
    texts = Texts(trace)
    told = [c for s in trace.stories for c in s.claims]
    shared = [c for c in told if len(c.articles) > 1]
    several = sum(len(wording.behind(c)) > 1 for c in told)
    counts = f"{wording.count(len(trace.intake.articles), 'article')}, {wording.count(len(told), 'claim')}"
    yield Line(f"{counts}: {len(shared)} in two articles or more, {several} with two origins shown or more.",
               style="bold")  # fmt: skip
    yield BLANK
    for story in trace.stories:
        if story.claims:
            yield Line(f"Story {story.id}: {one_line(story.title, 200)}", style="bold cyan")
            yield from _story(story, texts, every)
            yield BLANK
    yield Line(wording.accounting(trace.intake), style="bold")


def _story(story: Story, texts: Texts, every: bool) -> Iterator[Line]:
    alone = [c for c in story.claims if len(c.articles) == 1 and len(story.articles) > 1 and not every]
    listed = [c for c in story.claims if c not in alone]
    for claim in listed if every else listed[:_ROWS]:
        yield from claim_lines(claim, story, texts)
    if not every and len(listed) > _ROWS:
        yield Line(f"and {len(listed) - _ROWS} more (see --all, --json or --csv)", 2, style="dim")
    if alone:
        what = wording.count(len(alone), "claim")
        yield Line(f"and {what} of one article alone (see --all, --json or --csv)", 2, style="dim")


def claim_lines(claim: Claim, story: Story, texts: Texts) -> Iterator[Line]:
    """One claim: its words, the origins shown, its status, and who carries it."""
    text = one_line(claim.text, 240)
    main = ", the main claim" if claim.id == story.summary.main_claim else ""
    yield Line(wording.quoted(text) if texts.stated(claim) else text, 2, f"{label(story, claim)} ")
    yield Line(f"{wording.origins(claim)}; {wording.STATUS[claim.status]}, {wording.newsrooms(claim)}{main}", 7,
               style="green")  # fmt: skip
    behind = wording.behind(claim)
    for origin in behind[:_ORIGINS]:
        yield Line(wording.origin(origin, story.lineage), 7, "from ")
    if len(behind) > _ORIGINS:
        yield Line(f"and {wording.count(len(behind) - _ORIGINS, 'origin')} more", 7)
    for origin in wording.deniers(claim)[:_ORIGINS]:
        yield Line(wording.origin(origin, story.lineage), 7, "denied by ")
    carriers = [texts.short(a) for a in claim.articles]
    yield Line(wording.joined(carriers, _CARRIERS), 7, "in ")
    silent = sorted({m.span.article for m in claim.mentions if m.origin is None and m.stance != "denied"})
    if silent and not wording.none_shown(claim):
        yield Line(wording.joined([texts.short(a) for a in silent], _CARRIERS), 7, "no origin shown in ")


# Exports


def as_json(trace: Trace) -> str:
    """The claims of every story with what they rest on, as JSON with a line feed at its end."""
    data = as_data(trace, text=False)
    kept = ("id", "title", "articles", "summary", "attributions", "claims")
    known = ("id", "outlet", "title", "sha256")
    out: dict[str, Any] = {"schema": SCHEMA, "version": data["version"], "input": data["input"],
                           "corrections": data["corrections"],
                           "articles": [{k: a[k] for k in known} for a in data["articles"]],
                           "stories": [{k: s[k] for k in kept} for s in data["stories"]]}  # fmt: skip
    return json.dumps(out, ensure_ascii=False, indent=1) + "\n"


def as_csv(trace: Trace) -> str:
    """A row for each mention of each claim. No cell can be run as a formula: ``neutral`` sees to it."""
    texts = Texts(trace)
    out = io.StringIO()
    rows = csv.writer(out, quoting=csv.QUOTE_ALL)
    rows.writerow(COLUMNS)
    for story in trace.stories:
        for claim in story.claims:
            origins = {o.id: o for o in claim.origins}
            shown = 0 if wording.none_shown(claim) else claim.independent_origins
            for m in claim.mentions:
                origin = origins.get(m.origin or "")
                cells = (
                    label(story, claim), claim.text, claim.status, str(shown), str(claim.unknown_mentions),
                    str(claim.newsrooms), f"{claim.confidence:.2f}", m.span.article,
                    texts.layouts[m.span.article].article.outlet or "", one_line(texts.words(m.span)), m.stance,
                    m.nearness, origin.source if origin else "", origin.kind if origin else "",
                    " > ".join(origin.via) if origin else "",
                )  # fmt: skip
                rows.writerow([neutral(cell) for cell in cells])
    return out.getvalue()
