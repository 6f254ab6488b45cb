"""Soạn văn bản trả lời đơn: a draft ready for issuing; nothing changes until its number is linked."""

from dataclasses import dataclass

from directives.errors import N_, DirectiveError
from directives.register.petition_kinds import PetitionKinds
from directives.register.petition_replies import Answered, reply_draft, reply_forms
from directives.register.petitions import PetitionBookKey
from directives.text import normalise
from storage import petitions
from storage.database import reading
from workflows.services.petition_books import petition_in
from workflows.services.workspace import Workspace


class UnknownReplyForm(DirectiveError):
    """Không có mẫu trả lời này: petitions are answered in a few forms."""

    kind = "unknown_reply_form"
    template = N_("There is no form of answer “{form}”. There are: {known}.")


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """Lời trong văn bản trả lời: to which body, what is said, which unit drafts, who signs."""

    to: str = ""
    words: str = ""
    unit: str = ""
    signer: str = ""
    title: str = ""
    name: str = ""


def draft_petition_reply(
    workspace: Workspace,
    kinds: PetitionKinds,
    key: PetitionBookKey,
    number: int,
    form: str,
    said: ReplyWords,
) -> str:
    """Bản thảo trả lời: TOML for ``vanthu issue``. Raises UnknownPetition, UnknownReplyForm, UnfitReply, ReplyNeeds."""
    found = reply_forms().get(form)
    if found is None:
        raise UnknownReplyForm(where="form", form=form, known=", ".join(reply_forms()))
    with reading(workspace.engine) as connection:
        entry = petition_in(connection, key, number)
        sender = petitions.sender_of(connection, key, number)
    kind = kinds.on(entry.petition.kind, entry.petition.received_on)
    office = workspace.chart.on(workspace.today()).office(key.office).full_name
    about = Answered(key, number, entry.petition, kind, entry.standing, sender, office)
    return reply_draft(
        found,
        about,
        to=normalise(said.to),
        words=normalise(said.words),
        unit=said.unit,
        signer=said.signer,
        title=said.title,
        name=said.name,
    )
