"""Giấy tờ từ số liệu đã ghi: a working paper whose table comes from the books, not from a person's file."""

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workflows.services.draft_toml import draft_toml
from workflows.services.working_papers import make_paper
from workflows.services.workspace import Workspace

_DRAFT, _DATA = "giay-to.toml", "giay-to.csv"


@dataclass(frozen=True, slots=True)
class PaperHead:
    """Phần chung của giấy tờ: which office makes it, about what, on which day, who signs; ``synthetic`` marks it."""

    issuer: str
    subject: str
    day: date
    signer_title: str = ""
    signer_name: str = ""
    synthetic: bool = False


def paper_from_rows(
    workspace: Workspace,
    form: str,
    head: PaperHead,
    details: Mapping[str, object],
    rows: Sequence[Mapping[str, str]] | None,
    output: Path,
) -> int:
    """Lập giấy tờ: by the way which every working paper goes, a draft and a file of data beside it.

    Details that say nothing are left out, and so are columns without a single value. ``rows`` is None for a paper with
    printed rows of its own. Gives the number of rows. Raises what making a working paper refuses.
    """
    draft: dict[str, object] = {
        "form": form,
        "issuer": head.issuer,
        "subject": head.subject,
        "date": head.day,
        "provenance": "synthetic" if head.synthetic else "real",
        "details": {name: value for name, value in details.items() if value},
        "signature": {"title": head.signer_title, "name": head.signer_name},
    }
    with tempfile.TemporaryDirectory() as folder:
        if rows is not None:
            draft["table"] = {"file": _DATA}
            (Path(folder) / _DATA).write_text(_csv(rows), encoding="utf-8-sig", newline="")
        (Path(folder) / _DRAFT).write_text(draft_toml(draft), encoding="utf-8")
        return make_paper(workspace, Path(folder) / _DRAFT, output)


def _csv(rows: Sequence[Mapping[str, str]]) -> str:
    columns = [name for name in rows[0] if any(row[name] for row in rows)] if rows else []
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([row[name] for name in columns] for row in rows)
    return text.getvalue()
