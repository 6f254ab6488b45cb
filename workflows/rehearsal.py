"""Diễn tập: a home in which the clock is set by hand, so that whole years run through the scheduled flows in minutes.

A document must never bear a day that is not today's. So a set clock holds only in a home that was made for rehearsing
before it had any books, and only for that home's own database; everywhere else it is refused.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from directives.errors import N_, DirectiveError
from workflows.settings import Settings, sqlite_url

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
VARIABLE = "VANTHU_REHEARSAL_NOW"


class NotARehearsal(DirectiveError):
    """Không phải nơi diễn tập: the clock is set, but the home keeps real books or another database."""

    kind = "not_a_rehearsal"
    template = N_(
        "VANTHU_REHEARSAL_NOW is set, but {home} was not made for rehearsing, or its books are in another database. "
        "Unset it, or rehearse in an empty home."
    )


class InvalidRehearsalTime(DirectiveError):
    """Giờ diễn tập sai: the setting is no moment."""

    kind = "invalid_rehearsal_time"
    template = N_(
        "VANTHU_REHEARSAL_NOW is “{time}”. Write day and time in Việt Nam, such as 2025-09-15T07:30."
    )


class HomeInUse(DirectiveError):
    """Nhà đã có sổ: books that exist are not made a rehearsal's."""

    kind = "home_in_use"
    template = N_("{home} has books already; a rehearsal begins in an empty home.")


def begin_rehearsal(settings: Settings) -> None:
    """Mở nơi diễn tập: marks an empty home, for good; done again it changes nothing. Raises HomeInUse."""
    if settings.rehearsal.exists():
        return
    if settings.home.exists() and any(settings.home.iterdir()):
        raise HomeInUse(where=str(settings.home), home=settings.home)
    settings.home.mkdir(parents=True, exist_ok=True)
    settings.rehearsal.touch()


def clock_of(settings: Settings, environment: Mapping[str, str]) -> Callable[[], datetime]:
    """Đồng hồ: this machine's, or one that stands at VANTHU_REHEARSAL_NOW in a rehearsal's home.

    Raises NotARehearsal, InvalidRehearsalTime.
    """
    said = environment.get(VARIABLE, "").strip()
    if not said:
        return lambda: datetime.now(VIETNAM)
    if not settings.rehearsal.exists() or settings.database_url != sqlite_url(settings.home):
        raise NotARehearsal(where=VARIABLE, home=settings.home)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as error:
        raise InvalidRehearsalTime(where=VARIABLE, time=said) from error
    if moment.tzinfo is not None:
        raise InvalidRehearsalTime(where=VARIABLE, time=said)
    stands = moment.replace(tzinfo=VIETNAM)
    return lambda: stands
