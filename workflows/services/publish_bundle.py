"""Công bố bộ tệp: a frozen cut as a bundle; one person prepares it, another one approves it, nothing is overwritten."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from io import BytesIO
from zipfile import ZipFile

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from sipas_engine.bundle.archive import zip_of
from sipas_engine.bundle.contents import Source, bundle_of
from sipas_engine.bundle.manifest import MANIFEST, sha256_of
from sipas_engine.bundle.settings import Input
from sipas_engine.index.levels import identity_columns
from storage import audit, campaigns, followup_records, publications, return_forms
from storage.database import reading, transaction
from storage.publications import Publication
from storage.records import DamagedRecord
from storage.versioned_records import Content
from workflows.services.campaign_state import campaign_state
from workflows.services.compute_result import forms_then
from workflows.services.cuts import Cut, cut_of
from workflows.services.publishing_rights import person_name
from workflows.services.result_annexes import notice_of
from workflows.services.workspace import Workspace

#: Máy: whose name stands on an edition that no person prepared.
ENGINE = "van-thu"


class NoSuchEdition(DirectiveError):
    """Không có bản này: the campaign has no prepared edition of this number."""

    kind = "no_such_edition"
    template = N_("Campaign {campaign} has no edition {edition}. Prepared so far: {known}.")


class OtherEdition(DirectiveError):
    """Không phải bản đã xem: the hash which the person read is not that of the edition to be approved."""

    kind = "other_edition"
    template = N_("Edition {edition} is not the one you looked at. Look at it again, then approve it.")


class SamePerson(DirectiveError):
    """Một người làm cả hai việc: who prepared an edition cannot approve it."""

    kind = "same_person"
    template = N_("{person} prepared edition {edition} and cannot approve it. A second person must.")


class NoRightToPublish(DirectiveError):
    """Không có quyền công bố: the person was never given the right, or it was withdrawn."""

    kind = "no_right_to_publish"
    template = N_("{person} has no right to publish. Whoever gives it: “vanthu publishing grant”.")


class TwoPeopleApprove(DirectiveError):
    """Phải hai người duyệt: the program prepared the edition, so one person alone cannot let it out."""

    kind = "two_people_approve"
    template = N_(
        "Edition {edition} was prepared by the program, so two people must approve it, each with "
        "“vanthu campaign approve {campaign} --by PERSON”."
    )


class RejectedEdition(DirectiveError):
    """Có người không đồng ý: an edition against which somebody spoke is not let out."""

    kind = "rejected_edition"
    template = N_("{person} does not approve edition {edition}: {reason}. Settle this first.")


class AlreadyApproved(DirectiveError):
    """Đã phê duyệt: another person approved this edition before."""

    kind = "already_approved"
    template = N_("Edition {edition} was approved by {person} on {at}. An approval is never changed.")


def campaign_bundle(
    workspace: Workspace, campaign_id: str, cut_version: int | None = None
) -> dict[str, bytes]:
    """Bộ công bố của đợt: of its newest frozen cut, or the one asked for; nothing is kept.

    Raises UnknownCampaign, NoSuchCut, DamagedRecord, LevelsNotNested, TooFewForms.
    """
    return _bundle(workspace, cut_of(workspace, campaign_id, cut_version))


def bundle_for_readers(
    workspace: Workspace, campaign_id: str, cut_version: int | None = None
) -> tuple[Mapping[str, bytes], Publication | None]:
    """Bộ tệp để đưa ra ngoài: the files that were approved for a cut, and their edition; before that a draft, None.

    A draft says so in its manifest and above everything it prints, so nobody can take it for what was published.
    Raises as ``campaign_bundle``, and DamagedRecord when the approved files are no longer there.
    """
    cut = cut_of(workspace, campaign_id, cut_version)
    of_cut = [one for one in campaign_publications(workspace, campaign_id) if one.cut_version == cut.version]
    approved = [one for one in of_cut if one.approved_by]
    if approved:
        return published_edition(workspace, campaign_id, approved[-1].edition), approved[-1]
    return _bundle(workspace, cut, draft=True), None


def prepare_publication(
    workspace: Workspace, campaign_id: str, cut_version: int | None = None
) -> Publication:
    """Chuẩn bị công bố: keep the bundle of a cut as the next edition, for a second person to approve.

    The same bundle prepared again is the edition that is there. Raises as ``campaign_bundle``.
    """
    cut = cut_of(workspace, campaign_id, cut_version)
    contents = _bundle(workspace, cut)
    manifest, packed = sha256_of(contents[MANIFEST]), workspace.files.put(zip_of(contents))
    chain, at = f"campaign/{campaign_id}", workspace.timestamp()
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, chain)
        known = publications.publications(connection, campaign_id)
        for edition in known:
            if edition.manifest_sha256 == manifest:
                return edition
        prepared = Publication(
            campaign=campaign_id,
            edition=len(known) + 1,
            cut_version=cut.version,
            manifest_sha256=manifest,
            zip_sha256=packed,
            prepared_by=person_name(workspace.actor),
            prepared_at=at,
        )
        publications.add_publication(connection, prepared)
        facts = {"edition": prepared.edition, "cut": cut.version, "manifest": manifest, "zip": packed}
        subject = f"{campaign_id}#{prepared.edition}"
        audit.append(
            connection, chain, audit.Act(at, workspace.actor, "publication_prepared", subject, facts)
        )
    return prepared


def approve_publication(workspace: Workspace, campaign_id: str, edition: int) -> Publication:
    """Phê duyệt công bố: by whom the workspace acts for, who must have the right now and not have prepared it.

    Approving again what one approved changes nothing. Raises UnknownCampaign, NoSuchEdition, SamePerson,
    NoRightToPublish, AlreadyApproved, TwoPeopleApprove, RejectedEdition.
    """
    campaign_state(workspace, campaign_id)
    person, chain = person_name(workspace.actor), f"campaign/{campaign_id}"
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, chain)
        found = edition_in(connection, campaign_id, edition)
        if found.prepared_by == ENGINE:
            raise TwoPeopleApprove(where=str(edition), edition=edition, campaign=campaign_id)
        refuse_unfit_approver(connection, found, person)
        return approve_in(connection, workspace, found)


def refuse_unfit_approver(connection: Connection, found: Publication, person: str) -> None:
    """Từ chối người duyệt: who prepared the edition or has no right just now. Raises SamePerson, NoRightToPublish."""
    if person == found.prepared_by:
        raise SamePerson(where=str(found.edition), person=person, edition=found.edition)
    if not publications.may_publish(connection, person):
        raise NoRightToPublish(where=person, person=person)


def approve_in(connection: Connection, workspace: Workspace, found: Publication) -> Publication:
    """Ghi phê duyệt trong cùng giao dịch: by whom the workspace acts for, whose fitness the caller has seen to.

    Raises AlreadyApproved, RejectedEdition.
    """
    person, at, chain = person_name(workspace.actor), workspace.timestamp(), f"campaign/{found.campaign}"
    if found.approved_by == person:
        return found
    for name, content in votes_on(connection, found).items():
        if not content["approved"]:
            raise RejectedEdition(
                where=str(found.edition), person=name, edition=found.edition, reason=content["reason"]
            )
    approved = replace(found, approved_by=person, approved_at=at)
    if not publications.approve_publication(connection, approved):
        raise AlreadyApproved(
            where=str(found.edition), edition=found.edition, person=found.approved_by, at=found.approved_at
        )
    facts = {
        "edition": found.edition,
        "manifest": found.manifest_sha256,
        "prepared_by": found.prepared_by,
    }
    subject = f"{found.campaign}#{found.edition}"
    audit.append(connection, chain, audit.Act(at, workspace.actor, "publication_approved", subject, facts))
    return approved


def votes_on(connection: Connection, found: Publication) -> dict[str, Content]:
    """Ý kiến duyệt: by person, what each said last of an edition ("approved", "reason")."""
    kept = followup_records.in_force(connection, found.campaign, "approval")
    prefix = f"{found.edition}/"
    return {key.removeprefix(prefix): content for key, content in kept.items() if key.startswith(prefix)}


def edition_in(connection: Connection, campaign_id: str, edition: int | None) -> Publication:
    """Bản công bố theo số: None: the newest. Raises NoSuchEdition."""
    known = publications.publications(connection, campaign_id)
    return _edition(known, campaign_id, edition if edition is not None else len(known))


def edition_of_campaign(workspace: Workspace, campaign_id: str, edition: int, manifest: str) -> Publication:
    """Bản đã xem: by its number and the hash which somebody read of it.

    Raises UnknownCampaign, NoSuchEdition, OtherEdition.
    """
    found = _edition(campaign_publications(workspace, campaign_id), campaign_id, edition)
    if found.manifest_sha256 != manifest:
        raise OtherEdition(where=str(edition), edition=edition)
    return found


def campaign_publications(workspace: Workspace, campaign_id: str) -> Sequence[Publication]:
    """Các bản công bố của đợt: the oldest first. Raises UnknownCampaign."""
    campaign_state(workspace, campaign_id)
    with reading(workspace.engine) as connection:
        return publications.publications(connection, campaign_id)


def published_edition(workspace: Workspace, campaign_id: str, edition: int) -> Mapping[str, bytes]:
    """Bản đã lưu: the files of an edition as they were prepared. Raises NoSuchEdition, DamagedRecord."""
    found = _edition(campaign_publications(workspace, campaign_id), campaign_id, edition)
    content = workspace.files.get(found.zip_sha256)
    if content is None:
        raise DamagedRecord(where=found.zip_sha256, entry=f"{campaign_id}#{edition}")
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _edition(known: Sequence[Publication], campaign_id: str, edition: int) -> Publication:
    for found in known:
        if found.edition == edition:
            return found
    numbers = ", ".join(str(one.edition) for one in known) or "–"
    raise NoSuchEdition(where=str(edition), campaign=campaign_id, edition=edition, known=numbers)


def _bundle(workspace: Workspace, cut: Cut, *, draft: bool = False) -> dict[str, bytes]:
    plan = campaign_state(workspace, cut.campaign).plan
    source = Source(
        result=cut.result,
        tally=cut.counts,
        levels=identity_columns(cut.tiers, cut.tiers),
        questions=cut.questions_text.encode(),
        inputs=tuple(_inputs(workspace, cut)),
        title=plan.title,
        notice=" ".join(part for part in (notice_of(plan), plan.note) if part),
        program=f"vanthu {version('vanthu')}",
        campaign=cut.campaign,
        version=cut.version,
        draft=draft,
    )
    return bundle_of(source)


def _inputs(workspace: Workspace, cut: Cut) -> Iterator[Input]:
    """The batches that counted, each with its forms and those that were valid in this cut."""
    names = {unit.id: unit.short_name for unit in campaign_state(workspace, cut.campaign).units}
    with reading(workspace.engine) as connection:
        frozen = campaigns.frozen_result(connection, cut.campaign, cut.version)
        changes = () if frozen is None else forms_then(frozen).changes
        changed = {(change.batch, change.form_id): change.valid for change in changes}
        for batch in sorted(cut.batches, key=lambda batch: (batch.unit, batch.sha256)):
            stored = return_forms.forms_of(connection, cut.campaign, [batch.sha256])
            valid = sum(changed.get((form.batch, form.form_id), form.valid) for form in stored)
            office = names.get(batch.unit, batch.unit)
            yield Input(batch.sha256, batch.forms, valid if stored else batch.valid, office)
