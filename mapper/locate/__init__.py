"""Locate: place names become locations."""
