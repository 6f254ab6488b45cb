"""Nhận định, mong đợi của đợt: answers besides satisfaction on the forms that count, from the files as they came."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from sipas_engine.perceptions.adding import added
from sipas_engine.perceptions.read import Opinions, opinion_columns, read_opinions
from sipas_engine.perceptions.summary import QuestionSummary, summarize
from storage import campaigns, return_forms, returns
from storage.database import reading
from storage.files import FileStore
from storage.records import DamagedRecord
from workflows.services.campaign_method import CampaignMethod, own_method
from workflows.services.compute_result import CountedForms, forms_now, forms_then
from workflows.services.workspace import Workspace


def opinions_of_cut(workspace: Workspace, campaign_id: str) -> tuple[QuestionSummary, ...]:
    """Nhận định, mong đợi của lần chốt: over the forms that count in the last cut; before it, in what there is.

    Raises UnknownCampaign, DamagedRecord when a file is no longer what was sent in.
    """
    with reading(workspace.engine) as connection:
        own = own_method(connection, campaign_id)
        if not opinion_columns(own.questions):
            return ()
        frozen = campaigns.frozen_result(connection, campaign_id)
        counted = forms_now(connection, campaign_id) if frozen is None else forms_then(frozen)
        parts = list(_opinions(connection, workspace.files, campaign_id, counted, own))
    return summarize(added(parts), own.questions, own.method.single_number) if parts else ()


def _opinions(
    connection: Connection, files: FileStore, campaign_id: str, counted: CountedForms, own: CampaignMethod
) -> Iterator[Opinions]:
    """Of each batch, its counting forms only."""
    counting = _counting_serials(connection, campaign_id, counted)
    named = {batch.sha256: batch.file_name for batch in returns.batches(connection, campaign_id)}
    with tempfile.TemporaryDirectory() as folder:
        for batch in counted.batches:
            content = files.get(batch)
            if content is None:
                raise DamagedRecord(where=campaign_id, entry=batch)
            file = Path(
                folder, f"phieu{Path(named[batch]).suffix.lower()}"
            )  # how a file is read goes by its ending
            file.write_bytes(content)
            yield read_opinions(file, own.questions, any_encoding=True, counting=counting.get(batch, set()))


def _counting_serials(connection: Connection, campaign_id: str, counted: CountedForms) -> dict[str, set[str]]:
    """The serials that count, by batch: as they came, but for those about which was decided otherwise."""
    decided = {(change.batch, change.form_id): change.valid for change in counted.changes}
    found: dict[str, set[str]] = {}
    for form in return_forms.forms_of(connection, campaign_id, counted.batches):
        if decided.get((form.batch, form.form_id), form.valid):
            found.setdefault(form.batch, set()).add(form.form_id)
    return found
