"""Documents stay true: the command reference is what --help says, and all that a language's files hold is described."""

from __future__ import annotations

import csv
import importlib.util
import re
import tomllib

import click

from mapper.cli import cli
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


def test_commands_that_documents_and_help_show_have_the_options_they_name(root):
    texts = [path.read_text(encoding="utf-8") for path in [root / "README.md", *sorted((root / "docs").glob("*.md"))]]
    lines = [line.split("  #")[0] for text in texts for line in re.findall(r"\bmapper (?=[a-z])[^\n`]+", text)]
    shown = [line.split() for text in lines for line in re.split(r"&& mapper |[|<>] ?", text)[:1]]
    known = 0
    for words in shown:
        command = cli.get_command(click.Context(cli), words[1]) if len(words) > 1 else None
        options = [word for word in words if re.fullmatch(r"--?[a-z][a-z0-9-]*", word)]
        if isinstance(command, click.Group):
            command = command.get_command(click.Context(command), words[2]) if len(words) > 2 else None
        if command is None:
            assert not options, f"{' '.join(words)}: no such command"
            continue
        takes = {name for param in command.params for name in (*param.opts, *param.secondary_opts)} | {"-h", "--help"}
        assert set(options) <= takes, " ".join(words)
        known += 1
    assert known > 30
