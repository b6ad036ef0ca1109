"""Every limit that a person can run into, by name. Documented in docs/limits.md (a test compares the two)."""

from __future__ import annotations

from typing import Final

# Reading
MAX_FILE_BYTES: Final = 20_000_000  # one file; as trafilatura's MAX_FILE_SIZE. A .jsonl file is held per line instead
MAX_ARTICLE_CHARS: Final = 2_000_000  # one article; longer texts are books or dumps, not articles
MIN_ARTICLE_WORDS: Final = 1  # fewer: rejected as "no-words"
# What trafilatura is given of a web page: its time grows with the square of the first two, to minutes for ten times as
# much, and it gives up a little above the third. Pages with one article have a few hundred lines.
MAX_PAGE_CHARS: Final = 1_000_000
MAX_PAGE_LINES: Final = 5_000
MAX_PAGE_DEPTH: Final = 200  # elements inside one another

# Layout
MAX_QUOTATION_CHARS: Final = 6_000  # about 1,000 words: a longer quotation has lost its closing mark
MAX_QUOTATION_DEPTH: Final = 4  # quotations inside quotations; deeper nesting is a page of stray marks

# Comparing
MAX_COPIES_PAIRED: Final = 40  # identical articles paired all with all (780 pairs); more are each paired with the first
MAX_PARTNERS: Final = 60  # articles each is compared with, its closest: near-copies grow as a star, not a square
MAX_HOLDERS: Final = 400  # articles a common fingerprint pairs all with all; beyond, each with the first ones
MAX_SENTENCES_COMPARED: Final = 400  # of one article, for rewritten passages: a book against a book is no rewrite
MAX_PILE: Final = 400  # articles of a scan's group traced at once; larger groups become several piles
MAX_LINKED: Final = 5_000  # articles grouped at once (a square of 100 MB); larger clumps are cut at a higher likeness

# Telling
MIN_STORY_WORDS: Final = 12  # fewer: kept, but too little text to join a story by its words
MAX_ACTORS: Final = 100  # of one story: the rest are names in passing
