"""Cách đánh số: which types of document are numbered together; the head of each agency decides (Đ.15)."""

from collections import Counter as Tally
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from directives.document.kinds import DocumentType
from directives.errors import N_, DirectiveError, Problem
from directives.register.incoming import IncomingBookKey

_T = TypeVar("_T")

#: Công văn has no code of its own in the law; its book is known by these letters.
CONG_VAN_SERIES = "CV"
#: The three kinds of copy share one series by law; no agency decides otherwise (PL.I-P2).
COPIES_SERIES = "SAO"

#: As long as the column that holds it.
_LONGEST = 20


class InvalidPolicy(DirectiveError):
    """Cách đánh số sai: a policy that does not say for each type which one series it belongs to."""

    kind = "invalid_series_policy"
    template = N_("The series policy cannot be used:")


@dataclass(frozen=True, slots=True)
class SeriesGroup:
    """Nhóm loại văn bản: types of document numbered together in one series."""

    series: str
    types: tuple[DocumentType, ...]


@dataclass(frozen=True, slots=True)
class SeriesPolicy:
    """Cách đánh số của cơ quan: groups first; what is in none goes to ``rest``.

    An empty ``rest`` means a series of its own for each named type and one for công văn, as most offices do;
    no groups and a ``rest`` mean one common series.
    """

    groups: tuple[SeriesGroup, ...] = ()
    rest: str = ""

    def series_of(self, kind: DocumentType) -> str:
        """Loại sổ: the series in which a document of this type is numbered.

        >>> SeriesPolicy().series_of(DocumentType.TO_TRINH)
        'TTr'
        >>> SeriesPolicy(rest="VB").series_of(DocumentType.TO_TRINH)
        'VB'
        """
        if kind.is_copy:
            return COPIES_SERIES
        chosen = (group.series for group in self.groups if kind in group.types)
        return next(chosen, self.rest or own_series(kind))

    @property
    def all_series(self) -> frozenset[str]:
        """Các loại sổ: every series which this policy can fill."""
        return frozenset(self.series_of(kind) for kind in DocumentType)


def own_series(kind: DocumentType) -> str:
    """Loại sổ riêng: what the documents of a type are numbered in where nobody grouped them."""
    return COPIES_SERIES if kind.is_copy else kind.code or CONG_VAN_SERIES


#: Each named type by itself and one series for công văn: what holds until the agency decides otherwise.
ONE_SERIES_A_TYPE = SeriesPolicy()


def checked_policy(policy: SeriesPolicy) -> SeriesPolicy:
    """Cách đánh số hợp lệ: the policy itself. Raises InvalidPolicy with everything that is wrong in it."""
    if problems := list(_problems(policy)):
        raise InvalidPolicy(where="series", problems=problems)
    return policy


def _problems(policy: SeriesPolicy) -> Iterator[Problem]:
    names = [group.series for group in policy.groups]
    for name in [*names, *([policy.rest] if policy.rest else [])]:
        if (
            not name
            or len(name) > _LONGEST
            or "/" in name
            or any(c.isspace() or not c.isprintable() for c in name)
        ):
            yield Problem(_NAME, {"series": name, "most": _LONGEST}, name)
    if IncomingBookKey.SERIES in [*names, policy.rest]:
        yield Problem(_INCOMING, {"series": IncomingBookKey.SERIES}, IncomingBookKey.SERIES)
    for name in _twice([*names, *([policy.rest] if policy.rest else [])]):
        yield Problem(_NAME_TWICE, {"series": name}, name)
    for kind in _twice(kind for group in policy.groups for kind in group.types):
        yield Problem(_TYPE_TWICE, {"type": kind.name_vi}, kind.value)
    for group in policy.groups:
        if not group.types:
            yield Problem(_EMPTY, {"series": group.series}, group.series)
    for kind in (kind for group in policy.groups for kind in group.types if kind.is_copy):
        yield Problem(_COPY, {"type": kind.name_vi, "series": COPIES_SERIES}, kind.value)
    yield from _mixed_up(policy, names)


def _mixed_up(policy: SeriesPolicy, names: list[str]) -> Iterator[Problem]:
    """Trùng tên: a group named like the series of a type outside it would take in that type as well."""
    grouped = {kind for group in policy.groups for kind in group.types}
    for kind in DocumentType:
        by_itself = kind.is_copy or not policy.rest
        if by_itself and kind not in grouped and own_series(kind) in [*names, policy.rest]:
            yield Problem(_MIXED, {"series": own_series(kind), "type": kind.name_vi}, own_series(kind))


def _twice(values: Iterable[_T]) -> list[_T]:
    return [value for value, times in Tally(values).items() if times > 1]


_NAME = N_("the series name “{series}” must have 1 to {most} letters, without blank or slash")
_NAME_TWICE = N_("the series name “{series}” stands twice")
_TYPE_TWICE = N_("the type {type} stands in more than one series")
_COPY = N_("{type} is a copy: all copies are numbered in the series “{series}”, by law")
_INCOMING = N_("“{series}” names the books of incoming documents; call the series otherwise")
_EMPTY = N_("the series “{series}” has no type of document")
_MIXED = N_("the series “{series}” also is that of {type}; name it in the group or call the series otherwise")
