"""Đặt cách đánh số: an agency's decision how its documents are grouped into series, from a year on."""

from collections.abc import Sequence

from directives.errors import N_, DirectiveError
from directives.register.series import checked_policy
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


def set_series_policy(workspace: Workspace, decided: DecidedPolicy) -> None:
    """Đặt cách đánh số: kept with its grounds and written to the journal.

    Raises InvalidPolicy, NoBasis, UnknownOffice, PolicyInUse.
    """
    checked_policy(decided.policy)
    basis = " ".join(normalise(decided.basis).split())
    if not basis or not basis.isprintable():
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
