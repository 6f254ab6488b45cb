"""Nhận văn bản từ thư mục: each whole file is read, registered once and put away, or refused with a reason."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from directives.errors import N_, DirectiveError, Problem
from directives.text import shown_name
from sipas_engine.errors import SipasError
from storage.files import write_whole
from storage.packages import Outcome
from workflows.services.carriers import Dispatch
from workflows.services.enter_arrivals import enter_read
from workflows.services.evidence_arrivals import take_as_evidence
from workflows.services.read_arrivals import ArrivalRead, read_arrival
from workflows.services.take_edxml import take_edxml
from workflows.services.watched_folder import (
    DONE,
    OUR_FOLDERS,
    REFUSED,
    TO_CONFIRM,
    Fate,
    FileTaken,
    files_in,
    is_whole,
    place_for,
    put_away,
    refuse_special,
)
from workflows.services.workspace import Workspace


class NoOfficeFolder(DirectiveError):
    """Không rõ cơ quan nhận: a file outside the folder of any office."""

    kind = "no_office_folder"
    template = N_(
        "{file} lies in no office's folder. Put it into a folder named by the id of the receiving office, "
        "such as snv-lam-dong."
    )


class Words(Protocol):
    """Lời văn: how refusals and remarks are worded in the files beside a document."""

    def refusal(self, error: DirectiveError | SipasError) -> str:
        """Lời từ chối: with everything that was found."""
        ...

    def problem(self, found: Problem) -> str:
        """Một chỗ sai: as a sentence."""
        ...


_HEAD = (
    "Văn bản đến đọc từ thư mục, chưa vào sổ. Đối chiếu với văn bản, sửa, rồi: vanthu incoming enter TỆP-NÀY",
    "absent: mục văn bản không có; doubtful: mục chưa ai xem lại.",
)


def take_documents(
    workspace: Workspace, dispatch: Dispatch, folder: Path, words: Words, *, now: float
) -> Sequence[FileTaken]:
    """Nhận văn bản: of every office's folder inside ``folder``, in order; may be killed anywhere and repeated.

    ``now`` is the machine's time in seconds, as files bear it. A document that came before is the row that is there;
    one with a blank or doubtful field is laid aside with its TOML for the clerk, and nothing is guessed.
    """
    taken = [_loose(folder, file, words, now) for file in files_in(folder)]
    offices = sorted(place for place in folder.iterdir() if place.is_dir()) if folder.is_dir() else []
    for place in offices:
        if place.name not in OUR_FOLDERS and not place.is_symlink():
            taken += [_taken(workspace, dispatch, place, file, words, now) for file in files_in(place)]
    return taken


def _loose(folder: Path, file: Path, words: Words, now: float) -> FileTaken:
    name = shown_name(file.name)
    if not is_whole(file, now):
        return FileTaken("", name, Fate.WAITING)
    reason = words.refusal(NoOfficeFolder(where=name, file=name))
    put_away(file, folder / REFUSED, reason)
    return FileTaken("", name, Fate.REFUSED, reason)


def _taken(
    workspace: Workspace, dispatch: Dispatch, folder: Path, file: Path, words: Words, now: float
) -> FileTaken:
    office, name = shown_name(folder.name), shown_name(file.name)
    if not is_whole(file, now):
        return FileTaken(office, name, Fate.WAITING)
    try:
        workspace.chart.on(workspace.today()).office(folder.name)
        refuse_special(file)
        if file.suffix.lower() == ".edxml":
            fate, said = _package(workspace, dispatch, folder, file)
        else:
            fate, said = _document(workspace, folder, file, words)
    except (DirectiveError, SipasError) as error:
        fate, said = Fate.REFUSED, words.refusal(error)
    if fate is Fate.TO_CONFIRM:
        return FileTaken(office, name, fate, said)
    put_away(file, folder / (REFUSED if fate is Fate.REFUSED else DONE), said if fate is Fate.REFUSED else "")
    return FileTaken(office, name, fate, said)


def _package(workspace: Workspace, dispatch: Dispatch, folder: Path, file: Path) -> tuple[Fate, str]:
    taken = take_edxml(workspace, dispatch, file, folder.name, folder / "answers")
    answer = taken.answer
    if answer is None:
        return Fate.DONE, ""
    if answer.outcome is Outcome.REFUSED:
        return Fate.REFUSED, answer.reason
    return Fate.DONE, answer.entry.subject_id if answer.entry else ""


def _document(workspace: Workspace, folder: Path, file: Path, words: Words) -> tuple[Fate, str]:
    read = read_arrival(workspace, folder.name, file)
    if not read.arrival.is_clear:
        return Fate.TO_CONFIRM, _laid_aside(folder, read, words)
    entered = enter_read(workspace, read)
    take_as_evidence(workspace, entered.entry, read.arrival.draft, workspace.today())
    return Fate.DONE, entered.entry.subject_id


def _laid_aside(folder: Path, read: ArrivalRead, words: Words) -> str:
    """The file with its arrival beside it; the same file again, under whatever name, is the same one."""
    aside = folder / TO_CONFIRM
    target = place_for(read.file, aside)
    beside = target.with_name(target.name + ".toml")
    digest = target.name.partition("-")[0]
    known = [one for one in aside.glob(f"{digest}-*") if one.suffix != ".toml"] if aside.is_dir() else []
    if known:
        put_away(read.file, folder / DONE)
        return f"{known[0].name}.toml"
    said = {name: [words.problem(one) for one in found] for name, found in read.arrival.remarks.items()}
    draft = read.arrival.draft.model_copy(update={"file": target.name})
    aside.mkdir(parents=True, exist_ok=True)
    write_whole(beside, replace(read.arrival, draft=draft).to_toml(_HEAD, said).encode())
    put_away(read.file, aside)
    return beside.name
