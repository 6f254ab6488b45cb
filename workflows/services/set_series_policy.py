"""Đặt cách đánh số: an agency's decision how its documents are grouped into series, from a year on."""

from collections.abc import Sequence

from directives.document.kinds import DocumentType
from directives.errors import N_, DirectiveError
from directives.register.series import SeriesGroup, SeriesPolicy, checked_policy
from directives.register.written import written
from directives.text import normalise
from storage import audit, series_policies
from storage.database import reading, transaction
from storage.series_policies import DecidedPolicy
from workflows.services.workspace import Workspace


class PolicyInUse(DirectiveError):
    """Năm đã có số: the series of a year are fixed once one of its books was begun."""

    kind = "series_policy_in_use"
    template = N_(
        "{office} has books of {year} or later already ({books}), so the series cannot change from {year} on. "
        "Decide for a later year."
    )


class NoBasis(DirectiveError):
    """Thiếu căn cứ: how an agency numbers is decided by its head, in a document that can be named."""

    kind = "no_basis"
    template = N_("Name the decision by which {office} numbers so, with “--basis”.")


class UnknownGroup(DirectiveError):
    """Nhóm không đọc được: a group is a series name and keys of types of document."""

    kind = "unknown_series_group"
    template = N_(
        "“{text}” is no group of types: “{part}” is not known. Write SERIES=type,type with types such as {known}."
    )


def policy_of(groups: Sequence[str], rest: str) -> SeriesPolicy:
    """Cách đánh số viết ra: groups written ``QPPL=quyet_dinh,chi_thi``, and the rest. Raises UnknownGroup."""
    return SeriesPolicy(tuple(_group(normalise(text)) for text in groups), normalise(rest).strip())


def set_series_policy(workspace: Workspace, decided: DecidedPolicy) -> None:
    """Đặt cách đánh số: kept with its grounds and written to the journal.

    Raises InvalidPolicy, NoBasis, UnknownOffice, PolicyInUse.
    """
    checked_policy(decided.policy)
    basis = written(decided.basis, "basis")
    if not basis:
        raise NoBasis(where="basis", office=decided.office)
    workspace.chart.on(workspace.today()).office(decided.office)
    decided = DecidedPolicy(decided.office, decided.from_year, decided.policy, basis)
    with transaction(workspace.engine) as connection:
        begun = series_policies.books_begun(connection, decided.office, decided.from_year)
        if begun:
            books = ", ".join(map(str, begun))
            raise PolicyInUse(
                where=decided.office, office=decided.office, year=str(decided.from_year), books=books
            )
        series_policies.decide(connection, decided)
        facts = {
            "from_year": decided.from_year,
            "policy": series_policies.policy_as_json(decided.policy),
            "basis": basis,
        }
        act = audit.Act(workspace.timestamp(), workspace.actor, "series_policy_set", decided.office, facts)
        audit.append(connection, f"policy/{decided.office}", act)


def series_policies_of(workspace: Workspace, office: str | None = None) -> Sequence[DecidedPolicy]:
    """Các quyết định: of one office or of all."""
    with reading(workspace.engine) as connection:
        return series_policies.decided_policies(connection, office)


def _group(text: str) -> SeriesGroup:
    series, _, listed = text.partition("=")
    by_key = {kind.value: kind for kind in DocumentType}
    parts = [part.strip() for part in listed.split(",") if part.strip()]
    for part in parts:
        if part not in by_key:
            raise UnknownGroup(where="--group", text=text, part=part, known="quyet_dinh, chi_thi, cong_van")
    return SeriesGroup(series.strip(), tuple(by_key[part] for part in parts))
