"""Attributions, sentences and lineage -> claims, the origins shown for them, differences."""

from firsthand.claims.differences import find_differences
from firsthand.claims.drift import find_drift
from firsthand.claims.finding import find_claims
from firsthand.claims.standing import Concern, standing
from firsthand.claims.summary import summarise

__all__ = ["Concern", "find_claims", "find_differences", "find_drift", "standing", "summarise"]
