"""Người dùng: ``user list|add|link|give|withdraw|close|open|identity``."""

import json
from collections.abc import Callable

import click

from portal.cli import options
from portal.messages import _
from workflows.services.accounts.roles import HeldRole, Role


def commands() -> list[click.Command]:
    """Các lệnh: the group ``user``."""
    group = click.Group("user", help=_("People who sign in to the portal, and what each may do."))
    name = click.Argument(["name"])
    acting = click.Option(
        ["--as", "actor"], default="he-thong", show_default=True, help=_("who does it, by name")
    )
    reason = click.Option(["--reason"], required=True, help=_("why"))
    role = click.Argument(["role"], type=click.Choice([one.value for one in Role]))
    unit = click.Option(["--unit"], default="", help=_("at which unit, for example snv-dak-nong"))
    part = click.Option(
        ["--slice", "part"], default="", help=_("of which slice of the work; left out, all of it")
    )
    subject = click.Option(
        ["--subject"], default="", help=_("what the identity provider calls this person, if there is one")
    )
    rows: list[tuple[str, Callable[..., None], str, list[click.Parameter]]] = [
        ("list", _list, _("Lists the accounts with the roles they hold."), [options.as_json()]),
        (
            "add",
            _add,
            _("Makes account NAME and prints a link by which its person sets a password."),
            [
                name,
                click.Option(["--full-name"], required=True, help=_("of the person")),
                subject,
                _address(),
                acting,
            ],
        ),
        (
            "link",
            _link,
            _("Prints a new one-time link for NAME; earlier ones hold no longer."),
            [name, _address(), acting],
        ),
        ("give", _give, _("Gives NAME a ROLE at a unit."), [name, role, unit, part, reason, acting]),
        (
            "withdraw",
            _withdraw,
            _("Takes a ROLE at a unit from NAME, at once."),
            [name, role, unit, part, reason, acting],
        ),
        ("close", _close, _("Closes account NAME: its sessions end at once."), [name, reason, acting]),
        ("open", _open, _("Opens a closed account NAME again."), [name, reason, acting]),
        (
            "identity",
            _identity,
            _("Sets what the identity provider calls NAME; without --subject takes it away."),
            [name, subject, acting],
        ),
    ]
    for command, callback, said, params in rows:
        group.add_command(click.Command(command, callback=callback, help=said, params=params))
    return [group]


def _address() -> click.Option:
    return click.Option(
        ["--address"],
        default="http://127.0.0.1:8000",
        show_default=True,
        help=_("of the portal, for the link"),
    )


def _list(as_json: bool) -> None:
    from workflows.services.accounts.account_acts import all_accounts
    from workflows.wiring import open_workspace

    found = all_accounts(open_workspace())
    if as_json:
        rows = [
            {
                "account": one.name,
                "full_name": one.full_name,
                "active": one.active,
                "password": bool(one.password_hash),
                "identity": one.subject,
                "roles": [{"role": str(held.role), "unit": held.unit, "slice": held.slice} for held in roles],
            }
            for one, roles in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one, roles in found:
        held = ["/".join(part for part in (role.role, role.unit, role.slice) if part) for role in roles]
        state = [] if one.active else [_("closed")]
        click.echo(" | ".join([one.name, one.full_name, ", ".join(held) or "–", *state]))


def _add(name: str, full_name: str, subject: str, address: str, actor: str) -> None:
    from workflows.services.accounts.account_acts import create_account, set_subject
    from workflows.wiring import open_workspace

    workspace = open_workspace(actor)
    create_account(workspace, name, full_name)
    if subject:
        set_subject(workspace, name, subject)
    _link(name, address, actor)


def _link(name: str, address: str, actor: str) -> None:
    from workflows.services.accounts.links import make_link
    from workflows.wiring import open_workspace

    link = f"{address.rstrip('/')}/lien-ket/{make_link(open_workspace(actor), name)}"
    click.echo(_("One time, within 24 hours: {link}").format(link=link))


def _give(name: str, role: str, unit: str, part: str, reason: str, actor: str) -> None:
    from workflows.services.accounts.account_acts import give_role
    from workflows.wiring import open_workspace

    give_role(open_workspace(actor), name, HeldRole(Role(role), unit, part), reason)


def _withdraw(name: str, role: str, unit: str, part: str, reason: str, actor: str) -> None:
    from workflows.services.accounts.account_acts import withdraw_role
    from workflows.wiring import open_workspace

    withdraw_role(open_workspace(actor), name, HeldRole(Role(role), unit, part), reason)


def _close(name: str, reason: str, actor: str) -> None:
    from workflows.services.accounts.account_acts import set_active
    from workflows.wiring import open_workspace

    set_active(open_workspace(actor), name, reason, active=False)


def _open(name: str, reason: str, actor: str) -> None:
    from workflows.services.accounts.account_acts import set_active
    from workflows.wiring import open_workspace

    set_active(open_workspace(actor), name, reason, active=True)


def _identity(name: str, subject: str, actor: str) -> None:
    from workflows.services.accounts.account_acts import set_subject
    from workflows.wiring import open_workspace

    set_subject(open_workspace(actor), name, subject)
