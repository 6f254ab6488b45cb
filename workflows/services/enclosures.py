"""Tệp kèm bản thảo: tables and pictures which a draft names are read from its own folder, never from elsewhere."""

from collections.abc import Iterator
from pathlib import Path

from directives.conversion.child import convert_in_child, read_bytes
from directives.conversion.errors import FileTooLarge
from directives.conversion.sheets import read_sheet
from directives.conversion.tables import table_of
from directives.document.body_draft import AnnexDraft, BodyDraft
from directives.document.draft import Draft, InvalidDraft
from directives.document.enclosed import Enclosed, TableDraft
from directives.document.model import BodyTable, Document, Picture
from directives.errors import N_, DirectiveError, Problem
from storage.files import FileStore

#: A page of pictures; more is a book.
MAX_PICTURE_BYTES = 5 * 1024 * 1024


class OutsideFolder(DirectiveError):
    """Tệp ngoài thư mục: a draft may only name files in its own folder or below it."""

    kind = "outside_folder"
    template = N_(
        "The file “{file}” does not lie in the folder of the draft. Put it there and name it without “..”."
    )


def enclosed_in(draft: Draft, folder: Path, files: FileStore, *, file: str) -> Enclosed:
    """Tệp kèm: what every named file holds; pictures are kept in ``files`` from now on.

    Raises InvalidDraft naming everything wrong in all of them.
    """
    found: dict[str, BodyTable | Picture] = {}
    problems: list[Problem] = []
    for place, part in draft.named_files:
        try:
            found[place] = _read(folder, part, files)
        except DirectiveError as error:
            problems += _problems(error, place)
    if problems:
        raise InvalidDraft(file, tuple(problems))
    return found


def inside(folder: Path, name: str) -> Path:
    """Tệp trong thư mục: the file of this relative name, links followed. Raises OutsideFolder."""
    root = folder.resolve()
    try:
        path = (root / name).resolve()
    except (OSError, ValueError) as error:
        raise OutsideFolder(file=name) from error
    if Path(name).is_absolute() or not path.is_relative_to(root):
        raise OutsideFolder(file=name)
    return path


def _read(folder: Path, part: TableDraft, files: FileStore) -> BodyTable | Picture:
    path = inside(folder, part.file)
    if isinstance(part, BodyDraft) and part.kind == "picture":
        content = read_bytes(path)
        if len(content) > MAX_PICTURE_BYTES:
            raise FileTooLarge(where=path.name, size=len(content), limit=MAX_PICTURE_BYTES)
        convert_in_child("picture", content, path.name)
        return Picture(files.put(content), part.width_mm or 0, part.alternative)
    landscape = isinstance(part, AnnexDraft) and part.landscape
    return table_of(read_sheet(path, part.sheet), part, landscape=landscape)


def _problems(error: DirectiveError, place: str) -> Iterator[Problem]:
    for problem in error.problems or (Problem(error.template, error.fields, error.where),):
        yield Problem(problem.template, problem.fields, ":".join(filter(None, (place, problem.where))))


def pictures_of(document: Document, files: FileStore) -> dict[str, bytes]:
    """Hình của văn bản: the contents of its pictures by their hashes. Raises LostPicture."""
    found = {}
    for part in document.original.body_parts():
        if part.picture is not None:
            content = files.get(part.picture.sha256)
            if content is None:
                raise LostPicture(where=part.picture.sha256, sha256=part.picture.sha256)
            found[part.picture.sha256] = content
    return found


class LostPicture(DirectiveError):
    """Mất hình: the file store no longer has a picture of a document, or has something else in its place."""

    kind = "lost_picture"
    template = N_("The picture {sha256} is no longer in the file store. Restore the last backup.")
