"""Rút mẫu: strata, main sample and reserve, from a list's hash and a seed; a value that anyone can make again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from typing import ClassVar

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.sampling.allocation import Allocation, allocate
from sipas_engine.sampling.chance import RESERVE, chance
from sipas_engine.sampling.households import HouseholdMember, heads_of, member_of, members_by_household
from sipas_engine.sampling.stages import Stage, kept_by_stages
from sipas_engine.sampling.systematic import Interval, Systematic, systematic

BETWEEN = " / "
"""Giữa hai tên: how the values of several columns stand in the name of a stratum."""


class CannotDraw(SipasError):
    """Không rút được mẫu: what is asked for does not fit the list."""

    kind: ClassVar[str] = "cannot_draw"
    template: ClassVar[str] = N_("No sample can be drawn: {count} problem(s).")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Người trong khung mẫu: what a draw may know of a row: its place in the list and where it belongs.

    ``position`` counts from 1 in the list's own order. ``stages`` are its units by the stage columns. Nothing here
    says who the person is.
    """

    position: int
    stratum: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    household: str = ""
    of_age: bool | None = None

    @property
    def stratum_name(self) -> str:
        """Tên tầng: as it enters the hash; empty where the list is one stratum."""
        return BETWEEN.join(self.stratum)


@dataclass(frozen=True, slots=True)
class DrawSettings:
    """Thiết lập rút mẫu: everything besides the list that decides who is drawn."""

    seed: str
    n: int
    interval: Interval = Interval.FRACTIONAL
    by: tuple[str, ...] = ()
    allocation: Allocation = Allocation.PROPORTIONAL
    reserve: Fraction = Fraction(1, 10)
    stages: tuple[Stage, ...] = ()
    households: HouseholdMember | None = None


@dataclass(frozen=True, slots=True)
class StratumDraw:
    """Mẫu của một tầng: the two systematic draws, and the rows of the list they came to."""

    stratum: str
    main: Systematic
    reserve: Systematic
    main_positions: tuple[int, ...]
    reserve_positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SampleDraw:
    """Mẫu đã rút: of a list known by its hash; ``frame_size`` is N, of people or of households."""

    list_hash: str
    settings: DrawSettings
    frame_size: int
    strata: tuple[StratumDraw, ...]
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def main(self) -> tuple[int, ...]:
        """Danh sách chính thức: positions, ascending."""
        return tuple(sorted(one for stratum in self.strata for one in stratum.main_positions))

    @property
    def reserve(self) -> tuple[int, ...]:
        """Danh sách dự phòng: positions, ascending."""
        return tuple(sorted(one for stratum in self.strata for one in stratum.reserve_positions))


def draw_sample(candidates: Sequence[Candidate], list_hash: str, settings: DrawSettings) -> SampleDraw:
    """Rút mẫu: the same candidates, hash and settings always give the same sample.

    Units are drawn first where there are stages; then n is shared over the strata, and each stratum gives its part
    by a systematic draw in the order of the list. The reserve is a second systematic draw among those whom the
    first one left, so nobody stands in both. Raises CannotDraw.
    """
    _refuse(candidates, settings)
    kept, units = kept_by_stages(
        [(one, one.stages) for one in candidates], settings.stages, settings.seed, list_hash
    )
    frame = heads_of(kept) if settings.households else sorted(kept, key=lambda one: one.position)
    strata: dict[str, list[Candidate]] = {}
    for one in frame:
        strata.setdefault(one.stratum_name, []).append(one)
    sizes = {name: len(members) for name, members in strata.items()}
    drawn = tuple(
        _of_stratum(name, strata[name], n, list_hash, settings)
        for name, n in allocate(sizes, settings.n, settings.allocation).items()
    )
    if settings.households is HouseholdMember.SEEDED:
        drawn = tuple(_answering(one, kept, settings, list_hash) for one in drawn)
    return SampleDraw(list_hash, settings, len(frame), drawn, units)


def _of_stratum(
    name: str,
    members: Sequence[Candidate],
    n: int,
    list_hash: str,
    settings: DrawSettings,
) -> StratumDraw:
    main = systematic(len(members), n, settings.interval, chance(settings.seed, list_hash, name))
    taken = set(main.rows)
    rest = [one for row, one in enumerate(members, start=1) if row not in taken]
    reserve = systematic(
        len(rest),
        ceil(n * settings.reserve),
        settings.interval,
        chance(settings.seed, list_hash, name, RESERVE),
    )
    return StratumDraw(
        name,
        main,
        reserve,
        tuple(members[row - 1].position for row in main.rows),
        tuple(rest[row - 1].position for row in reserve.rows),
    )


def _answering(
    drawn: StratumDraw, people: Sequence[Candidate], settings: DrawSettings, list_hash: str
) -> StratumDraw:
    """The same draw with the member who answers in the place of each household."""
    home = {one.position: one.household for one in people}
    members = members_by_household(people)

    def persons(positions: Sequence[int]) -> tuple[int, ...]:
        return tuple(member_of(members[home[one]], settings.seed, list_hash) for one in positions)

    return replace(
        drawn,
        main_positions=persons(drawn.main_positions),
        reserve_positions=persons(drawn.reserve_positions),
    )


_NO_SEED = N_("There is no seed; name one, for example a number that was thrown in public.")
_NO_SIZE = N_("The sample must hold at least one, not {n}.")
_NO_ROWS = N_("Nobody is left in the list from whom to draw.")
_RESERVE = N_("The reserve must be a share from 0 to 1, not {share}.")
_NO_HOUSEHOLD = N_("{count} row(s) have no household code, the first is number {position} of the list.")
_TWICE = N_("Number {position} stands in the list twice.")


def _refuse(candidates: Sequence[Candidate], settings: DrawSettings) -> None:
    problems = []
    if not settings.seed.strip():
        problems.append(Problem(_NO_SEED, {}, "seed"))
    if settings.n < 1:
        problems.append(Problem(_NO_SIZE, {"n": settings.n}, "n"))
    if not 0 <= settings.reserve <= 1:
        problems.append(Problem(_RESERVE, {"share": str(settings.reserve)}, "reserve"))
    if not candidates:
        problems.append(Problem(_NO_ROWS, {}, "list"))
    homeless = [one.position for one in candidates if not one.household] if settings.households else []
    if homeless:
        problems.append(Problem(_NO_HOUSEHOLD, {"count": len(homeless), "position": min(homeless)}, "list"))
    twice = [place for place, times in Counter(one.position for one in candidates).items() if times > 1]
    problems += [Problem(_TWICE, {"position": place}, "list") for place in twice]
    if problems:
        raise CannotDraw(where=problems[0].where, problems=problems, count=len(problems))
