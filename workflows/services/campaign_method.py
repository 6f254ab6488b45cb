"""Phương pháp của đợt: the question set and settings which a campaign owns, from its start to its last figure.

Both are copied into the campaign when it starts; what the program knows later changes nothing in it. They may be
changed until the first batch of forms is accepted.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from directives.document.toml_table import toml_table
from directives.errors import N_, DirectiveError
from directives.followup.plan import Plan
from sipas_engine.errors import NoSuchFile
from sipas_engine.methods.built_in import question_file_of
from sipas_engine.methods.method import Method
from sipas_engine.methods.method_table import method_from_table, method_table
from sipas_engine.methods.question_file import UnreadableQuestionSet, question_set_from_table
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.methods.question_text import question_set_text
from sipas_engine.returns.experience import experience_columns
from storage import audit, campaigns, returns
from storage.campaigns import OwnMethod
from storage.database import reading, transaction
from storage.json_text import canonical, sha256_of
from workflows.services.campaign_state import UnknownCampaign
from workflows.services.workspace import Workspace


class MethodInUse(DirectiveError):
    """Phương pháp đã dùng: forms were accepted by the question set, so it can no longer be changed."""

    kind = "method_in_use"
    template = N_(
        "Campaign {campaign} has accepted forms already: its question set and method can no longer be changed. "
        "Start a campaign of another id for another method."
    )


class ReasonWanted(DirectiveError):
    """Thiếu người hoặc lý do: an act on returns says who decided it and why."""

    kind = "reason_wanted"
    template = N_("Say who decides (--by) and why (--reason): both are kept with the act.")


class NoSurvey(DirectiveError):
    """Không có điều tra: the plan carries out a directive; it has no question set, so nothing is measured."""

    kind = "no_survey"
    template = N_("The plan {campaign} has no survey: it has no question set, forms or index.")


@dataclass(frozen=True, slots=True)
class CampaignMethod:
    """Phương pháp của đợt: what is asked, as value and as the text which is published, and how it is computed."""

    questions: QuestionSet
    questions_text: str
    method: Method

    @property
    def questions_sha256(self) -> str:
        """Dấu vân tay của bộ câu hỏi: of its text."""
        return sha256_of(self.questions_text)


def method_of(workspace: Workspace, campaign_id: str) -> CampaignMethod:
    """Phương pháp của đợt: as the campaign owns it. Raises UnknownCampaign."""
    with reading(workspace.engine) as connection:
        return own_method(connection, campaign_id)


def own_method(connection: Connection, campaign_id: str) -> CampaignMethod:
    """Phương pháp của đợt: the same within a transaction. Raises UnknownCampaign."""
    own = campaigns.own_method(connection, campaign_id)
    if own is None:
        raise UnknownCampaign(
            where=campaign_id,
            campaign=campaign_id,
            running=", ".join(campaigns.all_ids(connection)) or "–",
        )
    return _read(own, campaign_id)


def planned_method(plan: Plan, files: Mapping[str, str]) -> OwnMethod:
    """Phương pháp theo kế hoạch: what a campaign gets to own when it starts; ``files`` are those beside its plan.

    A plan without a survey owns none. Raises UnknownQuestionSet, BadQuestionSet, BadMethodTable and
    NoExperienceAsked.
    """
    if not plan.is_survey:
        return OwnMethod("", {})
    named = plan.question_file
    text = files[named] if named else question_file_of(plan.question_set)
    return _checked(text, plan.method, question_file=named or plan.question_set, method_file="plan.toml")


def change_method(
    workspace: Workspace,
    campaign_id: str,
    *,
    questions: str | None = None,
    method: Mapping[str, Any] | None = None,
    file: str,
    reason: str,
    person: str,
) -> CampaignMethod:
    """Đổi phương pháp: another text of the question set, other settings, or both, before the first forms come.

    ``file`` names where they were read from. Raises UnknownCampaign, MethodInUse, ReasonWanted and what reading
    them refuses; then nothing is changed.
    """
    if not (reason.strip() and person.strip()):
        raise ReasonWanted(where=campaign_id)
    chain = f"campaign/{campaign_id}"
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, chain)
        before = own_method(connection, campaign_id)
        if returns.versions(connection, campaign_id):
            raise MethodInUse(where=campaign_id, campaign=campaign_id)
        settings = method_table(before.method) if method is None else method
        own = _checked(questions or before.questions_text, settings, question_file=file, method_file=file)
        after = _read(own, file)
        if after == before:
            return before
        campaigns.change_method(connection, campaign_id, own)
        facts = {
            "questions": after.questions_sha256,
            "method": dict(own.method),
            "reason": reason,
            "person": person,
        }
        act = audit.Act(workspace.timestamp(), workspace.actor, "method_changed", campaign_id, facts)
        audit.append(connection, chain, act)
    return after


def read_method_files(
    questions: Path | None, settings: Path | None
) -> tuple[str | None, Mapping[str, Any] | None]:
    """Đọc tệp phương pháp: the text of a question set, the table ``[method]`` of settings; None for no file.

    Raises NoSuchFile, UnreadableQuestionSet.
    """
    text = None if questions is None else _text(questions)
    if settings is None:
        return text, None
    try:
        table = toml_table(_text(settings))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableQuestionSet(where=settings.name, file=settings.name, reason=str(error)) from error
    found = table.get("method", table)
    return text, found if isinstance(found, dict) else {"method": found}


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise NoSuchFile(where=file.name, file=str(file)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableQuestionSet(where=file.name, file=file.name, reason=str(error)) from error


def method_sha256(method: Method) -> str:
    """Dấu vân tay của cách tính: of every setting, as it is printed with a result."""
    return sha256_of(canonical(method.settings()))


def _checked(text: str, settings: Mapping[str, Any], *, question_file: str, method_file: str) -> OwnMethod:
    """The text and settings once they were read; levels chosen in the settings are written into the text."""
    try:
        questions = question_set_from_table(toml_table(text), file=question_file)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableQuestionSet(where=question_file, file=question_file, reason=str(error)) from error
    chosen = method_from_table(settings, file=method_file)
    if chosen.method.filter_by_experience:
        experience_columns(questions)
    if chosen.satisfied is not None and chosen.satisfied != questions.satisfied:
        text = question_set_text(replace(questions, satisfied=chosen.satisfied))
        question_set_from_table(toml_table(text), file=question_file)
    return OwnMethod(text, method_table(chosen.method))


def _read(own: OwnMethod, name: str) -> CampaignMethod:
    if not own.questions:
        raise NoSurvey(where=name, campaign=name)
    questions = _questions(own.questions, name)
    return CampaignMethod(questions, own.questions, method_from_table(own.method, file=name).method)


@lru_cache(maxsize=8)
def _questions(text: str, name: str) -> QuestionSet:
    """The same text is the same questions: read once, however many units send in forms."""
    return question_set_from_table(toml_table(text), file=name)
