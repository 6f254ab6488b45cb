"""Giấy tờ của mẫu: ``sample minutes|lists`` make the minutes of the draw and the two lists as Word files."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from workflows.services.paper_from_rows import PaperHead

#: For each list its paper, and its serials without names, for ``vanthu forms print --list``.
MAIN = ("danh-sach-chinh-thuc.docx", "ma-phieu-chinh-thuc.csv")
RESERVE = ("danh-sach-du-phong.docx", "ma-phieu-du-phong.csv")


def commands() -> list[click.Command]:
    """Các lệnh: minutes, lists."""
    return [
        click.Command(
            "minutes",
            callback=_minutes,
            help=_("The minutes of the draw of one list, or of several drawn together."),
            params=[
                click.Argument(["sources"], metavar="LIST…", nargs=-1, required=True),
                *_head(),
                click.Option(
                    ["--time", "time"], required=True, help=_("when, for example “08 giờ 00 phút ngày …”")
                ),
                click.Option(["--place"], required=True, help=_("where the sample was drawn")),
                click.Option(
                    ["--member", "members"], multiple=True, required=True, help=_("who was there, one each")
                ),
                click.Option(
                    ["--ended"], default="", help=_("when it ended, for example “vào 11 giờ 00 phút …”")
                ),
                options.output(_("the minutes, a .docx file")),
            ],
        ),
        click.Command(
            "lists",
            callback=_lists,
            help=_("The main list and the reserve list, with the codes of the forms."),
            params=[
                click.Argument(["source"], metavar="LIST"),
                *_head(),
                click.Option(
                    ["--code"], required=True, help=_("what the codes of the forms begin with, as LD-26")
                ),
                click.Option(["--signer-title"], default="", help=_("who signs: the title")),
                click.Option(["--signer-name"], default="", help=_("who signs: the name")),
                click.Option(
                    ["--out"], type=options.FILE, required=True, help=_("the folder for the two files")
                ),
            ],
        ),
    ]


def _head() -> list[click.Option]:
    return [
        click.Option(["--issuer"], required=True, help=_("the office that writes, for example snv-lam-dong")),
        click.Option(["--subject"], required=True, help=_("what the survey is called")),
        click.Option(["--on"], type=options.DAY, help=_("the day of the paper; else today")),
    ]


def _minutes(
    sources: tuple[str, ...],
    issuer: str,
    subject: str,
    on: datetime | None,
    time: str,
    place: str,
    members: tuple[str, ...],
    ended: str,
    output: Path,
) -> None:
    from workflows.services.sample_papers import Meeting, make_minutes
    from workflows.services.stored_lists import list_key
    from workflows.wiring import open_workspace

    keys = [list_key(source) for source in sources]
    meeting = Meeting(time, place, members, ended)
    make_minutes(open_workspace(), keys, _paper_head(issuer, subject, on), meeting, output)
    click.echo(_("Written: {file}.").format(file=output))


def _lists(
    source: str,
    issuer: str,
    subject: str,
    on: datetime | None,
    code: str,
    signer_title: str,
    signer_name: str,
    out: Path,
) -> None:
    from storage.files import write_whole
    from workflows.services.output_folder import writable_folder
    from workflows.services.sample_papers import make_sample_list, serials_of
    from workflows.services.stored_lists import list_key
    from workflows.wiring import open_workspace

    folder = writable_folder(out)
    head = _paper_head(issuer, subject, on, signer_title, signer_name)
    workspace, key = open_workspace(), list_key(source)
    for (paper, serials), reserve in ((MAIN, False), (RESERVE, True)):
        make_sample_list(workspace, key, head, code, folder / paper, reserve=reserve)
        write_whole(folder / serials, serials_of(workspace, key, code, reserve=reserve))
        for name in (paper, serials):
            click.echo(_("Written: {file}.").format(file=folder / name))


def _paper_head(
    issuer: str, subject: str, on: datetime | None, title: str = "", name: str = ""
) -> "PaperHead":
    from portal.cli.sample_lists import survey_day
    from workflows.services.paper_from_rows import PaperHead

    return PaperHead(issuer, subject, survey_day(on), title, name)
