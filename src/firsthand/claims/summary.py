"""A story in one line, in numbers, and what could not be told of it."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.claims.leads import centrality
from firsthand.languages import supported
from firsthand.lineage import newsgathering
from firsthand.nouns import Claim, Difference, Layout, Lineage, Statements, Summary, Timeline

CARRIED = 0.3  # what one more article weighs, beside a place at the head of one (1)
_TITLE = 120  # characters; a longer line is no title


def summarise(
    layouts: Sequence[Layout],
    statements: Statements,
    lineage: Lineage,
    timeline: Timeline,
    claims: Sequence[Claim],
    differences: Sequence[Difference],
) -> tuple[str, Summary, tuple[str, ...]]:
    """The story's title, its numbers, and one line for each thing that could not be told.

    The numbers of origins, unknown mentions and newsrooms are those of the main claim: the one most articles carry, and
    of those the one that stands highest in them.
    """
    layouts = sorted(layouts, key=lambda x: x.id)
    main = main_claim(layouts, claims)
    gathered = newsgathering(layouts, statements)
    summary = Summary(
        len(layouts),
        main.id if main else None,
        len(main.origins) if main else 0,
        main.unknown_mentions if main else 0,
        main.newsrooms if main else 0,
        tuple(x.id for x in layouts if gathered.get(x.id)),
    )
    return _title(layouts, main), summary, tuple(_untold(layouts, lineage, timeline, claims))


def main_claim(layouts: Sequence[Layout], claims: Sequence[Claim]) -> Claim | None:
    """What the story leads with, or None where no claim was found."""
    weight = {c.id: centrality([m.span for m in c.mentions], layouts) + CARRIED * len(c.articles) for c in claims}
    return min(claims, key=lambda c: (-round(weight[c.id], 4), -c.confidence, c.id), default=None)


def _title(layouts: Sequence[Layout], main: Claim | None) -> str:
    """The headline nearest the middle length, else the main claim, else an article's title or first words."""
    heads = [" ".join(x.article.words(z.span).split()) for x in layouts for z in x.zones if z.kind == "headline"]
    heads += [" ".join(x.article.title.split()) for x in layouts if x.article.title]
    fit = sorted({h for h in heads if len(h.split()) >= 3 and len(h) <= _TITLE}, key=lambda h: (len(h), h))
    if fit:
        return fit[len(fit) // 2]
    if main is not None:
        return _short(main.text)
    first = next((x.article.words(s.span) for x in layouts for s in x.sentences), "")
    return _short(" ".join(first.split()) or (layouts[0].id if layouts else ""))


def _short(text: str) -> str:
    if len(text) <= _TITLE:
        return text
    return text[: text.rfind(" ", 0, _TITLE) if " " in text[:_TITLE] else _TITLE].rstrip(" ,;:") + " …"


def _untold(layouts: Sequence[Layout], lineage: Lineage, timeline: Timeline, claims: Sequence[Claim]) -> list[str]:
    out = []
    for layout in layouts:
        if not supported(layout.article.language):
            out.append(f"{layout.id}: claims, attributions and differences are not supported for "
                       f"{layout.article.language}.")  # fmt: skip
        elif not layout.sentences:
            out.append(f"{layout.id}: too little text to tell what it claims.")
    undated = [x.id for x in layouts if timeline.anchor(x.id) is None]
    if undated:
        out.append(f"When {_list(undated)} appeared is not shown, so their relative times cannot be resolved.")
    loose = sorted({f"{e.child} and {e.parent}" for e in lineage.edges if not e.directed})
    if loose:
        out.append(f"Which came first cannot be told for {_list(loose)}.")
    for source in lineage.sources:
        kin = [x.id for x in layouts if source.id in lineage.ancestors(x.id)]
        if not source.seen and source.kind in ("agency", "outlet", "report") and kin:
            out.append(f"{source.name}: not in the pile, known only through {_list(kin)}.")
    shared = [c for c in claims if len(c.articles) > 1]
    unknown = sum(not c.origins for c in shared)
    if unknown:
        out.append(f"Who knows: for {unknown} of {len(shared)} claims in several articles no origin is shown.")
    if not claims:
        out.append("No claim could be found.")
    return out


def _list(items: Sequence[str], most: int = 4) -> str:
    shown = ", ".join(items[:most])
    return shown if len(items) <= most else f"{shown} and {len(items) - most} more"
