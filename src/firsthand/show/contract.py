"""The JSON contract (DESIGN: "Output contract"): a trace as plain data, and its schema."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, Final

from firsthand.nouns import (
    Attribution,
    Claim,
    Credit,
    Derivation,
    Difference,
    Drift,
    Layout,
    Provenance,
    Reason,
    Relation,
    Span,
    Story,
    TimePoint,
    Trace,
)
from firsthand.show.decided import as_rows

SCHEMA: Final = "firsthand/trace/1"

Json = dict[str, Any]


def as_data(trace: Trace, *, text: bool = True) -> Json:
    """A trace as JSON-ready data.

    Args:
        trace: what to write.
        text: False leaves the articles' texts out; spans and hashes still tell where everything stands.

    Returns:
        Lists, dicts, strings and numbers only; the same for the same input, version and settings.
    """
    intake = trace.intake
    return {
        "schema": SCHEMA,
        "version": trace.version,
        "settings": {"text": text},
        "input": {
            "read": intake.read,
            "kept": len(intake.articles),
            "duplicates": [{"path": d.path, "of": d.of} for d in intake.duplicates],
            "rejected": [{"path": r.path, "code": r.code, "reason": r.reason} for r in intake.rejected],
            "warnings": list(intake.warnings),
        },
        "corrections": as_rows(trace.corrections),
        "articles": [_article(layout, text) for layout in trace.layouts],
        "stories": [_story(story) for story in trace.stories],
    }


def as_json(trace: Trace, *, text: bool = True) -> str:
    """A trace as one JSON document, UTF-8 safe, two-space indented, keys in the contract's order."""
    return json.dumps(as_data(trace, text=text), ensure_ascii=False, indent=2) + "\n"


def schema() -> Json:
    """The JSON Schema (2020-12) that every trace fulfils."""
    found: Json = json.loads(schema_text())
    return found


def schema_text() -> str:
    """The JSON Schema as it is shipped."""
    return (files(__package__) / "schema.json").read_text(encoding="utf-8")


def _article(layout: Layout, text: bool) -> Json:
    article = layout.article
    row: Json = {
        "id": article.id,
        "path": article.path,
        "outlet": article.outlet,
        "title": article.title,
        "author": article.author,
        "published": {"value": article.published.value, "basis": article.published.basis},
        "updated": article.updated,
        "url": article.url,
        "language": article.language,
    }
    if text:
        row["text"] = article.text
    row["sha256"] = article.sha256
    row["source_sha256"] = article.source_sha256
    row["metadata"] = dict(article.metadata)
    row["zones"] = [{"start": z.span.start, "end": z.span.end, "kind": z.kind} for z in layout.zones]
    return row


def _story(story: Story) -> Json:
    summary = story.summary
    return {
        "id": story.id,
        "title": story.title,
        "articles": list(story.articles),
        "confidence": story.group.confidence,
        "reasons": _reasons(story.group.reasons),
        "summary": {
            "articles": summary.articles,
            "main_claim": summary.main_claim,
            "origins_shown": summary.origins_shown,
            "unknown_mentions": summary.unknown_mentions,
            "newsrooms": summary.newsrooms,
            "first_hand": list(summary.first_hand),
            "untold": list(story.untold),
        },
        "sources": [
            {"id": s.id, "name": s.name, "kind": s.kind, "seen": s.seen, "evidence": _spans(s.evidence)}
            for s in story.lineage.sources
        ],
        "credits": [_credit(c) for c in story.statements.credits],
        "passages": [
            {"a": p.a.article, "a_start": p.a.start, "a_end": p.a.end,
             "b": p.b.article, "b_start": p.b.start, "b_end": p.b.end,
             "kind": p.kind, "score": p.score, "quoted": p.quoted}
            for p in story.passages
        ],
        "lineage": {
            "nodes": [{"id": n.id, "kind": n.kind, "name": n.name} for n in story.lineage.nodes],
            "edges": [_edge(e) for e in story.lineage.edges],
        },
        "provenance": [_provenance(p) for p in story.lineage.provenance],
        "attributions": [_attribution(a, story) for a in story.statements.attributions],
        "claims": [_claim(c) for c in story.claims],
        "differences": [_difference(d) for d in story.differences],
        "drift": [_drift(d) for d in story.drift],
        "timeline": [_time(t) for t in story.timeline.points],
        "anchors": [
            {"article": a.article, "value": a.value, "basis": a.basis, "confidence": a.confidence,
             "reasons": _reasons(a.reasons)}
            for a in story.timeline.anchors
        ],
        "actors": [
            {"id": a.id, "name": a.name, "kind": a.kind, "aliases": list(a.aliases), "mentions": _spans(a.mentions)}
            for a in story.actors
        ],
        "relations": [_relation(r) for r in story.relations],
    }  # fmt: skip


def _credit(credit: Credit) -> Json:
    return {"article": credit.span.article, "start": credit.span.start, "end": credit.span.end, "kind": credit.kind,
            "source": credit.source, "whole": credit.whole, "confidence": credit.confidence,
            "reasons": _reasons(credit.reasons)}  # fmt: skip


def _edge(edge: Derivation) -> Json:
    return {"child": edge.child, "parent": edge.parent, "kind": edge.kind, "directed": edge.directed, "cut": edge.cut,
            "added": edge.added, "confidence": edge.confidence, "reasons": _reasons(edge.reasons)}  # fmt: skip


def _provenance(found: Provenance) -> Json:
    return {"article": found.article, "words": found.words, "supplier": found.supplier, "credited": found.credited,
            "taken": [{"parent": t.parent, "share": t.share} for t in found.taken], "shared": found.shared,
            "own": found.own, "additions": _spans(found.additions), "first_hand": found.first_hand,
            "gathered": _reasons(found.gathered), "confidence": found.confidence,
            "reasons": _reasons(found.reasons)}  # fmt: skip


def _attribution(found: Attribution, story: Story) -> Json:
    return {
        "id": found.id,
        "article": found.article,
        "source": _span(found.source),
        "cue": _span(found.cue),
        "content": _spans(found.content),
        "addressee": _span(found.addressee),
        "kind": found.kind,
        "parent": found.parent,
        "entity": story.entity(found.entity).name if found.entity else None,
        "chain": list(found.chain),
        "answers": _span(found.answers),
        "answered": found.answered,
        "confidence": found.confidence,
        "reasons": _reasons(found.reasons),
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "text": claim.text,
        "mentions": [
            {**_place(m.span), "stance": m.stance, "attribution": m.attribution, "origin": m.origin,
             "nearness": m.nearness}
            for m in claim.mentions
        ],
        "independent_origins": claim.independent_origins,
        "unknown_mentions": claim.unknown_mentions,
        "newsrooms": claim.newsrooms,
        "origins": [
            {"id": o.id, "source": o.source, "kind": o.kind, "via": list(o.via), "newsroom": o.newsroom,
             "evidence": _spans(o.evidence)}
            for o in claim.origins
        ],
        "status": claim.status,
        "confidence": claim.confidence,
        "reasons": _reasons(claim.reasons),
    }  # fmt: skip


def _difference(found: Difference) -> Json:
    return {"id": found.id, "kind": found.kind, "claims": list(found.claims), "sides": [_spans(s) for s in found.sides],
            "severity": found.severity, "confidence": found.confidence, "reasons": _reasons(found.reasons)}  # fmt: skip


def _drift(found: Drift) -> Json:
    return {
        "child": found.child,
        "parent": found.parent,
        "against": found.against,
        "changed": [
            {"kind": c.kind, "before": _spans(c.before), "after": _spans(c.after), "hardened": c.hardened,
             "confidence": c.confidence, "reasons": _reasons(c.reasons)}
            for c in found.changed
        ],
        "reworded": [{"before": _place(a), "after": _place(b)} for a, b in found.reworded],
        "dropped": _spans(found.dropped),
        "added": _spans(found.added),
    }  # fmt: skip


def _time(point: TimePoint) -> Json:
    return {"value": point.value, "grain": point.grain, "expression": _place(point.expression), "event": point.event,
            "claims": list(point.claims), "confidence": point.confidence,
            "reasons": _reasons(point.reasons)}  # fmt: skip


def _relation(found: Relation) -> Json:
    return {"from": found.source, "to": found.target, "kind": found.kind, "claims": list(found.claims),
            "spans": _spans(found.spans), "condition": found.condition, "negated": found.negated,
            "confidence": found.confidence, "reasons": _reasons(found.reasons)}  # fmt: skip


def _place(span: Span) -> Json:
    return {"article": span.article, "start": span.start, "end": span.end}


def _span(span: Span | None) -> Json | None:
    return None if span is None else _place(span)


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [_place(s) for s in spans]


def _reasons(reasons: Iterable[Reason]) -> list[Json]:
    return [{"text": r.text, "spans": _spans(r.spans)} for r in reasons]
