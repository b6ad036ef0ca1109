"""Pages from the web, when a person asks for them and never else: bounded, polite, and only from public addresses."""

from __future__ import annotations

from firsthand.readers.fetching.addresses import Refusal
from firsthand.readers.fetching.connections import Answer
from firsthand.readers.fetching.gathering import Fetched, gather

__all__ = ["Answer", "Fetched", "Refusal", "gather"]
