"""Tệp báo cáo: the form as a workbook for the units, and what they send back as xlsx, csv or toml."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from directives.conversion.child import read_bytes
from directives.conversion.sheets import read_sheet
from directives.document.toml_table import toml_table
from directives.errors import N_, DirectiveError, Problem
from directives.followup.report_values import BadReport
from directives.followup.report_workbook import WrittenReport, form_workbook, reports_written
from storage.files import write_whole
from workflows.services.followup_state import followup_state
from workflows.services.unit_reports import owing_units, report_lane
from workflows.services.workspace import Workspace


class UnreadableReport(DirectiveError):
    """Không đọc được báo cáo: a file that is no TOML in UTF-8."""

    kind = "unreadable_report"
    template = N_("The report {file} cannot be read: {reason}. Send xlsx, csv, or a TOML file in UTF-8.")


_NO_TABLE = N_("“{seen}” is not a table [unit] with the fields of its report")
_NO_TEXT = N_("{unit}, “{field}”: write the value in quotation marks, so that every digit counts as written")


def write_report_form(
    workspace: Workspace, campaign: str, step: str, occurrence: int, output: Path, units: Sequence[str] = ()
) -> int:
    """Ghi biểu báo cáo: a row for every unit that owes it, or those named; gives how many rows.

    Raises UnknownCampaign, NoSuchReport.
    """
    state = followup_state(workspace, campaign)
    lane = report_lane(state, step, occurrence)
    rows = [unit for unit in owing_units(state, lane) if not units or unit.id in units]
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, form_workbook(lane.step.name, lane.step.report, rows))
    return len(rows)


def read_reports(file: Path) -> tuple[WrittenReport, ...]:
    """Đọc tệp báo cáo: one for each unit, as written.

    Raises UnreadableReport, BadReport, UnfitTable and what reading a foreign file refuses.
    """
    if file.suffix.lower() != ".toml":
        return reports_written(read_sheet(file))
    try:
        table = toml_table(read_bytes(file).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableReport(where=file.name, file=file.name, reason=str(error)) from error
    problems: list[Problem] = []
    found = [
        WrittenReport(unit, _texts(unit, fields, file.name, problems), f"{file.name}:{unit}")
        for unit, fields in table.items()
    ]
    if problems:
        raise BadReport(where=problems[0].where, problems=problems, file=file.name, count=len(problems))
    return tuple(found)


def _texts(unit: str, fields: object, file: str, problems: list[Problem]) -> Mapping[str, str]:
    if not isinstance(fields, Mapping):
        problems.append(Problem(_NO_TABLE, {"seen": unit}, file))
        return {}
    texts = {}
    for code, value in fields.items():
        if isinstance(value, str) or type(value) is int:
            texts[code] = str(value)
        else:
            problems.append(Problem(_NO_TEXT, {"unit": unit, "field": code}, f"{file}:{unit}.{code}"))
    return texts
