"""Phiếu một cửa hàng loạt: every row of the export that asks for a slip becomes one, numbered in the office's book.

All rows are checked first; one bad row and no number is given. The key of a slip is dossier, kind and day, so that a
run which was stopped goes on where it was and a repeated run makes nothing twice. Names, addresses and telephones
stand in the register's record and in the file; the audit chain gets the dossier's code only.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from directives.conversion.sheets import read_sheet
from directives.conversion.tables import Record, records_of
from directives.document.compose import compose
from directives.document.draft import parse_draft
from directives.document.slip_plan import SlipPlan, questions_of, read_slip_plan
from directives.document.slips import DOSSIER, KIND_COLUMN, Dossier, SlipKind, dossier_of
from directives.errors import N_, DirectiveError, Problem
from directives.rulebook.regimes import regime_on
from storage.files import write_whole
from storage.register import Entry
from workflows.services.issue_draft import file_name
from workflows.services.issue_many import Progress, RefusedRequests, Request, issue_many
from workflows.services.output_folder import writable_folder
from workflows.services.rehearse_many import problems_of
from workflows.services.workspace import Workspace

#: The list of the files in the order of their numbers, for printing and for handing over.
PRINT_LIST = "danh-sach-phieu.csv"


class KindNotSaid(DirectiveError):
    """Chưa nói loại phiếu: neither the command nor a column of the export says which slips to make."""

    kind = "kind_not_said"
    template = N_(
        "Nothing says which slip a row becomes: name it with “--kind”, or map the column “{column}” in {file}."
    )


@dataclass(frozen=True, slots=True)
class Slip:
    """Phiếu đã phát hành: its dossier, register entry and file, and whether an earlier run had made it."""

    dossier: Dossier
    entry: Entry
    path: Path
    known_before: bool


@dataclass(frozen=True, slots=True)
class SlipRun:
    """Lần làm phiếu: the slips in the order of the export, and how many rows ask for none of them."""

    slips: tuple[Slip, ...]
    passed_over: int


def make_slips(
    workspace: Workspace,
    export: Path,
    mapping: Path,
    out: Path,
    *,
    kind: SlipKind | None = None,
    day: date | None = None,
    progress: Progress | None = None,
) -> SlipRun:
    """Làm phiếu: check every row, number, register and write; ``kind`` takes only the rows of one kind.

    The slips bear ``day``, else today in Việt Nam; a run stopped before midnight is taken up again by naming its
    day. Raises RefusedRequests naming every bad row, KindNotSaid, InvalidSlipPlan, UnfitTable, NotWritable and what
    reading the files refuses; then no number was given.
    """
    day = day or workspace.now().date()
    regime = regime_on(day).id
    plan = read_slip_plan(mapping, regime)
    if kind is None and KIND_COLUMN not in plan.columns:
        raise KindNotSaid(where=mapping.name, column=KIND_COLUMN, file=mapping.name)
    folder = writable_folder(out)
    sheet = read_sheet(export, plan.sheet)
    records = records_of(sheet, plan.columns, head_row=plan.head_row)
    chosen, requests = _checked(workspace, plan, records, export.name, regime, kind, day)
    issued = issue_many(workspace, requests, progress=progress)
    slips = []
    for dossier, one in zip(chosen, issued, strict=True):
        path = folder / file_name(one.entry)
        write_whole(path, workspace.files.get(one.sha256) or b"")
        slips.append(Slip(dossier, one.entry, path, one.known_before))
    write_whole(folder / PRINT_LIST, print_list(slips))
    return SlipRun(tuple(slips), len(records) - len(chosen))


def print_list(slips: Sequence[Slip]) -> bytes:
    """Danh sách phiếu: number, day, dossier, kind and file of each, csv in UTF-8; no names, no telephones."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Số, ký hiệu", "Ngày", "Mã hồ sơ", "Loại phiếu", "Tệp"])
    for slip in sorted(slips, key=lambda one: (one.entry.book, one.entry.number)):
        document = slip.entry.document
        day = f"{document.issued_on:%d/%m/%Y}"
        writer.writerow(
            [str(document.number), day, slip.dossier.code, slip.dossier.kind.value, slip.path.name]
        )
    return ("\ufeff" + text.getvalue()).encode()


_NO_KIND = N_("“{value}” is no kind of slip. Words that are known: {known}.")
_TWICE = N_("Row {earlier} asks for the same slip of dossier {code}.")


def _checked(
    workspace: Workspace,
    plan: SlipPlan,
    records: Sequence[Record],
    file: str,
    regime: str,
    only: SlipKind | None,
    day: date,
) -> tuple[list[Dossier], list[Request]]:
    """Kiểm tra mọi hàng: the dossiers and their documents. Raises RefusedRequests naming every bad row."""
    dossiers: list[Dossier] = []
    requests: list[Request] = []
    problems: list[Problem] = []
    refused: set[int] = set()
    first: dict[tuple[str, SlipKind], int] = {}
    for record in records:
        found, wrong = _dossier(workspace, plan, record, regime, only, day)
        if found is not None:
            earlier = first.setdefault((found.code, found.kind), record.row)
            if earlier != record.row:
                wrong = [Problem(_TWICE, {"earlier": earlier, "code": found.code}, DOSSIER)]
            else:
                try:
                    requests.append(_request(workspace, plan, found, f"{file}:{record.row}", day))
                    dossiers.append(found)
                except DirectiveError as error:
                    wrong = list(problems_of(error))
        if wrong:
            refused.add(record.row)
            problems += _placed(wrong, plan.columns, f"{file}:{record.row}")
    if problems:
        raise RefusedRequests(
            where=problems[0].where, problems=problems, refused=len(refused), total=len(records)
        )
    return dossiers, requests


def _dossier(
    workspace: Workspace, plan: SlipPlan, record: Record, regime: str, only: SlipKind | None, day: date
) -> tuple[Dossier | None, list[Problem]]:
    """Hồ sơ của hàng: nothing, and nothing wrong, where the row asks for no slip or for one of another kind."""
    kind: SlipKind | None = only
    if KIND_COLUMN in plan.columns:
        word = record.texts[KIND_COLUMN]
        if not word:
            return None, []
        kind = plan.kind_of(word)
        if kind is None:
            known = ", ".join(plan.kinds) or ", ".join(one.value for one in SlipKind)
            return None, [Problem(_NO_KIND, {"value": word, "known": known}, KIND_COLUMN)]
        if only not in (None, kind):
            return None, []
    assert kind is not None  # KindNotSaid was raised before
    return dossier_of(
        kind, {**plan.answers, **_said(record)}, questions_of(kind, regime), day, workspace.calendar
    )


def _said(record: Record) -> dict[str, str]:
    return {name: text for name, text in record.texts.items() if text}


def _request(workspace: Workspace, plan: SlipPlan, dossier: Dossier, where: str, day: date) -> Request:
    draft = parse_draft({**plan.draft_of(dossier), "date": day}, file=where)
    document = compose(draft, workspace.chart, day)
    key = f"mot-cua/{document.issuer}/{dossier.code}/{dossier.kind.value}/{day.isoformat()}"
    return Request(document, key, where)


def _placed(problems: Sequence[Problem], columns: Mapping[str, str], where: str) -> Iterator[Problem]:
    """Chỗ sai trong tệp: named by the heading that the person sees."""
    for problem in problems:
        place = columns.get(problem.where, problem.where)
        yield replace(problem, where=":".join(filter(None, (where, place))))
