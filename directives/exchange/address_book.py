"""Sổ địa chỉ: by which way and to which address a receiver gets its copies; a file of the office, never guessed."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from directives.errors import N_, DirectiveError, Problem
from directives.exchange.deliveries import Channel
from directives.org.agency_codes import AgencyCodes
from directives.text import comparison_key

_FIELDS = {"name", "channel", "address", "copies"}
_CHANNELS = {channel.value for channel in Channel if channel}
_MAIL = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}$)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")


class InvalidAddressBook(DirectiveError):
    """Sổ địa chỉ sai: rows that cannot be used, all at once."""

    kind = "invalid_address_book"
    template = N_("The address book {file} has {count} error(s):")

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(where=file, problems=problems, file=file, count=len(problems))


class BadAddress(DirectiveError):
    """Địa chỉ sai: a copy cannot go there by this way."""

    kind = "bad_address"
    template = N_("“{address}” is no address for the channel {channel}: {reason}.")


@dataclass(frozen=True, slots=True)
class Route:
    """Đường đi: channel and address of one receiver, and how many copies it gets."""

    channel: Channel = Channel.NONE
    address: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class AddressBook:
    """Sổ địa chỉ: routes by name; who does not stand in it has none until somebody says so."""

    routes: dict[str, Route] = field(default_factory=dict)

    def route_to(self, name: str) -> Route:
        """Đường đi tới: of exactly this name, tone placement and capitals aside."""
        return self.routes.get(comparison_key(name), Route())


def checked_address(channel: Channel, address: str, codes: AgencyCodes) -> str:
    """Địa chỉ đúng dạng: of this channel. Raises BadAddress.

    A code of an agency for edXML, one plain mail address for e-mail, any text of one or more lines for paper.
    """
    written = address.strip()
    reason = ""
    match channel:
        case Channel.EDXML if not codes.scheme_of(written):
            reason = N_("it must be the code of an agency")
        case Channel.EMAIL if not _MAIL.match(written):
            reason = N_("it must be one mail address, such as van-thu@example.vn")
        case Channel.PAPER if not written:
            reason = N_("the envelope needs an address")
        case Channel.NONE if written:
            reason = N_("choose edxml, email or paper")
    if reason:
        raise BadAddress(where="address", address=written, channel=channel.value, reason=reason)
    return written


def read_address_book(path: Path | None, codes: AgencyCodes) -> AddressBook:
    """Đọc sổ địa chỉ: ``[[receiver]]`` rows, read strictly; no file, no routes. Raises InvalidAddressBook."""
    if path is None:
        return AddressBook()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidAddressBook(path.name, (Problem(_UNREADABLE, {"reason": reason}),)) from error
    rows = table.get("receiver", [])
    if not isinstance(rows, list) or set(table) - {"receiver"}:
        raise InvalidAddressBook(path.name, (Problem(_NO_ROWS, {}),))
    routes: dict[str, Route] = {}
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=1):
        where = f"receiver {number}"
        found = list(_wrong(row, codes))
        key = comparison_key(row["name"]) if not found else ""
        if key and key in routes:
            found.append(Problem(_TWICE, {"name": row["name"]}))
        problems += [Problem(problem.template, problem.fields, where) for problem in found]
        if not found:
            routes[key] = Route(Channel(row["channel"]), row["address"].strip(), row.get("copies", 1))
    if problems:
        raise InvalidAddressBook(path.name, tuple(problems))
    return AddressBook(routes)


_UNREADABLE = N_("the file cannot be read: {reason}")
_NO_ROWS = N_("the file holds rows [[receiver]] and nothing else")
_TWICE = N_("{name} stands twice")
_ROW = N_("a row needs name, channel (edxml, email or paper) and address; copies is a number from 1 on")
_FIELD = N_("unknown field {field}")


def _wrong(row: object, codes: AgencyCodes) -> Iterator[Problem]:
    if not isinstance(row, dict):
        yield Problem(_ROW, {})
        return
    for unknown in sorted(set(row) - _FIELDS):
        yield Problem(_FIELD, {"field": unknown})
    match row:
        case {"name": str(name), "channel": str(channel), "address": str(address)} if (
            name.strip()
            and channel in _CHANNELS
            and type(row.get("copies", 1)) is int
            and row.get("copies", 1) > 0
        ):
            try:
                checked_address(Channel(channel), address, codes)
            except BadAddress as error:
                yield Problem(error.template, error.fields)
        case _:
            yield Problem(_ROW, {})
