"""Số và chữ của các bậc: how parts, sections, annexes and points are counted (PL.I-II.6d)."""

#: Letters of điểm: the Vietnamese alphabet without ă â ê ô ơ ư; f, j, w, z are not in it.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

#: What stands for the parts left out of an extract.
LEFT_OUT = "[…]"

_SIGNS = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Số La Mã: of parts, chapters, sections and annexes.

    >>> [roman(n) for n in (1, 4, 9, 14)]
    ['I', 'IV', 'IX', 'XIV']
    """
    written = ""
    for value, sign in _SIGNS:
        written += sign * (number // value)
        number %= value
    return written


def point_letter(number: int) -> str:
    """Chữ của điểm: ``a`` for the first; after ``y`` the letters are doubled (``aa``).

    >>> "".join(point_letter(n) for n in range(1, 9))
    'abcdđegh'
    """
    rounds, place = divmod(number - 1, len(POINT_LETTERS))
    return POINT_LETTERS[place] * (rounds + 1)
