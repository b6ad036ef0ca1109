"""A lost report as it was put together: on the terminal, in the HTML report, as JSON and as plain text.

It is nobody's published words, so it never stands in quotation marks, and everything that shows it says what it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final

from firsthand.lineage import rebuild
from firsthand.nouns import Reading, Reason, RebuiltSentence, Reconstruction, Span, Story, Trace
from firsthand.show import wording
from firsthand.show.markup import Links, esc_line
from firsthand.show.quoting import Texts
from firsthand.show.terminal import BLANK, Line
from firsthand.show.visible import one_line, visible

SCHEMA: Final = "firsthand/rebuild/1"
HEADING: Final = "Reconstruction, not a text that was published"
FIDELITY: Final = {
    "word-for-word": "in the report's words",
    "reworded": "in other words",
    "translated": "through another language",
}
_READINGS = 4  # of one sentence, on the terminal and in the report
_REASONS = 6  # sentences left out that are shown on the terminal
_CHARS = 600  # of one reading; a longer sentence is a list
_WIDTH = 96  # columns of the plain text

Rebuilt = tuple[Story, tuple[Reconstruction, ...]]


def rebuilt(trace: Trace, story: str | None = None) -> tuple[Rebuilt, ...]:
    """The lost reports of a trace by story; of one story where it is named.

    Raises:
        KeyError: there is no such story.
    """
    stories = [s for s in trace.stories if story in (None, s.id)]
    if story is not None and not stories:
        raise KeyError(story)
    return tuple((s, rebuild(s.layouts, s.passages, s.statements, s.lineage)) for s in stories)


def view(found: Sequence[Rebuilt], trace: Trace) -> Iterator[Line]:
    """The reconstructions as paragraphs for the terminal."""
    texts = Texts(trace)
    shown = [(story, r) for story, all_of in found for r in all_of]
    if not shown:
        yield Line("No lost report could be rebuilt: it takes two articles that rest on one text outside the pile.")
        return
    for story, r in shown:
        yield Line(HEADING, style="bold yellow")
        yield Line(f"{one_line(r.name, 80)}, from {_articles(r.witnesses, texts)} (story {story.id}: "
                   f"{one_line(story.title, 100)})", style="bold")  # fmt: skip
        yield BLANK
        for n, sentence in enumerate(r.text, start=1):
            yield from _sentence(n, sentence, texts)
        yield BLANK
        yield from _listed("Unsure: it may have had this besides", _unsure(r), texts)
        yield from _listed("What is missing, or not shown", r.missing, texts)
        yield from _listed("Left out: perhaps the articles' own", r.left_out, texts)


def _sentence(number: int, sentence: RebuiltSentence, texts: Texts) -> Iterator[Line]:
    first, *others = sentence.readings
    yield Line(_words(first, texts), 2, f"{number}. ")
    indent = 4 + len(str(number))
    notes = [FIDELITY[first.fidelity], f"in {_articles(first.articles, texts)}"]
    notes += [] if sentence.placed else ["its place is not sure"]
    yield Line(f"{', '.join(notes)}; {_certainty(sentence)}", indent, style="dim")
    for reading in others[: _READINGS - 1]:
        yield Line(f"{_words(reading, texts)} - {FIDELITY[reading.fidelity]}, in {_articles(reading.articles, texts)}",
                   indent, "~ ")  # fmt: skip
    if (left := len(others) - (_READINGS - 1)) > 0:
        yield Line(f"and {wording.count(left, 'reading')} more (see --json)", indent, style="dim")


def _certainty(sentence: RebuiltSentence) -> str:
    """ "sure (0.97)"; cut, not rounded: 0.9499 is not yet sure."""
    return f"{sentence.certainty} ({int(sentence.confidence * 100 + 1e-6) / 100:.2f})"


def _unsure(r: Reconstruction) -> list[Reason]:
    """The sentences that are not shown as its text, each with why it may be the report's."""
    return [Reason(f"{x.text} ({s.confidence:.2f})", s.readings[0].spans) for s in r.unsure for x in s.reasons[:1]]


def _listed(title: str, reasons: Sequence[Reason], texts: Texts) -> Iterator[Line]:
    if not reasons:
        return
    yield Line(title, style="bold cyan")
    for reason in reasons[:_REASONS]:
        place = f": {one_line(texts.words(reason.spans[0]), 110)}" if reason.spans else ""
        yield Line(f"{one_line(reason.text, 300)}{place}", 2, "- ")
    if len(reasons) > _REASONS:
        yield Line(f"and {len(reasons) - _REASONS} more (see --json)", 2, style="dim")
    yield BLANK


def _articles(ids: Sequence[str], texts: Texts) -> str:
    return wording.joined([texts.short(a) for a in ids], 6)


def _words(reading: Reading, texts: Texts) -> str:
    """One article's words of a reading, those of its stretches that stand apart joined by an ellipsis."""
    return " … ".join(one_line(texts.words(s), _CHARS) for s in reading.at(reading.articles[0]))


def as_text(found: Sequence[Rebuilt], trace: Trace) -> str:
    """The likeliest readings as plain text, under a heading that says what it is; doubtful sentences marked."""
    from textwrap import fill

    texts = Texts(trace)
    out = []
    for story, all_of in found:
        for r in all_of:
            out += [HEADING.upper(), "", f"{one_line(r.name, 80)}, story {story.id}", ""]
            out += [fill(f"Put together from {_articles(r.witnesses, texts)}. Marks in square brackets are not part of "
                         "it.", _WIDTH), ""]  # fmt: skip
            for paragraph in _paragraphs(r, trace):
                out += [fill(" ".join(_marked(s, texts) for s in paragraph), _WIDTH), ""]
            if r.unsure:
                many = wording.count(len(r.unsure), "further sentence")
                out += [fill(f"[Unsure, and not shown: {many} that it may have had]", _WIDTH)]
            out += [fill(f"[Missing: {one_line(m.text, 300)}]", _WIDTH) for m in r.missing]
            out += ["", HEADING.upper(), "", ""]
    return "\n".join(out).rstrip("\n") + "\n" if out else f"{HEADING}: none could be made.\n"


def _marked(sentence: RebuiltSentence, texts: Texts) -> str:
    first = sentence.readings[0]
    marks = [FIDELITY[first.fidelity]] if first.fidelity != "word-for-word" else []
    marks += [] if sentence.placed else ["place not sure"]
    marks += [f"{sentence.certainty}, one witness"] if len(sentence.witnesses) == 1 else []
    return visible(_words(first, texts)) + (f" [{'; '.join(marks)}]" if marks else "")


def _paragraphs(r: Reconstruction, trace: Trace) -> list[list[RebuiltSentence]]:
    """The sentences of the text, a new paragraph where the article they are read from has one."""
    number = {
        s.span: (layout.id, s.paragraph)
        for layout in trace.layouts
        if layout.id in r.witnesses
        for s in layout.sentences
    }
    out: list[list[RebuiltSentence]] = []
    before: list[tuple[str, int]] = []
    for s in r.text:
        places = [number[x] for x in s.readings[0].spans if x in number]
        if not out or not set(places) & set(before):
            out.append([])
        out[-1].append(s)
        before = places
    return out


def as_json(found: Sequence[Rebuilt], trace: Trace) -> str:
    """Every reconstruction with all its readings, the articles' hashes beside them."""
    texts = Texts(trace)
    ids = sorted({a for _, all_of in found for r in all_of for a in r.witnesses})
    used = [texts.layouts[a].article for a in ids]
    data = {
        "schema": SCHEMA,
        "version": trace.version,
        "notice": HEADING,
        "articles": [{"id": a.id, "outlet": a.outlet, "sha256": a.sha256} for a in used],
        "reconstructions": [_data(story, r, texts) for story, all_of in found for r in all_of],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _data(story: Story, r: Reconstruction, texts: Texts) -> dict[str, Any]:
    return {
        "story": story.id,
        "node": r.node,
        "name": r.name,
        "confidence": r.confidence,
        "witnesses": list(r.witnesses),
        "sentences": [
            {
                "confidence": s.confidence,
                "certainty": s.certainty,
                "placed": s.placed,
                "readings": [
                    {"fidelity": x.fidelity, "spans": [_place(p, texts) for p in x.spans]} for x in s.readings
                ],
                "reasons": _reasons(s.reasons, texts),
            }
            for s in r.sentences
        ],
        "missing": _reasons(r.missing, texts),
        "left_out": _reasons(r.left_out, texts),
    }


def _place(span: Span, texts: Texts) -> dict[str, Any]:
    return {"article": span.article, "start": span.start, "end": span.end, "text": texts.words(span)}


def _reasons(reasons: Sequence[Reason], texts: Texts) -> list[dict[str, Any]]:
    return [{"text": r.text, "spans": [_place(s, texts) for s in r.spans]} for r in reasons]


def section(story: Story, links: Links) -> str:
    """The report's part on the lost originals of a story, folded; "" where none can be rebuilt."""
    found = rebuild(story.layouts, story.passages, story.statements, story.lineage)
    if not found:
        return ""
    parts = [f'<section id="{story.id}-rebuilt"><h3>The lost original, rebuilt</h3>']
    for r in found:
        size = f"{wording.count(len(r.text), 'sentence')} from {wording.count(len(r.witnesses), 'article')}"
        items = "".join(f"<li>{_item(s, links)}</li>" for s in r.text)
        lost = f"<h4>What is missing, or not shown</h4>{links.reasons(r.missing)}" if r.missing else ""
        left = ""
        if r.unsure:
            left = (f"<details><summary>Unsure, and not in the text: {len(r.unsure)}</summary>"
                    f'<ul>{"".join(f"<li>{_item(s, links)}</li>" for s in r.unsure)}</ul></details>')  # fmt: skip
        if r.left_out:
            left += (f"<details><summary>Left out, perhaps the articles' own: {len(r.left_out)}</summary>"
                    f"{links.reasons(r.left_out)}</details>")  # fmt: skip
        parts.append(
            f'<details><summary><b>{escape(HEADING)}</b>: {esc_line(r.name, 80)}, <span class="how">{size}, '
            f"{wording.confidence(r.confidence)}</span></summary>"
            f"<p>Put together from {links.articles(r.witnesses)}. {escape(HEADING)}.</p>"
            f'<ol class="rebuilt">{items}</ol>{lost}{left}</details>'
        )
    return "\n".join([*parts, "</section>"])


def _item(sentence: RebuiltSentence, links: Links) -> str:
    first, *others = sentence.readings
    how = [FIDELITY[first.fidelity], _certainty(sentence)]
    how += [] if sentence.placed else ["its place is not sure"]
    rows = "".join(
        f'<li>{_reading(x, links)} <span class="how">{FIDELITY[x.fidelity]}: {links.articles(x.articles)}</span></li>'
        for x in others[: 2 * _READINGS]
    )
    variants = f"<details><summary>other readings: {len(others)}</summary><ul>{rows}</ul></details>" if others else ""
    return (
        f'{_reading(first, links)} <span class="how">{", ".join(how)}: {links.articles(first.articles)}</span>'
        f"{variants}"
    )


def _reading(reading: Reading, links: Links) -> str:
    """The words, linked to their place; no quotation marks round them."""
    parts = [
        f'<a class="q" href="#{links.mark(s, "reason")}"><bdi>{esc_line(links.texts.words(s), _CHARS)}</bdi></a>'
        for s in reading.at(reading.articles[0])
    ]
    return " … ".join(parts)
