"""In phiếu hỏi: one questionnaire a respondent, each with serial and square code, as one PDF or Word file."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import segno

from directives.conversion.libreoffice import require_libreoffice
from directives.conversion.print_run import PrintBatch, page_count, pdf_of, print_run
from directives.document.questionnaire_paper import NumberedForm, PaperQuestionnaire
from directives.errors import N_, DirectiveError
from directives.rendering.questionnaire_docx import own_docx, questionnaire_docx, shared_docx
from sipas_engine.forms.questionnaire import Questionnaire
from sipas_engine.forms.serials import FormCode
from storage.files import write_whole
from workflows.services.questionnaire_wording import FormsHead, paper_of

#: So many forms a Word file: LibreOffice lays them out in a few seconds, and a run has work for every core.
_BATCH = 40
#: A scanner reads it even when a quarter of it is soiled.
_CORRECTION, _DOTS = "q", 6


class UnknownFormsFormat(DirectiveError):
    """Không in được dạng này: printed forms are a PDF or a Word file."""

    kind = "unknown_print_format"
    template = N_("{file} is no file to print into: end its name in .pdf or .docx.")


@dataclass(frozen=True, slots=True)
class SerialToPrint:
    """Phiếu cần in: the serial of a form and where it goes; never who answers it."""

    serial: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class PrintedForms:
    """Lượt phiếu đã in: how many forms of how many pages, of which version; pages are 0 in a Word file."""

    file: Path
    forms: int
    pages: int
    version: str
    serials: tuple[str, str] = field(default=("", ""))


def print_forms(
    questionnaire: Questionnaire, head: FormsHead, serials: Sequence[SerialToPrint], output: Path
) -> PrintedForms:
    """In phiếu: written to ``output`` whole or not at all; the ending says PDF or Word.

    Raises UnknownFormsFormat, UnprintableCharacter, MissingProgram, MisprintedRun, ValueError without serials.
    """
    kind = output.suffix.lower()
    if kind not in (".pdf", ".docx"):
        raise UnknownFormsFormat(where=output.name, file=output.name)
    if kind == ".pdf":
        require_libreoffice()
    paper = paper_of(questionnaire, head)
    forms = list(_numbered(paper, head.campaign, serials))
    pages = 0
    if kind == ".docx":
        content = questionnaire_docx(paper, forms)
    else:
        shared = pdf_of(shared_docx(paper))
        pages = page_count(shared)
        content = print_run(shared, list(_batches(paper, forms, pages)))
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, content)
    return PrintedForms(output, len(forms), pages, paper.version, (forms[0].serial, forms[-1].serial))


def _numbered(
    paper: PaperQuestionnaire, campaign: str, serials: Sequence[SerialToPrint]
) -> Iterator[NumberedForm]:
    for one in serials:
        picture = io.BytesIO()
        code = FormCode(campaign, paper.version, one.serial)
        segno.make_qr(code.payload, error=_CORRECTION).save(picture, kind="png", scale=_DOTS, border=2)
        yield NumberedForm(one.serial, one.place, picture.getvalue())


def _batches(paper: PaperQuestionnaire, forms: Sequence[NumberedForm], pages: int) -> Iterator[PrintBatch]:
    for start in range(0, len(forms), _BATCH):
        some = forms[start : start + _BATCH]
        yield PrintBatch(own_docx(paper, some, pages), tuple(form.serial for form in some))
