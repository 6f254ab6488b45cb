"""Trình diễn: ``demo`` runs the main job from plan to published decision on the embedded default."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli.options import FILE
from portal.messages import _

if TYPE_CHECKING:
    from rich.console import Console

    from workflows.services.workspace import Workspace

_POLL_SECONDS = 0.3


def commands() -> list[click.Command]:
    """Các lệnh: demo."""
    return [
        click.Command(
            "demo",
            callback=_demo,
            help=_("Runs two whole campaigns and five real letters, and publishes them into a folder."),
            params=[
                click.Option(
                    ["--out"], type=FILE, required=True, help=_("the folder for the published files")
                )
            ],
        )
    ]


def _demo(out: Path) -> None:
    from rich.console import Console

    from workflows.client import run_flow
    from workflows.services.output_folder import writable_folder
    from workflows.wiring import open_workspace

    folder = writable_folder(out).absolute()
    workspace = open_workspace()
    console = Console(stderr=True)
    console.print(_("Starting; the very first start of the workflow engine takes a quarter of a minute…"))
    with _progress(console, workspace):
        run_flow("run-demo", out=folder)
    _summary(workspace, out)


@contextmanager
def _progress(console: "Console", workspace: "Workspace") -> Iterator[None]:
    """Tiến độ: bars of duties done, read from our own database while the flows work."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from workflows.services.campaign_status import progress_of_all

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    finished = threading.Event()

    def follow() -> None:
        bars = {}
        while True:
            last = finished.is_set()
            for title, done, owed in progress_of_all(workspace):
                if title not in bars:
                    bars[title] = progress.add_task(title, total=owed)
                progress.update(bars[title], completed=done, total=owed)
            if last:
                return
            finished.wait(_POLL_SECONDS)

    with Progress(*columns, console=console) as progress:
        follower = threading.Thread(target=follow, daemon=True)
        follower.start()
        try:
            yield
        finally:
            finished.set()
            follower.join()


def _summary(workspace: "Workspace", out: Path) -> None:
    """Tổng kết: the tree of what was made, what it is, and what to look at first."""
    from rich.console import Console
    from rich.tree import Tree

    from workflows.services.demonstration import summary_of
    from workflows.services.verify_books import verify_books

    summary = summary_of(workspace, out)
    tree = Tree(f"{out}/")
    for folder, kinds in summary.folders.items():
        branch = tree.add(f"{folder}/")
        for name, count in kinds.items():
            branch.add(name if count == 1 else _("{name}/  {count} files").format(name=name, count=count))
    tree.add("manifest.json")
    verified = verify_books(workspace)
    console = Console()
    console.print(tree)
    for line in summary.results:
        console.print(
            _("{title}: {published}% from {valid} valid forms (synthetic data)").format(
                title=line.title, published=line.published, valid=line.valid_forms
            ),
            soft_wrap=True,
        )
    console.print(
        _("{files} files; {entries} numbered documents in {books} books, {problems} problems found.").format(
            files=summary.files,
            entries=verified.entries,
            books=verified.books,
            problems=len(verified.problems),
        ),
        soft_wrap=True,
    )
    console.print(_("Look first at: {file}").format(file=out / summary.look_first), soft_wrap=True)
