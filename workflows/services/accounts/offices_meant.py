"""Cơ quan được nhắc tới: people type an office's name or its code; roles, templates and series keep its code."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from directives.errors import N_, DirectiveError
from directives.org.errors import EndedOffice, IncompleteList, UnvouchedOffice
from directives.org.offices import Office
from directives.org.units import Unit
from directives.text import ascii_fold
from workflows.services.accounts.account_acts import all_accounts
from workflows.services.office_names import office_today
from workflows.services.workspace import Workspace

_CODE = re.compile(r"[a-z0-9-]+")
_SHOWN = 5


class NoOfficeOfThatName(DirectiveError):
    """Không rõ cơ quan nào: no office of today is called so, or several are."""

    kind = "no_office_of_that_name"
    template = N_("It is not clear which office “{named}” is. Write its full name or its code: {candidates}.")


def office_meant(workspace: Workspace, typed: str) -> str:
    """Mã cơ quan: of its full name, with or without accents, or the code itself; empty stays empty.

    A code of an office which has ended is good: its books and campaigns stay. Raises NoOfficeOfThatName, UnknownOffice.
    """
    words = " ".join(typed.split())
    if not words or words in workspace.rules:
        return words
    today = workspace.chart.on(workspace.today())
    if _CODE.fullmatch(words):
        with suppress(EndedOffice, UnvouchedOffice):
            today.office(words)
        return words
    asked = _folded(words)
    alike = [one for one in today.offices() if asked in _folded(one.full_name)]
    same = [one for one in alike if _folded(one.full_name) == asked]
    if len(same) == 1 or len(alike) == 1:
        return (same or alike)[0].id
    named = "; ".join(f"{one.full_name} ({one.id})" for one in (same or alike)[:_SHOWN])
    raise NoOfficeOfThatName(where="office", named=words, candidates=named or "–")


def home_offices(workspace: Workspace) -> Sequence[Office]:
    """Các cơ quan để chọn: of the provinces where people of this portal work, or whose working rules it keeps."""
    held = {one.unit for _account, roles in all_accounts(workspace) for one in roles if one.unit}
    return offices_around(workspace, sorted(held | set(workspace.rules)))


def offices_around(workspace: Workspace, ids: Iterable[str]) -> Sequence[Office]:
    """Các cơ quan gần đây: of the provinces in which these offices are, to be chosen from while one types."""
    today = workspace.chart.on(workspace.today())
    tops: dict[str, Unit] = {}
    for office in ids:
        if (known := office_today(workspace, office)) is None:
            continue
        unit = known.unit
        while (above := today.parent(unit)) is not None and above.code != today.nation.code:
            unit = above
        tops[unit.code] = unit
    tops.pop(today.nation.code, None)
    found: list[Office] = []
    for top in tops.values():
        with suppress(IncompleteList):  # of a time for which not every unit is known
            found.extend(today.offices(under=top))
    return found


def _folded(words: str) -> str:
    return ascii_fold(words).casefold()
