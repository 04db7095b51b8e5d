"""The ``mapper`` command: a group whose subcommands load only when they are called."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

import click

from mapper.errors import MapperError, UsageError

COMMANDS = {
    "map": "Draw a time map from reports or a store.",
    "extract": "Print the claims that reports make, as JSON Lines.",
    "places": "Print every place name in reports, as JSON Lines.",
    "locate": "Geocode place names.",
    "ingest": "Add reports and their claims to a store.",
    "status": "Say what is in a store, or who is where on a date.",
    "diff": "Say what changed in a store between two dates.",
    "export": "Write presences for other tools.",
    "review": "Write claims as a table to correct, or take corrections in.",
    "gazetteer": "Show, build or extend the gazetteer.",
}


GARBAGE = 100_000
"""New objects after which cycles are looked for: reports leave hardly any, and looking costs a tenth of a run."""


class _Lazy(click.Group):
    """A group that imports ``mapper.cli.<name>_command`` only when that command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"mapper.cli.{cmd_name}_command").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mapper", prog_name="mapper")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:  # noqa: FBT001
    """Reported troop presences, geocoded and drawn as layered maps over time.

    \b
    mapper map reports/ -o map.html        draw a folder of news texts
    mapper extract report.txt              see the claims it makes
    mapper ingest desk.gpkg reports/       keep them in a store

    Results go to standard output, progress and messages to standard error.
    Exit codes: 0 done, 1 nothing usable or bad data, 2 bad usage.
    """
    ctx.obj = {"debug": debug}


def main() -> None:
    """Run the command line; a user's mistake ends in one line and an exit code, never a traceback."""
    debug = "--debug" in sys.argv
    gc.set_threshold(GARBAGE, 50, 100)
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("mapper: stopped; what was already stored is kept.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except MapperError as error:
        if debug:
            raise
        click.echo(f"mapper: {error}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    sys.exit(code if isinstance(code, int) else 0)
