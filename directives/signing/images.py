"""Hình chữ ký và hình dấu: whether a picture is what the law asks: PNG, see-through, blue or red."""

import base64
import io
import warnings
from dataclasses import dataclass
from typing import Any

from PIL import Image

from directives.conversion.child_batch import each_in_child
from directives.conversion.errors import RefusedFile
from directives.errors import N_, Problem
from directives.signing.errors import UnfitImage
from directives.signing.marks import Role, image_rule, rows

_EXAMINE = "directives.signing.images:examine"
_NO_PNG = N_("it is no PNG")
_TOO_LARGE = N_("it is more than {side} dots wide or high")
_NO_ALPHA = N_("its background is not transparent")
_NOT_BLUE = N_("it is not blue")
_NOT_RED = N_("it is not red")
_WRONG_COLOUR = {Role.PERSON: _NOT_BLUE, Role.AGENCY: _NOT_RED}


@dataclass(frozen=True, slots=True)
class SigningImage:
    """Hình đã xét: a picture that may be used; ``size`` in dots, its real width where it says one."""

    content: bytes
    size: tuple[int, int]
    width_in_mm: float | None


def signing_image(content: bytes, role: Role, name: str = "") -> SigningImage:
    """Xét hình: raises UnfitImage, which lists everything wrong, and the refusals of conversion."""
    request = {"encoded": base64.b64encode(content).decode(), "hue": list(image_rule(role).hue)}
    (seen,) = each_in_child(_EXAMINE, [request])
    if isinstance(seen, RefusedFile):
        seen.where = name
        raise seen
    side = rows()["image"]["side_at_most"]
    problems = [
        Problem(template, {"side": side}, name)
        for wrong, template in (
            (not seen["png"], _NO_PNG),
            (seen["png"] and not seen["small"], _TOO_LARGE),
            (seen["small"] and not seen["transparent"], _NO_ALPHA),
            (seen["small"] and not seen["coloured"], _WRONG_COLOUR[role]),
        )
        if wrong
    ]
    if problems:
        raise UnfitImage(where=name, problems=problems, clause=image_rule(role).clause)
    return SigningImage(content, (seen["size"][0], seen["size"][1]), seen["width_in_mm"])


def examine(encoded: str, hue: list[int]) -> dict[str, Any]:
    """Nhìn hình: what a picture is. Runs inside the child process only."""
    content, rule = base64.b64decode(encoded), rows()["image"]
    seen: dict[str, Any] = dict.fromkeys(("png", "small", "transparent", "coloured"), False)
    seen |= {"width_in_mm": None, "size": [0, 0]}
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return seen
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture = Image.open(io.BytesIO(content), formats=["PNG"])
    seen["size"] = list(picture.size)
    seen["png"], seen["small"] = True, max(picture.size) <= rule["side_at_most"]
    if not seen["small"]:
        return seen
    shown = picture.convert("RGBA")
    opaque = shown.getchannel("A").point(lambda alpha: 255 if alpha >= rule["visible_from"] else 0)
    dots, visible = shown.width * shown.height, opaque.histogram()[255]
    seen["transparent"] = 0 < visible <= (1 - rule["transparent"]) * dots
    tones = shown.convert("RGB").convert("HSV")
    first, last = (round(degrees * 255 / 360) for degrees in hue)
    within = tones.getchannel("H").point(lambda tone: 255 * _between(tone, first, last))
    strong = tones.getchannel("S").point(lambda tone: 255 * (tone >= rule["saturated_from"]))
    coloured = Image.composite(
        within, Image.new("L", shown.size), Image.composite(strong, Image.new("L", shown.size), opaque)
    )
    seen["coloured"] = visible > 0 and coloured.histogram()[255] >= rule["coloured"] * visible
    density = picture.info.get("dpi", (0, 0))[0]
    seen["width_in_mm"] = shown.width / density * 25.4 if density >= 1 else None
    return seen


def _between(tone: int, first: int, last: int) -> bool:
    """Trong khoảng màu: on the colour wheel; a range that passes zero begins behind its end."""
    return first <= tone <= last if first <= last else tone >= first or tone <= last
