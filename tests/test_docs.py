"""Documents stay true: the command reference is what --help says, and all that a language's files hold is described."""

from __future__ import annotations

import csv
import importlib.util
import re
import tomllib

from mapper.cli.extract_command import claim_row
from mapper.export import claim_rows, presence_rows
from mapper.model import Claim, Kind, Location, Precision, Presence


def test_command_reference_is_what_help_says(root):
    path = root / "scripts" / "write_cli_reference.py"
    spec = importlib.util.spec_from_file_location("write_cli_reference", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (root / "docs" / "cli.md").read_text(encoding="utf-8") == module.reference(), (
        "run scripts/write_cli_reference.py"
    )


def test_links_of_the_documents_lead_somewhere(root):
    for document in [root / "README.md", *sorted((root / "docs").glob("*.md"))]:
        text = document.read_text(encoding="utf-8")
        targets = [t for t in re.findall(r"\]\(([^)#]+)", text) if "://" not in t]
        missing = [t for t in targets if not (document.parent / t).exists()]
        assert not missing, f"{document.name} links to {missing}"


def test_every_part_that_a_word_can_play_is_described(root):
    text = (root / "docs" / "languages.md").read_text(encoding="utf-8")
    section = text[text.index("## words.toml") : text.index("## Steps")]
    described = {
        key for row in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)
    }
    played = set()
    for path in (root / "geodata" / "lang").glob("*/words.toml"):
        played |= set(tomllib.loads(path.read_text(encoding="utf-8"))["tags"])
    assert described == played


def test_every_frame_and_class_and_file_of_a_language_is_described(root):
    text = (root / "docs" / "languages.md").read_text(encoding="utf-8")
    folder = root / "geodata" / "lang"
    names = {path.name for path in folder.glob("*/*.toml")}
    for path in [*folder.glob("*/verbs.csv"), *folder.glob("*/nouns.csv")]:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        names |= {row[0] for row in list(csv.reader(lines))[1:] if row}
    assert len(names) > 40
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []


def test_every_field_of_claims_and_presences_is_described(root):
    text = (root / "docs" / "output.md").read_text(encoding="utf-8")
    location = Location(name="Gao", lon=0.0, lat=16.3, precision=Precision.SETTLEMENT, country="MLI")
    claim = Claim(id="c", report_id="r", quote="", location=location)
    presence = Presence(
        id="p", series="s", kind=Kind.PRESENCE, sender=None, force=None, personnel=claim.personnel, host="MLI",
        place="Gao", location=location, low=None, high=None, count_text=None, status=claim.status, start="2022-01-01",
        end=None,
    )  # fmt: skip
    about_claims, about_presences = text.split("## A presence")
    fields = {*claim_row(claim), *claim_rows([claim])[0]}
    assert [name for name in sorted(fields) if f"`{name}`" not in about_claims] == []
    assert [name for name in presence_rows([presence])[0] if f"`{name}`" not in about_presences] == []
