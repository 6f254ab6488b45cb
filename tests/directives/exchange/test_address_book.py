"""Sổ địa chỉ: routes by exact name; a file with mistakes is refused with all of them."""

from pathlib import Path

import pytest

from directives.exchange.address_book import (
    BadAddress,
    InvalidAddressBook,
    Route,
    checked_address,
    read_address_book,
)
from directives.exchange.deliveries import Channel
from directives.org.agency_codes import load_agency_codes

CODES = load_agency_codes()
ROW = '[[receiver]]\nname = "Sở Nội vụ"\nchannel = "email"\naddress = "snv@example.vn"\n'


def book(tmp_path: Path, text: str) -> Path:
    """Tệp sổ địa chỉ: with this text."""
    path = tmp_path / "so.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_receiver_is_found_by_its_exact_name_only(tmp_path: Path) -> None:
    found = read_address_book(book(tmp_path, f"{ROW}copies = 2\n"), CODES)
    assert found.route_to("SỞ NỘI  VỤ") == Route(Channel.EMAIL, "snv@example.vn", 2)
    assert found.route_to("Sở Nội vụ tỉnh") == Route()
    assert read_address_book(None, CODES).route_to("Sở Nội vụ") == Route()


@pytest.mark.parametrize(
    ("text", "places", "reason"),
    [
        (ROW + ROW, ["receiver 2"], "one name twice"),
        (ROW.replace("email", "fax"), ["receiver 1"], "a channel that is none"),
        (ROW.replace("snv@example.vn", "snv"), ["receiver 1"], "no mail address"),
        (ROW + 'copy = 1\n[[receiver]]\nname = ""\n', ["receiver 1", "receiver 2"], "all mistakes at once"),
        (f"{ROW}copies = 0\n", ["receiver 1"], "no copy at all"),
        ("[receiver]\n", [""], "no rows"),
        ("không phải TOML", [""], "no TOML"),
    ],
)
def test_mistakes_are_told_all_at_once(tmp_path: Path, text: str, places: list[str], reason: str) -> None:
    with pytest.raises(InvalidAddressBook) as refused:
        read_address_book(book(tmp_path, text), CODES)
    assert [problem.where for problem in refused.value.problems] == places, reason


@pytest.mark.parametrize(
    ("channel", "address", "good"),
    [
        (Channel.EDXML, "000.00.00.G09", True),
        (Channel.EDXML, "H36.12", True),
        (Channel.EDXML, "Bộ Nội vụ", False),
        (Channel.EMAIL, "a.b+c@so.example.vn", True),
        (Channel.EMAIL, "a@b.vn, c@d.vn", False),
        (Channel.EMAIL, "a@b.vn\nBcc: x@y.vn", False),
        (Channel.EMAIL, "Tên <a@b.vn>", False),
        (Channel.PAPER, "Số 1, đường A", True),
        (Channel.PAPER, " ", False),
    ],
)
def test_an_address_fits_its_channel(channel: Channel, address: str, good: bool) -> None:
    if good:
        assert checked_address(channel, f" {address} ", CODES) == address
    else:
        with pytest.raises(BadAddress):
            checked_address(channel, address, CODES)
