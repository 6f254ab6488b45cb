"""Lập biểu mẫu: a working paper from what a person wrote and a file of data; no number, no register."""

from pathlib import Path

from directives.conversion.paper_table import FilledTable, fill_table, ready_table
from directives.conversion.sheets import read_sheet
from directives.document.working_paper import PaperDraft, PaperTable, compose_paper, read_paper
from directives.errors import N_, DirectiveError
from directives.number_words import in_words
from directives.rendering.working_papers import fill_form
from doc_templates import Form, groups, working_paper
from storage.files import write_whole
from workflows.services.enclosures import inside
from workflows.services.workspace import Workspace


class UnknownPaper(DirectiveError):
    """Không có biểu mẫu này: no working paper of this name."""

    kind = "unknown_paper"
    template = N_("There is no working paper “{form}”. There are: {known}.")


class NoData(DirectiveError):
    """Thiếu số liệu: the paper is a list, and no file says what stands in it."""

    kind = "no_data"
    template = N_(
        "The working paper “{form}” needs data: add [table] with “file”, or name a file with “--data”."
    )


def make_paper(workspace: Workspace, draft: Path, output: Path, *, data: Path | None = None) -> int:
    """Lập biểu mẫu: written to ``output``; gives the number of rows. ``data`` takes the place of the draft's file.

    Raises UnreadableDraft, InvalidPaper, UnknownPaper, NoData, OutsideFolder, UnfitTable, UnansweredForm and what
    reading a foreign file refuses.
    """
    written = read_paper(draft)
    form = paper_form(written.form)
    filled = _table(form, written, draft.parent, data)
    paper = compose_paper(
        written,
        form,
        filled.table,
        filled.totals,
        workspace.chart,
        workspace.now().date(),
        reckoned=_in_words(form, filled),
    )
    content = fill_form(form, paper)
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, content)
    return len(filled.table.rows)


def paper_form(name: str) -> Form:
    """Biểu mẫu theo tên: raises UnknownPaper."""
    form = working_paper(name)
    if form is None:
        raise UnknownPaper(where="form", form=name, known=", ".join(paper_names()))
    return form


def paper_names() -> list[str]:
    """Tên các biểu mẫu: every working paper."""
    return [name for group in groups() if not group.numbered for name in group.forms]


def _table(form: Form, written: PaperDraft, folder: Path, data: Path | None) -> FilledTable:
    landscape = any(form.name in group.landscape for group in groups())
    asked = written.table
    if data is None and asked is None:
        if not form.ready_rows:
            raise NoData(where="table", form=form.name)
        return ready_table(form, landscape=landscape)
    asked = asked or PaperTable(file=str(data))
    path = data or inside(folder, asked.file)
    return fill_table(form, read_sheet(path, asked.sheet), asked, landscape=landscape)


def _in_words(form: Form, filled: FilledTable) -> dict[str, str]:
    """Bằng chữ: the sum of the only column of money, where the form has a line for it."""
    sums = list(filled.sums.values())
    if "bang_chu" not in form.questions or len(sums) != 1 or sums[0] != int(sums[0]) or sums[0] < 0:
        return {}
    words = in_words(int(sums[0]))
    return {"bang_chu": f"{words[0].upper()}{words[1:]} đồng"}
