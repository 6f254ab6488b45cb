"""Mốc nhật ký: written to a file that is kept elsewhere, and read back to be compared."""

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from directives.errors import N_, DirectiveError
from storage.anchors import Anchor, anchors
from storage.database import reading
from workflows.services.workspace import Workspace

_ANCHORS = TypeAdapter(list[Anchor])


class InvalidHead(DirectiveError):
    """Tệp mốc không đọc được: it is not what ``register audit-head`` writes."""

    kind = "invalid_audit_head"
    template = N_("{file} is no audit head: {reason}. Take the file that “vanthu register audit-head” wrote.")


def audit_head(workspace: Workspace) -> str:
    """Mốc nhật ký: the newest entry of each chain as JSON text, with the time it was taken."""
    with reading(workspace.engine) as connection:
        chains = _ANCHORS.dump_python(list(anchors(connection)), mode="json")
    return (
        json.dumps({"taken_at": workspace.timestamp(), "chains": chains}, ensure_ascii=False, indent=1) + "\n"
    )


def read_head(file: Path) -> Sequence[Anchor]:
    """Đọc mốc: the anchors of a file written earlier. Raises InvalidHead, OSError."""
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
        return _ANCHORS.validate_python(table["chains"], strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in ("chains", *first["loc"]))
        raise InvalidHead(where=file.name, file=file.name, reason=f"{place}: {first['msg']}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidHead(where=file.name, file=file.name, reason=type(error).__name__) from error
