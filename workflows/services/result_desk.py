"""Bàn kết quả: all that an officer looks at of one campaign's result, and the part of one unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directives.errors import N_, DirectiveError
from directives.followup.plan import Plan
from sipas_engine.annexes.edition import Edition
from sipas_engine.annexes.publication import Limits, is_withheld
from sipas_engine.annexes.table import AnnexTable
from sipas_engine.annexes.unit_sentences import unit_sentences
from sipas_engine.annexes.weakness import WeakCriterion, weakest_criteria
from sipas_engine.annexes.whole import elements_table
from sipas_engine.index.result import UnitIndex
from storage import accounts, campaigns, publications
from storage.campaigns import FrozenResult
from storage.database import reading
from storage.publications import Publication
from workflows.services.campaign_edition import campaign_edition
from workflows.services.campaign_state import campaign_state
from workflows.services.publish_bundle import votes_on
from workflows.services.workspace import Workspace


class UnknownUnitOfResult(DirectiveError):
    """Không có đơn vị này trong kết quả: nothing was computed for it."""

    kind = "unknown_unit_of_result"
    template = N_("The result has no unit “{unit}”.")


@dataclass(frozen=True, slots=True)
class ResultDesk:
    """Bàn kết quả: the plan, its cuts and prepared editions; ``edition`` None until something is frozen."""

    plan: Plan
    cuts: Sequence[FrozenResult]
    publications: Sequence[Publication]
    edition: Edition | None

    @property
    def newest(self) -> Publication | None:
        """Bản công bố của lần chốt mới nhất: None when none was prepared of it."""
        own = [one for one in self.publications if self.cuts and one.cut_version == self.cuts[-1].version]
        return own[-1] if own else None


@dataclass(frozen=True, slots=True)
class UnitResult:
    """Kết quả của đơn vị: its figures, beside the whole, in sentences, and what it does worst.

    ``shown`` is False for a unit with too few forms, or one that would give another one away.
    """

    unit: UnitIndex
    shown: bool
    sentences: Sequence[str]
    elements: AnnexTable
    weakest: Sequence[WeakCriterion]


def result_desk(workspace: Workspace, campaign_id: str) -> ResultDesk:
    """Mở bàn kết quả: raises UnknownCampaign, DamagedRecord."""
    state = campaign_state(workspace, campaign_id)
    with reading(workspace.engine) as connection:
        frozen = campaigns.frozen_results(connection, campaign_id)
        prepared = publications.publications(connection, campaign_id)
    edition = campaign_edition(workspace, state) if frozen else None
    return ResultDesk(state.plan, frozen, prepared, edition)


def opinions_on(workspace: Workspace, prepared: Publication) -> Sequence[tuple[str, bool, str]]:
    """Ý kiến duyệt: who said yes or no to an edition, and why."""
    with reading(workspace.engine) as connection:
        said = votes_on(connection, prepared)
    return [(name, bool(one["approved"]), str(one["reason"])) for name, one in said.items()]


def names_of_people(workspace: Workspace, desk: ResultDesk) -> Mapping[str, str]:
    """Tên người: of the accounts that prepared or approved an edition, or said something of one."""
    people = {one.prepared_by for one in desk.publications} | {one.approved_by for one in desk.publications}
    with reading(workspace.engine) as connection:
        for one in desk.publications:
            people |= {*votes_on(connection, one)}
        found = [accounts.find(connection, name) for name in sorted(people - {""})]
    return {account.name: account.full_name for account in found if account is not None}


def unit_result(edition: Edition, level: str, path: Sequence[str]) -> UnitResult:
    """Kết quả của một đơn vị: raises UnknownUnitOfResult."""
    for unit in edition.result.level(level) if level in edition.ranked else ():
        if unit.path == tuple(path):
            shown = not Limits().suppresses(unit.n_valid) and not is_withheld(unit)
            return UnitResult(
                unit,
                shown,
                [one.text for one in unit_sentences(edition.tables, level, unit.path, edition.nouns[level])],
                elements_table(edition.result, unit, beside=edition.whole),
                weakest_criteria(edition.result, unit, most=5, groups=edition.groups[level]) if shown else (),
            )
    raise UnknownUnitOfResult(where=level, unit=" / ".join(path))
