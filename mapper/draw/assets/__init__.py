"""Scripts and styles of the generated page."""
