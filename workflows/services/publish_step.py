"""Công bố kết quả của năm: the bundle is prepared, waits for two people's approval, and is then written out once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from directives.followup.duties import Duty
from directives.followup.plan import Step
from storage import audit, campaigns
from storage.campaigns import Fact
from storage.database import transaction
from storage.publications import Publication
from workflows.services.bundle_folder import write_bundle_folder
from workflows.services.campaign_state import CampaignState
from workflows.services.cuts import cuts
from workflows.services.publish_bundle import (
    ENGINE,
    campaign_publications,
    prepare_publication,
    published_edition,
)
from workflows.services.workspace import Workspace


def publish_step(
    workspace: Workspace, state: CampaignState, step: Step, due: Sequence[Duty], day: date
) -> int:
    """Công bố: returns how many duties were closed; 0 while the edition waits for its approval.

    Nothing is repeated meanwhile: the edition of the newest cut is prepared once, and found again. The files are
    written before the fact, so that a process killed between them writes the same files again. Raises NoSuchCut
    when ``step`` comes before the result is frozen, FolderInUse, DamagedRecord.
    """
    campaign = state.plan.id
    edition = _edition_of_newest_cut(workspace, campaign)
    if not edition.approved_by:
        return 0
    contents = published_edition(workspace, campaign, edition.edition)
    if workspace.public is not None:
        write_bundle_folder(edition_folder(workspace.public, edition), contents)
    evidence: dict[str, object] = {"edition": edition.edition, "manifest": edition.manifest_sha256}
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        new = [duty.key for duty in due if campaigns.add_fact(connection, Fact(duty.key, day, evidence))]
        for key in new:
            facts = {**evidence, "step": step.code, "approved_by": edition.approved_by}
            act = audit.Act(workspace.timestamp(), workspace.actor, "result_published", str(key), facts)
            audit.append(connection, f"campaign/{campaign}", act)
    return len(new)


def edition_folder(public: Path, edition: Publication) -> Path:
    """Thư mục của một bản: each edition has its own, so that none is written over another."""
    return public / edition.campaign / f"an-ban-{edition.edition}"


def _edition_of_newest_cut(workspace: Workspace, campaign: str) -> Publication:
    frozen = cuts(workspace, campaign)
    prepared = [
        one
        for one in campaign_publications(workspace, campaign)
        if frozen and one.cut_version == frozen[-1].version
    ]
    if prepared:
        return prepared[-1]
    return prepare_publication(replace(workspace, actor=ENGINE), campaign)
