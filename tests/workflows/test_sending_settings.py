"""Thiết lập việc gửi: what the environment says of folders, lists and the mail server; mistakes are named."""

from pathlib import Path

import pytest

from workflows.sending_settings import InvalidMailServer, read_sending_settings
from workflows.settings import Settings

SENDER = {"VANTHU_MAIL_FROM": "van-thu@so.example"}


def home(tmp_path: Path) -> Settings:
    """Thiết lập chung: with this home."""
    return Settings(tmp_path, "sqlite://")


def test_without_any_setting_everything_stays_in_the_home(tmp_path: Path) -> None:
    found = read_sending_settings(home(tmp_path), {})
    assert (found.outgoing, found.agency_codes, found.address_book, found.mail) == (
        tmp_path / "outgoing",
        None,
        None,
        None,
    )
    (tmp_path / "address-book.toml").touch()
    assert read_sending_settings(home(tmp_path), {}).address_book == tmp_path / "address-book.toml"


@pytest.mark.parametrize(
    ("address", "security", "port"),
    [
        ("smtp://van-thu%40so@thu.example", "starttls", 587),
        ("smtps://van-thu%40so@thu.example", "tls", 465),
        ("smtp+plain://van-thu%40so@thu.example:2525", "none", 2525),
    ],
)
def test_the_scheme_says_how_the_connection_is_secured(
    tmp_path: Path, address: str, security: str, port: int
) -> None:
    environment = {**SENDER, "VANTHU_SMTP": address, "VANTHU_SMTP_PASSWORD": "bí mật"}
    mail = read_sending_settings(home(tmp_path), environment).mail
    assert mail is not None
    assert (mail.host, mail.security, mail.port, mail.user) == ("thu.example", security, port, "van-thu@so")
    assert "bí mật" not in repr(mail)


@pytest.mark.parametrize(
    ("environment", "where", "reason"),
    [
        ({**SENDER, "VANTHU_SMTP": "thu.example"}, "VANTHU_SMTP", "no scheme"),
        ({**SENDER, "VANTHU_SMTP": "http://thu.example"}, "VANTHU_SMTP", "another scheme"),
        ({**SENDER, "VANTHU_SMTP": "smtp://a:mat-khau@thu.example"}, "VANTHU_SMTP", "a password in it"),
        ({**SENDER, "VANTHU_SMTP": "smtp://thu.example:so"}, "VANTHU_SMTP", "no port"),
        ({"VANTHU_SMTP": "smtp://thu.example"}, "VANTHU_MAIL_FROM", "nobody sends"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    tmp_path: Path, environment: dict[str, str], where: str, reason: str
) -> None:
    with pytest.raises(InvalidMailServer) as refused:
        read_sending_settings(home(tmp_path), environment)
    assert refused.value.where == where, reason
    assert "mat-khau" not in str(refused.value)
