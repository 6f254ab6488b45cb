"""Bảng cửa và vai trò: every route with the roles to which it opens, as a page of the documentation.

``python -m portal.web.door_table`` writes ``docs/roles.md`` anew.
"""

from collections.abc import Iterator
from pathlib import Path

from portal.web.access import PUBLIC, doors_of
from portal.web.app import create_app
from workflows.services.accounts.roles import ACTS, ROLE_WORDS, Act, Role

PAGE = Path("docs", "roles.md")

_HEAD = """# Who may do what

Written by `make roles-doc` from the program itself; a test keeps it true, and another one asks for every door in every
role. What is not in this table is refused. A role is held at a unit, and where named for a slice of the work: a door
that names another unit, office or campaign stays closed although the role would open it.

Roles: """


def page() -> str:
    """Trang tài liệu: the acts of each role, then the doors with their acts and roles."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD + "; ".join(f"`{role}` {words}" for role, words in ROLE_WORDS.items()) + "."
    yield "\n## Acts\n"
    yield "| act | " + " | ".join(f"`{role}`" for role in Role) + " |"
    yield "|---|" + ":-:|" * len(Role)
    for act in Act:
        yield f"| `{act}` | " + " | ".join("•" if act in ACTS[role] else "" for role in Role) + " |"
    yield "\n## Doors\n"
    yield "| method | address | act | roles |"
    yield "|---|---|---|---|"
    for method, path, asked in sorted(set(doors_of(create_app())), key=lambda door: (door[1], door[0])):
        yield f"| {method} | `{path}` | {_roles(asked)} |"


def _roles(act: str) -> str:
    if act == PUBLIC:
        return "– | everybody"
    if act == Act.BE_SIGNED_IN:
        return f"`{act}` | everybody who is signed in"
    return f"`{act}` | " + ", ".join(f"`{role}`" for role in Role if Act(act) in ACTS[role])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
