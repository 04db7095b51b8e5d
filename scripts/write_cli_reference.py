"""Write docs/cli.md from the commands' own --help; a test fails when the two drift apart."""

from __future__ import annotations

from pathlib import Path

import click

from mapper.cli import COMMANDS, cli

HEAD = """# Command reference

Made from `--help` by `scripts/write_cli_reference.py`. INPUT is any mix of text files, JSON Lines, CSV tables, HTML
pages, folders, glob patterns, URLs and `-` (standard input). Results go to standard output, progress and messages to
standard error. Exit codes: 0 done (records left out are reported, not fatal), 1 nothing usable or bad data, 2 bad usage.

Shell completion: `eval "$(_MAPPER_COMPLETE=bash_source mapper)"` (or `zsh_source`, `fish_source`).
"""


def reference() -> str:
    """Text of docs/cli.md."""
    parts = [HEAD]

    def add(command: click.Command, name: str, parent: click.Context | None) -> None:
        context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
        path = context.command_path
        parts.append(f"## {path}\n\n```text\n{command.get_help(context)}\n```\n")
        if isinstance(command, click.Group) and command is not cli:
            for child in command.list_commands(context):
                found = command.get_command(context, child)
                if found is not None:
                    add(found, child, context)

    root = click.Context(cli, info_name="mapper", help_option_names=["-h", "--help"])
    for name in COMMANDS:
        found = cli.get_command(root, name)
        if found is not None:
            add(found, name, root)
    return "\n".join(parts)


if __name__ == "__main__":
    Path(__file__).resolve().parent.parent.joinpath("docs", "cli.md").write_text(reference(), encoding="utf-8")
