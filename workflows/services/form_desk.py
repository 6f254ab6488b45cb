"""Bàn kiểm tra thể thức: a foreign file is judged, shown with its findings, annotated, repaired; no book is touched."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from directives.checking.checker import CheckReport, examine
from directives.checking.mending import Mended, mend_content
from directives.checking.reporting.annotate import annotated
from directives.checking.reporting.html import html_page
from directives.checking.reporting.marks import Mark, marks_on
from directives.checking.seeing.page import Page
from directives.conversion.errors import FileTooLarge, RefusedFile
from directives.conversion.limits import limits
from directives.conversion.page_views import PageViews
from directives.errors import N_, DirectiveError
from directives.text import shown_name
from storage.passing_files import PassingFile, PassingFiles
from workflows.services.page_views import pages_of
from workflows.services.workspace import Workspace

_PAGES_SHOWN = 20


class UnknownCheckedFile(DirectiveError):
    """Không còn tệp này: it was kept for a day, or it is somebody else's."""

    kind = "unknown_checked_file"
    template = N_("This file is no longer here: files are kept for one day. Hand it in again.")


class NoFileChosen(DirectiveError):
    """Chưa chọn tệp: nothing was handed in."""

    kind = "no_file_chosen"
    template = N_("Choose a file first.")


class OnlyWordIsMended(DirectiveError):
    """Chỉ sửa tệp Word: what is printed already can only be judged."""

    kind = "only_word_is_mended"
    template = N_("{file} is a PDF: only a Word file can be annotated or repaired.")


@dataclass(frozen=True, slots=True)
class Checked:
    """Tệp đã kiểm tra: what was found, by the law of day ``on`` (None: of its own date), and until when it is kept."""

    id: str
    name: str
    report: CheckReport
    page: Page
    until: datetime
    on: date | None

    @property
    def is_word(self) -> bool:
        """Là tệp Word: it can be annotated and repaired."""
        return self.page.layout.kind == "word"


@dataclass(frozen=True, slots=True)
class MarkedPages:
    """Trang có đánh dấu: pictures, and where on them each finding stands."""

    views: PageViews
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class FormDesk:
    """Bàn kiểm tra: of the person in whose name the workspace is open."""

    workspace: Workspace
    files: PassingFiles

    def take(self, name: str, content: bytes, on: date | None = None) -> str:
        """Nhận tệp: judged first, and kept for a day only when it may be judged here; gives its id.

        Raises NoFileChosen, FileTooLarge and what ``check_file`` refuses, among it files that bear a secrecy stamp.
        """
        if not content:
            raise NoFileChosen(where="file")
        shown = shown_name(name)
        if len(content) > limits().file_bytes:
            raise FileTooLarge(where=shown, size=len(content), limit=limits().file_bytes)
        _examined(content, shown, on)
        asked = on.isoformat() if on else ""
        return self.files.keep(self.workspace.actor, shown, content, self.workspace.now(), asked)

    def checked(self, file_id: str) -> Checked:
        """Kết quả: of a file that was taken. Raises UnknownCheckedFile."""
        kept = self._kept(file_id)
        page, report = _examined(kept.content, kept.name, _day(kept))
        return Checked(kept.id, kept.name, report, page, kept.until, _day(kept))

    def pages(self, file_id: str) -> MarkedPages:
        """Trang có đánh dấu: raises UnknownCheckedFile, and MissingProgram for a Word file without LibreOffice."""
        kept = self._kept(file_id)
        page, report = _examined(kept.content, kept.name, _day(kept))
        views = pages_of(kept.content, kept.name, _PAGES_SHOWN)
        return MarkedPages(views, marks_on(page, report.findings, views.pages))

    def annotated(self, file_id: str, language: str) -> bytes:
        """Bản có ghi chú: each finding a Word comment at its place. Raises UnknownCheckedFile, OnlyWordIsMended."""
        checked, kept = self.checked(file_id), self._kept(file_id)
        _require_word(checked)
        return annotated(kept.content, kept.name, checked.page, checked.report, language)

    def mended(self, file_id: str) -> Mended:
        """Bản đã sửa: with what was changed and what is left. Raises UnknownCheckedFile, OnlyWordIsMended."""
        kept = self._kept(file_id)
        _require_word(self.checked(file_id))
        return _mended(kept.content, kept.name, _day(kept))

    def told(self, file_id: str, language: str) -> str:
        """Trang kết quả: one HTML page that stands by itself, to be kept or sent on. Raises UnknownCheckedFile."""
        checked = self.checked(file_id)
        return html_page(checked.page, checked.report, language)

    def drop(self, file_id: str) -> None:
        """Bỏ tệp: before its day is over. Raises UnknownCheckedFile."""
        if not self.files.drop(self.workspace.actor, file_id, self.workspace.now()):
            raise UnknownCheckedFile(where=file_id)

    def _kept(self, file_id: str) -> PassingFile:
        kept = self.files.find(self.workspace.actor, file_id, self.workspace.now())
        if kept is None:
            raise UnknownCheckedFile(where=file_id)
        return kept


def _day(kept: PassingFile) -> date | None:
    return date.fromisoformat(kept.asked) if kept.asked else None


def _require_word(checked: Checked) -> None:
    if not checked.is_word:
        raise OnlyWordIsMended(where=checked.name, file=checked.name)


def _examined(content: bytes, name: str, on: date | None) -> tuple[Page, CheckReport]:
    try:
        page, report = _judged(content, on)
    except RefusedFile as refusal:
        refusal.where = name
        raise
    return page, replace(report, file=name)


@lru_cache(maxsize=8)
def _judged(content: bytes, on: date | None) -> tuple[Page, CheckReport]:
    """The same bytes are judged alike each time, by whatever name: pages of one result need not judge them anew."""
    return examine(content, "", on)


@lru_cache(maxsize=4)
def _mended(content: bytes, name: str, on: date | None) -> Mended:
    return mend_content(content, name, on)
