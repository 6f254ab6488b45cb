"""Dự thảo bước tiếp theo: an incoming file and an office make the draft of its own directive; nothing is kept."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directives.document.draft import parse_draft
from directives.document.toml_table import toml_table
from directives.drafting.draft_file import Say, draft_toml, plainly
from directives.drafting.incoming import Incoming
from directives.drafting.next_step import NextStep, next_step
from directives.reading.reader import read_source
from directives.reading.sources.source import load
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NextDraft:
    """Bản dự thảo: the next step it was made of, and the draft as the text of a TOML file."""

    step: NextStep
    toml: str


def draft_next(
    workspace: Workspace,
    file: Path,
    office: str,
    *,
    document_type: str = "cong_van",
    day: date | None = None,
    lead_time: int = 3,
    say: Say = plainly,
) -> NextDraft:
    """Dự thảo: of ``office``, upon ``file``, on ``day`` (today in Việt Nam where none is given).

    The draft is read back once, so that what is handed out can be issued. Raises the refusals of reading a file, of
    the organisation's chart and of ``next_step``.
    """
    source = load(file)
    incoming = Incoming(file.name, read_source(source), source.lines)
    rules = workspace.rules.get(office)
    step = next_step(
        incoming,
        office,
        chart=workspace.chart,
        calendar=workspace.calendar,
        day=day or workspace.today(),
        lead_time=lead_time,
        rules=rules,
    )
    toml = draft_toml(step, document_type=document_type, rules=rules, dated=day is not None, say=say)
    parse_draft(toml_table(toml), file=file.name)
    return NextDraft(step, toml)
