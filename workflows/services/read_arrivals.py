"""Đọc tệp đến: files and folders as arrivals to be confirmed; nothing is entered, no refusal stops the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from directives.conversion.child import read_bytes
from directives.errors import N_, DirectiveError
from directives.reading import Record, read_file
from directives.register.arrival_reading import ReadArrival, arrival_of
from workflows.services.workspace import Workspace


class UnusableName(DirectiveError):
    """Tên tệp không ghi được: its bytes are no text, so that no list could name it."""

    kind = "unusable_name"
    template = N_("The name of this file is not valid text. Rename the file and try again.")


class ChangedFile(DirectiveError):
    """Tệp đã đổi: what lies there now is not what was read and confirmed."""

    kind = "changed_file"
    template = N_("{file} is no longer the file that was read. Read it again with “vanthu incoming read”.")


class NoFilesThere(DirectiveError):
    """Không có tệp: the folder holds nothing that could be read."""

    kind = "no_files_there"
    template = N_("There is no file in {folder}.")


@dataclass(frozen=True, slots=True)
class ArrivalRead:
    """Tệp đã đọc: the file, its content, the record and the arrival made of it."""

    file: Path
    content: bytes
    record: Record
    arrival: ReadArrival


@dataclass(frozen=True, slots=True)
class RefusedArrival:
    """Tệp bị từ chối: which file, and why it cannot be read or entered."""

    file: Path
    error: DirectiveError


def read_arrivals(
    workspace: Workspace, office: str, places: Sequence[Path]
) -> Iterator[ArrivalRead | RefusedArrival]:
    """Đọc các tệp: one after the other, those of a folder by name; a refusal stands in its place.

    Raises UnknownOffice, NoFilesThere before anything is read.
    """
    workspace.chart.on(workspace.today()).office(office)
    for file in listed(places):
        try:
            yield read_arrival(workspace, office, file)
        except DirectiveError as error:
            yield RefusedArrival(file, error)


def read_arrival(workspace: Workspace, office: str, file: Path) -> ArrivalRead:
    """Đọc một tệp: raises a RefusedFile, UnusableName."""
    _refuse_unusable(file)
    content = read_bytes(file)
    record = read_file(file)
    if sha256(read_bytes(file)).digest() != sha256(content).digest():
        raise ChangedFile(where=file.name, file=file.name)
    arrival = arrival_of(
        record.to_json(),
        record.notes,
        office=office,
        file=str(file.resolve()),
        sha256=sha256(content).hexdigest(),
        received_on=workspace.today(),
    )
    return ArrivalRead(file, content, record, arrival)


def listed(places: Sequence[Path]) -> list[Path]:
    """Liệt kê: files as they were named, folders with everything right inside them, by name. Raises NoFilesThere."""
    found: list[Path] = []
    for place in places:
        inside = sorted(place.iterdir()) if place.is_dir() else [place]
        if not inside:
            raise NoFilesThere(where=str(place), folder=place)
        found += inside
    return found


def _refuse_unusable(file: Path) -> None:
    try:
        str(file).encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnusableName(where=file.name) from error
