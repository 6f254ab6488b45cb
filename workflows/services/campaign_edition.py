"""Ấn bản của đợt: the tables, sentences and charts of a campaign's frozen result."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from directives.org.offices import Office
from sipas_engine.annexes.edition import Edition, edition_of
from sipas_engine.annexes.publication import Limits, is_withheld
from sipas_engine.bundle.redaction import public_part
from sipas_engine.comparison.breakdown import USUAL_COLUMNS, breakdown
from sipas_engine.index.levels import identity_columns
from sipas_engine.index.result import IndexResult, UnitIndex
from sipas_engine.returns.forms import Forms
from storage import campaigns
from storage.database import reading
from storage.json_text import canonical, sha256_of
from workflows.services.campaign_settings import chosen_settings
from workflows.services.campaign_state import CampaignState
from workflows.services.compute_result import index_of, tiers_of
from workflows.services.cuts import forms_of_cut
from workflows.services.last_year import last_year_of
from workflows.services.returned_opinions import opinions_of_cut
from workflows.services.workspace import Workspace


def campaign_edition(workspace: Workspace, state: CampaignState) -> Edition:
    """Ấn bản của đợt: as frozen, beside the figures of last year which its plan names, and by traits of people.

    Small units, and those from which one could reckon them, are withheld as in a bundle. Made once in a process for
    each cut: a cut never changes, and neither does what a campaign owns after its first forms. Raises DamagedRecord
    when the batches no longer give the frozen result.
    """
    chosen = chosen_settings(workspace, state)
    with reading(workspace.engine) as connection:
        frozen = campaigns.frozen_result(connection, state.plan.id)
        own = campaigns.own_method(connection, state.plan.id)
    cut = "" if frozen is None else canonical([frozen.sha256, list(frozen.batches), dict(frozen.inputs)])
    method = "" if own is None else canonical([own.questions, dict(own.method)])
    last_year = state.drafts.get(state.plan.last_year, "")
    made_from = (state.plan.id, str(workspace.engine.url), cut, method, last_year, canonical(chosen))
    source = _Source(sha256_of(canonical(list(made_from))), workspace, state, chosen)
    return _made(source) if frozen is not None else _make(source)


@dataclass(frozen=True, slots=True)
class _Source:
    """What an edition is made from; two of one fingerprint give the same edition."""

    fingerprint: str
    workspace: Workspace = field(compare=False)
    state: CampaignState = field(compare=False)
    chosen: Mapping[str, str] = field(compare=False)


def _make(source: _Source) -> Edition:
    workspace, state = source.workspace, source.state
    tiers = tiers_of(workspace, state.plan)
    whole = index_of(workspace, state.plan)
    result = _ranked_among_shown(public_part(whole, identity_columns(tiers, tiers), Limits()))
    forms = forms_of_cut(workspace, state.plan.id)
    return edition_of(
        result,
        last_year=last_year_of(state, result),
        opinions=opinions_of_cut(workspace, state.plan.id),
        breakdowns=_breakdowns(forms, result),
        chosen=source.chosen,
    )


_made = lru_cache(maxsize=2)(_make)


def _breakdowns(forms: Forms, result: IndexResult) -> dict[str, IndexResult]:
    """By service, sex, age and mode (F5), where the forms tell them."""
    told = [column for column in USUAL_COLUMNS if column in forms.labels and any(forms.labels[column].values)]
    found = breakdown(forms, result.questions, result.method, told)
    return {name: public_part(groups, {name: (name,)}, Limits()) for name, groups in found.items()}


def _ranked_among_shown(result: IndexResult) -> IndexResult:
    """Rank sets among the units shown: each of those withheld may have stood before a unit, or not."""
    shown = {level: sum(unit.rank is not None for unit in result.level(level)) for level in result.by}
    hidden = {level: sum(is_withheld(unit) for unit in result.level(level)) for level in result.by}

    def moved(unit: UnitIndex) -> UnitIndex:
        if unit.rank_set is None or not hidden[unit.level]:
            return unit
        best, worst = unit.rank_set
        return replace(unit, rank_set=(max(1, best - hidden[unit.level]), min(worst, shown[unit.level])))

    return replace(result, units=tuple(map(moved, result.units)))


def withheld_of(result: IndexResult) -> set[tuple[str, ...]]:
    """Đơn vị không công bố số liệu: their paths."""
    return {unit.path for unit in result.units if is_withheld(unit)}


def result_of_office(edition: Edition, office: Office) -> UnitIndex:
    """Kết quả của cơ quan: that of the territory it governs. Raises KeyError when none was measured."""
    return edition.level_of(office.unit.title)
