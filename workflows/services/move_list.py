"""Chuyển danh sách: submitted, checked, approved, locked; the law of it is ``sipas_engine.sampling.states``."""

from directives.errors import N_, DirectiveError
from sipas_engine.sampling.states import ListMove, moved
from storage import audit, samples
from storage.database import transaction
from storage.samples import ListKey, StoredList
from workflows.services.import_list import chain_of
from workflows.services.stored_lists import locked_list
from workflows.services.workspace import Workspace


class ListGoesBack(DirectiveError):
    """Danh sách phải trả lại: too many rows are faulty, and nobody said why it is taken all the same."""

    kind = "list_goes_back"
    template = N_(
        "{list}: {faulty} of {rows} rows are faulty, more than is allowed. Send it back with “vanthu sample "
        "dispatch”, or say with “--reason” why it is taken as it is."
    )


def move_list(workspace: Workspace, key: ListKey, move: ListMove, reason: str = "") -> StoredList:
    """Chuyển danh sách: by one step; the draw has a service of its own (``draw_list``).

    A list below the threshold is checked only with a ``reason``. With the approval years of birth are forgotten;
    whether a person is of age stays. Raises UnknownList, WrongListState, ListGoesBack.
    """
    with transaction(workspace.engine) as connection:
        stored = locked_list(connection, key)
        after = moved(str(key), stored.state, move)
        report = stored.report
        if move is ListMove.CHECK and report.goes_back and not reason:
            raise ListGoesBack(where=str(key), list=str(key), faulty=len(report.faulty), rows=report.rows)
        samples.set_state(connection, key, after)
        if move is ListMove.APPROVE:
            samples.forget_births(connection, key)
        evidence = {"from": stored.state.value, "to": after.value, "reason": reason}
        act = audit.Act(workspace.timestamp(), workspace.actor, "list_moved", str(key), evidence)
        audit.append(connection, chain_of(key.survey), act)
        return locked_list(connection, key)
