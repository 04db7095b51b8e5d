"""Reconcile: claims become presences over time."""
