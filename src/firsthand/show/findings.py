"""The report's sections on what follows from the texts: claims, differences, times, actors, what could not be told."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from firsthand.nouns import Claim, Difference, Mention, Origin, Reason, Relation, Span, Story
from firsthand.show import wording
from firsthand.show.chronology import Occasion, occasions
from firsthand.show.markup import Links, esc, esc_line
from firsthand.show.time_words import in_words

OPEN_CLAIMS: Final = 8  # besides the main one; more are folded
NAMES: Final = 12  # articles named in one row of a claim
OPEN_TIMES: Final = 12  # rows of the timeline; more are folded
EXPRESSIONS: Final = 6  # wordings of one time shown in a row


def claims(story: Story, links: Links) -> str:
    """The main claim, those several articles carry, and the rest folded away."""
    if not story.claims:
        return f'<section id="{story.id}-claims"><h3>Claims</h3><p>No claim was found.</p></section>'
    first = [c for c in story.claims if c.id == story.summary.main_claim]
    several = [c for c in story.claims if c not in first and len(c.articles) > 1]
    lone = [c for c in story.claims if c not in first and len(c.articles) < 2]
    parts = [f'<section id="{story.id}-claims"><h3>Claims and the origins shown for them</h3>']
    parts += [_claim(c, story, links) for c in [*first, *several[:OPEN_CLAIMS]]]
    for rest, where in ((several[OPEN_CLAIMS:], "several articles"), (lone, "one article")):
        if rest:
            title = f"{wording.count(len(rest), 'more claim')}, each in {where}"
            inner = "".join(_claim(c, story, links) for c in rest)
            parts.append(f'<details class="more"><summary>{title}</summary>{inner}</details>')
    return "\n".join([*parts, "</section>"])


def _claim(claim: Claim, story: Story, links: Links) -> str:
    ident = f"{story.id}-{claim.id}"
    main = claim.id == story.summary.main_claim
    stated = links.texts.stated(claim)
    role = "mention" if main or len(claim.articles) > 1 else "lone"
    text = links.quote(stated, role, (f"#{ident}", claim.id), 400) if stated else esc_line(claim.text, 400)
    figure, label = wording.shown_figure(claim)
    unknown, unknown_label = wording.unknown_figure(claim)
    rows = [("From", wording.origin(o, story.lineage), o) for o in wording.behind(claim)]
    rows += [("Denied by", wording.origin(o, story.lineage), o) for o in wording.deniers(claim)]
    facts = "".join(
        f"<div><dt>{kind}</dt><dd><bdi>{escape(said)}</bdi>{_evidence(o, links)}</dd></div>" for kind, said, o in rows
    )
    facts += _places(claim, links)
    mentions = "".join(_mention(m, claim, (f"#{ident}", claim.id), role, links) for m in claim.mentions)
    reasons = links.reasons(claim.reasons)
    steps = f"<h5>Step by step</h5>{reasons}" if reasons else ""
    return (
        f'<article class="claim{" main" if main else ""}" id="{ident}">'
        f'<div class="figures"><p class="shown"><b>{figure}</b> {label}</p>'
        f'<p class="unknown"><b>{unknown}</b> {unknown_label}</p></div>'
        f'<div class="told"><p class="label">{"Main claim" if main else "Claim"} {claim.id} '
        f'<span class="status {claim.status}">{wording.STATUS[claim.status]}</span></p>'
        f'<h4>{text}</h4><dl>{facts}</dl>'
        f'<p class="how">{wording.newsrooms(claim).capitalize()}; confidence {wording.confidence(claim.confidence)}</p>'
        f"<details><summary>{wording.count(len(claim.mentions), 'mention')} and how this was counted</summary>"
        f'{steps}<h5>Mentions</h5><ul class="plain">{mentions}</ul>{_origins(claim, links)}</details></div></article>'
    )


def _evidence(origin: Origin, links: Links) -> str:
    first: dict[str, Span] = {}
    for span in origin.evidence:
        first.setdefault(span.article, span)
    places = [links.place(s, "origin") for s in list(first.values())[:4]]
    return f' <span class="where">see {", ".join(places)}</span>' if places else ""


def _origins(claim: Claim, links: Links) -> str:
    """Every place that names an origin."""
    items = []
    for origin in claim.origins:
        if origin.evidence:
            places = ", ".join(links.cited(s, "origin", limit=80) for s in origin.evidence)
            items.append(f"<li><bdi>{esc_line(origin.source, 120)}</bdi>: {places}</li>")
    return f'<h5>Where the origins are named</h5><ul class="plain">{"".join(items)}</ul>' if items else ""


def _places(claim: Claim, links: Links) -> str:
    denied = sorted({m.span.article for m in claim.mentions if m.stance == "denied"})
    stated = sorted({m.span.article for m in claim.mentions if m.stance != "denied"})
    unknown = sorted({m.span.article for m in claim.mentions if m.origin is None and m.stance != "denied"})
    rows = [("Stated in", stated), ("No origin shown in", unknown), ("Denied in", denied)]
    return "".join(
        f"<div><dt>{kind}</dt><dd>{links.articles(ids[:NAMES])}"
        f"{f' and {len(ids) - NAMES} more, in the mentions below' if ids[NAMES:] else ''}</dd></div>"
        for kind, ids in rows if ids
    )  # fmt: skip


def _mention(mention: Mention, claim: Claim, back: tuple[str, str], role: str, links: Links) -> str:
    origin = next((o for o in claim.origins if o.id == mention.origin), None)
    whose = f"(rests on {esc_line(origin.source, 80)})" if origin else ""
    if not origin and mention.stance != "denied":
        whose = "(does not say whom it has it from)"
    quote = links.cited(mention.span, role, back)
    return f'<li><span class="tag">{mention.stance}</span> {quote} <span class="how">{whose}</span></li>'


def differences(story: Story, links: Links) -> str:
    """Each difference with its sides beside one another."""
    if not story.differences:
        return ""
    cards = "".join(_difference(d, story, links) for d in story.differences)
    return f'<section id="{story.id}-differences"><h3>Where versions differ</h3>{cards}</section>'


def _difference(difference: Difference, story: Story, links: Links) -> str:
    ident = f"{story.id}-{difference.id}"
    sides = "".join(f'<div class="side">{_side(side, ident, difference.id, links)}</div>' for side in difference.sides)
    about = ", ".join(f'<a href="#{story.id}-{c}">{c}</a>' for c in difference.claims)
    shown = {span for side in difference.sides for span in side}  # these words stand above the reasons already
    reasons = links.reasons(
        Reason(r.text, tuple(s for s in r.spans if s not in shown)) for r in difference.reasons
    )
    return (
        f'<article class="difference" id="{ident}"><h4>{wording.DIFFERENCE[difference.kind]} '
        f'<span class="how">{difference.id}{f", on claim {about}" if about else ""}; '
        f"{wording.severity(difference.severity)}; {wording.confidence(difference.confidence)}</span></h4>"
        f'<div class="sides">{sides}</div>{reasons}</article>'
    )


def _side(side: Sequence[Span], ident: str, label: str, links: Links) -> str:
    out = []
    for _, spans in links.texts.by_words(side):
        marks = [links.mark(s, "side", (f"#{ident}", label)) for s in spans]
        before, words, after = links.texts.around(spans[0])
        quote = f'{esc(before)}<a href="#{marks[0]}"><mark>{esc(words)}</mark></a>{esc(after)}'
        places = ", ".join(links.place(s, "side") for s in spans)
        out.append(f'<blockquote dir="auto">{quote}</blockquote><p class="where">{places}</p>')
    return "".join(out)


def timeline(story: Story, links: Links) -> str:
    """Every time and what it dates, one row for each event; times that could not be resolved last."""
    found = occasions(story.timeline.points)
    if not found:
        return ""
    rows = [_occasion(o, story, links) for o in found]
    more = ""
    if len(rows) > OPEN_TIMES + 3:
        title = wording.count(len(rows) - OPEN_TIMES, "more entry", "more entries")
        more = f'<details class="more"><summary>{title}</summary>{_table(rows[OPEN_TIMES:])}</details>'
        rows = rows[:OPEN_TIMES]
    return f'<section id="{story.id}-timeline"><h3>Timeline</h3>{_table(rows)}{more}</section>'


def _table(rows: Sequence[str]) -> str:
    head = "<tr><th>When</th><th>What</th><th>In the words of</th><th>Confidence</th></tr>"
    return f'<table class="times"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'


def _occasion(found: Occasion, story: Story, links: Links) -> str:
    point = found.first
    day = esc_line(in_words(found.value), 80)
    value = f"<b>{day}</b>" if found.value else '<span class="cannot">cannot tell</span>'
    about = " ".join(f'<a class="ref" href="#{story.id}-{c}">{c}</a>' for c in found.claims)
    event = f"{esc_line(point.event, 200)} {about}".strip() or "–"
    why = links.reasons(point.reasons)
    sure = max(p.confidence for p in found.points)
    why = f"<details><summary>{wording.confidence(sure)}</summary>{why}</details>" if why else wording.confidence(sure)
    told = links.texts.by_words([p.expression for p in found.points])
    cited = "".join(f"<div>{_expression(spans, links)}</div>" for _, spans in told[:EXPRESSIONS])
    rest = f'<div class="how">and {len(told) - EXPRESSIONS} more</div>' if len(told) > EXPRESSIONS else ""
    return f"<tr><td>{value}</td><td>{event}</td><td>{cited}{rest}</td><td>{why}</td></tr>"


def _expression(spans: Sequence[Span], links: Links) -> str:
    """An expression once, with every article that has it."""
    first: dict[str, Span] = {}
    for span in spans:
        first.setdefault(span.article, span)
    quote = links.quote(spans[0], "time", limit=80)
    places = ", ".join(links.place(s, "time") for s in list(first.values())[:NAMES])
    return f'{quote} <span class="where">{places}</span>'


def actors(story: Story, links: Links) -> str:
    """Actors with their other names and places, and what is between them."""
    if not story.actors:
        return ""
    items = []
    for actor in story.actors:
        aliases = ", ".join(esc_line(a, 60) for a in actor.aliases)
        also = f' <span class="how">also {aliases}</span>' if aliases else ""
        places = ", ".join(links.cited(s, "actor", limit=60) for s in actor.mentions)
        size = wording.count(len(actor.mentions), "mention")
        name = f"<b><bdi>{esc_line(actor.name, 80)}</bdi></b>"
        items.append(
            f'<li><details><summary>{name} <span class="how">{actor.kind}, {size}</span>{also}</summary>'
            f"<p>{places}</p></details></li>"
        )
    names = {a.id: a.name for a in story.actors} | {e.id: e.name for e in story.statements.entities}
    between = "".join(_relation(r, story, names, links) for r in story.relations)
    relations = f'<h4>Between them</h4><ul class="plain ties">{between}</ul>' if between else ""
    return (
        f'<section id="{story.id}-actors"><h3>Who</h3><ul class="plain actors">{"".join(items)}</ul>'
        f"{relations}</section>"
    )


def _relation(relation: Relation, story: Story, names: dict[str, str], links: Links) -> str:
    one, two = (esc_line(names.get(x, x), 80) for x in (relation.source, relation.target))
    about = " ".join(f'<a class="ref" href="#{story.id}-{c}">{c}</a>' for c in relation.claims)
    given = {s for r in relation.reasons for s in r.spans}
    where = "".join(f"<li>{links.cited(s, 'relation')}</li>" for s in relation.spans if s not in given)
    kind = esc_line(wording.relation(relation), 60)
    only = f', only: “<bdi>{esc_line(relation.condition, 160)}</bdi>”' if relation.condition else ""
    how = f'<span class="how">{wording.confidence(relation.confidence)}</span>'
    why = links.reasons(relation.reasons) + (f'<ul class="reasons one">{where}</ul>' if where else "")
    line = f"<b>{one}</b> {kind} <b>{two}</b>{only} {about} {how}"
    return f"<li><details><summary>{line}</summary>{why}</details></li>" if why else f"<li>{line}</li>"


def untold(story: Story) -> str:
    """What could not be told."""
    if not story.untold:
        return ""
    items = "".join(f"<li>{esc_line(line, 400)}</li>" for line in story.untold)
    return f'<section id="{story.id}-untold"><h3>What could not be told</h3><ul>{items}</ul></section>'
