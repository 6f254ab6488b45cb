"""Mẫu theo thôn: the drawn people of a kept list as forms of their villages, and who answers which form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from directives.errors import N_, DirectiveError
from sipas_engine.fieldwork.assignment import Village
from sipas_engine.sampling.codes import form_codes
from sipas_engine.sampling.frame import FrameRow
from sipas_engine.sampling.states import STATE_WORDS, ListState
from storage.samples import ListKey
from workflows.services.stored_lists import drawn_list
from workflows.services.workspace import Workspace

_SHOWN = 10


class NotApproved(DirectiveError):
    """Mẫu chưa được phê duyệt: forms go out only for a sample that was approved."""

    kind = "sample_not_approved"
    template = N_("The sample of {list} is “{state}”. Approve it first: vanthu sample move {list} approve.")


class PeopleWithoutVillage(DirectiveError):
    """Người không có thôn: nobody can be sent to people of whom the list does not say where they live."""

    kind = "people_without_village"
    template = N_(
        "{count} of the drawn people of {list} have no village: number {positions}. Read the list in again with a "
        "column for the village, or assign them from a file."
    )


class PeopleErased(DirectiveError):
    """Không còn tên người: names and addresses of a list were erased, so no paper can name them."""

    kind = "people_erased"
    template = N_("The people of {list} were erased; make the paper without names.")


@dataclass(frozen=True, slots=True)
class Respondent:
    """Người trả lời: the name and address that a paper for the field may bear; never stored with the form."""

    name: str
    address: str


def sampled_villages(workspace: Workspace, key: ListKey, prefix: str, day: date) -> tuple[Village, ...]:
    """Phiếu theo thôn của mẫu: official forms and, apart, those of the reserve, in the order of the serials.

    A list of one commune need not name it: then it is the unit of the list's office on ``day``. Raises UnknownList,
    NothingDrawn, NotApproved, PeopleWithoutVillage.
    """
    found = drawn_list(workspace, key)
    state = found.stored.state
    if state not in (ListState.APPROVED, ListState.LOCKED):
        raise NotApproved(where=str(key), list=str(key), state=STATE_WORDS[state])
    drawn = found.kept.drawn
    homeless = [at for at in (*drawn.main, *drawn.reserve) if not found.rows[at - 1].village]
    if homeless:
        shown = ", ".join(map(str, homeless[:_SHOWN])) + ("…" if len(homeless) > _SHOWN else "")
        raise PeopleWithoutVillage(where=str(key), list=str(key), count=len(homeless), positions=shown)
    commune = workspace.chart.on(day).office(key.office).unit.title
    main: dict[tuple[str, ...], list[str]] = {}
    reserve: dict[tuple[str, ...], list[str]] = {}
    official = set(drawn.main)
    for at, code in form_codes(drawn, prefix).items():
        row = found.rows[at - 1]
        of_draw = main if at in official else reserve
        of_draw.setdefault((row.commune or commune, row.village), []).append(code)
    return tuple(
        Village(path, tuple(main.get(path, ())), tuple(reserve.get(path, ())))
        for path in dict.fromkeys((*main, *reserve))
    )


def respondents(workspace: Workspace, key: ListKey, prefix: str) -> Mapping[str, Respondent]:
    """Người trả lời theo mã phiếu: of the sample and its reserve. Raises UnknownList, NothingDrawn, PeopleErased."""
    found = drawn_list(workspace, key, with_people=True)
    if not found.people_are_kept:
        raise PeopleErased(where=str(key), list=str(key))
    return {
        code: _respondent(found.rows[at - 1]) for at, code in form_codes(found.kept.drawn, prefix).items()
    }


def _respondent(row: FrameRow) -> Respondent:
    return Respondent(row.name, row.place)
