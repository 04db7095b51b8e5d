"""Reported troop presences, geocoded and drawn as layered maps over time."""

__version__ = "0.1.0"
