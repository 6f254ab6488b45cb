"""Soạn đề nghị sửa phiếu ở cổng: the letter which sends a refused file back becomes a draft to be looked at."""

from collections.abc import Mapping
from typing import Any

from directives.document.kinds import DocumentType
from directives.document.toml_table import toml_table
from directives.drafting.draft_file import Say, plainly
from workflows.services.ask_correction import Correction, correction_of
from workflows.services.begin_draft import signers_of
from workflows.services.campaign_state import campaign_state
from workflows.services.desk_drafts import drafts_of, save_new
from workflows.services.workspace import Workspace


def asking_office(workspace: Workspace, campaign_id: str) -> str:
    """Cơ quan đề nghị: whose draft it will be; empty where the plan names none. Raises UnknownCampaign."""
    return campaign_state(workspace, campaign_id).plan.standing_office


def draft_correction(workspace: Workspace, campaign_id: str, unit_id: str, *, say: Say = plainly) -> str:
    """Soạn đề nghị sửa phiếu: about the unit's last refused file; gives the id of the draft.

    Whoever may sign for the office signs it, where no other letter of the campaign names somebody. One that is still
    being written about the same file is opened again. Raises UnknownCampaign, NothingToMend,
    NoStandingOffice, UnknownOffice.
    """
    asked = correction_of(workspace, campaign_state(workspace, campaign_id), unit_id, say=say)
    for draft in drafts_of(workspace, asked.issuer):
        if _is_about(draft.content, asked):
            return draft.id
    table = toml_table(asked.text)
    table.pop("date", None)  # it bears the day on which it is issued
    signers = signers_of(workspace, asked.issuer, DocumentType.CONG_VAN)
    if signers and not table["signature"].get("name"):
        table.pop("signature")
        table["signer"] = signers[0].name
    return save_new(workspace, asked.issuer, str(table["subject"]), table)


def _is_about(content: Mapping[str, Any], asked: Correction) -> bool:
    """The notes of the annex name the refused file by its hash."""
    notes = [note for annex in content.get("annexes", ()) for note in annex.get("notes", ())]
    return any(asked.refusal.file_sha256 in note for note in notes)
