"""Read: documents and rows become reports."""
