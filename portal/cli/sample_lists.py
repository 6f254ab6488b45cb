"""Danh sách để chọn mẫu: ``sample import|overview|check|compare|dispatch``."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from sipas_engine.sampling.quality import ListReport
    from storage.samples import StoredList

_LIST_ID = re.compile(r".+/[^/]+/[0-9]+")
_SHOWN = 20


def is_list_id(text: str) -> bool:
    """Mã danh sách: whether a text looks like ``survey/office/version``."""
    return _LIST_ID.fullmatch(text) is not None


def mapping_option() -> click.Option:
    """Tùy chọn --mapping: how the columns of an office's file are read."""
    return click.Option(["--mapping"], type=options.FILE, help=_("which column is what, a TOML file"))


def survey_day_option() -> click.Option:
    """Tùy chọn --on: the day by which age is told."""
    return click.Option(
        ["--on"], type=options.DAY, help=_("the day of the survey, by which age is told; else today")
    )


def survey_day(on: datetime | None) -> date:
    """Ngày điều tra: the day that was named, else today in Việt Nam."""
    from workflows.services.workspace import VIETNAM

    return on.date() if on else datetime.now(VIETNAM).date()


def commands() -> list[click.Command]:
    """Các lệnh: of lists before a sample is drawn."""
    list_id = click.Argument(["source"], metavar="LIST")
    return [
        click.Command(
            "import",
            callback=_import,
            help=_("Takes in FILE, an office's list (xlsx, ods, csv); names and telephones are kept apart."),
            params=[
                click.Argument(["file"], type=options.FILE),
                click.Option(["--survey"], required=True, help=_("the survey, for example lam-dong-2026")),
                click.Option(
                    ["--office"], required=True, help=_("whose list it is, for example snv-lam-dong")
                ),
                mapping_option(),
                click.Option(["--extra"], multiple=True, help=_("a further heading, for strata")),
                survey_day_option(),
                options.as_json(),
            ],
        ),
        click.Command(
            "overview",
            callback=_overview,
            help=_("The quality of every office's list in a survey."),
            params=[click.Argument(["survey"]), options.as_json()],
        ),
        click.Command(
            "check",
            callback=_check,
            help=_("What is wrong in LIST, a file or a list that was taken in, row by row."),
            params=[list_id, mapping_option(), survey_day_option(), options.as_json()],
        ),
        click.Command(
            "compare",
            callback=_compare,
            help=_("LIST beside the one that its office sent before: mended, still wrong, new, gone."),
            params=[list_id, options.as_json()],
        ),
        click.Command(
            "dispatch",
            callback=_dispatch,
            help=_("Drafts the letter that sends LIST back for mending; “vanthu issue” takes it."),
            params=[
                list_id,
                click.Option(
                    ["--issuer"], required=True, help=_("the office that writes, for example snv-lam-dong")
                ),
                click.Option(
                    ["--due"], type=options.DAY, required=True, help=_("by when the list is wanted")
                ),
                click.Option(["--unit"], default="", help=_("the drafting unit, for example CCHC")),
                click.Option(["--signer-title"], help=_("who signs: the title")),
                click.Option(["--signer-name"], help=_("who signs: the name")),
                options.output(_("the draft, a TOML file")),
            ],
        ),
    ]


def say_findings(report: "ListReport") -> None:
    """Báo lỗi của danh sách: counts by kind, on standard error."""
    _echo_counts(report, err=True)


def _echo_counts(report: "ListReport", *, err: bool) -> None:
    from sipas_engine.sampling.quality import SAYS

    for kind, count in report.counts.items():
        said = _("{count} row(s): {what}").format(count=count, what=_(SAYS[kind]).format(others="…"))
        click.echo(f"  - {said}", err=err)


def _import(
    file: Path,
    survey: str,
    office: str,
    mapping: Path | None,
    extra: tuple[str, ...],
    on: datetime | None,
    as_json: bool,
) -> None:
    from sipas_engine.sampling.mapping import read_mapping
    from workflows.services.import_list import import_list
    from workflows.wiring import open_workspace

    done = import_list(
        open_workspace(),
        survey,
        office,
        file,
        mapping=read_mapping(mapping) if mapping else None,
        survey_day=on.date() if on else None,
        extra=extra,
    )
    if as_json:
        told = {
            **told_list(done.stored),
            "passed_over": list(done.passed_over),
            "known_before": done.known_before,
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    said = _("{list}: {rows} rows, {faulty} of them faulty.")
    report = done.stored.report
    click.echo(said.format(list=done.stored.key, rows=report.rows, faulty=len(report.faulty)))
    if done.passed_over:
        click.echo(
            _("Columns that were passed over: {columns}.").format(columns=", ".join(done.passed_over)),
            err=True,
        )
    say_findings(report)


def told_list(stored: "StoredList") -> dict[str, Any]:
    """Danh sách dạng JSON: state, hash and quality; no names."""
    return {
        "list": str(stored.key),
        "office": stored.key.office,
        "state": stored.state.value,
        "list_hash": stored.list_hash,
        "mapping": dict(stored.mapping),
        "synthetic": stored.synthetic,
        **_quality(stored.report),
    }


def _quality(report: "ListReport") -> dict[str, Any]:
    return {
        "rows": report.rows,
        "faulty": len(report.faulty),
        "good_share": float(report.good_share),
        "least_good_share": float(report.least_good_share),
        "goes_back": report.goes_back,
        "counts": report.counts,
    }


def _overview(survey: str, as_json: bool) -> None:
    from sipas_engine.sampling.states import STATE_WORDS
    from workflows.services.stored_lists import lists_of_survey
    from workflows.wiring import open_workspace

    lists = lists_of_survey(open_workspace(), survey)
    if as_json:
        click.echo(json.dumps([told_list(one) for one in lists], ensure_ascii=False))
        return
    for one in lists:
        said = _("{list} [{state}]: {rows} rows, {good} % without fault")
        good = f"{float(one.report.good_share) * 100:.1f}"
        click.echo(
            said.format(list=one.key, state=_(STATE_WORDS[one.state]), rows=one.report.rows, good=good)
        )
        _echo_counts(one.report, err=False)


def _check(source: str, mapping: Path | None, on: datetime | None, as_json: bool) -> int:
    from sipas_engine.sampling.mapping import read_mapping
    from sipas_engine.sampling.quality import SAYS
    from workflows.services.read_list import load_list
    from workflows.services.stored_lists import list_key, stored_list
    from workflows.wiring import open_workspace

    if is_list_id(source) and not Path(source).exists():
        report = stored_list(open_workspace(), list_key(source)).report
    else:
        told = read_mapping(mapping) if mapping else None
        report = load_list(Path(source), survey_day(on), told).read.report
    if as_json:
        findings = [
            {
                "kind": one.kind,
                "position": one.position,
                "row": one.row,
                "serial": one.serial,
                "dossier": one.dossier,
                "others": list(one.others),
            }
            for one in report.findings
        ]
        click.echo(json.dumps({**_quality(report), "findings": findings}, ensure_ascii=False))
    else:
        for one in report.findings:
            what = _(SAYS[one.kind]).format(others=", ".join(map(str, one.others)))
            click.echo(
                _("row {row} (STT {serial}): {what}").format(row=one.row, serial=one.serial or "–", what=what)
            )
        said = _("{faulty} of {rows} rows are faulty; the list goes back: {back}.")
        back = _("yes") if report.goes_back else _("no")
        click.echo(said.format(faulty=len(report.faulty), rows=report.rows, back=back))
    return 1 if report.goes_back else 0


def _compare(source: str, as_json: bool) -> None:
    from workflows.services.stored_lists import compared_with_previous, list_key
    from workflows.wiring import open_workspace

    old, new, found = compared_with_previous(open_workspace(), list_key(source))
    told: dict[str, Any] = {
        "list": str(new.key),
        "previous": str(old.key),
        "mended": list(found.mended),
        "still_wrong": list(found.still_wrong),
        "spoiled": list(found.spoiled),
        "new": list(found.new),
        "gone": list(found.gone),
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    words = {
        "mended": _("mended"),
        "still_wrong": _("still wrong"),
        "spoiled": _("wrong now, not before"),
        "new": _("new"),
        "gone": _("gone (numbers of the old list)"),
    }
    for name, word in words.items():
        numbers = told[name]
        shown = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if len(numbers) > _SHOWN else "")
        click.echo(f"{word}: {len(numbers)}" + (f" ({shown})" if numbers else ""))


def _dispatch(
    source: str,
    issuer: str,
    due: datetime,
    unit: str,
    signer_title: str | None,
    signer_name: str | None,
    output: Path,
) -> None:
    from storage.files import write_whole
    from workflows.services.send_back_list import draft_send_back
    from workflows.services.stored_lists import list_key
    from workflows.wiring import open_workspace

    signer = {"title": signer_title or "", "name": signer_name or ""} if signer_title or signer_name else None
    draft = draft_send_back(
        open_workspace(), list_key(source), issuer, due=due.date(), unit=unit, signer=signer
    )
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, draft.encode())
    click.echo(_("Written: {file}.").format(file=output))
