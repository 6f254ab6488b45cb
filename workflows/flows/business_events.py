"""Biến cố nghiệp vụ: what happened, told to Prefect after the commit, for its page and its automations.

The truth stands in our database: an event that is lost, or comes twice, changes nothing of ours.
"""

import logging

from prefect.events import emit_event

_LOG = logging.getLogger(__name__)


def announce(event: str, subject: str, **payload: object) -> None:
    """Báo biến cố: such as ``vanthu.document.issued`` of a campaign; never stops the act it tells of."""
    try:
        emit_event(event, {"prefect.resource.id": f"vanthu.{subject}"}, payload=payload)
    except Exception:  # whatever is wrong with the messenger, the act is done and stands
        _LOG.warning("the event %s of %s was not told", event, subject, exc_info=True)
