"""Who knows a claim: the origins shown for it, step by step, and what would change their number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.claims.corroboration import Corroboration
from firsthand.claims.joining import Group, Joins, Member, Wordings, join
from firsthand.claims.knowers import CARRIED, NAMED, UNNAMED, Ground, Knower
from firsthand.claims.mentions import Mentions
from firsthand.claims.speakers import speaker
from firsthand.claims.stance import chain
from firsthand.claims.units import Unit
from firsthand.claims.voices import dated_back, of_the_day, own_voice
from firsthand.nouns import UNSEEN_REPORT, Origin, OriginKind, Reason, Span


@dataclass(frozen=True, slots=True)
class Known:
    """What is shown of who knows a claim.

    ``groups``: one per origin, the knowers in it; ``of``: for each mention the number of its group, None where unknown
    or where the mention denies.
    """

    groups: tuple[tuple[Knower, ...], ...]
    of: tuple[int | None, ...]
    reasons: tuple[Reason, ...]
    newsrooms: int
    telling: tuple[int, ...]  # mentions in whose words the claim can be shown


def trace_origins(ground: Ground, mentions: Mentions, denied: Sequence[bool],
                  agreement: Corroboration | None = None) -> Known:  # fmt: skip
    """Who knows a claim. Mentions in the same words have one knower: the clearest that any of them shows.

    Args:
        denied: for each mention, whether it denies the claim: who denies a claim is no origin of it, unless all deny.
        agreement: what tells whether further origins plainly state the same; those that do not are left out. All are
            shown where it is None.
    """
    units = mentions.units
    counted = [not d for d in denied] if not all(denied) else [True] * len(units)
    found: list[Knower | None] = []
    for n, unit in enumerate(units):
        fellows = [m for k, m in enumerate(units) if k != n]
        found.append(knower(ground, unit, fellows) if counted[n] else None)
    known: list[Member] = []
    alike: dict[int, list[int]] = {}
    for same in mentions.classes():
        shown = [(n, k) for n in same if (k := found[n]) is not None]
        if shown:
            best = min(shown, key=lambda m: (m[1].layer, m[1].weak, m[1].dispatch, m[0]))
            known.append(best)
            alike[best[0]] = [n for n in same if counted[n]]
    groups, joins = join(ground, Wordings(units, alike), known)
    of = _by_mention(groups, alike, len(units))
    telling = tuple(range(len(units)))
    aside: list[Group] = []
    if agreement is not None and len(groups) > 1:
        plain = agreement.further(mentions, of, [_told_by(ground, units, g) for g in groups])
        aside = [g for n, g in enumerate(groups) if n not in plain]
        left_out = {n for n, g in enumerate(of) if g is not None and g not in plain}
        telling = tuple(sorted(plain.values())) if len(plain) > 1 else tuple(n for n in telling if n not in left_out)
        groups = [g for n, g in enumerate(groups) if n in plain]
        of = _by_mention(groups, alike, len(units))
    reasons = (*_reasons(mentions, found, counted, of), *joins.reasons,
               *_doubts(mentions, groups, aside, joins, counted, of))  # fmt: skip
    rooms = _rooms([k for g in groups for _, k in g])
    return Known(tuple(tuple(k for _, k in g) for g in groups), tuple(of), reasons, rooms, telling)


def _told_by(ground: Ground, units: Sequence[Unit], group: Group) -> list[int]:
    """The mentions that show what an origin says: of a speaker only what is given to one, not what joined it; of a
    report only the day's news."""
    group = [m for m in group if not m[1].weak] or group
    layer = min(k.layer for _, k in group)
    if layer not in (NAMED, UNNAMED):
        return [n for n, k in group if _reports(ground, units[n], k)]
    return [n for n, k in group if k.layer == layer]


def _reports(ground: Ground, unit: Unit, who: Knower) -> bool:
    """Whether a mention in a report's own voice is the day's news that the report itself gathered: no public act that
    all describe, and no sign of newsgathering on something beside it."""
    if who.kind == "public-statement" or not of_the_day(ground, unit) or dated_back(ground, unit):
        return False
    sentence = ground.layouts[unit.article].sentences[unit.sentence].span
    return who.kind != "own-reporting" or who.dispatch or any(s.overlaps(sentence) for s in who.evidence)


def _by_mention(groups: Sequence[Group], alike: Mapping[int, Sequence[int]], mentions: int) -> list[int | None]:
    """For each mention the number of the group that knows it, None where none does."""
    of: list[int | None] = [None] * mentions
    for g, members in enumerate(groups):
        for n, _ in members:
            for same_words_as in alike[n]:
                of[same_words_as] = g
    return of


def _rooms(known: Sequence[Knower]) -> int:
    """How many newsrooms gathered what is shown: those of one report, by whichever of its suppliers, are one."""
    rooms: list[frozenset[str]] = []
    for k in [k for k in known if not k.inferred] or known[:1]:
        mine = k.rooms or (frozenset({k.newsroom}) if k.newsroom else frozenset())
        if mine:
            rooms = [r for r in rooms if not r & mine] + [mine.union(*(r for r in rooms if r & mine))]
    return len(rooms)


def knower(ground: Ground, unit: Unit, fellows: Sequence[Unit]) -> Knower | None:
    """Who knows what a mention states, or None where nothing shows it.

    Args:
        fellows: the other mentions of the claim.
    """
    held = chain(unit.attribution, ground.attributions)
    said = speaker(ground, unit, held, fellows) if held else None
    return said or own_voice(ground, unit, fellows)


def _reasons(mentions: Mentions, found: Sequence[Knower | None], counted: Sequence[bool],
             of: Sequence[int | None]) -> list[Reason]:  # fmt: skip
    """Step by step, where each mention's chain ends."""
    out: dict[str, list[Span]] = {}
    spans: tuple[Span, ...]
    for n, (unit, who, counts) in enumerate(zip(mentions.units, found, counted, strict=True)):
        like = next((m for m in mentions.units if m is not unit), unit)
        if mentions.of[n] != n or mentions.of.count(n) > 1:
            like = mentions.units[next(k for k, f in enumerate(mentions.of) if f == mentions.of[n] and k != n)]
        if not counts:
            text, spans = f"{unit.article} carries a denial of it", (unit.span,)
        elif who is None and of[n] is not None:
            text = f"{unit.article} states it in the words of {like.article} and shows no source of its own"
            spans = (unit.span, like.span)
        elif who is None:
            text, spans = f"{unit.article} states it in its own voice and shows no source: unknown", (unit.span,)
        elif of[n] is None:
            text = f"{who.reason.text}, which is not plainly the same: not counted"
            spans = (*who.reason.spans, unit.span)
        else:
            text, spans = who.reason.text, who.reason.spans or (unit.span,)
        out.setdefault(text, []).extend(spans)
    return [Reason(text, tuple(sorted(set(spans)))) for text, spans in out.items()]


def _doubts(mentions: Mentions, groups: Sequence[Group], aside: Sequence[Group], joins: Joins, counted: Sequence[bool],
            of: Sequence[int | None]) -> list[Reason]:  # fmt: skip
    """The counter-check: what the texts leave open, and what the count would be then.

    Args:
        aside: groups that are not counted, as they do not plainly state the same.
    """
    count = len(groups)
    out = []
    for group in aside:
        who = group[0][1]
        out.append(Reason(f"Would be {count + 1} if what comes from {who.name} is the same", who.evidence))
    kept = {k.key for g in groups for _, k in g}
    for one, other in joins.open:
        if other.key not in kept:
            continue
        how = "did not rest on" if one.layer == CARRIED else "were others than" if one.layer == UNNAMED else "were not"
        text = f"Would be {count + 1} if {one.name} {how} {other.name}"
        out.append(Reason(text, (*one.evidence, *other.evidence)))
    unsaid = {mentions.units[n].span for g in aside for n, _ in g}
    silent = [u for n, (u, counts, g) in enumerate(zip(mentions.units, counted, of, strict=True))
              if counts and g is None and mentions.units[mentions.of[n]].span not in unsaid
              and u.span not in unsaid]  # fmt: skip
    if silent and count:
        names = wording_of(dict.fromkeys(u.article for u in silent))
        verb = "states" if len({u.article for u in silent}) == 1 else "state"
        text = f"Would be {count + 1} if what {names} {verb} " \
               "without a source came from somebody else"
        out.append(Reason(text, tuple(sorted(u.span for u in silent))))
    if count > 1:
        names = wording_of(group[0][1].name for group in groups)
        text = f"Would be fewer if {names} had it from each other, or from one source that nobody names"
        out.append(Reason(text, tuple(s for g in groups for s in g[0][1].evidence)))
    return out


def wording_of(names: Iterable[str]) -> str:
    """Names in a row: "a", "a and b", "a, b and c"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def as_origin(id: str, group: Sequence[Knower], names: dict[str, str]) -> Origin:
    """A group of knowers as the origin a reader is shown: its clearest description."""
    told = any(k.inner for k in group)  # words known only through others of the group: they are who knows

    def rank(k: Knower) -> tuple[bool, int, bool, bool, int, str, str]:
        nameless = k.name == UNSEEN_REPORT
        return (told and k.layer == NAMED, k.layer, k.weak, nameless, -len(k.name), k.key, k.article)

    best = min(group, key=rank)
    kind: OriginKind = best.kind
    via = tuple(dict.fromkeys(v for k in group for v in k.via if v != best.name))
    evidence = tuple(sorted({s for k in group for s in k.evidence}))
    room = next((k.newsroom for k in (best, *group) if k.newsroom), None)
    return Origin(id, best.name, kind, via, names.get(room, room) if room else None, evidence)
