"""Nếp nhà: how the code is built, kept by the machine: imports, docstrings, names, sizes, no law in the code."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("directives", "sipas_engine", "storage", "workflows", "portal", "doc_templates")
MODULES = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
#: Alembic's revisions are found by their number and are written by its own template.
DOCUMENTED = [file for file in MODULES if "versions" not in file.parts]

#: "Thuật ngữ: one English sentence"; the term begins with a capital, a digit or a quoted heading.
FIRST_LINE = re.compile(r"^[^\W\d_a-z](?:[^:]|:(?! )){0,80}: \S")


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT))


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _public(tree: ast.Module) -> Iterator[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef]]:
    """Phần công khai: the module, its functions and classes, and the methods of its public classes."""
    yield "module", tree
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node.name, node
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                    yield f"{node.name}.{inner.name}", inner


def test_there_is_code_to_look_at() -> None:
    assert len(MODULES) > 150


def test_imports_go_down_only() -> None:
    checker = Path(sys.executable).with_name("lint-imports")
    ended = subprocess.run([checker, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("file", DOCUMENTED, ids=_name)
def test_every_public_thing_says_its_vietnamese_term_and_what_it_is(file: Path) -> None:
    wrong = [
        f"{name}: {(ast.get_docstring(node) or 'nothing').splitlines()[0]}"
        for name, node in _public(_tree(file))
        if not FIRST_LINE.match(ast.get_docstring(node) or "")
    ]
    assert wrong == []


def test_no_module_or_folder_is_a_drawer_for_odds_and_ends() -> None:
    names = {part for file in MODULES for part in file.relative_to(ROOT).with_suffix("").parts}
    assert (
        names & {"utils", "util", "helpers", "helper", "common", "misc", "tools", "base", "shared"} == set()
    )


def test_no_module_is_longer_than_a_person_reads_at_once() -> None:
    long = {_name(file): n for file in MODULES if (n := len(file.read_text("utf-8").splitlines())) > 400}
    assert long == {}


def _years_compared(tree: ast.Module) -> list[int]:
    """Năm trong phép so sánh: lines where a year, or a date of the law, is compared with something."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and type(part.value) is int and 1945 <= part.value <= 2045
    ]


def test_a_comparison_with_a_year_is_seen() -> None:
    assert _years_compared(ast.parse("x = 1\nif day >= date(2020, 3, 5): pass")) == [2]
    assert _years_compared(ast.parse("if 2020 < year: pass")) == [1]
    assert _years_compared(ast.parse("LAST = 2030\nif year < LAST: pass")) == []


@pytest.mark.parametrize("file", MODULES, ids=_name)
def test_the_law_is_data_and_no_year_is_compared_in_the_code(file: Path) -> None:
    assert _years_compared(_tree(file)) == []


FORBIDDEN = {"sqlalchemy", "alembic", "psycopg", "prefect", "fastapi", "typer", "click", "rich", "gettext"}


def _imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


CORE = [file for file in MODULES if file.relative_to(ROOT).parts[0] in ("directives", "sipas_engine")]


@pytest.mark.parametrize("file", CORE, ids=_name)
def test_the_core_knows_no_database_scheduler_web_or_terminal(file: Path) -> None:
    assert _imported(_tree(file)) & FORBIDDEN == set()


def test_the_two_engines_do_not_know_each_other() -> None:
    packages = {"directives", "sipas_engine", "storage", "workflows", "portal"}
    for file in CORE:
        own = file.relative_to(ROOT).parts[0]
        assert _imported(_tree(file)) & (packages - {own}) == set(), _name(file)


def test_no_check_is_silenced_without_a_reason_beside_it() -> None:
    bare = [
        f"{_name(file)}:{number}"
        for file in MODULES
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if re.search(r"# (type: ignore|noqa)(\[[\w-]+\]|: ?[A-Z0-9, ]+)?\s*$", line)
        and "attr-defined" not in line  # the reason stands once, on the first of three alike lines
    ]
    assert bare == []
