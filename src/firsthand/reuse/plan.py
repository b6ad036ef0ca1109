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

from dataclasses import dataclass, replace
from typing import Final

Step = tuple[str, str]  # (name, query)

ONE: Final = 1_000_000  # the weight of a fingerprint that two units hold; of n holders it is ONE / (n - 1)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a pile of a certain size counts as much.

    Attributes:
        rare: holders up to which a fingerprint pairs all with all.
        least: the weight of shared rare fingerprints that makes a pair; ONE is one that nobody else holds.
        share: percent of the smaller unit's fingerprints that makes a pair whatever they weigh.
        heads: holders with whom a common fingerprint pairs the rest.
        partners: units that each is compared with, its closest.
    """

    rare: int
    least: int
    share: int
    heads: int
    partners: int

    def into(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """The steps with these numbers in them."""
        numbers = {"rare": self.rare, "least": self.least, "share": self.share, "heads": self.heads,
                   "partners": self.partners, "one": ONE}  # fmt: skip
        return tuple((name, query.format(**numbers)) for name, query in steps)

    def scaled(self, units: int, share: float) -> Terms:
        """The same with ``rare`` at least a share of the pile."""
        return replace(self, rare=max(self.rare, int(share * units)))


# Reads postings(unit, print), sizes(unit, size) and holders(print, holders).
CANDIDATES: Final[tuple[Step, ...]] = (
    ("held", """
        SELECT p.unit, p.print, h.holders
        FROM postings p JOIN holders h ON h.print = p.print
        WHERE h.holders >= 2"""),
    ("bulky", """
        SELECT s.unit
        FROM (SELECT unit, COUNT(*) AS common FROM held WHERE holders > {rare} GROUP BY unit) c
        JOIN sizes s ON s.unit = c.unit
        WHERE 100 * c.common >= {share} * s.size"""),
    ("ranked", """
        SELECT h.unit, h.print, ROW_NUMBER() OVER (PARTITION BY h.print ORDER BY h.unit) AS place
        FROM held h JOIN bulky b ON b.unit = h.unit
        WHERE h.holders > {rare}"""),
    ("met", """
        SELECT x.unit AS a, y.unit AS b, COUNT(*) AS shared, SUM({one} / (x.holders - 1)) AS weight
        FROM held x JOIN held y ON x.print = y.print AND x.unit < y.unit
        WHERE x.holders <= {rare} AND y.holders <= {rare}
        GROUP BY x.unit, y.unit
        UNION ALL
        SELECT x.unit AS a, y.unit AS b, COUNT(*) AS shared, 0 AS weight
        FROM ranked x JOIN ranked y ON x.print = y.print AND x.unit < y.unit
        WHERE x.place <= {heads}
        GROUP BY x.unit, y.unit"""),
    ("close", """
        SELECT m.a, m.b, m.shared
        FROM (SELECT a, b, SUM(shared) AS shared, SUM(weight) AS weight FROM met GROUP BY a, b) m
        JOIN sizes x ON x.unit = m.a
        JOIN sizes y ON y.unit = m.b
        WHERE m.weight >= {least}
           OR 100 * m.shared >= {share} * (CASE WHEN x.size < y.size THEN x.size ELSE y.size END)"""),
    ("candidates", """
        SELECT DISTINCT r.a, r.b
        FROM (SELECT c.a, c.b, ROW_NUMBER() OVER (PARTITION BY c.own ORDER BY c.shared DESC, c.other) AS place
              FROM (SELECT a, b, shared, a AS own, b AS other FROM close
                    UNION ALL SELECT a, b, shared, b AS own, a AS other FROM close) c) r
        WHERE r.place <= {partners}"""),
)  # fmt: skip
