"""When: time expressions, what they mean, and the day each article speaks from. Public face of the room."""

from firsthand.timeline.resolving import resolve, tie
from firsthand.timeline.values import bounds

__all__ = ["bounds", "resolve", "tie"]
