"""Văn bản đến từ tệp: ``incoming read|enter``, what is read of files, confirmed by the clerk, and entered."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from directives.errors import Problem
from directives.text import shown_name
from portal.cli import options
from portal.messages import N_, _, worded

if TYPE_CHECKING:
    from workflows.services.enter_arrivals import EnteredArrival
    from workflows.services.read_arrivals import ArrivalRead, RefusedArrival

#: How the TOML explains itself to the clerk, line by line.
_HEAD = (
    N_("An incoming document as it was read. Nothing is entered yet."),
    N_("Compare it with the document, correct it, then: vanthu incoming enter THIS-FILE"),
    N_("absent: fields which the document itself lacks; doubtful: fields which nobody has looked at yet."),
)


def commands() -> list[click.Command]:
    """Các lệnh: read and enter, for the group ``incoming``."""
    again = click.Option(["--again"], is_flag=True, help=_("it really came twice"))
    return [
        click.Command(
            "read",
            callback=_read,
            help=_("Reads FILES and folders into arrivals (TOML) for the clerk to confirm; enters nothing."),
            params=[
                click.Argument(["files"], type=options.FILE, nargs=-1, required=True),
                click.Option(
                    ["--office"], required=True, help=_("the receiving office, for example snv-dak-nong")
                ),
                click.Option(
                    ["--out"],
                    type=options.FILE,
                    required=True,
                    help=_("the .toml to write, or the folder for several"),
                ),
                options.as_json(),
            ],
        ),
        click.Command(
            "enter",
            callback=_enter,
            help=_(
                "Enters confirmed ARRIVALS (TOML): number, file, record and duties, all or nothing for each."
            ),
            params=[
                click.Argument(["arrivals"], type=options.FILE, nargs=-1, required=True),
                again,
                options.as_json(),
            ],
        ),
    ]


def _read(files: tuple[Path, ...], office: str, out: Path, as_json: bool) -> int:
    from storage.files import write_whole
    from workflows.services.output_folder import writable_folder
    from workflows.services.read_arrivals import ArrivalRead, listed, read_arrivals
    from workflows.wiring import open_workspace

    one = out.suffix == ".toml"
    if one and len(listed(files)) > 1:
        raise click.UsageError(_("Several files: name a folder with --out."))
    folder = writable_folder(out.parent if one else out)
    shown: list[dict[str, Any]] = []
    refused: list[RefusedArrival] = []
    for number, found in enumerate(read_arrivals(open_workspace(), office, files), start=1):
        if not isinstance(found, ArrivalRead):
            refused.append(found)
            shown.append(_refusal(found))
            continue
        target = out if one else folder / f"{number:03d}-{_stem(found.file)}.toml"
        write_whole(target, _toml(found).encode())
        draft = found.arrival.draft
        shown.append(
            {
                "file": shown_name(str(found.file)),
                "arrival": str(target),
                "clear": found.arrival.is_clear,
                "open": sorted({problem.where for problem in draft.open_points()}),
            }
        )
        if not as_json:
            _say_read(found, target)
    return _finished(shown, refused, as_json=as_json)


def _say_read(found: "ArrivalRead", target: Path) -> None:
    draft = found.arrival.draft
    dated = f"{draft.dated:%d/%m/%Y}" if draft.dated else "–"
    click.echo(f"{target}")
    click.echo(f"  {draft.author or '–'} | {draft.number or '–'} | {dated} | {draft.type or '–'}")
    click.echo(f"  {draft.subject or '–'}")
    counted = _("{citations} citations, {duties} duties")
    click.echo("  " + counted.format(citations=len(draft.cites), duties=len(draft.duties)))
    for problem in draft.open_points():
        click.echo(f"  - {_(problem.template).format(**problem.fields)}")


def _toml(found: "ArrivalRead") -> str:
    head = [shown_name(found.file.name), *(_(line) for line in _HEAD)]
    said = {name: [f"? {_worded(one)}" for one in remarks] for name, remarks in found.arrival.remarks.items()}
    return found.arrival.to_toml(head, said)


def _worded(remark: Problem) -> str:
    sentence = _(remark.template).format(**remark.fields)
    return f"{sentence} ({remark.where})" if remark.where else sentence


def _stem(file: Path) -> str:
    """Tên phiếu: a short name of our own making; the file's name may be anything."""
    from directives.text import slug

    return slug(file.stem)[:60] or "tep"


def _enter(arrivals: tuple[Path, ...], again: bool, as_json: bool) -> int:
    from workflows.services.enter_arrivals import enter_arrivals
    from workflows.wiring import open_workspace

    return _say_entered(enter_arrivals(open_workspace(), arrivals, again=again), as_json=as_json)


def receive_files(files: Sequence[Path], office: str, *, again: bool, as_json: bool) -> int:
    """Nhận thẳng tệp: read and enter each file in which nothing is blank or doubtful; the others are listed."""
    from directives.errors import DirectiveError
    from workflows.services.enter_arrivals import enter_read
    from workflows.services.read_arrivals import ArrivalRead, RefusedArrival, read_arrivals
    from workflows.wiring import open_workspace

    workspace = open_workspace()

    def entered() -> "Iterable[EnteredArrival | RefusedArrival]":
        for found in read_arrivals(workspace, office, files):
            if not isinstance(found, ArrivalRead):
                yield found
                continue
            try:
                yield enter_read(workspace, found, again=again)
            except DirectiveError as error:
                yield RefusedArrival(found.file, error)

    return _say_entered(entered(), as_json=as_json)


def _say_entered(results: "Iterable[EnteredArrival | RefusedArrival]", *, as_json: bool) -> int:
    from workflows.services.enter_arrivals import EnteredArrival

    shown: list[dict[str, Any]] = []
    refused: list[RefusedArrival] = []
    for found in results:
        if not isinstance(found, EnteredArrival):
            refused.append(found)
            shown.append(_refusal(found))
            continue
        entry, name = found.entry, shown_name(str(found.file))
        shown.append(
            {
                "file": name,
                "entry": entry.subject_id,
                "number": entry.number,
                "came_before": found.came_before,
            }
        )
        if not as_json:
            said = (
                _("{file}: came before, arrival number {number} of {day} in {book}")
                if found.came_before
                else _("{file}: arrival number {number} of {day} in {book}")
            )
            day = f"{entry.document.arrived_on:%d/%m/%Y}"
            click.echo(said.format(file=name, number=entry.number, day=day, book=entry.book))
    return _finished(shown, refused, as_json=as_json)


def _refusal(found: "RefusedArrival") -> dict[str, Any]:
    error: Mapping[str, Any] = {
        "kind": found.error.kind,
        "message": str(worded(found.error)),
        "where": shown_name(found.error.where),
    }
    return {"file": shown_name(str(found.file)), "error": error}


def _finished(
    shown: Sequence[Mapping[str, Any]], refused: "Sequence[RefusedArrival]", *, as_json: bool
) -> int:
    """Kết thúc: every file was answered; 2 when one was refused, 3 when this machine could not read one."""
    if as_json:
        click.echo(json.dumps({"files": list(shown)}, ensure_ascii=False))
    else:
        for found in refused:
            click.echo(f"{shown_name(str(found.file))}: {worded(found.error)}", err=True)
    if not refused:
        return 0
    return 3 if all(found.error.kind == "no_text_layer" for found in refused) else 2
