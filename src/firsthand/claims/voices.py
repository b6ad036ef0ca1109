"""From a mention in an outlet's own voice to who knows it.

It belongs to the report it was taken from where copying or a credit shows one, else to the newsroom where the text
shows newsgathering on the day's news, else to nobody shown. What a text says about its own sourcing in general is never
read.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.claims.knowers import CARRIED, Ground, Knower, copied
from firsthand.claims.newsrooms import Newsrooms, Report
from firsthand.claims.units import Unit
from firsthand.languages import has_table, stem, table
from firsthand.nouns import UNSEEN_REPORT, Reason

_OLD_DAYS = 7  # an event further back than this is background on the day of the article
_LEAD = 3  # sentences of the body that tell the day's news in any case
_SUBJECT = 20  # characters between a body's name and what it did: "the Assembly on Friday voted"


def own_voice(ground: Ground, unit: Unit, fellows: Sequence[Unit]) -> Knower | None:
    """A statement no one is quoted with: taken from a report, gathered, or shown by nothing."""
    article, rooms = unit.article, ground.rooms
    for report in rooms.reports[article]:
        why = _explains(ground, unit, report, fellows)
        if why is not None:
            return _carried(ground, article, report, why)
    for report in rooms.reports[article]:
        if report.sure:
            why = Reason(f"{article} as a whole rests on {report.name}{_shown(article, report)}", (unit.span,))
            return _carried(ground, article, report, why)
    takers = [f for f in fellows if any(r.node == article for r in rooms.reports.get(f.article, ()))]
    if takers and not ground.gathered.get(article):
        key, taker = rooms.own[article], takers[0]
        text = f"{article} names nobody, and {taker.article}, which states it too, rests on it"
        why = Reason(text, (unit.span, taker.span))
        return _carried(ground, article, Report(key, article, rooms.names[key], True, 1.0), why)
    act = _public_act(ground, unit)
    if act is not None:
        return act
    shown = _gathering(ground, unit)
    if shown is not None and not dated_back(ground, unit):
        key = rooms.own[article]
        reason = Reason(f"{article} states it in its own voice and shows newsgathering: {shown.text}", shown.spans)
        return Knower(f"own:{key}", "own-reporting", rooms.names[key], CARRIED, article, reason,
                      families=frozenset({key}), newsroom=key, evidence=shown.spans,
                      weak=not of_the_day(ground, unit), dispatch=_is_dispatch(ground, shown))  # fmt: skip
    mates = [f.article for f in fellows if f.article != article and copied(ground, unit, f)]
    if mates:
        first = min([article, *mates])
        reason = Reason(f"{article} states it in words it shares with {', '.join(sorted(set(mates)))}", (unit.span,))
        return Knower(f"text:{first}", "report", UNSEEN_REPORT, CARRIED, article, reason,
                      families=frozenset(rooms.own[a] for a in (article, *mates)), evidence=(unit.span,),
                      weak=True)  # fmt: skip
    return None


def _public_act(ground: Ground, unit: Unit) -> Knower | None:
    """What a body did in the open ("The Assembly voted ..."): one origin, however many describe it."""
    language = ground.layouts[unit.article].article.language
    if not has_table(language, "acts"):
        return None
    verbs = {stem(v, language) for v in table(language, "acts")["verbs"]}
    done = [w for w in unit.words if w.form.endswith("ed") and stem(w.form, language) in verbs]
    for m, entity in ground.named_in.get(unit.article, ()) if done else ():
        if entity.kind not in ("organisation", "place") or not unit.span.contains(m):
            continue
        if any(0 <= w.start - m.end <= _SUBJECT for w in done):
            reason = Reason(f"{unit.article} describes a public act of {entity.name}", (m,))
            return Knower("act", "public-statement", entity.name, CARRIED, unit.article, reason, evidence=(m,),
                          weak=True)  # fmt: skip
    return None


def _shown(article: str, report: Report) -> str:
    return f" ({article} {report.reasons[0]})" if report.reasons else ""


def _gatherer(rooms: Newsrooms, report: Report) -> str | None:
    return report.key if report.key in rooms.names and not report.key.startswith("?") else None


def _explains(ground: Ground, unit: Unit, report: Report, fellows: Sequence[Unit]) -> Reason | None:
    """Why a report that others rest on too is where a mention in an outlet's own voice comes from, or None."""
    rooms = ground.rooms
    for fellow in fellows:
        if fellow.article == unit.article or not rooms.rests_on(fellow.article, report.key):
            continue
        sure = rooms.credits(unit.article, report.key) or rooms.credits(fellow.article, report.key)
        shared = copied(ground, unit, fellow)
        if shared and not sure:
            continue  # a copy shows nothing that its original does not
        if shared:
            text = f"{unit.article} states it in words shared with {fellow.article}, which rests on {report.name}"
            return Reason(text, (unit.span, fellow.span))
        if report.whole:
            text = f"{unit.article} rests on {report.name}{_shown(unit.article, report)}"
            return Reason(f"{text}, and so does {fellow.article}, which states it too", (unit.span, fellow.span))
    return None


def _carried(ground: Ground, article: str, report: Report, why: Reason) -> Knower:
    """A report that names nobody, as the origin of what was taken from it."""
    every = frozenset(r.key for r in ground.rooms.reports[article] if r.whole) | {report.key}
    return Knower(f"report:{report.key}", "report", f"{report.name} report", CARRIED, article, why, families=every,
                  newsroom=_gatherer(ground.rooms, report), rooms=every, evidence=why.spans, weak=True,
                  inferred=report.node in ground.layouts)  # fmt: skip


def _is_dispatch(ground: Ground, shown: Reason) -> bool:
    layout = ground.layouts[shown.spans[0].article] if shown.spans else None
    return layout is not None and layout.zone_at(shown.spans[0].start) == "dateline"


def _gathering(ground: Ground, unit: Unit) -> Reason | None:
    """The newsgathering that bears on a mention: the article's dateline, or a sign in its sentence or one beside it."""
    layout = ground.layouts[unit.article]
    for shown in ground.gathered.get(unit.article, ()):
        if _is_dispatch(ground, shown):
            return shown
        near = [s.span for s in layout.sentences[max(0, unit.sentence - 1) : unit.sentence + 2]]
        if any(span.overlaps(s) for span in shown.spans for s in near):
            return shown
    return None


def dated_back(ground: Ground, unit: Unit) -> bool:
    """Whether the sentence of a mention dates itself to well before the article's day, and to nothing newer."""
    ages = _ages(ground, unit)
    return bool(ages) and min(ages) > _OLD_DAYS


def of_the_day(ground: Ground, unit: Unit) -> bool:
    """Whether a mention is the day's news: it stands in the lead, or its sentence dates itself to these days."""
    layout = ground.layouts[unit.article]
    body = [n for n, s in enumerate(layout.sentences) if s.zone == "body"][:_LEAD]
    return unit.sentence in body or any(age <= _OLD_DAYS for age in _ages(ground, unit))


def _ages(ground: Ground, unit: Unit) -> list[int]:
    """How many days before the article's day the time expressions of the mention's sentence lie."""
    from datetime import date

    anchor = ground.timeline.anchor(unit.article)
    sentence = ground.layouts[unit.article].sentences[unit.sentence].span
    out = []
    for p in ground.points_in.get(unit.article, ()):
        if not p.expression.overlaps(sentence):
            continue
        if p.grain in ("year", "decade", "month", "season", "duration"):
            out.append(_OLD_DAYS + 1)
            continue
        try:
            out.append((date.fromisoformat((anchor or "")[:10]) - date.fromisoformat(p.value[:10])).days)
        except ValueError:
            continue
    return out
