"""Draw: presences become one self-contained HTML map."""
