"""Facts shipped with mapper: vocabularies, places, boundaries and the bundled example.

Every file is listed with source, licence and vintage in ``SOURCES.md``.
"""
