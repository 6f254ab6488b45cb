"""T03: whatever the words of a document are, they stand in the file letter by letter, after NFC."""

import unicodedata
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from directives.document.compose import compose
from directives.document.draft import parse_draft
from directives.document.model import Annex, BodyKind, BodyPart, BodyTable, Document, TableColumn
from directives.rendering.render import render
from tests.directives.rendering.builders import LETTER
from tests.directives.rendering.docx_text import tree, w
from tests.documents import DRAFT
from tests.workspaces import NOW, chart

#: What breaks templates, markup and spreadsheets, and what a keyboard of Việt Nam makes in both forms.
_PIECES = (
    "&", "<", ">", '"', "'", "]]>", "<![CDATA[", "&amp;", "</w:t>", "<w:p/>", "<!--block 0-->", "<!-- annexes -->",
    "{{ 7*7 }}", "{% if %}", "{# x #}", "{_{", "}_}", "{{", "}}", "%}", "Ấp Ừng ợ Đ", "Đắk R’Lấp", "0123", "=1+1",
    "\U0001f600", "“ngoặc”", "…", "–",
)  # fmt: skip
_LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Cn", "Co", "Zs", "Zl", "Zp", "Cf"),
    exclude_characters="\ufffc",
)
_WORD = st.one_of(st.sampled_from(_PIECES), st.text(_LETTERS, min_size=1, max_size=20))
_FORM = st.sampled_from(("NFC", "NFD"))
TEXTS = st.builds(
    lambda words, form: unicodedata.normalize(form, " ".join(words)),
    st.lists(_WORD, min_size=1, max_size=12),
    _FORM,
).filter(lambda text: text == text.strip())


def printed(document: Document) -> str:
    """Every word of the file, paragraph by paragraph."""
    return "\n".join("".join(one.itertext()) for one in tree(render(document).content).iter(w("p")))


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_is_found_verbatim_in_fields_body_table_recipients_and_annex(
    one: str, two: str, three: str
) -> None:
    table = BodyTable((TableColumn(two), TableColumn("Số")), ((one, "1"), (three, "2")))
    annex = Annex("Phụ lục", (TableColumn("Tên"), TableColumn(three)), ((two, one),), notes=(three,))
    document = replace(
        LETTER,
        subject=f"x {one} x",
        body=(
            BodyPart(BodyKind.PARAGRAPH, f"x {two} x"),
            BodyPart(BodyKind.TABLE, title=f"x {three} x", table=table),
            BodyPart(BodyKind.PARAGRAPH, "Hết"),
        ),
        recipients=(f"x {three} x",),
        annexes=(annex,),
        signature=replace(LETTER.signature, name=one),
    )
    shown = printed(document)
    for text in (f"x {one} x", f"x {two} x", f"x {three} x"):
        assert text in shown
    cells = shown.split("\n")
    assert cells.count(one) >= 3  # the signer, the table, the annex
    assert two in cells
    assert three in cells


@given(TEXTS.filter(lambda text: len(text) < 400))
def test_a_draft_in_any_form_of_unicode_is_printed_composed(text: str) -> None:
    draft = {**DRAFT, "body": [{"kind": "paragraph", "text": f"x {text} x"}]}
    document = compose(parse_draft(draft, file="thu.toml"), chart(), NOW.date())
    assert unicodedata.normalize("NFC", f"x {text} x") in printed(document)


def test_a_long_text_is_whole() -> None:
    long = " ".join(f"từ{n}" for n in range(20_000))
    document = replace(LETTER, body=(BodyPart(BodyKind.PARAGRAPH, long), BodyPart(BodyKind.PARAGRAPH, "Hết")))
    assert long in printed(document)
