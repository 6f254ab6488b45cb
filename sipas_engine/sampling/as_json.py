"""Bản ghi rút mẫu: a draw as plain JSON without names, from which it can be made again and compared."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar

from sipas_engine.errors import N_, SipasError
from sipas_engine.sampling.allocation import Allocation
from sipas_engine.sampling.draw import DrawSettings, SampleDraw, StratumDraw
from sipas_engine.sampling.households import HouseholdMember
from sipas_engine.sampling.stages import Stage
from sipas_engine.sampling.systematic import Interval, Systematic

METHOD = "vanthu-sample-1"
"""Cách rút: the procedure of docs/sampling.md; another procedure would get another name."""


class BadDrawRecord(SipasError):
    """Bản ghi rút mẫu không đọc được: it is no record of a draw, or of another procedure."""

    kind: ClassVar[str] = "bad_draw_record"
    template: ClassVar[str] = N_("{file} is no record of a draw: {reason}.")


def draw_as_json(drawn: SampleDraw) -> dict[str, Any]:
    """Bản ghi: settings, units, and for each stratum N, n, k, r and the places drawn."""
    return {
        "method": METHOD,
        "list_hash": drawn.list_hash,
        "settings": settings_as_json(drawn.settings),
        "N": drawn.frame_size,
        "n": len(drawn.main),
        "reserve_n": len(drawn.reserve),
        "units": {path: list(names) for path, names in drawn.units.items()},
        "strata": [_stratum(one) for one in drawn.strata],
        "main": list(drawn.main),
        "reserve": list(drawn.reserve),
    }


def _stratum(one: StratumDraw) -> dict[str, Any]:
    return {
        "stratum": one.stratum,
        **_systematic(one.main),
        "positions": list(one.main_positions),
        "reserve": {**_systematic(one.reserve), "positions": list(one.reserve_positions)},
    }


def _systematic(one: Systematic) -> dict[str, Any]:
    return {
        "N": one.frame_size,
        "n": one.sample_size,
        "k": str(one.k),
        "r": str(one.r),
        "rows": list(one.rows),
    }


def settings_as_json(settings: DrawSettings) -> dict[str, Any]:
    """Thiết lập: every one of them, fractions as text."""
    return {
        "seed": settings.seed,
        "n": settings.n,
        "interval": settings.interval.value,
        "by": list(settings.by),
        "allocation": settings.allocation.value,
        "reserve": str(settings.reserve),
        "stages": [
            {"column": one.column, "count": one.count, "forced": list(one.forced)} for one in settings.stages
        ],
        "households": settings.households.value if settings.households else None,
    }


def draw_from_json(record: Mapping[str, Any], *, file: str) -> SampleDraw:
    """Đọc bản ghi: the draw it tells of. Raises BadDrawRecord."""
    if record.get("method") != METHOD:
        raise BadDrawRecord(where=file, file=file, reason=f"method ≠ {METHOD}")
    try:
        settings = _settings(record["settings"])
        strata = tuple(_stratum_from(one, settings.interval) for one in record["strata"])
        units = {path: tuple(names) for path, names in record["units"].items()}
        return SampleDraw(str(record["list_hash"]), settings, int(record["N"]), strata, units)
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise BadDrawRecord(where=file, file=file, reason=f"{type(error).__name__} {error}") from error


def _settings(told: Mapping[str, Any]) -> DrawSettings:
    return DrawSettings(
        str(told["seed"]),
        int(told["n"]),
        Interval(told["interval"]),
        tuple(told["by"]),
        Allocation(told["allocation"]),
        Fraction(told["reserve"]),
        tuple(Stage(one["column"], int(one["count"]), tuple(one["forced"])) for one in told["stages"]),
        HouseholdMember(told["households"]) if told["households"] else None,
    )


def _stratum_from(told: Mapping[str, Any], interval: Interval) -> StratumDraw:
    return StratumDraw(
        str(told["stratum"]),
        _systematic_from(told, interval),
        _systematic_from(told["reserve"], interval),
        tuple(map(int, told["positions"])),
        tuple(map(int, told["reserve"]["positions"])),
    )


def _systematic_from(told: Mapping[str, Any], interval: Interval) -> Systematic:
    return Systematic(int(told["N"]), int(told["n"]), interval, Fraction(told["k"]), Fraction(told["r"]))


def differences(recorded: SampleDraw, again: SampleDraw) -> Iterator[dict[str, Any]]:
    """Chỗ khác nhau: between a recorded draw and the same draw made again; nothing where they are equal."""
    if recorded.list_hash != again.list_hash:
        yield {"what": "list_hash", "recorded": recorded.list_hash, "again": again.list_hash}
    if recorded.frame_size != again.frame_size:
        yield {"what": "N", "recorded": recorded.frame_size, "again": again.frame_size}
    if recorded.units != again.units:
        yield {"what": "units", "recorded": dict(recorded.units), "again": dict(again.units)}
    before = {one.stratum: one for one in recorded.strata}
    now = {one.stratum: one for one in again.strata}
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name), now.get(name)
        if old is None or new is None:
            yield {"what": "stratum", "stratum": name, "recorded": old is not None, "again": new is not None}
            continue
        for what, ours, theirs in (
            ("main", old.main_positions, new.main_positions),
            ("reserve", old.reserve_positions, new.reserve_positions),
        ):
            if ours != theirs:
                only_recorded = sorted(set(ours) - set(theirs))
                only_again = sorted(set(theirs) - set(ours))
                yield {"what": what, "stratum": name, "recorded": only_recorded, "again": only_again}
        for what, first, second in (("k", old.main.k, new.main.k), ("r", old.main.r, new.main.r)):
            if first != second:
                yield {"what": what, "stratum": name, "recorded": str(first), "again": str(second)}
