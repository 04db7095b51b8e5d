"""Extract: what a report says becomes claims."""
