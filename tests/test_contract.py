"""What is written is what the schema says, and holds together: every offset, id, count and vocabulary."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from command import ROOT
from piles import PILES, lay_out

import firsthand
from firsthand import nouns
from firsthand.show.contract import as_data, schema

Json = dict[str, Any]
EXAMPLE = ROOT / "examples" / "reservoir"


def _traced(name: str) -> nouns.Trace:
    if name == "example":
        return firsthand.trace([EXAMPLE / "articles"], EXAMPLE / "meta.jsonl")
    files, meta = PILES[name]
    with tempfile.TemporaryDirectory() as folder:
        pile, *about = lay_out(Path(folder), files, meta)
        return firsthand.trace([pile], about[1] if about else None)


@pytest.fixture(scope="module", params=["example", *PILES])
def trace(request: pytest.FixtureRequest) -> nouns.Trace:
    return _traced(request.param)


@pytest.fixture(scope="module")
def data(trace: nouns.Trace) -> Json:
    found: Json = json.loads(firsthand.as_json(trace))
    assert found == as_data(trace)
    return found


# The schema


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_output_fulfils_the_schema(data: Json) -> None:
    jsonschema.Draft202012Validator(schema()).validate(data)


def test_every_key_written_is_declared(data: Json) -> None:
    undeclared: set[str] = set()
    _compare(data, schema(), "", undeclared)
    assert not undeclared


def _compare(value: object, rule: Json, at: str, undeclared: set[str]) -> None:
    if "$ref" in rule:
        rule = {**schema()["$defs"][rule["$ref"].rsplit("/", 1)[-1]], **{k: v for k, v in rule.items() if k != "$ref"}}
    for choice in rule.get("anyOf", rule.get("oneOf", ())):
        if (choice.get("type") == "null") == (value is None):
            rule = choice
            return _compare(value, rule, at, undeclared)
    if isinstance(value, dict):
        known = rule.get("properties", {})
        for key, inner in value.items():
            if key in known:
                _compare(inner, known[key], f"{at}.{key}", undeclared)
            elif not isinstance(rule.get("additionalProperties"), dict):
                undeclared.add(f"{at}.{key}")
    elif isinstance(value, list):
        if "items" not in rule:
            undeclared.add(f"{at}[]")
        for inner in value:
            _compare(inner, rule.get("items", {}), f"{at}[]", undeclared)
    return None


VOCABULARIES = [
    ("$defs.article.zones.kind", nouns.ZONE_KINDS),
    ("$defs.article.published.basis", ("none", "record", "meta", "url", "dateline", "html")),
    ("input.rejected.code", nouns.REJECTION_CODES),
    ("$defs.source.kind", nouns.SOURCE_KINDS),
    ("$defs.credit.kind", nouns.CREDIT_KINDS),
    ("$defs.passage.kind", nouns.PASSAGE_KINDS),
    ("$defs.node.kind", ("article", "unseen")),
    ("$defs.edge.kind", nouns.DERIVATION_KINDS),
    ("$defs.attribution.kind", nouns.ATTRIBUTION_KINDS),
    ("$defs.mention.stance", nouns.STANCES),
    ("$defs.mention.nearness", nouns.NEARNESS),
    ("$defs.origin.kind", nouns.ORIGIN_KINDS),
    ("$defs.claim.status", nouns.CLAIM_STATUSES),
    ("$defs.difference.kind", nouns.DIFFERENCE_KINDS),
    ("$defs.drift.changed.kind", nouns.DIFFERENCE_KINDS),
    ("$defs.time.grain", nouns.GRAINS),
    ("$defs.anchor.basis", ("meta", "record", "url", "html", "dateline", "text", "pile", "none")),
    ("$defs.actor.kind", nouns.ENTITY_KINDS),
    ("$defs.relation.kind", nouns.RELATION_KINDS),
    ("$defs.correction.kind", nouns.CORRECTION_KINDS),
]


def _vocabularies(rule: object, at: str = "") -> Iterator[tuple[str, list[str]]]:
    if isinstance(rule, dict):
        if "enum" in rule:
            yield at, rule["enum"]
        for key, inner in rule.items():
            plain = key in ("properties", "items", "anyOf", "oneOf")
            yield from _vocabularies(inner, at if plain else f"{at}.{key}".removeprefix("."))
    elif isinstance(rule, list):
        for inner in rule:
            yield from _vocabularies(inner, at)


def test_every_vocabulary_of_the_schema_is_the_nouns() -> None:
    found = dict(_vocabularies(schema()))
    assert found.keys() == {at for at, _ in VOCABULARIES}
    for at, words in VOCABULARIES:
        assert found[at] == list(words), at


CLOSED = [n for n in dir(nouns) if n.endswith(("_KINDS", "STANCES", "_STATUSES", "_CODES", "GRAINS", "NEARNESS"))]


@pytest.mark.parametrize("name", CLOSED)
def test_a_vocabulary_and_its_type_say_the_same(name: str) -> None:
    told = {"STANCES": "Stance", "CLAIM_STATUSES": "ClaimStatus", "GRAINS": "Grain", "NEARNESS": "Nearness"}
    kind = told.get(name) or "".join(w.capitalize() for w in name[:-1].split("_"))
    if hasattr(nouns, kind):
        assert get_args(getattr(nouns, kind)) == getattr(nouns, name)


def test_every_key_of_the_design_is_required() -> None:
    for name, rule in {"": schema(), **schema()["$defs"]}.items():
        optional = set(rule.get("properties", ())) - set(rule.get("required", ()))
        assert optional == ({"text"} if name == "article" else set()), name


# What holds together


def _spans(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        if {"article", "start", "end"} <= value.keys():
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


def test_every_span_lies_inside_its_article(data: Json) -> None:
    texts = {a["id"]: a["text"] for a in data["articles"]}
    spans = list(_spans(data["stories"]))
    assert spans
    for span in spans:
        assert 0 <= span["start"] <= span["end"] <= len(texts[span["article"]]), span
    for story in data["stories"]:
        for p in story["passages"]:
            assert p["a"] < p["b"]
            assert 0 <= p["a_start"] < p["a_end"] <= len(texts[p["a"]])
            assert 0 <= p["b_start"] < p["b_end"] <= len(texts[p["b"]])


def test_a_span_that_shows_something_is_not_empty_nor_begins_or_ends_in_space(data: Json) -> None:
    texts = {a["id"]: a["text"] for a in data["articles"]}
    for story in data["stories"]:
        shown = [m for c in story["claims"] for m in c["mentions"]]
        shown += [s for a in story["attributions"] for s in (a["source"], a["cue"], *a["content"]) if s]
        shown += [t["expression"] for t in story["timeline"]] + [m for a in story["actors"] for m in a["mentions"]]
        shown += story["credits"]
        for span in shown:
            words = texts[span["article"]][span["start"] : span["end"]]
            assert words and words == words.strip(), (span, words)


def test_spans_of_a_story_point_into_its_articles(data: Json) -> None:
    for story in data["stories"]:
        for key in sorted(story.keys() - {"reasons"}):
            assert {s["article"] for s in _spans(story[key])} <= set(story["articles"]), key


def test_zones_are_sorted_apart_and_cover_all_that_shows(data: Json) -> None:
    for article in data["articles"]:
        end = 0
        for zone in article["zones"]:
            assert end <= zone["start"] < zone["end"] <= len(article["text"])
            assert not article["text"][end : zone["start"]].strip()
            end = zone["end"]
        assert not article["text"][end:].strip()


def test_nothing_read_is_lost(data: Json) -> None:
    taken = data["input"]
    assert taken["read"] == taken["kept"] + len(taken["duplicates"]) + len(taken["rejected"])
    assert taken["kept"] == len(data["articles"])
    assert {d["of"] for d in taken["duplicates"]} <= {a["id"] for a in data["articles"]}


def test_every_article_stands_in_exactly_one_story(data: Json) -> None:
    ids = [a["id"] for a in data["articles"]]
    assert ids == sorted(set(ids))
    assert sorted(id for s in data["stories"] for id in s["articles"]) == ids
    assert all(s["articles"] == sorted(s["articles"]) for s in data["stories"])


def test_hashes_are_those_of_the_texts(data: Json) -> None:
    for article in data["articles"]:
        assert article["sha256"] == sha256(article["text"].encode()).hexdigest()


def test_every_id_that_is_named_exists_and_names_one_thing(data: Json) -> None:
    _one_each([s["id"] for s in data["stories"]])
    for story in data["stories"]:
        said = _one_each([a["id"] for a in story["attributions"]])
        claims = _one_each([c["id"] for c in story["claims"]])
        actors = _one_each([a["id"] for a in story["actors"]])
        nodes = _one_each([n["id"] for n in story["lineage"]["nodes"]])
        sources = _one_each([s["id"] for s in story["sources"]])
        _one_each([d["id"] for d in story["differences"]])
        assert sources <= nodes
        assert {n["id"] for n in story["lineage"]["nodes"] if n["kind"] == "article"} == set(story["articles"])
        assert {n["id"] for n in story["lineage"]["nodes"] if n["kind"] == "unseen"} <= sources
        assert all(n["id"].startswith("?") == (n["kind"] == "unseen") for n in story["lineage"]["nodes"])
        assert {e[k] for e in story["lineage"]["edges"] for k in ("child", "parent")} <= nodes
        assert {a["parent"] for a in story["attributions"] if a["parent"]} <= said
        assert {id for d in story["differences"] for id in d["claims"]} <= claims
        assert {id for t in story["timeline"] for id in t["claims"]} <= claims
        assert {id for r in story["relations"] for id in r["claims"]} <= claims
        assert {r[k] for r in story["relations"] for k in ("from", "to")} <= actors
        assert story["summary"]["main_claim"] in {*claims, None}
        assert set(story["summary"]["first_hand"]) <= set(story["articles"])
        assert {a["article"] for a in story["anchors"]} == set(story["articles"])
        for claim in story["claims"]:
            origins = _one_each([o["id"] for o in claim["origins"]])
            assert {m["attribution"] for m in claim["mentions"] if m["attribution"]} <= said
            assert {m["origin"] for m in claim["mentions"] if m["origin"]} <= origins


def _one_each(ids: list[str]) -> set[str]:
    assert not [id for id, n in Counter(ids).items() if n > 1]
    return set(ids)


def test_a_mention_stands_in_the_attribution_it_names(data: Json) -> None:
    for story in data["stories"]:
        said = {a["id"]: a for a in story["attributions"]}
        for mention in (m for c in story["claims"] for m in c["mentions"] if m["attribution"]):
            assert said[mention["attribution"]]["article"] == mention["article"]


def test_chains_of_attributions_end(data: Json) -> None:
    for story in data["stories"]:
        parents = {a["id"]: a["parent"] for a in story["attributions"]}
        for id in parents:
            assert _ends(id, {id: [p] for id, p in parents.items() if p})


def test_a_lineage_is_acyclic_and_an_edge_stands_once(data: Json) -> None:
    for story in data["stories"]:
        edges = story["lineage"]["edges"]
        assert len({(e["child"], e["parent"]) for e in edges}) == len(edges)
        parents: dict[str, list[str]] = {}
        for e in edges:
            parents.setdefault(e["child"], []).append(e["parent"])
        for id in parents:
            assert _ends(id, parents)


def _ends(start: str, beyond: Mapping[str, list[str]]) -> bool:
    """True where no way onward from here comes back here."""
    todo, seen = list(beyond.get(start, ())), set()
    while todo:
        at = todo.pop()
        if at == start:
            return False
        if at not in seen:
            seen.add(at)
            todo += beyond.get(at, ())
    return True


def test_counts_are_what_is_listed(data: Json) -> None:
    for story in data["stories"]:
        for claim in story["claims"]:
            assert claim["independent_origins"] == max(1, len(claim["origins"])), claim["id"]
            told = [m for m in claim["mentions"] if m["stance"] != "denied"] or claim["mentions"]
            assert claim["unknown_mentions"] == sum(m["origin"] is None for m in told), claim["id"]
            assert 0 <= claim["newsrooms"] <= len(claim["mentions"]), claim["id"]
            assert {m["origin"] for m in claim["mentions"]} - {None} == {o["id"] for o in claim["origins"]}
            if not claim["origins"]:
                assert claim["status"] in ("cannot-tell", "public-record", "disputed")
            if claim["status"] == "several-origins":
                assert claim["independent_origins"] > 1
            if claim["status"] == "single-origin":
                assert claim["independent_origins"] == 1
        summary = story["summary"]
        assert summary["articles"] == len(story["articles"])
        if main := next((c for c in story["claims"] if c["id"] == summary["main_claim"]), None):
            assert summary["origins_shown"] == len(main["origins"])
            assert summary["unknown_mentions"] == main["unknown_mentions"]
            assert summary["newsrooms"] == main["newsrooms"]


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _numbers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _numbers(inner)
    elif isinstance(value, float):
        yield value


def test_scores_are_shares_of_at_most_four_places(data: Json) -> None:
    scores = list(_numbers(data))
    assert scores and all(0 <= x <= 1 and round(x, 4) == x for x in scores)


def test_every_judgement_says_why(data: Json) -> None:
    for story in data["stories"]:
        for key in ("attributions", "claims", "differences", "timeline", "relations", "credits"):
            for found in story[key]:
                assert found["reasons"] and all(r["text"].strip() for r in found["reasons"]), (key, found)
        assert all(e["reasons"] for e in story["lineage"]["edges"])


def test_without_text_only_the_texts_are_missing(trace: nouns.Trace, data: Json) -> None:
    bare = as_data(trace, text=False)
    jsonschema.Draft202012Validator(schema()).validate(bare)
    assert bare["settings"] == {"text": False} and data["settings"] == {"text": True}
    assert all("text" not in a for a in bare["articles"])
    whole = json.loads(json.dumps(data))
    for article in whole["articles"]:
        del article["text"]
    assert {**bare, "settings": None} == {**whole, "settings": None}
