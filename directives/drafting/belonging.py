"""Nhiệm vụ thuộc về ai: which duties of an incoming document fall to the office, which do not, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from directives.drafting.addressing import Means, meaning
from directives.drafting.incoming import Incoming
from directives.drafting.standpoint import Standpoint
from directives.errors import N_, Problem
from directives.reading.record import Obligation

#: Kinds of duty that somebody carries out; the others set frames, or close the text.
CARRIED_OUT = frozenset({"task", "report", "request", "target"})
SCHEDULE = "schedule"


def is_closing(duty: Obligation) -> bool:
    """Câu kết: the request with which a document closes; it asks for nothing new."""
    return duty.kind == "closing" or duty.ref == "end"


@dataclass(frozen=True, slots=True)
class Belonging:
    """Nhiệm vụ và lý do: whether one duty falls to the office, by which words, and whether that is doubtful."""

    duty: Obligation
    ours: bool
    why: Problem
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """Phần của cơ quan: every duty, judged; ``addressed``: whether Kính gửi means the office (None: it has none)."""

    duties: tuple[Belonging, ...]
    addressed: bool | None

    @property
    def ours(self) -> tuple[Belonging, ...]:
        """Của mình: what the office has to carry out."""
        return tuple(
            one
            for one in self.duties
            if one.ours and one.duty.kind in CARRIED_OUT and not is_closing(one.duty)
        )

    @property
    def frame(self) -> tuple[Belonging, ...]:
        """Khung chung: closing requests and time frames which hold for the office."""
        return tuple(
            one for one in self.duties if one.ours and (is_closing(one.duty) or one.duty.kind == SCHEDULE)
        )

    @property
    def others(self) -> tuple[Belonging, ...]:
        """Không phải của mình: what others were asked."""
        return tuple(one for one in self.duties if not one.ours)


def share_of(incoming: Incoming, standpoint: Standpoint) -> Share:
    """Phần của cơ quan: each duty of the document judged by the words that name its addressees.

    A duty that names nobody, or speaks of all in general, falls to whoever the document is addressed to.
    """
    record = incoming.record
    sent_to = [one.normalized or one.text or "" for one in record.addressees] or list(record.implementers)
    reached = [meaning(text, standpoint) for text in sent_to]
    addressed = any(means.ours or means is Means.GENERAL for means in reached) if sent_to else None
    return Share(tuple(_judged(duty, standpoint, addressed) for duty in record.obligations), addressed)


def _judged(duty: Obligation, standpoint: Standpoint, addressed: bool | None) -> Belonging:
    if not duty.addressees:
        said = N_("names nobody; the document is sent to the office") if addressed else _NOBODY
        return Belonging(duty, addressed is not False, Problem(said, {}), doubtful=addressed is not True)
    meant = [(meaning(text, standpoint), text) for text in duty.addressees]
    means, text = min(meant, key=lambda one: list(Means).index(one[0]))
    fields: dict[str, object] = {"said": _joined(duty.addressees) if not means.ours else text}
    if means is Means.GENERAL:
        said = _GENERAL if addressed else _GENERAL_UNSENT
        ours = addressed is not False
        return Belonging(duty, ours, Problem(said, fields), doubtful=not addressed)
    return Belonging(duty, means.ours, Problem(_WHY[means], fields))


def _joined(addressees: Sequence[str]) -> str:
    return "; ".join(addressees)


_NOBODY = N_("names nobody, and the document does not say whom it is sent to")
_GENERAL = N_("“{said}”: all to whom the document is sent, the office among them")
_GENERAL_UNSENT = N_("“{said}”: said in general, and the document does not name the office as an addressee")
_WHY = {
    Means.NAME: N_("“{said}”: the office itself"),
    Means.LIST: N_("“{said}”: the office's unit stands in the list"),
    Means.LEVEL: N_("“{said}”: all people's committees of the office's level"),
    Means.TOGETHER: N_("“{said}”: all agencies of the office's kind"),
    Means.LISTED_OTHERS: N_("“{said}”: a list in which the office's unit does not stand"),
    Means.OTHERS: N_("“{said}”: somebody else"),
}
