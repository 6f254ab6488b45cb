"""Trường gần nhất: what a clerk writes in Vietnamese or half remembers leads to the field that was meant."""

import pytest

from directives.rendering.lint.known_fields import known_fields, nearest_field
from tests.directives.rendering.template_files import letter_form

MEANT = [
    ("so_ky_hieu", "number_line"), ("so", "number_line"), ("ngay_thang", "place_and_date"),
    ("dia_danh", "place_and_date"), ("trich_yeu", "subject"), ("trích_yếu", "subject"),
    ("noi_nhan", "recipients"), ("nguoi_ky", "signer_name"), ("ho_ten", "signer_name"),
    ("chuc_vu", "signature_lines"), ("co_quan", "issuer_lines"), ("co_quan_chu_quan", "parent_lines"),
    ("kinh_gui", "addressee_line"), ("noi_dung", "body"), ("can_cu", "legal_bases"), ("do_khan", "urgency"),
    ("sgner_name", "signer_name"), ("subjects", "subject"), ("recipient", "recipients"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), MEANT)
def test_the_nearest_field_is_the_one_that_was_meant(written: str, meant: str) -> None:
    nearest = nearest_field(written, known_fields(letter_form()))
    assert nearest is not None
    assert nearest.name == meant


@pytest.mark.parametrize("written", ["xyzzy", "_", "123"])
def test_what_resembles_nothing_is_left_without_a_guess(written: str) -> None:
    assert nearest_field(written, known_fields(letter_form())) is None
