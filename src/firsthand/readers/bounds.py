"""Limits of the formats, by name. Those every pile can run into stand in nouns/limits.py."""

from __future__ import annotations

from typing import Final

MAX_UNPACKED_BYTES: Final = 20_000_000  # what a compressed file or page may unpack to: as much as a plain one may hold
MAX_DOCUMENT_BYTES: Final = 60_000_000  # the text part of a DOCX, unpacked; markup is ten times the text it holds
MAX_ARCHIVE_MEMBERS: Final = 2_000  # files in a DOCX; a large one with pictures has some hundreds
MAX_TABLE_BYTES: Final = 200_000_000  # a CSV file, held in memory whole
MAX_MAIL_BYTES: Final = 100_000_000  # a message or saved page with its attachments, which are skipped, not decoded
MAX_MAIL_DEPTH: Final = 20  # parts of a message inside one another; forwarded mail has five
MAX_MAIL_PARTS: Final = 5_000  # parts of a message or saved page; a page with all its pictures has some hundreds
MAX_PDF_BYTES: Final = 50_000_000
MAX_PDF_SECONDS: Final = 10  # for one PDF, in a process of its own
MAX_PDF_MEMORY: Final = 512_000_000  # bytes, likewise
MAX_PDF_PAGES: Final = 500
MAX_RECORD_BYTES: Final = 20_000_000  # one page in a WARC
MAX_NESTED_GROUPS: Final = 200_000  # braces open at once in an RTF; more are no document
