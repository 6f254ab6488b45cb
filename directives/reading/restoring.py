"""Nguyên văn: rules read one style of tone marks; what they quote is given back as it stands in the source."""

from collections.abc import Sequence
from dataclasses import replace

from directives.reading.record import Obligation, Worded
from directives.text import one_tone_style


class Original:
    """Nguyên văn: the source's own lines beside the same in one style of tone marks, letter for letter as long."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._said = " ".join(lines)
        self.lines = tuple(map(one_tone_style, lines))
        self._toned = " ".join(self.lines)
        self._same = self._said == self._toned

    def text(self, toned: str) -> str:
        """Chữ như in: the source's words for a piece of the toned text; the piece itself where it is not found."""
        at = -1 if self._same else self._toned.find(toned)
        return toned if at < 0 else self._said[at : at + len(toned)]

    def worded(self, value: Worded | None) -> Worded | None:
        """Cặp chữ: ``text`` as it stands in the source, ``normalized`` untouched."""
        return replace(value, text=self.text(value.text)) if value and value.text else value

    def each(self, values: Sequence[Worded]) -> tuple[Worded, ...]:
        """Mọi cặp chữ: as ``worded``, of a list."""
        return tuple(self.worded(value) or value for value in values)

    def duty(self, duty: Obligation) -> Obligation:
        """Nhiệm vụ: its words and those of its time as they stand in the source."""
        time = replace(duty.time, text=self.text(duty.time.text)) if duty.time else None
        return replace(duty, text=self.text(duty.text), time=time)
