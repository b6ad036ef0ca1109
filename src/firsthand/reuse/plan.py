"""The plan: which texts to compare, as SQL. One text of it for a pile of five and for a year of news.

Each step is a name and the query whose rows it holds; later steps read earlier ones by name. The dialect is DuckDB's,
kept to what SQLite runs as it stands (the steps of ``CANDIDATES``, for the pile that ``trace`` reads) and what
translates to Spark's. Whole numbers only: sums of fractions differ with the order in which an engine adds.

A *unit* is a text, or a piece of a very long one. Two units are compared if the fingerprints they share weigh enough,
each the more the fewer hold it, or make up much of the smaller one. Fingerprints that many units hold (a notice on
every page, a quotation in thousands of articles, a report that hundreds reprint) would pair all with all, so they
count only for units that consist of such to a good part, and pair those with the first few of their holders: a report
that hundreds reprint is found as a star, a notice on every page is not.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Final

Step = tuple[str, str]  # (name, query)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a pile of a certain size counts as much.

    Attributes:
        rare: holders up to which a fingerprint pairs all with all.
        least: the weight of shared rare fingerprints that makes a pair; meetings.ONE is one that nobody else holds.
        share: percent of the smaller unit's fingerprints that makes a pair whatever they weigh.
        house: the same where all who hold one are of one outlet: a notice on its pages, unless it is nearly the page.
        heads: holders with whom a common fingerprint pairs the rest.
        partners: units that each is compared with, its closest.
    """

    rare: int
    least: int
    share: int
    house: int
    heads: int
    partners: int

    def into(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """The steps with these numbers in them."""
        return tuple((name, query.format(**asdict(self))) for name, query in steps)

    def scaled(self, units: int, share: float) -> Terms:
        """The same with ``rare`` at least a share of the pile."""
        return replace(self, rare=max(self.rare, int(share * units)))


# What differs in these steps between an engine that writes words down with their fingerprints and reads them again, and
# one that holds them (``held.HeldWords``).
WRITTEN: Final = {
    "fingerprint": "fingerprint(r.text)", "units": ", p.prints, p.tokens",
    "kept": ", f.p.prints AS prints, f.p.tokens AS tokens, f.p.places AS places",
    "align": "align(x.tokens, y.tokens)",
    "locate": "locate_tokens(p.places, w.spans)", "located": " JOIN pieces p ON p.row = m.row AND p.piece = 0",
}  # fmt: skip
HELD: Final = {
    "fingerprint": "fingerprint_held(r.row, r.text)", "kept": "", "units": "",
    "align": "align_held(x.row, x.piece, y.row, y.piece)", "locate": "locate_held(m.row, w.spans)", "located": "",
}  # fmt: skip

# Reads sizes(unit, size) and what ``meetings`` gives.
CANDIDATES: Final[tuple[Step, ...]] = (
    ("bulky", """
        SELECT s.unit
        FROM (SELECT unit, COUNT(*) AS common FROM meetings WHERE other < 0 GROUP BY unit) c
        JOIN sizes s ON s.unit = c.unit
        WHERE 100 * c.common >= {share} * s.size"""),
    ("ranked", """
        SELECT m.unit, m.print, m.own, ROW_NUMBER() OVER (PARTITION BY m.print ORDER BY m.unit) AS place
        FROM meetings m JOIN bulky b ON b.unit = m.unit
        WHERE m.other < 0"""),
    ("met", """
        SELECT unit AS a, other AS b, shared, own, weight
        FROM meetings
        WHERE other >= 0
        UNION ALL
        SELECT x.unit AS a, y.unit AS b, COUNT(*) AS shared, SUM(x.own) AS own, 0 AS weight
        FROM ranked x JOIN ranked y ON x.print = y.print AND x.unit < y.unit
        WHERE x.place <= {heads}
        GROUP BY x.unit, y.unit"""),
    ("close", """
        SELECT m.a, m.b, m.shared, CASE WHEN m.weight >= {least} THEN 1 ELSE 0 END AS rare
        FROM (SELECT a, b, SUM(shared) AS shared, SUM(own) AS own, SUM(weight) AS weight FROM met GROUP BY a, b) m
        JOIN (SELECT unit, size AS x_size FROM sizes) x ON x.unit = m.a
        JOIN (SELECT unit, size AS y_size FROM sizes) y ON y.unit = m.b
        WHERE m.weight >= {least}
           OR 100 * (m.shared - m.own) >= {share} * x_size OR 100 * (m.shared - m.own) >= {share} * y_size
           OR 100 * m.shared >= {house} * x_size OR 100 * m.shared >= {house} * y_size"""),
    ("candidates", """
        SELECT r.a, r.b, MAX(r.rare) AS rare
        FROM (SELECT c.a, c.b, c.rare, ROW_NUMBER() OVER (PARTITION BY c.own ORDER BY c.shared DESC, c.other) AS place
              FROM (SELECT a, b, shared, rare, a AS own, b AS other FROM close
                    UNION ALL SELECT a, b, shared, rare, b AS own, a AS other FROM close) c) r
        WHERE r.place <= {partners}
        GROUP BY r.a, r.b"""),
)  # fmt: skip

# From records(row, id, outlet, title, author, published, updated, url, text) to numbered articles in pieces. Records
# of one id with the same words are one; of one id with other words each gets an id of its own.
NUMBERED: Final[tuple[Step, ...]] = (
    ("pieces", """
        SELECT f.row, f.p.piece AS piece, f.p.copy AS copy, f.p.words AS words,
               f.p.size AS size{kept}
        FROM (SELECT r.row, UNNEST({fingerprint}) AS p
              FROM records r
              WHERE r.text IS NOT NULL) f"""),
    ("texts", """
        SELECT row, MIN(copy) AS copy, CAST(SUM(words) AS BIGINT) AS words
        FROM pieces
        GROUP BY row
        HAVING SUM(words) > 0"""),
    ("named", """
        SELECT t.row, t.copy, t.words, r.outlet,
               CASE WHEN r.id IS NULL OR TRIM(r.id) = ''
                    THEN SUBSTRING(SHA256(CONCAT_WS('|', CAST(t.copy AS VARCHAR), r.outlet, r.url, r.published)), 1, 16)
                    ELSE TRIM(r.id) END AS id,
               CONCAT_WS('|', r.outlet, r.url, r.published, r.updated, r.title, r.author) AS about
        FROM texts t JOIN records r ON r.row = t.row"""),
    ("told_apart", """
        SELECT k.row, k.copy, k.words, k.outlet,
               CASE WHEN k.texts > 1 THEN CONCAT(k.id, '~', SUBSTRING(SHA256(CAST(k.copy AS VARCHAR)), 1, 8))
                    ELSE k.id END AS id
        FROM (SELECT n.row, n.copy, n.words, n.outlet, n.id, n.again,
                     SUM(CASE WHEN n.again = 1 THEN 1 ELSE 0 END) OVER (PARTITION BY n.id) AS texts
              FROM (SELECT row, copy, words, outlet, id,
                           ROW_NUMBER() OVER (PARTITION BY id, copy ORDER BY about, row) AS again
                    FROM named) n) k
        WHERE k.again = 1"""),
    ("numbers", """
        SELECT t.row, t.id, t.n, t.copy, t.words,
               CASE WHEN t.outlet IS NULL OR t.outlet = '' THEN -1 - t.n ELSE t.place END AS house
        FROM (SELECT row, id, outlet, copy, words, CAST(ROW_NUMBER() OVER (ORDER BY id) - 1 AS BIGINT) AS n,
                     CAST(DENSE_RANK() OVER (ORDER BY outlet) AS BIGINT) AS place
              FROM told_apart) t"""),
    ("copies", """
        SELECT l.n, l.words, COALESCE(c.first, l.n) AS first, COALESCE(c.number, 1) AS number
        FROM numbers l
        LEFT JOIN (SELECT copy, MIN(n) AS first, COUNT(*) AS number
                   FROM numbers GROUP BY copy HAVING COUNT(*) > 1) c ON c.copy = l.copy"""),
)
POSTED: Final[tuple[Step, ...]] = (
    ("units", """
        SELECT {pieces} * m.n + p.piece AS unit, m.n, p.row, CAST(p.piece AS BIGINT) AS piece, p.size{units},
               m.house
        FROM pieces p JOIN numbers m ON m.row = p.row JOIN copies c ON c.n = m.n
        WHERE p.size > 0 AND c.first = m.n"""),
    ("sizes", """
        SELECT unit, size FROM units"""),
)
POSTINGS: Final = """
    SELECT unit, house, prints AS print
    FROM units"""
POSTINGS_HELD: Final = """
    SELECT m.row, {pieces} * m.n AS unit, m.house
    FROM numbers m JOIN copies c ON c.n = m.n
    WHERE c.first = m.n"""
POSTINGS_SIZES: Final = """
    SELECT COUNT(*) AS rows, CAST(COALESCE(SUM(size), 0) AS BIGINT) AS prints
    FROM sizes"""
# From candidates to who shares what.
ALIGNED: Final[tuple[Step, ...]] = (
    ("aligned", """
        SELECT f.a, f.b, f.rare, f.s.a_start + f.a_first AS a_start, f.s.a_end + f.a_first AS a_end,
               f.s.b_start + f.b_first AS b_start, f.s.b_end + f.b_first AS b_end, f.s.shared AS shared
        FROM (SELECT x.n AS a, y.n AS b, c.rare, {piece} * x.piece AS a_first, {piece} * y.piece AS b_first,
                     UNNEST({align}) AS s
              FROM candidates c JOIN units x ON x.unit = c.a JOIN units y ON y.unit = c.b
              WHERE x.n <> y.n) f"""),
    ("alike", """
        SELECT p.a, p.b, p.shared
        FROM (SELECT a, b, CAST(SUM(shared) AS BIGINT) AS shared, MAX(rare) AS rare
              FROM aligned GROUP BY a, b) p
        JOIN numbers x ON x.n = p.a JOIN numbers y ON y.n = p.b
        WHERE p.shared >= {words}
          AND (p.rare = 1 OR 100 * p.shared >= {share} * x.words OR 100 * p.shared >= {share} * y.words)"""),
    ("met_articles", """
        SELECT x.n AS x, y.n AS y, x.first AS x_first, y.first AS y_first,
               CASE WHEN x.n < y.n THEN x.n ELSE y.n END AS a, CASE WHEN x.n < y.n THEN y.n ELSE x.n END AS b,
               p.shared, FALSE AS copy
        FROM alike p JOIN copies x ON x.first = p.a JOIN copies y ON y.first = p.b
        WHERE x.number * y.number <= {copies} OR x.n = x.first OR y.n = y.first
        UNION ALL
        SELECT x.n AS x, y.n AS y, x.first AS x_first, y.first AS y_first, x.n AS a, y.n AS b, x.words AS shared,
               TRUE AS copy
        FROM copies x JOIN copies y ON y.first = x.first AND x.n < y.n
        WHERE x.number * x.number <= {copies} OR x.n = x.first"""),
    ("kept", """
        SELECT s.a, s.b, s.a_start, s.a_end, s.b_start, s.b_end, s.shared
        FROM (SELECT m.a, m.b, p.shared,
                     CASE WHEN m.x = m.a THEN p.a_start ELSE p.b_start END AS a_start,
                     CASE WHEN m.x = m.a THEN p.a_end ELSE p.b_end END AS a_end,
                     CASE WHEN m.x = m.a THEN p.b_start ELSE p.a_start END AS b_start,
                     CASE WHEN m.x = m.a THEN p.b_end ELSE p.a_end END AS b_end
              FROM met_articles m JOIN aligned p ON p.a = m.x_first AND p.b = m.y_first
              WHERE NOT m.copy) s"""),
)
# Where in the texts that is.
PLACED: Final[tuple[Step, ...]] = (
    ("spans", """
        SELECT n, ARRAY_AGG(span) AS spans
        FROM (SELECT a AS n, {span} * a_start + a_end AS span FROM kept
              UNION SELECT b AS n, {span} * b_start + b_end AS span FROM kept)
        GROUP BY n"""),
    ("located", """
        SELECT f.n, f.p.span AS span, f.p.first AS first, f.p.last AS last
        FROM (SELECT w.n, UNNEST({locate}) AS p
              FROM spans w JOIN numbers m ON m.n = w.n{located}) f"""),
)
# What a scan hands over. Numbers of articles are in the order of their ids.
PAIRS: Final = """
    SELECT x.id AS a, y.id AS b, m.shared, m.copy
    FROM met_articles m JOIN numbers x ON x.n = m.a JOIN numbers y ON y.n = m.b
    ORDER BY m.a, m.b"""
PASSAGES: Final = """
    SELECT x.id AS a, y.id AS b, i.first AS a_start, i.last AS a_end, j.first AS b_start, j.last AS b_end, k.shared
    FROM kept k JOIN numbers x ON x.n = k.a JOIN numbers y ON y.n = k.b
    JOIN located i ON i.n = k.a AND i.span = {span} * k.a_start + k.a_end
    JOIN located j ON j.n = k.b AND j.span = {span} * k.b_start + k.b_end
    ORDER BY k.a, k.b, k.a_start, k.b_start"""
EDGES: Final = """
    SELECT m.a, m.b
    FROM met_articles m JOIN numbers x ON x.n = m.a JOIN numbers y ON y.n = m.b
    WHERE m.copy OR 100 * m.shared >= {share} * (CASE WHEN x.words < y.words THEN x.words ELSE y.words END)
    ORDER BY m.a, m.b"""
GROUPS: Final = """
    SELECT m.id, f.id AS "group"
    FROM numbers m JOIN grouped g ON g.n = m.n JOIN numbers f ON f.n = g.first
    ORDER BY g.first, m.n"""
# The texts that piles may need, which can be read while it is found out who shares what; and, in their order, the
# articles that do. Together they are the piles, as an engine that cannot hold the texts finds them by ``PILES``.
WANTED: Final = """
    SELECT m.row
    FROM numbers m JOIN copies c ON c.n = m.n
    LEFT JOIN (SELECT CAST((a - a % {pieces}) / {pieces} AS BIGINT) AS first FROM candidates
               UNION SELECT CAST((b - b % {pieces}) / {pieces} AS BIGINT) AS first FROM candidates) k
           ON k.first = c.first
    WHERE c.number > 1 OR k.first IS NOT NULL"""
TEXTS: Final = """
    SELECT r.row, r.outlet, r.title, r.author, r.published, r.updated, r.url, r.text
    FROM records r JOIN wanted w ON w.row = r.row"""
LISTED: Final = """
    SELECT g.pile AS number, m.n, f.id AS pile, m.id, m.row
    FROM numbers m JOIN grouped g ON g.n = m.n JOIN numbers f ON f.n = g.pile
    WHERE g.size > 1"""
LISTING: Final = """
    SELECT number, pile, id, row
    FROM listed
    ORDER BY number, n"""
PILES: Final = """
    SELECT l.number, l.pile, l.id, r.outlet, r.title, r.author, r.published, r.updated, r.url, r.text
    FROM records r JOIN listed l ON l.row = r.row
    ORDER BY l.number, l.n"""
