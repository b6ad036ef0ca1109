"""Room: reuse. Articles -> the passages they share."""

from firsthand.reuse.alignment import Run, Stretch, align
from firsthand.reuse.fingerprints import Tokens, fingerprint, tokenise
from firsthand.reuse.passages import passages_between, shared_passages

__all__ = ["Run", "Stretch", "Tokens", "align", "fingerprint", "passages_between", "shared_passages", "tokenise"]
