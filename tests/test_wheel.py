"""The wheel holds everything: geodata, page assets and the command work from it, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile

import pytest


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    """The wheel, built from the files that git tracks and unpacked into a folder."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (root / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((root / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", built, source]
    subprocess.run(command, check=True, cwd=built)
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(built / "unpacked")
    return built / "unpacked"


def test_wheel_ships_every_file_of_geodata_and_the_page(root, wheel):
    def files(folder, inside):
        kept = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {str(inside / path.relative_to(folder)) for path in kept}

    expected = files(root / "geodata", wheel / "mapper" / "geodata")
    expected |= files(root / "mapper" / "draw" / "assets", wheel / "mapper" / "draw" / "assets")
    assert expected
    assert not expected - files(wheel, wheel)


def test_command_runs_from_the_wheel(wheel, tmp_path):
    report = tmp_path / "2021-03-01-a.txt"
    report.write_text(
        "France has about 5,100 troops in Mali under Operation Barkhane, the army said.", encoding="utf-8"
    )
    code = "import mapper, sys; assert sys.argv.pop(1) in mapper.__file__, mapper.__file__; from mapper.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, str(wheel), "extract", str(report)],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(wheel)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert '"host": "MLI"' in done.stdout or '"host":"MLI"' in done.stdout
