"""Phát hành cả nước: one directive from each of 3,355 people's committees, numbered in its own book.

Ours fills the draft in for 34 provinces and 3,321 communes, renders each, holds it against the law of form,
numbers it, registers it with full durability and keeps its file. The peer fills the same Word form with the same
fields in a loop, writes files, and neither checks, numbers nor registers.
"""

import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from benchmarks.measure import Result, Work, compare
from directives.calendar.working_days import load_calendar
from directives.document.forms import official_form
from directives.org.loading import load_chart
from directives.rendering.docx_template import printed, word_form
from directives.rendering.fields import field_values
from directives.rulebook.regimes import regime_on
from storage.database import open_database
from storage.files import FileStore
from workflows.services.issue_many import Request, issue_many
from workflows.services.merge import merge_requests, rows_of_offices
from workflows.services.workspace import Workspace

DRAFT = Path(__file__).with_name("directive.toml")
_DAY = datetime.fromisoformat("2026-10-05T08:30:00+07:00")
_OFFICES = 3355
#: The peer takes minutes for all of them; its rate is the same for fewer.
_OF_THE_PEER = 100


def batch_national() -> Result:
    """Cả nước: documents a second from the draft to the registered, filed document, on every core."""
    with tempfile.TemporaryDirectory() as folder:
        requests = _requests(_workspace(Path(folder)))
        peer = f"docxtpl {version('docxtpl')}"
        return compare("batch_national", "documents/s", Work(_ours), peer, _theirs(requests, Path(folder)))


def all_of_them() -> Iterator[Callable[[], Result]]:
    """Các phép đo: of this module."""
    yield batch_national


def _ours() -> int:
    with tempfile.TemporaryDirectory() as folder:
        workspace = _workspace(Path(folder))
        issued = issue_many(workspace, _requests(workspace))
        workspace.engine.dispose()
        if len({one.entry.book for one in issued}) != _OFFICES:
            raise AssertionError(f"{len(issued)} documents, not one in each of {_OFFICES} books")
        return len(issued)


def _requests(workspace: Workspace) -> list[Request]:
    rows = [row for level in ("province", "commune") for row in rows_of_offices(workspace, level)]
    return merge_requests(workspace, DRAFT, rows)


def _workspace(folder: Path) -> Workspace:
    engine = open_database(f"sqlite:///{folder / 'vanthu.db'}")
    files = FileStore(folder / "files")
    return Workspace(engine, files, load_chart(), load_calendar(), lambda: _DAY, "van-thu")


def _theirs(requests: Sequence[Request], folder: Path) -> Work:
    """docxtpl trong vòng lặp: with the fields made beforehand."""
    documents = [request.document.numbered(1) for request in requests[:_OF_THE_PEER]]
    form = official_form(documents[0].type, documents[0].issued_on)
    names, regime = word_form(form.template).names, regime_on(documents[0].issued_on)
    fields = [field_values(document, regime, names) for document in documents]
    template = form.template.read_bytes()
    language = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=printed)

    def run() -> int:
        for place, values in enumerate(fields):
            word = DocxTemplate(io.BytesIO(template))
            word.render(dict(values), jinja_env=language)
            word.save(folder / f"{place}.docx")
        return len(fields)

    return Work(run)
