"""Lệnh ký: passwords come from the environment and show up nowhere; exit codes say what holds."""

import json
from pathlib import Path

import pytest

from tests import command_line
from tests.command_line import Ended, vanthu_process
from tests.directives.signing.keys_and_pictures import PASSWORD, Authority, a_seal, a_signature
from tests.directives.signing.letters import a_letter

pytestmark = pytest.mark.libreoffice


def vanthu(folder: Path, *arguments: str, password: str | None = PASSWORD) -> Ended:
    if password is None:  # a process has nobody to ask
        return vanthu_process(folder, *arguments)
    return command_line.vanthu(folder, *arguments, VANTHU_KEY_PASSWORD=password)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made, authority = tmp_path_factory.mktemp("ky"), Authority()
    (made / "goc.pem").write_bytes(authority.pem())
    authority.key_file(made, "Nguyễn Văn Mẫu", "UBND tỉnh Lâm Đồng").rename(made / "nguoi.p12")
    authority.key_file(made, "UBND tỉnh Lâm Đồng", "UBND tỉnh Lâm Đồng").rename(made / "co-quan.p12")
    (made / "ky.png").write_bytes(a_signature())
    (made / "dau.png").write_bytes(a_seal())
    (made / "a.pdf").write_bytes(a_letter())
    return made


PERSON = ("sign", "a.pdf", "-o", "mot.pdf", "--p12", "nguoi.p12", "--as", "person", "--image", "ky.png")
AGENCY = ("sign", "mot.pdf", "-o", "hai.pdf", "--p12", "co-quan.p12", "--as", "agency", "--image", "dau.png")


def test_person_and_agency_sign_and_the_file_verifies(folder: Path) -> None:
    assert vanthu(folder, *PERSON).returncode == 0
    signed = json.loads(vanthu(folder, *AGENCY, "--json").stdout)
    assert [one["role"] for one in signed["signatures"]] == ["person", "agency"]
    ended = vanthu(folder, "verify-signature", "hai.pdf", "--root", "goc.pem", "--json")
    seen = json.loads(ended.stdout)
    assert (ended.returncode, seen["holds"]) == (0, True)
    assert [(one["intact"], one["trusted"]) for one in seen["signatures"]] == [(True, True)] * 2
    changed = bytearray((folder / "hai.pdf").read_bytes())
    changed[500] ^= 1
    (folder / "doi.pdf").write_bytes(changed)
    assert vanthu(folder, "verify-signature", "doi.pdf").returncode == 1


REFUSED = [
    ("a wrong password", PERSON, "sai", 2, "wrong_password"),
    ("no password and nobody to ask", PERSON, None, 2, "stopped"),
    ("a red signature", (*PERSON[:-1], "dau.png"), PASSWORD, 2, "unfit_image"),
    ("an annex signed by a person", (*PERSON, "--annex-of", "5/KH"), PASSWORD, 2, "usage"),
    ("two kinds of keys", (*PERSON, "--pkcs11-lib", "x.so", "--token-label", "x"), PASSWORD, 2, "usage"),
    ("a library that is none", ("sign", "a.pdf", "-o", "x.pdf", "--pkcs11-lib", "khong-co.so", "--token-label", "x",
                                "--as", "person", "--image", "ky.png"), PASSWORD, 2, "no_token"),
    ("no PDF", ("sign", "ky.png", *PERSON[2:]), PASSWORD, 2, "broken_file"),
    ("no such file", ("verify-signature", "khong-co.pdf"), None, 2, "unreadable_file"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "arguments", "password", "code", "kind"), REFUSED, ids=[row[0] for row in REFUSED]
)
def test_what_cannot_be_signed_is_refused_in_words(
    folder: Path, reason: str, arguments: tuple[str, ...], password: str | None, code: int, kind: str
) -> None:
    ended = vanthu(folder, *arguments, "--json", password=password)
    assert (ended.returncode, json.loads(ended.stdout)["error"]["kind"]) == (code, kind), ended.stderr
    assert PASSWORD not in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr


def test_an_unsigned_file_does_not_verify(folder: Path) -> None:
    ended = vanthu(folder, "verify-signature", "a.pdf", "--json")
    assert (ended.returncode, json.loads(ended.stdout)["holds"]) == (1, False)
