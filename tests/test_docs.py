"""Documents stay true: the command reference is what --help says, and the README shows the two commands."""

from __future__ import annotations

import importlib.util
import re


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
