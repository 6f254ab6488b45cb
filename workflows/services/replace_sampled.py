"""Thay người trong mẫu: the next of the reserve, for a reason of the closed list."""

from datetime import date

from sipas_engine.sampling.reserve import Replacement, ReplacementReason, next_reserve
from storage import audit, samples
from storage.database import transaction
from storage.samples import ListKey
from workflows.services.import_list import chain_of
from workflows.services.stored_lists import kept_draw, locked_list
from workflows.services.workspace import Workspace


def replace_sampled(
    workspace: Workspace,
    key: ListKey,
    official: int,
    reason: ReplacementReason,
    *,
    investigator: str,
    day: date,
    wished: int | None = None,
) -> Replacement:
    """Thay: by the first unused reserve of the same stratum; asked for twice it is the replacement that is there.

    ``wished`` is the reserve whom the investigator went to, where that is known; another than the next is refused.
    Raises UnknownList, NothingDrawn, NotInSample, AlreadyReplaced, ReserveOutOfOrder, ReserveSpent.
    """
    with transaction(workspace.engine) as connection:
        locked_list(connection, key)
        done = samples.replacements(connection, key)
        for one in done:
            if one == Replacement(official, wished or one.reserve, reason, investigator, day):
                return one
        reserve = next_reserve(kept_draw(connection, key).drawn, done, official, wished)
        replacement = Replacement(official, reserve, reason, investigator, day)
        samples.add_replacement(connection, key, replacement)
        evidence = {"official": official, "reserve": reserve, "reason": reason.value, "day": day.isoformat()}
        act = audit.Act(workspace.timestamp(), workspace.actor, "sample_replaced", str(key), evidence)
        audit.append(connection, chain_of(key.survey), act)
    return replacement
