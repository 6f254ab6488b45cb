"""Gói tệp Word: a zip written by hand must be a zip to everybody else."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from directives.rendering.package import deflate, read_parts, write_parts

NAMES = st.text("abcđ/._[]", min_size=1).filter(lambda name: not name.startswith("/"))


@given(st.dictionaries(NAMES, st.binary()), st.booleans())
def test_any_parts_come_back_as_they_were(parts: dict[str, bytes], deflated: bool) -> None:
    written = write_parts({name: deflate(part) for name, part in parts.items()} if deflated else parts)
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert package.testzip() is None
    assert read_parts(written) == parts


def test_the_order_of_the_parts_given_does_not_count_and_content_types_come_first() -> None:
    parts = {"word/a.xml": b"a", "[Content_Types].xml": b"t", "_rels/.rels": b"r"}
    written = write_parts(parts)
    assert written == write_parts(dict(reversed(parts.items())))
    assert next(iter(read_parts(written))) == "[Content_Types].xml"


def test_no_clock_is_written() -> None:
    with zipfile.ZipFile(io.BytesIO(write_parts({"a": b"a"}))) as package:
        assert package.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
