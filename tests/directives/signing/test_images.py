"""Hình chữ ký, hình dấu: PNG, see-through, blue for the person, red for the agency (F-115, F-116)."""

import io

import pytest
from PIL import Image

from directives.conversion.errors import RefusedFile
from directives.errors import DirectiveError
from directives.signing.errors import UnfitImage
from directives.signing.images import signing_image
from directives.signing.marks import Role
from tests.directives.signing.keys_and_pictures import BLUE, RED, a_seal, a_signature

WHITE = (255, 255, 255, 255)


def as_jpeg(content: bytes) -> bytes:
    made = io.BytesIO()
    Image.open(io.BytesIO(content)).convert("RGB").save(made, format="JPEG")
    return made.getvalue()


def with_dpi(content: bytes, dpi: int) -> bytes:
    made = io.BytesIO()
    Image.open(io.BytesIO(content)).save(made, format="PNG", dpi=(dpi, dpi))
    return made.getvalue()


@pytest.mark.parametrize(
    ("reason", "content", "role"),
    [
        ("a blue signature", a_signature(), Role.PERSON),
        ("a dark blue one, as a scanner sees ink", a_signature((25, 35, 120, 255)), Role.PERSON),
        ("a red seal", a_seal(), Role.AGENCY),
        ("a seal of a red that leans to orange", a_seal((225, 50, 30, 255)), Role.AGENCY),
        ("a seal of a red that leans to purple", a_seal((205, 15, 60, 255)), Role.AGENCY),
    ],
)
def test_a_lawful_picture_is_taken(reason: str, content: bytes, role: Role) -> None:
    assert signing_image(content, role).content == content


@pytest.mark.parametrize(
    ("reason", "content", "role", "said"),
    [
        ("a red signature", a_signature(RED), Role.PERSON, "not blue"),
        ("a black signature", a_signature((0, 0, 0, 255)), Role.PERSON, "not blue"),
        ("a blue seal", a_seal(BLUE), Role.AGENCY, "not red"),
        ("paper left white", a_signature(ground=WHITE), Role.PERSON, "not transparent"),
        ("a JPEG", as_jpeg(a_seal()), Role.AGENCY, "no PNG"),
        ("nothing visible", a_signature((0, 0, 255, 0)), Role.PERSON, "not transparent"),
    ],
)
def test_any_other_picture_is_refused(reason: str, content: bytes, role: Role, said: str) -> None:
    with pytest.raises(UnfitImage) as refused:
        signing_image(content, role, "anh.png")
    assert any(said in problem.template for problem in refused.value.problems), reason
    assert refused.value.where == "anh.png"


def test_everything_wrong_with_a_picture_is_said_at_once() -> None:
    with pytest.raises(UnfitImage) as refused:
        signing_image(a_signature(RED, ground=WHITE), Role.PERSON)
    assert len(refused.value.problems) == 2


def test_a_broken_picture_is_refused_and_hurts_nobody() -> None:
    with pytest.raises((RefusedFile, DirectiveError)):
        signing_image(a_seal()[:300], Role.AGENCY)


def test_the_real_width_is_taken_from_the_picture_where_it_says_it() -> None:
    assert signing_image(with_dpi(a_seal(), 300), Role.AGENCY).width_in_mm == pytest.approx(42.33, abs=0.1)
    assert signing_image(a_seal(), Role.AGENCY).width_in_mm is None
