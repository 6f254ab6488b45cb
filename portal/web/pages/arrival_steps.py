"""Các bước giải quyết văn bản đến trên trang: what is typed about one, and the service which writes it down."""

from collections.abc import Callable, Mapping
from datetime import date

from pydantic import BaseModel

from directives.errors import N_, DirectiveError
from directives.register.incoming import IncomingBookKey
from directives.register.steps import StepKind
from portal.messages import _
from portal.web.typed_numbers import is_whole
from workflows.services.change_state import place_of
from workflows.services.handle_incoming import (
    follow_incoming,
    forward_incoming,
    return_incoming,
    strike_incoming,
)
from workflows.services.instruct_incoming import Said, comment_incoming, instruct_incoming, submit_incoming
from workflows.services.workspace import Workspace


class NoDay(DirectiveError):
    """Không phải ngày: what was typed where a day is wanted."""

    kind = "no_day"
    template = N_("“{text}” is no day. Choose a day of the calendar.")


class NoDays(DirectiveError):
    """Không phải số ngày: what was typed where a number of working days is wanted."""

    kind = "no_number_of_days"
    template = N_(
        "“{text}” is no number of working days. Type a whole number from 1 to 366, or choose a day."
    )


class StepForm(BaseModel):
    """Phiếu của một bước: as it was typed; each step takes of it what it needs."""

    by: str = ""
    to: str = ""
    on: str = ""
    words: str = ""
    kind: str = ""
    lead: str = ""
    helping: str = ""
    receiver: str = ""
    receipt: str = ""
    due: str = ""
    days: str = ""
    progress: str = ""
    reply: str = ""
    done: str = ""
    reason: str = ""


#: Lời gọi tên của mỗi bước đã ghi.
STEP_WORDS: Mapping[StepKind, str] = {
    StepKind.SUBMISSION: N_("Laid before"),
    StepKind.INSTRUCTION: N_("Instruction of"),
    StepKind.UNIT_OPINION: N_("Opinion of the head of the unit"),
    StepKind.PROPOSAL: N_("Proposal of who deals with it"),
}

Step = Callable[[Workspace, IncomingBookKey, int, StepForm], str]


def day_of(text: str) -> date | None:
    """Ngày đã chọn: None where nothing was chosen. Raises NoDay."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise NoDay(where="on", text=text[:40]) from error


def _submit(workspace: Workspace, key: IncomingBookKey, number: int, form: StepForm) -> str:
    submit_incoming(workspace, key, number, to=form.to, on=_on(workspace, form))
    return _("Noted: laid before {leader}.").format(leader=form.to)


def _instruct(workspace: Workspace, key: IncomingBookKey, number: int, form: StepForm) -> str:
    due = day_of(form.due)
    working_days = None if due else _days(form.days)
    on = _on(workspace, form)
    said = Said(form.by, on, form.words, form.lead, _names(form.helping), due, working_days)
    instruct_incoming(workspace, key, number, said)
    return _("The instruction is written down.")


def _comment(workspace: Workspace, key: IncomingBookKey, number: int, form: StepForm) -> str:
    kind = StepKind.PROPOSAL if form.kind == StepKind.PROPOSAL.value else StepKind.UNIT_OPINION
    comment_incoming(workspace, key, number, kind, Said(form.by, _on(workspace, form), form.words))
    return _("The opinion is written down.")


def _forward(workspace: Workspace, key: IncomingBookKey, number: int, form: StepForm) -> str:
    forward_incoming(
        workspace,
        key,
        number,
        receiver=form.receiver,
        on=_on(workspace, form),
        due_on=day_of(form.due),
        receipt=form.receipt,
        co_operating=_names(form.helping),
    )
    return _("Handed over to {receiver}.").format(receiver=form.receiver)


def _follow(workspace: Workspace, key: IncomingBookKey, number: int, form: StepForm) -> str:
    reply = place_of(form.reply.strip(), key.office) if form.reply.strip() else None
    done = day_of(form.done)
    follow_incoming(workspace, key, number, progress=form.progress, reply=reply, finished_on=done)
    return _("The progress is noted.")


def _close(workspace: Workspace, key: IncomingBookKey, number: int, form: StepForm) -> str:
    closing = strike_incoming if form.kind == "struck" else return_incoming
    closing(workspace, key, number, form.reason)
    return _("Closed; the number stays in the book.")


#: Việc trên trang -> what it writes down; each gives the sentence that says it was done.
STEPS: Mapping[str, Step] = {
    "trinh": _submit,
    "chi-dao": _instruct,
    "y-kien": _comment,
    "chuyen": _forward,
    "giai-quyet": _follow,
    "ket-thuc": _close,
}


def _on(workspace: Workspace, form: StepForm) -> date:
    return day_of(form.on) or workspace.today()


def _days(text: str) -> int | None:
    if not text.strip():
        return None
    if not (is_whole(text.strip()) and 1 <= int(text) <= 366):
        raise NoDays(where="days", text=text[:40])
    return int(text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.replace(";", ",").split(",") if name.strip())
