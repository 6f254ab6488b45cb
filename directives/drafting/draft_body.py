"""Nội dung dự thảo: the parts of the body of a letter (công văn) or of a plan (kế hoạch) made of a next step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directives.drafting.next_step import NextStep
from directives.drafting.tables import wording
from directives.drafting.tasks import Instruction, Task
from directives.errors import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """Phần nội dung dự thảo: as ``document.body_draft.BodyDraft`` has it; ``why`` and ``looks`` become comments."""

    kind: str
    text: str = ""
    title: str = ""
    children: tuple["Part", ...] = ()
    why: tuple[Problem, ...] = ()
    looks: tuple[Problem, ...] = ()


def body_of(step: NextStep, document_type: str) -> tuple[Part, ...]:
    """Nội dung: of a letter, or of any named type in the form of a plan."""
    return tuple(_letter(step) if document_type == "cong_van" else _plan(step))


def subject_of(step: NextStep, document_type: str) -> str:
    """Trích yếu: "triển khai …" with the incoming subject; its number where the subject is long or unread."""
    sentences = _sentences(document_type)
    subject = step.incoming.subject
    if not subject or step.incoming.in_capitals or len(subject) > _LONG_SUBJECT:
        return sentences["subject_by_number"].format(short=step.incoming.short)
    for opening in _OPENINGS:
        if subject.startswith(f"{opening} "):
            subject = subject.removeprefix(f"{opening} ")
    return sentences["subject"].format(subject=subject)


#: Longer ones no longer fit beside the place and the day.
_LONG_SUBJECT = 160
#: What a subject may begin with that "triển khai" already says.
_OPENINGS = (
    "về việc",
    "về",
    "tiếp tục triển khai thực hiện",
    "triển khai thực hiện",
    "triển khai",
    "thực hiện",
)


def _sentences(document_type: str) -> dict[str, str]:
    return dict(wording()["letter" if document_type == "cong_van" else "plan"])


def _letter(step: NextStep) -> Iterator[Part]:
    sentences, shared = _sentences("cong_van"), wording()["shared"]
    said = {"office": step.standpoint.office.full_name, "verb": shared["order"]}
    opening = sentences["opening"].format(**said, citation=step.citation, whom=step.staff.whom)
    yield Part("paragraph", opening, looks=step.looks)
    for one in step.passed_on:
        yield _clause(one)
    yield _focal(step)
    for one in step.requests:
        yield _clause(one)
    yield _closing(step, sentences["closing"])


def _closing(step: NextStep, sentence: str) -> Part:
    shared = wording()["shared"]
    during = shared["during"].format(window=step.when) if step.when else ""
    said = {"office": step.standpoint.office.full_name, "verb": shared["order"]}
    return Part("paragraph", sentence.format(**said, whom=step.staff.heads, when=during))


def _focal(step: NextStep) -> Part:
    part = _clause(Instruction((step.focal.name,), step.own))
    return Part(part.kind, part.text, part.title, part.children, (step.focal_why, *part.why), part.looks)


def _clause(one: Instruction) -> Part:
    """One heading of units and what they are told: a paragraph, or dashes where it is more than one thing."""
    shared = wording()["shared"]
    pattern = shared["request"] if one.asked else shared["one_unit" if len(one.units) == 1 else "units"]
    title = pattern.format(units=_joined(one.units))
    match one.tasks:
        case (task,) if not task.below:
            return Part("clause", _ended(task.text), title, (), task.why, task.looks)
        case _:
            return Part("clause", title=title, children=tuple(_dash(task) for task in one.tasks))


def _joined(units: Sequence[str]) -> str:
    """Names within a heading: "các" is small there; a comma suffices where no name has one of its own."""
    small = [unit[:1].lower() + unit[1:] if unit.startswith("Các ") else unit for unit in units]
    return ("; " if any("," in unit for unit in units) else ", ").join(small)


def _dash(task: Task) -> Part:
    below = tuple(Part("dash", _ended(text)) for text in task.below)
    return Part("dash", task.text if below else _ended(task.text), "", below, task.why, task.looks)


def _ended(text: str) -> str:
    return text if text.endswith((".", ":")) else f"{text}."


def _plan(step: NextStep) -> Iterator[Part]:
    sentences = _sentences("ke_hoach")
    said = {"office": step.standpoint.office.full_name, "short": step.incoming.short}
    yield Part("paragraph", sentences["opening"].format(**said), looks=step.looks)
    aims = (sentences["purpose"], sentences["requirement"])
    purpose = tuple(Part("clause", sentence.format(**said)) for sentence in aims)
    yield Part("section", title=sentences["purpose_title"], children=purpose)
    content = tuple(
        _content(task, one.units) for one in step.passed_on if not one.asked for task in one.tasks
    )
    yield Part("section", title=sentences["content_title"], children=content)
    asked = [_clause(one) for one in (*step.passed_on, *step.requests) if one.asked]
    organising = (_focal(step), *asked)
    yield Part("section", title=sentences["organising_title"], children=organising)
    yield _closing(step, sentences["closing"])


def _content(task: Task, units: Sequence[str]) -> Part:
    """One piece of work of a plan: its words, who does it, and until when where the words do not say it."""
    sentences = _sentences("ke_hoach")
    lines = [*(Part("dash", _ended(text)) for text in task.below)]
    lines.append(Part("dash", sentences["who"].format(units=_joined(units))))
    if task.when and task.when not in task.text:
        lines.append(Part("dash", sentences["when"].format(when=task.when)))
    text = task.text if task.below else _ended(task.text)
    return Part("clause", text, "", tuple(lines), task.why, task.looks)
