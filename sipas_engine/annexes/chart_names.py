"""Tên trong biểu đồ: names in two lines where they are long; nothing of a name is cut off unless it must be."""

from textwrap import wrap


def shortened(name: str, letters: int, *, lines: int = 2) -> str:
    """Tên vừa chỗ: at most so many lines of so many letters, about equally long; "…" where it still does not fit.

    >>> shortened("Thủ tục hành chính", 40), shortened("Công chức trực tiếp giải quyết công việc", 24)
    ('Thủ tục hành chính', 'Công chức trực tiếp\\ngiải quyết công việc')
    """
    letters = max(letters, 8)
    found = wrap(name, letters, break_long_words=False)
    if len(found) <= lines:
        while len(narrower := wrap(name, letters - 1, break_long_words=False)) == len(found) and letters > 8:
            found, letters = narrower, letters - 1
        return "\n".join(found)
    return "\n".join([*found[: lines - 1], f"{found[lines - 1]} …"])
