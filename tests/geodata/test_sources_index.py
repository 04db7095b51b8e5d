"""geodata/SOURCES.md names the source and licence of every shipped file."""

import fnmatch
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "geodata"


def rows():
    lines = (ROOT / "SOURCES.md").read_text("utf-8").splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    assert len(table) > 20
    return table


def test_every_row_says_what_where_from_licence_and_vintage():
    for row in rows():
        assert len(row) == 5, row
        assert all(row), row


def test_every_file_is_in_a_row():
    patterns = [p for row in rows() for p in re.findall(r"`([^`]+)`", row[0])]
    files = [p.relative_to(ROOT).as_posix() for p in ROOT.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    assert len(files) > 60
    assert [name for name in sorted(files) if not any(fnmatch.fnmatch(name, p) for p in patterns)] == []


def test_every_row_is_about_files_that_exist():
    for row in rows():
        for pattern in re.findall(r"`([^`]+)`", row[0]):
            assert any(ROOT.glob(pattern)), pattern
