"""Read: documents and rows become reports.

``read_reports`` takes any mix of files, directories, glob patterns, URLs and ``-`` and yields a ``Report`` for
each document, and a ``Rejected`` with file, position and remedy for whatever could not be used. It never stops
at a bad record.
"""

from mapper.read.source import read_reports

__all__ = ["read_reports"]
