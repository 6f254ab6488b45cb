"""Hộ gia đình: a list of people drawn by household, and the one member who answers."""

from collections.abc import Sequence
from enum import Enum
from typing import Protocol, TypeVar

from sipas_engine.sampling.chance import digest_of


class HouseholdMember(Enum):
    """Người trả lời trong hộ: who of 18 or more had the last birthday, asked at the door, or one drawn by the seed.

    By last birthday the first listed member of age stands for the household until the investigator has asked.
    """

    LAST_BIRTHDAY = "last_birthday"
    SEEDED = "seeded"


class Member(Protocol):
    """Thành viên hộ: what choosing among the members of a household needs."""

    @property
    def position(self) -> int:
        """Số thứ tự: in the list."""
        ...

    @property
    def household(self) -> str:
        """Mã hộ: equal for all members."""
        ...

    @property
    def of_age(self) -> bool | None:
        """Đủ 18 tuổi: None where the list does not say."""
        ...


_Member = TypeVar("_Member", bound=Member)


def heads_of(members: Sequence[_Member]) -> list[_Member]:
    """Các hộ: the first listed member of each household with somebody who may answer, in the order of the list."""
    first: dict[str, _Member] = {}
    for one in sorted(members, key=lambda member: member.position):
        if one.of_age is not False:
            first.setdefault(one.household, one)
    return list(first.values())


def members_by_household(people: Sequence[_Member]) -> dict[str, list[_Member]]:
    """Thành viên theo hộ: all listed members of each household."""
    found: dict[str, list[_Member]] = {}
    for one in people:
        found.setdefault(one.household, []).append(one)
    return found


def member_of(members: Sequence[_Member], seed: str, list_hash: str) -> int:
    """Người được rút trong hộ: the position of the member of age with the smallest SHA-256.

    The text hashed is ``seed|list hash|household|position``; whoever is known to be under age is passed over.
    """
    grown = [one for one in members if one.of_age is not False]
    return min(grown, key=lambda one: digest_of(seed, list_hash, one.household, str(one.position))).position
