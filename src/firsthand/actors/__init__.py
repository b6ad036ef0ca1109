"""Actors: who acts in a story and what is between them. Public face of the room."""

from firsthand.actors.casting import cast

__all__ = ["cast"]
