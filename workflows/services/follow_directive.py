"""Theo dõi một văn bản: any directive becomes the plan of a follow-up, for a person to look at; nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directives.drafting.draft_file import Say, plainly
from directives.drafting.followup_file import followup_toml
from directives.drafting.followup_plan import FollowupDraft, followup_draft
from directives.drafting.incoming import Incoming
from directives.followup.plan_file import parse_plan
from directives.reading.reader import read_source
from directives.reading.sources.source import load
from directives.text import slug
from workflows.services.workspace import Workspace

PLAN = "plan.toml"
_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class NewFollowup:
    """Bản kế hoạch theo dõi: the duties it was made of, and the plan as the text of a TOML file."""

    draft: FollowupDraft
    toml: str


def follow_directive(
    workspace: Workspace,
    file: Path,
    office: str,
    *,
    day: date,
    units: Sequence[str] = (),
    until: date | None = None,
    say: Say = plainly,
) -> NewFollowup:
    """Theo dõi một văn bản: the duties of ``file`` which fall to ``units``, followed by ``office`` from ``day`` on.

    The plan is read back once, so that what is handed out can be started. Raises the refusals of reading a file,
    UnknownOffice, NoDuties.
    """
    source = load(file)
    incoming = Incoming(file.name, read_source(source), source.lines)
    snapshot = workspace.chart.on(day)
    draft = followup_draft(
        incoming, snapshot.office(office), [snapshot.office(unit) for unit in units], day=day, until=until
    )
    toml = followup_toml(draft, plan_id_of(file), say=say)
    parse_plan(toml, file=PLAN)
    return NewFollowup(draft, toml)


def plan_id_of(file: Path) -> str:
    """Mã kế hoạch: which the follow-up of a file has."""
    return f"theo-doi-{slug(file.stem)}"[:_LONGEST_ID].rstrip("-")
