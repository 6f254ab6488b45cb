"""Ký số: ``sign`` adds a signature, ``verify-signature`` looks at those of a file, ``attach-signed`` files it."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from directives.signing.keys import Key
    from directives.signing.verification import SeenSignature

#: Mật khẩu hoặc PIN: from here or asked for; an option would stay in the shell's history and the process list.
PASSWORD_VARIABLE = "VANTHU_KEY_PASSWORD"


def commands() -> list[click.Command]:
    """Các lệnh: sign, verify-signature, attach-signed."""
    file = click.Argument(["file"], type=options.FILE)
    return [
        click.Command(
            "sign",
            callback=_sign,
            help=_("Signs FILE, a PDF. The password comes from VANTHU_KEY_PASSWORD or is asked for."),
            params=[
                file,
                options.output(_("the signed PDF to write")),
                click.Option(["--p12"], type=options.FILE, help=_("the key file (.p12, .pfx)")),
                click.Option(
                    ["--pkcs11-lib"], type=options.FILE, help=_("the library of the token's maker (.so)")
                ),
                click.Option(["--token-label"], default="", help=_("the label of the token")),
                click.Option(["--key-label"], default="", help=_("which key, if the token has several")),
                click.Option(
                    ["--as", "role"],
                    type=click.Choice(["person", "agency"]),
                    required=True,
                    help=_("who signs: the person in charge, then the agency"),
                ),
                click.Option(
                    ["--image"], type=options.FILE, help=_("the signature (blue) or the seal (red), PNG")
                ),
                click.Option(["--name"], default="", help=_("the signer's name as it stands on the page")),
                click.Option(
                    ["--annex-of"], default="", help=_("signs an annex: number and symbol of its document")
                ),
                click.Option(
                    ["--copy"],
                    type=click.Choice(["SAO Y", "SAO LỤC", "TRÍCH SAO"]),
                    help=_("signs an electronic copy of this kind"),
                ),
                click.Option(["--copied-by"], default="", help=_("with --copy: the copying body")),
                options.as_json(),
            ],
        ),
        click.Command(
            "verify-signature",
            callback=_verify,
            help=_("Shows the signatures of FILE, a PDF; exit code 1 if one does not hold or there is none."),
            params=[
                file,
                click.Option(
                    ["--root"], type=options.FILE, multiple=True, help=_("a root certificate you trust")
                ),
                options.as_json(),
            ],
        ),
        click.Command(
            "attach-signed",
            callback=_attach,
            help=_("Files FILE, the signed PDF of document NUMBER, with its entry in the book."),
            params=[click.Argument(["number"], type=int), file, *options.book()],
        ),
    ]


def _sign(
    file: Path,
    output: Path,
    p12: Path | None,
    pkcs11_lib: Path | None,
    token_label: str,
    key_label: str,
    role: str,
    image: Path | None,
    name: str,
    annex_of: str,
    copy: str | None,
    copied_by: str,
    as_json: bool,
) -> None:
    from directives.calendar.dates import VIETNAM
    from directives.signing.marks import Role
    from workflows.services.sign_file import Order, sign_file

    corner = _corner(role, annex_of, copy, copied_by)
    key = _key(p12, pkcs11_lib, token_label, key_label)
    order = Order(Role(role), image, corner, name)
    signed = sign_file(file, output, key, order, datetime.now(VIETNAM))
    if as_json:
        shown = [_shown(seen) for seen in signed.signatures]
        answer = {"file": str(signed.path), "sha256": signed.sha256, "signatures": shown}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo(_("Signed and read back: {file}").format(file=signed.path))
        _say(signed.signatures)


def _corner(role: str, annex_of: str, copy: str | None, copied_by: str) -> tuple[str, ...]:
    """Chữ ở góc: what stands there instead of a picture; only an agency signs annexes and copies."""
    if (annex_of or copy) and role != "agency":
        raise click.UsageError(_("Annexes and copies are signed by the agency: “--as agency”."))
    if annex_of and copy:
        raise click.UsageError(_("Choose one of “--annex-of” and “--copy”."))
    if copy and not copied_by:
        raise click.UsageError(_("A copy names the copying body: “--copied-by”."))
    if annex_of:
        return (annex_of,)
    return (copy, copied_by) if copy else ()


def _key(p12: Path | None, library: Path | None, token: str, label: str) -> "Key":
    from directives.signing.keys import KeyFile, KeyToken

    if (p12 is None) == (library is None) or (library is not None and not token):
        raise click.UsageError(
            _("Name one key: “--p12 FILE”, or “--pkcs11-lib LIBRARY” with “--token-label LABEL”.")
        )
    password = os.environ.get(PASSWORD_VARIABLE)
    if password is None:
        password = click.prompt(_("Password or PIN"), hide_input=True, err=True)
    if p12 is not None:
        return KeyFile(p12, password)
    assert library is not None  # one of both was named
    return KeyToken(library, token, password, label)


def _verify(file: Path, root: tuple[Path, ...], as_json: bool) -> int:
    from workflows.services.sign_file import look_at_signatures

    found = look_at_signatures(file, root)
    holds = bool(found) and all(seen.intact for seen in found) and found[-1].covers_whole_file
    if as_json:
        answer = {"file": str(file), "holds": holds, "signatures": [_shown(seen) for seen in found]}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        if not found:
            click.echo(_("The file bears no signature."))
        _say(found)
        if found and all(seen.intact for seen in found) and not holds:
            click.echo("  - " + _("something was added after the last signature"))
    return 0 if holds and all(seen.trusted is not False for seen in found) else 1


def _attach(number: int, file: Path, issuer: str, year: int, series: str) -> None:
    from directives.register.books import BookKey
    from workflows.services.attach_signed import attach_signed
    from workflows.wiring import open_workspace

    signatures = attach_signed(open_workspace(), BookKey(issuer, series, year), number, file)
    click.echo(
        _("Filed with number {number} of {book}.").format(number=number, book=f"{issuer}/{series}/{year}")
    )
    _say(signatures)


def _say(signatures: "tuple[SeenSignature, ...]") -> None:
    for seen in signatures:
        who = ", ".join(part for part in (seen.signer, seen.organisation) if part)
        trust = {
            None: _("issuer not checked"),
            True: _("issuer trusted"),
            False: _("issuer NOT trusted"),
        }[seen.trusted]
        state = _("intact") if seen.intact else _("NOT intact: {reason}").format(reason=_(seen.reason))
        click.echo(f"  - {who}; {seen.signed_at}; {state}; {trust} ({seen.issuer})")


def _shown(seen: "SeenSignature") -> dict[str, Any]:
    return {
        "field": seen.field,
        "role": seen.role.value if seen.role else None,
        "signer": seen.signer,
        "organisation": seen.organisation,
        "issuer": seen.issuer,
        "signed_at": seen.signed_at,
        "intact": seen.intact,
        "trusted": seen.trusted,
        "covers_whole_file": seen.covers_whole_file,
        "reason": seen.reason or None,
    }
