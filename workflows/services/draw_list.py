"""Rút mẫu từ danh sách đã nhận: once, journaled, and made again by anyone who doubts it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sipas_engine.sampling.as_json import differences
from sipas_engine.sampling.candidates import candidates_of, own_columns
from sipas_engine.sampling.draw import DrawSettings, SampleDraw, draw_sample
from sipas_engine.sampling.frame import FrameRow, list_hash
from sipas_engine.sampling.mapping import mapping_of
from sipas_engine.sampling.quality import barred_rows
from sipas_engine.sampling.size import SizeSettings
from sipas_engine.sampling.sizing import sized
from sipas_engine.sampling.states import ListMove, moved
from storage import audit, samples
from storage.database import transaction
from storage.samples import KeptDraw, ListKey, StoredList
from workflows.services.import_list import chain_of
from workflows.services.stored_lists import drawn_list, locked_list
from workflows.services.workspace import Workspace


def draw_list(
    workspace: Workspace, key: ListKey, settings: DrawSettings, size: SizeSettings | None = None
) -> KeptDraw:
    """Rút mẫu: from a checked list, which is drawn then and never again; with ``size`` n follows from the list.

    Raises UnknownList, WrongListState, CannotDraw, UnknownUnits.
    """
    with transaction(workspace.engine) as connection:
        stored = locked_list(connection, key)
        after = moved(str(key), stored.state, ListMove.DRAW)
        named = mapping_of(stored.mapping, file=str(key))
        settings = replace(
            settings,
            by=own_columns(settings.by, named),
            stages=tuple(
                replace(stage, column=own_columns((stage.column,), named)[0]) for stage in settings.stages
            ),
        )
        drawn = _drawn(stored, samples.frame_rows(connection, key), settings, size)
        kept = KeptDraw(drawn, workspace.actor, workspace.timestamp())
        samples.add_draw(connection, key, kept)
        samples.set_state(connection, key, after)
        evidence = {
            "seed": drawn.settings.seed,
            "list_hash": drawn.list_hash,
            "N": drawn.frame_size,
            "n": len(drawn.main),
            "reserve": len(drawn.reserve),
        }
        act = audit.Act(kept.drawn_at, workspace.actor, "sample_drawn", str(key), evidence)
        audit.append(connection, chain_of(key.survey), act)
    return kept


def redraw_list(workspace: Workspace, key: ListKey) -> list[dict[str, Any]]:
    """Rút lại để kiểm tra: where the kept sample differs from the same draw made again; empty where it does not.

    The hash is taken anew from the rows as long as nobody corrected the list or erased its people since.
    Raises UnknownList, NothingDrawn.
    """
    found = drawn_list(workspace, key, with_people=True)
    again = _drawn(found.stored, found.rows, found.kept.drawn.settings)
    wrong = list(differences(found.kept.drawn, again))
    as_taken_in = found.people_are_kept and not found.corrections
    if as_taken_in and (now := list_hash(found.rows)) != found.stored.list_hash:
        wrong.append({"what": "rows_hash", "recorded": found.stored.list_hash, "again": now})
    return wrong


def _drawn(
    stored: StoredList, rows: Sequence[FrameRow], settings: DrawSettings, size: SizeSettings | None = None
) -> SampleDraw:
    barred = barred_rows(stored.report.findings)
    candidates = candidates_of(rows, barred.keys(), settings.by, settings.stages)
    return draw_sample(candidates, stored.list_hash, sized(settings, candidates, size))
