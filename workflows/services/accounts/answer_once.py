"""Yêu cầu có khóa: a request that bears a key is done once; asked again, it gets the same answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from directives.errors import N_, DirectiveError
from sipas_engine.errors import SipasError
from storage import answered
from storage.answered import Answered
from storage.database import reading, transaction
from storage.json_text import canonical, sha256_of
from workflows.services.workspace import Workspace

Answer = Mapping[str, Any]


class KeyUsedOtherwise(DirectiveError):
    """Khóa đã dùng cho việc khác: the same key came with another request."""

    kind = "key_used_otherwise"
    template = N_(
        "The key “{key}” was used for another request. Use a new key for a new request, "
        "and the same one only to repeat a request word for word."
    )


def answer_once(
    workspace: Workspace, key: str, asked: Mapping[str, Any], act: Callable[[str], Answer]
) -> Answer:
    """Trả lời một lần: what ``act`` answers, or answered before under this key of who asks.

    ``act`` is given a name for the request, under which what it does must be done at most once: it is called again
    when its answer could not be kept, and by whoever sends the same request at the same moment. A refusal is not
    kept: the request may be mended and sent again under its key. Raises KeyUsedOtherwise, and whatever ``act`` does.
    """
    begun = Answered(
        workspace.actor, key, sha256_of(canonical(asked)), status=0, answer="", at=workspace.timestamp()
    )
    known = _known(workspace, begun)
    if known is not None:
        return known
    try:
        answer = act(sha256_of(canonical([workspace.actor, key])))
    except (DirectiveError, SipasError):
        with transaction(workspace.engine) as connection:
            answered.forget(connection, begun)
        raise
    kept = replace(begun, status=200, answer=canonical(answer))
    with transaction(workspace.engine) as connection:
        answered.finish(connection, kept)
    return answer


def _known(workspace: Workspace, begun: Answered) -> Answer | None:
    """The answer under the key; the key is taken for this request when it is new."""
    with reading(workspace.engine) as connection:
        found = answered.find(connection, begun.account, begun.key)
    if found is None:
        with transaction(workspace.engine) as connection:
            answered.keep(connection, begun)
            found = answered.find(connection, begun.account, begun.key) or begun
    if found.fingerprint != begun.fingerprint:
        raise KeyUsedOtherwise(where="Idempotency-Key", key=begun.key)
    answer: Answer | None = json.loads(found.answer) if found.status else None
    return answer
