"""Nhận phiếu từ thư mục: each whole file of forms is accepted for its unit, or refused with every bad row beside it."""

from collections.abc import Sequence
from pathlib import Path

from directives.errors import DirectiveError
from directives.text import shown_name
from sipas_engine.errors import SipasError
from workflows.services.accept_returns import accept_returns
from workflows.services.campaign_state import campaign_state
from workflows.services.take_documents import Words
from workflows.services.watched_folder import (
    DONE,
    OUR_FOLDERS,
    REFUSED,
    Fate,
    FileTaken,
    files_in,
    is_whole,
    put_away,
    refuse_special,
)
from workflows.services.workspace import Workspace

#: What may follow the unit's id in the name of a file: ``ubnd-xa-cu-jut-24640__lan-2.xlsx``.
_MORE = "__"


def take_returns(workspace: Workspace, folder: Path, words: Words, *, now: float) -> Sequence[FileTaken]:
    """Nhận phiếu: of every campaign's folder inside ``folder``; may be killed anywhere and repeated.

    The name of a file is the id of its unit, what follows "__" is free. Forms that came before are the batch that is
    there. ``now`` is the machine's time in seconds, as files bear it.
    """
    places = sorted(place for place in folder.iterdir() if place.is_dir()) if folder.is_dir() else []
    return [
        _taken(workspace, place, file, words, now)
        for place in places
        if place.name not in OUR_FOLDERS and not place.is_symlink()
        for file in files_in(place)
    ]


def _taken(workspace: Workspace, folder: Path, file: Path, words: Words, now: float) -> FileTaken:
    campaign, name = shown_name(folder.name), shown_name(file.name)
    if not is_whole(file, now):
        return FileTaken(campaign, name, Fate.WAITING)
    try:
        refuse_special(file)
        state = campaign_state(workspace, folder.name)
        unit = file.stem.partition(_MORE)[0]
        accepted = accept_returns(workspace, state, unit, file, workspace.today())
    except (DirectiveError, SipasError) as error:
        reason = words.refusal(error)
        put_away(file, folder / REFUSED, reason)
        return FileTaken(campaign, name, Fate.REFUSED, reason)
    put_away(file, folder / DONE)
    return FileTaken(campaign, name, Fate.DONE, accepted.batch.sha256)
