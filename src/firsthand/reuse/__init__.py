"""Room: reuse. Articles -> the passages they share, and how one text was made from another."""

from firsthand.reuse.alignment import Run, Stretch, align
from firsthand.reuse.manner import MANNERS, Manner, manner
from firsthand.reuse.passages import passages_between, shared_passages
from firsthand.reuse.rewritten import rewritten_passages
from firsthand.reuse.tokens import Tokens, tokenise

__all__ = ["MANNERS", "Manner", "Run", "Stretch", "Tokens", "align", "manner", "passages_between",
           "rewritten_passages", "shared_passages", "tokenise"]  # fmt: skip
