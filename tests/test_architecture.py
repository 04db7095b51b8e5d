"""The shape of the program: stages do not know one another, imports make no circles, start-up is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter

import pytest

STAGES = ("read", "extract", "locate", "reconcile", "store", "draw")
HEAVY = {
    "geopandas",
    "pandas",
    "folium",
    "shapely",
    "pyproj",
    "pyogrio",
    "numpy",
    "dateparser",
    "babel",
    "datasketch",
}


def modules(root):
    for path in sorted((root / "mapper").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path, *, top_level_only=False):
    """Names of mapper's modules that a file imports, those for type checking alone left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    nodes = tree.body if top_level_only else ast.walk(tree)
    for node in nodes:
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("mapper."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mapper"):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("stage", STAGES)
def test_stage_imports_no_other_stage(root, stage):
    others = tuple(f"mapper.{other}" for other in (*STAGES, "pipeline", "api", "cli") if other != stage)
    guilty = [
        f"{name} imports {target}"
        for name, path in modules(root)
        if name.split(".")[1:2] == [stage]
        for target in imports(path)
        if target.startswith(others) and target.split(".")[1] != "geodata"
    ]
    assert not guilty


def test_top_level_imports_make_no_circle(root):
    known = dict(modules(root))
    graph = {
        name: {target for target in imports(path, top_level_only=True) if target in known and target != name}
        for name, path in known.items()
        if name != "mapper"
    }
    for name, targets in graph.items():  # a package may name its own modules, and these their siblings
        targets -= {target for target in targets if name.startswith(f"{target}.")}
    tuple(TopologicalSorter(graph).static_order())


def test_importing_mapper_pulls_in_no_heavy_package():
    code = "import sys, mapper; print(' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert not loaded & HEAVY
