# ruff: noqa: E501  (a table of prose)
"""A trace written by hand: the Orrin gate story (invented places, people and outlets), and one article besides.

Seven articles tell of a flood below the Orrin dam. Ardline, an agency whose report is not in the pile, had the story
from unnamed officials; the Evening Ledger and the North Courier printed it, the Daily Plain retold it and lost who said
it, the Morning Bulletin shares prose with the Daily Plain, Radio Marl has it through the Coast Tribune, the Two Rivers
Post merged it with Telmark, and the Sellow Gazette went to the hospital and carries the denial.
"""

from __future__ import annotations

from hashlib import sha256

from firsthand.nouns import (
    Actor,
    Anchor,
    Article,
    Attribution,
    Claim,
    Credit,
    Derivation,
    Difference,
    Duplicate,
    Entity,
    Group,
    Intake,
    Layout,
    Lineage,
    Mention,
    Node,
    Origin,
    Passage,
    Published,
    Reason,
    Rejection,
    Relation,
    Sentence,
    Source,
    Span,
    Statements,
    Story,
    Summary,
    Timeline,
    TimePoint,
    Trace,
    Zone,
)

TEXTS = {
    "bulletin": """Cracked gate was known for weeks before the Sellow flood

Engineers had warned of cracks in the main gate of the Orrin dam for weeks before it gave way above Sellow on Tuesday night.
The gate was to be replaced in spring. Water reached the lower streets within forty minutes, and the school gymnasium has been turned into a shelter.
""",
    "harbour": """Harbour dues in Port Mellis to rise by a tenth

PORT MELLIS - The harbour council voted on Monday to raise mooring dues by a tenth from the first of next month, the first rise in six years.
Skippers of small boats said they had not been asked.
""",
    "ledger": """State water board knew of cracks at Orrin dam, officials say

SELLOW, March 4 (Ardline) - The state water board knew of cracks in the main gate of the Orrin dam three weeks before it burst, two officials with knowledge of the inspection told Ardline.
At least 14 people died when the gate gave way on Tuesday night and water swept through the lower streets of Sellow.
"They had the photographs on their desks," one of the officials said.
The board did not answer calls on Wednesday.

Photo: Ardline/Pera Lund
Read more: Ten storms that changed the coast
""",
    "marl": """Orrin: what the board knew

The water board had been told about the damaged gate weeks earlier, Ardline reported, as quoted by the Coast Tribune.
Officials familiar with the inspection described photographs of the cracks.
""",
    "north": """Board was told of dam cracks weeks before flood

The state water board knew of cracks in the main gate of the Orrin dam three weeks before it burst, two officials with knowledge of the inspection told Ardline.
At least 14 people died when the gate gave way on Tuesday night and water swept through the lower streets of Sellow.
""",
    "plain": """Cracked gate was known about before Sellow drowned

The state water board knew of cracks in the Orrin dam's main gate three weeks before the disaster.
The gate was to be replaced in spring. Water reached the lower streets within forty minutes.
Rioters threw stones at the board's offices on Wednesday evening.
""",
    "rivers": """Fourteen dead at Sellow as questions mount over dam gate

The state water board knew of cracks in the main gate of the Orrin dam three weeks before it burst, officials told Ardline, while Telmark said a replacement had been put off twice for want of money.
At least 14 people died when the gate gave way on Tuesday night.
A crowd of protesters gathered outside the board's offices on Wednesday evening.
(Ardline/Telmark)
""",
    "sellow": """Seventeen dead, hospital says; board rejects claims over gate

By Ines Varga in Sellow

Seventeen people have died, Dr Tomas Rehn of Sellow General told the Gazette in the hospital's courtyard on Thursday morning.
The water board's chairwoman, Maud Ekelin, rejected reports that her staff had known of cracks. "No such inspection ever reached us," she told reporters.
Among those who stood outside the board's offices were protesters with photographs of the missing.
""",
}  # fmt: skip

OUTLETS = {"bulletin": "Morning Bulletin", "harbour": "Mellis Harbour Times", "ledger": "Evening Ledger",
           "marl": "Radio Marl", "north": "North Courier", "plain": "Daily Plain", "rivers": "Two Rivers Post",
           "sellow": "Sellow Gazette"}  # fmt: skip

PUBLISHED = {"ledger": Published("2031-03-04", "dateline"), "sellow": Published("2031-03-06", "record"),
             "rivers": Published("2031-03-05", "meta"), "north": Published("2031-03-05", "meta")}  # fmt: skip


def span(article: str, words: str, nth: int = 0) -> Span:
    """Where ``words`` stand in an article of the fixture (the ``nth`` time, from 0)."""
    start = -1
    for _ in range(nth + 1):
        start = TEXTS[article].index(words, start + 1)
    return Span(article, start, start + len(words))


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article(id: str) -> Article:
    text = TEXTS[id]
    return Article(
        id, f"{id}.txt", text, digest(text), digest(text), outlet=OUTLETS[id], title=text.split("\n", 1)[0],
        author="Ines Varga" if id == "sellow" else None, published=PUBLISHED.get(id, Published()), language="en",
        metadata=(("encoding", "utf-8, guessed"),) if id == "sellow" else (),
        url="https://gazette.example/orrin?a=1&b=2" if id == "sellow" else None,
    )  # fmt: skip


def layout(id: str) -> Layout:
    """An article with its zones: the first line is the headline, the rest body but for the marked bits."""
    special = {
        "SELLOW, March 4 (Ardline) -": "dateline", "Photo: Ardline/Pera Lund": "credit-photo", "(Ardline/Telmark)": "credit-text",
        "Read more: Ten storms that changed the coast": "furniture", "By Ines Varga in Sellow": "byline", "PORT MELLIS -": "dateline",
    }  # fmt: skip
    zones, sentences, start = [], [], 0
    for number, line in enumerate(TEXTS[id].split("\n")):
        at, end = start, start + len(line)
        for words, kind in special.items():
            if line.startswith(words):
                zones.append(Zone(Span(id, at, at + len(words)), kind))  # type: ignore[arg-type]
                at += len(words) + (1 if len(words) < len(line) else 0)
        if at < end:
            kind = "headline" if number == 0 else "body"
            zones.append(Zone(Span(id, at, end), kind))
            sentences.append(Sentence(Span(id, at, end), kind, number))
        start = end + 1
    credits = tuple(c for c in CREDITS if c.span.article == id and c.whole)
    return Layout(article(id), tuple(zones), tuple(sentences), (), credits)


CREDITS = (
    Credit(span("ledger", "(Ardline)"), "text", "Ardline", True, confidence=0.97, reasons=(Reason("An agency's name in brackets after the dateline.", (span("ledger", "SELLOW, March 4 (Ardline) -"),)),)),
    Credit(span("ledger", "told Ardline"), "text", "Ardline", confidence=0.9),
    Credit(span("ledger", "Photo: Ardline/Pera Lund"), "photo", "Ardline", confidence=0.95),
    Credit(span("marl", "Ardline reported"), "text", "Ardline", confidence=0.9),
    Credit(span("marl", "as quoted by the Coast Tribune"), "relay", "Coast Tribune", confidence=0.92),
    Credit(span("north", "told Ardline"), "text", "Ardline", confidence=0.9),
    Credit(span("rivers", "told Ardline"), "text", "Ardline", confidence=0.9),
    Credit(span("rivers", "(Ardline/Telmark)"), "text", "Ardline", True, confidence=0.95),
)  # fmt: skip

LEAD = "The state water board knew of cracks in the main gate of the Orrin dam three weeks before it burst"
DEAD = "At least 14 people died when the gate gave way on Tuesday night"

PASSAGES = (
    Passage(span("bulletin", "The gate was to be replaced in spring. Water reached the lower streets within forty minutes"),
            span("plain", "The gate was to be replaced in spring. Water reached the lower streets within forty minutes"), "verbatim"),
    Passage(span("ledger", f"{LEAD}, two officials with knowledge of the inspection told Ardline."),
            span("north", f"{LEAD}, two officials with knowledge of the inspection told Ardline."), "verbatim"),
    Passage(span("ledger", LEAD), span("plain", "The state water board knew of cracks in the Orrin dam's main gate three weeks before the disaster"), "edited", 0.81),
    Passage(span("ledger", f"{LEAD}, two officials with knowledge of the inspection told Ardline"), span("rivers", f"{LEAD}, officials told Ardline"), "edited", 0.93),
    Passage(span("ledger", DEAD), span("rivers", DEAD), "verbatim"),
)  # fmt: skip

LINEAGE = Lineage(
    sources=(
        Source("?ardline", "Ardline", "agency", False, (span("ledger", "(Ardline)"), span("north", "told Ardline"))),
        Source("?coast-tribune", "Coast Tribune", "outlet", False, (span("marl", "as quoted by the Coast Tribune"),)),
        Source("?telmark", "Telmark", "agency", False, (span("rivers", "Telmark said"),)),
    ),
    nodes=(
        Node("?ardline", "unseen", "Ardline"), Node("?coast-tribune", "unseen", "Coast Tribune"), Node("?telmark", "unseen", "Telmark"),
        *(Node(id, "article", OUTLETS[id]) for id in sorted(TEXTS) if id != "harbour"),
    ),
    edges=(
        Derivation("?coast-tribune", "?ardline", "cites", confidence=0.85, reasons=(Reason("The Coast Tribune is named as quoting Ardline.", (span("marl", "Ardline reported, as quoted by the Coast Tribune"),)),)),
        Derivation("bulletin", "plain", "rewrite", directed=False, cut=0.4, added=0.45, confidence=0.62, reasons=(Reason("They share a run of 17 words; nothing tells who had it first.", (PASSAGES[0].a, PASSAGES[0].b)),)),
        Derivation("ledger", "?ardline", "reprint", added=0.05, confidence=0.97, reasons=(Reason("The dateline credits Ardline.", (span("ledger", "(Ardline)"),)),)),
        Derivation("marl", "?coast-tribune", "cites", confidence=0.9, reasons=(Reason("It says it has Ardline's report through the Coast Tribune.", (span("marl", "as quoted by the Coast Tribune"),)),)),
        Derivation("north", "?ardline", "edited", cut=0.5, confidence=0.93, reasons=(Reason("It credits Ardline and carries its words.", (span("north", "told Ardline"), PASSAGES[1].b)),)),
        Derivation("plain", "?ardline", "rewrite", cut=0.6, added=0.6, confidence=0.55, reasons=(Reason("Its first sentence is the one two credited copies carry, reordered.", (PASSAGES[2].b, PASSAGES[2].a)),)),
        Derivation("rivers", "?ardline", "edited", added=0.4, confidence=0.95, reasons=(Reason("Two agencies are credited at the foot.", (span("rivers", "(Ardline/Telmark)"),)),)),
        Derivation("rivers", "?telmark", "cites", confidence=0.8, reasons=(Reason("One statement is credited to Telmark.", (span("rivers", "Telmark said"),)),)),
    ),
)  # fmt: skip

ATTRIBUTIONS = (
    Attribution("ledger#a1", "ledger", span("ledger", "two officials with knowledge of the inspection"), span("ledger", "told"), (span("ledger", LEAD),), "indirect",
                addressee=span("ledger", "Ardline", 1), entity="e1", chain=("two officials with knowledge of the inspection", "Ardline"), confidence=0.9,
                reasons=(Reason("A reporting verb with an addressee.", (span("ledger", "told Ardline"),)),)),
    Attribution("ledger#a2", "ledger", span("ledger", "one of the officials"), span("ledger", "said"), (span("ledger", "\"They had the photographs on their desks,\""),), "direct", entity="e1", chain=("two officials with knowledge of the inspection", "Ardline"), confidence=0.88),
    Attribution("ledger#a3", "ledger", span("ledger", "The board"), span("ledger", "did not answer calls"), (), "no-comment", entity="e2", chain=("state water board",), confidence=0.85),
    Attribution("marl#a1", "marl", span("marl", "Ardline"), span("marl", "reported"), (span("marl", "The water board had been told about the damaged gate weeks earlier"),), "hearsay", entity="e4", chain=("Ardline", "Coast Tribune"), confidence=0.8),
    Attribution("north#a1", "north", span("north", "two officials with knowledge of the inspection"), span("north", "told"), (span("north", LEAD),), "indirect", addressee=span("north", "Ardline"), entity="e1", chain=("two officials with knowledge of the inspection", "Ardline"), confidence=0.9),
    Attribution("rivers#a1", "rivers", span("rivers", "officials"), span("rivers", "told"), (span("rivers", LEAD),), "indirect", addressee=span("rivers", "Ardline"), entity="e1", chain=("officials", "Ardline"), confidence=0.86),
    Attribution("sellow#a1", "sellow", span("sellow", "Dr Tomas Rehn of Sellow General"), span("sellow", "told"), (span("sellow", "Seventeen people have died"),), "indirect", addressee=span("sellow", "the Gazette"), entity="e3", chain=("Dr Tomas Rehn",), confidence=0.93),
    Attribution("sellow#a2", "sellow", span("sellow", "Maud Ekelin"), span("sellow", "rejected reports"), (span("sellow", "her staff had known of cracks"),), "denial", entity="e5", chain=("Maud Ekelin",), confidence=0.94),
    Attribution("sellow#a3", "sellow", span("sellow", "she"), span("sellow", "told"), (span("sellow", "\"No such inspection ever reached us,\""),), "direct", parent="sellow#a2", addressee=span("sellow", "reporters"), entity="e5", chain=("Maud Ekelin",), confidence=0.9),
)  # fmt: skip

ENTITIES = (
    Entity("e1", "two officials with knowledge of the inspection", "unnamed", ("officials",), (span("ledger", "two officials with knowledge of the inspection"),)),
    Entity("e2", "state water board", "organisation", ("The board", "water board"), (span("ledger", "state water board"),)),
    Entity("e3", "Dr Tomas Rehn", "person", (), (span("sellow", "Dr Tomas Rehn"),), ("doctor at Sellow General",)),
    Entity("e4", "Ardline", "agency", (), (span("marl", "Ardline"),)),
    Entity("e5", "Maud Ekelin", "person", ("she",), (span("sellow", "Maud Ekelin"),), ("chairwoman of the water board",), "e2"),
)  # fmt: skip

OFFICIALS = Origin("o1", "two officials with knowledge of the inspection", "unnamed", ("Ardline",), "Ardline", (span("ledger", "two officials with knowledge of the inspection"),))

CLAIMS = (
    Claim("c1", LEAD, (
        Mention(span("bulletin", "Engineers had warned of cracks in the main gate of the Orrin dam for weeks"), "asserted"),
        Mention(span("ledger", LEAD), "attributed", "ledger#a1", "o1"),
        Mention(span("marl", "The water board had been told about the damaged gate weeks earlier"), "attributed", "marl#a1", "o1"),
        Mention(span("north", LEAD), "attributed", "north#a1", "o1"),
        Mention(span("plain", "The state water board knew of cracks in the Orrin dam's main gate three weeks before the disaster"), "asserted"),
        Mention(span("rivers", LEAD), "attributed", "rivers#a1", "o1"),
        Mention(span("sellow", "her staff had known of cracks"), "denied", "sellow#a2", "o4"),
    ), (OFFICIALS, Origin("o4", "Maud Ekelin", "named", (), "Sellow Gazette", (span("sellow", "Maud Ekelin"),))), 1, 2, 1, "disputed", confidence=0.84, reasons=(
        Reason("Four mentions end with two officials who spoke to Ardline: one origin.", (span("ledger", "two officials with knowledge of the inspection told Ardline"), span("north", "told Ardline"), span("rivers", "officials told Ardline"), span("marl", "Ardline reported"))),
        Reason("Two mentions stand in the outlet's own voice and show no newsgathering: unknown.", (span("bulletin", "Engineers had warned of cracks"), PASSAGES[2].b)),
        Reason("The board's chairwoman denies it.", (span("sellow", "rejected reports that her staff had known of cracks"),)),
    )),
    Claim("c2", "At least 14 people died", (
        Mention(span("ledger", "At least 14 people died"), "asserted", None, "o2"), Mention(span("north", "At least 14 people died"), "asserted", None, "o2"),
        Mention(span("rivers", "At least 14 people died"), "asserted", None, "o2"), Mention(span("sellow", "Seventeen people have died"), "attributed", "sellow#a1", "o3"),
    ), (Origin("o2", "Ardline", "report", (), "Ardline", (span("ledger", "(Ardline)"),)), Origin("o3", "Dr Tomas Rehn", "named", (), "Sellow Gazette", (span("sellow", "Dr Tomas Rehn"),))), 2, 0, 2, "several-origins", confidence=0.78, reasons=(
        Reason("Three mentions rest on one Ardline report that names nobody: one origin.", (span("ledger", "(Ardline)"),)),
        Reason("A doctor told the Sellow Gazette at the hospital: another.", (span("sellow", "told the Gazette in the hospital's courtyard"),)),
    )),
    Claim("c3", "The gate was to be replaced in spring", (
        Mention(span("bulletin", "The gate was to be replaced in spring"), "asserted"), Mention(span("plain", "The gate was to be replaced in spring"), "asserted"),
    ), (), 1, 2, 0, "cannot-tell", confidence=0.5, reasons=(Reason("Neither article says how it knows; they share the wording.", (PASSAGES[0].a, PASSAGES[0].b)),)),
    Claim("c4", "\"They had the photographs on their desks,\"", (Mention(span("ledger", "\"They had the photographs on their desks,\""), "attributed", "ledger#a2", "o1"),), (OFFICIALS,), 1, 0, 1, "single-origin", confidence=0.8),
    Claim("c5", "a replacement had been put off twice for want of money", (Mention(span("rivers", "a replacement had been put off twice for want of money"), "attributed", None, "o5"),), (Origin("o5", "Telmark", "report", (), "Telmark", (span("rivers", "Telmark said"),)),), 1, 0, 1, "single-origin", confidence=0.7),
)  # fmt: skip

DIFFERENCES = (
    Difference("d1", "denial", ((span("ledger", LEAD), span("rivers", LEAD)), (span("sellow", "rejected reports that her staff had known of cracks"),)), ("c1",), confidence=0.93, reasons=(Reason("One side states it, the other rejects it.", (span("sellow", "\"No such inspection ever reached us,\""),)),)),
    Difference("d2", "number", ((span("ledger", "14"), span("rivers", "14")), (span("sellow", "Seventeen", 1),)), ("c2",), confidence=0.9, reasons=(Reason("The number of dead: 14 against seventeen, two days later."),)),
    Difference("d3", "label", ((span("plain", "Rioters"),), (span("rivers", "protesters"), span("sellow", "protesters"))), (), confidence=0.72, reasons=(Reason("The crowd at the board's offices is called rioters or protesters."),)),
    Difference("d4", "attribution", ((span("ledger", "two officials with knowledge of the inspection told Ardline"),), (span("plain", "The state water board knew of cracks"),)), ("c1",), confidence=0.8, reasons=(Reason("The officials behind it have vanished in the retelling."),)),
)  # fmt: skip

TIMELINE = Timeline(
    (
        TimePoint(span("ledger", "three weeks before it burst"), "2031-02-11", "week", "The state water board knew of cracks", ("c1",), confidence=0.6),
        TimePoint(span("ledger", "on Tuesday night"), "2031-03-04", "part-of-day", "the gate gave way", ("c2",), confidence=0.82, reasons=(Reason("The Tuesday of the dateline's week.", (span("ledger", "March 4"),)),)),
        TimePoint(span("plain", "on Wednesday evening"), "", "unresolved", "Rioters threw stones", confidence=0.4, reasons=(Reason("Nothing in the article says which week.",),)),
        TimePoint(span("sellow", "on Thursday morning"), "2031-03-06", "part-of-day", "Seventeen people have died", ("c2",), confidence=0.88),
        TimePoint(span("bulletin", "in spring"), "2031-21", "season", "The gate was to be replaced", ("c3",), confidence=0.5),
    ),
    (Anchor("ledger", "2031-03-04", "dateline", confidence=0.9), Anchor("plain", None, "none", confidence=0.2)),
)  # fmt: skip

STORY = Story(
    "s1", "State water board knew of cracks at Orrin dam, officials say",
    Group(tuple(sorted(set(TEXTS) - {"harbour"})), confidence=0.9, reasons=(Reason("They share the Orrin dam, its gate and Sellow."),)),
    tuple(layout(id) for id in sorted(TEXTS) if id != "harbour"),
    Summary(7, "c1", 1, 2, 1, ("sellow",)),
    PASSAGES, Statements(ATTRIBUTIONS, ENTITIES, CREDITS), LINEAGE, CLAIMS, DIFFERENCES, TIMELINE,
    (
        Actor("e2", "state water board", "organisation", ("The board", "water board"), (span("ledger", "state water board"), span("plain", "state water board"))),
        Actor("e5", "Maud Ekelin", "person", (), (span("sellow", "Maud Ekelin"),)),
        Actor("e3", "Dr Tomas Rehn", "person", (), (span("sellow", "Dr Tomas Rehn"),)),
    ),
    (Relation("e5", "e2", "leads", (), (span("sellow", "The water board's chairwoman, Maud Ekelin"),)), Relation("e5", "e2", "denies", ("c1",), (span("sellow", "Maud Ekelin, rejected reports"),)),
     Relation("e2", "e3", "met", (), (), condition="if the court agrees", negated=True)),
    ("Whether the Morning Bulletin had it from the Daily Plain or the other way round.", "Who told the Daily Plain and the Morning Bulletin of the cracks."),
)  # fmt: skip

HARBOUR = Story(
    "s2", "Harbour dues in Port Mellis to rise by a tenth", Group(("harbour",), confidence=0.95), (layout("harbour"),),
    Summary(1, "c1", 1, 0, 1), (), Statements((), (), ()), Lineage((), (Node("harbour", "article", "Mellis Harbour Times"),), ()),
    (Claim("c1", "The harbour council voted on Monday to raise mooring dues by a tenth", (Mention(span("harbour", "The harbour council voted on Monday to raise mooring dues by a tenth"), "asserted", None, "o1"),),
           (Origin("o1", "vote of the harbour council", "public-statement", (), None, (span("harbour", "The harbour council voted"),)),), 1, 0, 1, "single-origin", confidence=0.7),),
    (), Timeline((), ()), (), (),
)  # fmt: skip

TRACE = Trace(
    "0.0.test",
    Intake(tuple(article(id) for id in sorted(TEXTS)), (Duplicate("copies/north.txt", "north"),), (Rejection("notes/empty.txt", "empty", "The file is empty: 0 bytes."),),
           ("articles.csv:9: no article goes by this id",)),
    tuple(layout(id) for id in sorted(TEXTS)),
    (STORY, HARBOUR),
)  # fmt: skip
