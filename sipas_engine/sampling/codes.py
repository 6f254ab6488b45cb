"""Mã phiếu: which serial the form of each drawn person bears: the sample first, then the reserve, in list order."""

from sipas_engine.sampling.draw import SampleDraw

_DIGITS = 4


def form_codes(drawn: SampleDraw, prefix: str) -> dict[int, str]:
    """Mã phiếu theo vị trí: place in the list to code; the reserve goes on counting where the sample ends.

    At least four digits, so that codes sort as they count: ``LD-26-0001``.
    """
    positions = (*drawn.main, *drawn.reserve)
    digits = max(_DIGITS, len(str(len(positions))))
    return {position: f"{prefix}-{number:0{digits}d}" for number, position in enumerate(positions, start=1)}
