"""Báo, đài: press and television of a province, who are addressed and owe what a plan asks of them, never directed."""

#: Mã của đài, báo trong ``offices.toml``: how the ids of stations and newspapers begin.
_BEGINNINGS = ("dai-ptth-", "bao-")


def is_press(office_id: str) -> bool:
    """Là báo, đài: by the id.

    >>> is_press("dai-ptth-tinh-dak-nong"), is_press("bao-dak-nong"), is_press("buu-dien-tinh-dak-nong")
    (True, True, False)
    """
    return office_id.startswith(_BEGINNINGS)
