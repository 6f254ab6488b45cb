"""Hai người duyệt: what people say of an edition the program prepared; the second one lets it out."""

from storage import audit, followup_records, publications
from storage.database import transaction
from storage.publications import Publication
from workflows.services.campaign_method import ReasonWanted
from workflows.services.campaign_state import campaign_state
from workflows.services.publish_bundle import (
    ENGINE,
    AlreadyApproved,
    approve_in,
    edition_in,
    refuse_unfit_approver,
    votes_on,
)
from workflows.services.publishing_rights import person_name
from workflows.services.workspace import Workspace

#: Số người phải đồng ý: who prepared an edition counts as one of them, the program does not.
PEOPLE = 2


def approve_edition(
    workspace: Workspace,
    campaign_id: str,
    edition: int | None = None,
    *,
    reject: bool = False,
    reason: str = "",
) -> Publication:
    """Duyệt, hoặc không duyệt, một bản: by whom the workspace acts for; the newest when none is named.

    The second person in favour approves it, unless somebody is against it; who was against may say otherwise later.
    A right that was withdrawn meanwhile does not count. Saying the same again changes nothing. Raises
    UnknownCampaign, NoSuchEdition, SamePerson, NoRightToPublish, AlreadyApproved, and ReasonWanted for a rejection
    without one.
    """
    if reject and not reason.strip():
        raise ReasonWanted(where=campaign_id)
    campaign_state(workspace, campaign_id)
    person, at, chain = person_name(workspace.actor), workspace.timestamp(), f"campaign/{campaign_id}"
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, chain)
        found = edition_in(connection, campaign_id, edition)
        refuse_unfit_approver(connection, found, person)
        if found.approved_by:
            if reject:
                raise AlreadyApproved(
                    where=str(found.edition),
                    edition=found.edition,
                    person=found.approved_by,
                    at=found.approved_at,
                )
            return found
        said = {"approved": not reject, "reason": reason.strip(), "manifest": found.manifest_sha256}
        key = f"{found.edition}/{person}"
        if followup_records.add(connection, campaign_id, "approval", {key: said}, at, workspace.actor):
            act = "edition_rejected" if reject else "edition_endorsed"
            facts = {"edition": found.edition, "manifest": found.manifest_sha256, "reason": reason.strip()}
            subject = f"{campaign_id}#{found.edition}"
            audit.append(connection, chain, audit.Act(at, workspace.actor, act, subject, facts))
        votes = votes_on(connection, found)
        against = any(not vote["approved"] for vote in votes.values())
        in_favour = (name for name, vote in votes.items() if vote["approved"])
        people = {name for name in in_favour if publications.may_publish(connection, name)}
        people |= {found.prepared_by} - {ENGINE}
        if reject or against or len(people) < PEOPLE:
            return found
        return approve_in(connection, workspace, found)
