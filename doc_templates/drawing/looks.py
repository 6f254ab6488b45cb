"""Kiểu đoạn: how each named style looks, from the measures of one regime."""

from collections.abc import Mapping
from dataclasses import dataclass

from directives.document.text_width import text_width
from directives.rendering.styles import Style, W
from directives.rulebook.regimes import Regime
from doc_templates.drawing.markup import DECLARATION, style_id, twips

#: Where "Kính gửi:" begins, from the left margin; the dashes stand under its colon (PL.I-II.9d).
_ADDRESSEES_FROM_MM = 28
_DASH_HANGS_MM = 3.5
#: Room for the hand signature between title and name; the law leaves it open.
_SIGNATURE_GAP_PT = 66
_RED = "C00000"
#: The urgency stamps, 8 mm high; their widths are the law's (PL.I-III.2b).
_STAMPS_MM = {Style.URGENT: 20, Style.VERY_URGENT: 40, Style.MOST_URGENT: 30}
_STAMP_INK = "FF0000"
_STAMP_LINE_PT = 16
_STAMP_AIR_PT = 3
#: Under a type name without an abstract; a third to a half of "GIẤY GIỚI THIỆU" and of "GIẤY NGHỈ PHÉP".
_TYPE_RULE_MM = 20
#: The circulation note stands in the top margin, the contact line in the bottom margin of the first page.
_CIRCULATION_MM = 52
_CIRCULATION_FROM_TOP_MM = 10
_CONTACT_BELOW_TEXT_MM = 3


@dataclass(frozen=True, slots=True)
class Look:
    """Dáng của một kiểu: sizes in points, indents in twips; ``rule`` draws lines at these sides of the paragraph,
    ``rule_air`` points from the text, ``close`` leaves out the gap between paragraphs of the same style.
    """

    style: Style
    size: float
    align: str = "left"
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    left: int = 0
    right: int = 0
    first_line: int = 0
    hanging: int = 0
    keep_next: bool = False
    colour: str = ""
    exact_line: float = 0
    lines: float = 1
    rule: tuple[str, ...] = ()
    rule_air: int = 0
    close: bool = False


def looks(regime: Regime, columns: tuple[int, int]) -> list[Look]:
    """Các kiểu: of every box of the law, for a header of two columns of these widths in twips."""
    used = regime.used
    motto = text_width("Độc lập - Tự do - Hạnh phúc", used("motto"), bold=True)
    motto_side = (columns[1] - round(motto * used("motto_rule"))) // 2
    return [
        Look(Style.STATE_NAME, used("state_name"), "center", bold=True),
        Look(Style.MOTTO, used("motto"), "center", bold=True),
        _rule(Style.MOTTO_RULE, motto_side),
        Look(Style.PARENT_BODY, used("parent_body"), "center"),
        Look(Style.ISSUER, used("issuer"), "center", bold=True),
        _rule(Style.ISSUER_RULE, columns[0] // 3),
        # The date is set larger than the number beside it; one point brings both on one base line.
        Look(Style.NUMBER, used("number"), "center", before=8 + used("place_and_date") - used("number")),
        Look(Style.PLACE_AND_DATE, used("place_and_date"), "center", italic=True, before=8),
        Look(Style.LETTER_SUBJECT, used("letter_subject"), "center", before=used("letter_subject_gap"),
             left=twips(1), right=twips(1)),
        Look(Style.TYPE_NAME, used("type_name"), "center", bold=True, before=18, keep_next=True),
        Look(Style.SUBJECT, used("subject"), "center", bold=True, keep_next=True),
        _rule(Style.TYPE_RULE, (sum(columns) - twips(_TYPE_RULE_MM)) // 2, after=12),
        _rule(Style.SUBJECT_RULE, sum(columns) // 3, after=12),
        *_marks(regime, columns),
        *_body(regime),
        *_ending(regime),
        *_annex(regime),
    ]  # fmt: skip


def _rule(style: Style, side: int, after: float = 0) -> Look:
    """Nét kẻ: an empty line four points high with a border below it, as Word and LibreOffice both draw it."""
    return Look(style, 1, exact_line=4, left=side, right=side, after=after, rule=("bottom",))


_BOX = ("top", "left", "bottom", "right")


def _marks(regime: Regime, columns: tuple[int, int]) -> list[Look]:
    """Dấu và dòng ngoài lề: boxes 10b, 11, 12 and 13, which most documents do not bear."""
    used = regime.used
    return [
        *(
            Look(style, used("urgency"), "center", bold=True, before=8 + _STAMP_AIR_PT, colour=_STAMP_INK,
                 left=(columns[0] - twips(width)) // 2, right=(columns[0] - twips(width)) // 2,
                 exact_line=_STAMP_LINE_PT, rule=_BOX, rule_air=_STAMP_AIR_PT)
            for style, width in _STAMPS_MM.items()
        ),
        Look(Style.CIRCULATION, used("circulation"), "center", bold=True, exact_line=_STAMP_LINE_PT, rule=_BOX,
             rule_air=1),
        Look(Style.CONTACT, used("contact"), "center", rule=("top",), rule_air=2),
        Look(Style.DRAFTER_MARK, used("drafter_mark")),
    ]  # fmt: skip


def frames(regime: Regime, columns: tuple[int, int]) -> Mapping[Style, str]:
    """Khung ngoài vùng chữ: where the circulation note and the contact line stand on the first page.

    Each such paragraph says so itself: LibreOffice reads a frame in a paragraph, not in its style.
    """
    used = regime.used
    below = twips(used("page_height") - used("margin_bottom") + _CONTACT_BELOW_TEXT_MM)
    return {
        Style.CIRCULATION: _frame(twips(_CIRCULATION_MM), "right", twips(_CIRCULATION_FROM_TOP_MM)),
        Style.CONTACT: _frame(sum(columns), "left", below),
    }


def _frame(width: int, side: str, top: int) -> str:
    """Khung: out of the run of the text, at this height of the page."""
    return (
        f'<w:framePr w:w="{width}" w:wrap="around" w:vAnchor="page" w:hAnchor="margin" '
        f'w:xAlign="{side}" w:y="{top}"/>'
    )


def _body(regime: Regime) -> list[Look]:
    size, gap, lines = regime.used("body"), regime.used("paragraph_gap"), regime.used("line_spacing")
    indent = twips(regime.used("first_line_indent"))
    addressees = regime.used("addressees")
    label = twips(_ADDRESSEES_FROM_MM)
    dash = label + text_width("Kính gửi", addressees, bold=False)
    hang = twips(_DASH_HANGS_MM)

    def set_text(style: Style, *, bold: bool = False, italic: bool = False) -> Look:
        return Look(style, size, "both", bold=bold, italic=italic, after=gap, first_line=indent, lines=lines)

    return [
        Look(Style.DECIDING_AUTHORITY, size, "center", bold=True, before=6, after=12, keep_next=True),
        set_text(Style.LEGAL_BASIS, italic=regime.says("bases_style") == "italic"),
        Look(Style.DECIDING_WORD, size, "center", bold=True, before=12, after=12, keep_next=True),
        Look(Style.ADDRESSEE_LINE, addressees, "center", before=18, after=12),
        Look(Style.ADDRESSEES_LABEL, addressees, before=18, left=label, keep_next=True),
        Look(Style.ADDRESSEE, addressees, left=dash + hang, hanging=hang, after=12, close=True),
        set_text(Style.PARAGRAPH),
        Look(Style.HEADING, size, "center", bold=True, before=2 * gap, keep_next=True),
        Look(Style.HEADING_TITLE, size, "center", bold=True, after=gap, keep_next=True),
        set_text(Style.SECTION, bold=True),
        set_text(Style.ARTICLE),
        set_text(Style.CLAUSE),
        set_text(Style.TITLE, bold=True),
        set_text(Style.POINT),
        set_text(Style.DASH),
    ]


def _ending(regime: Regime) -> list[Look]:
    place = "right" if regime.says("page_number_place") == "bottom_right" else "center"
    return [
        # Smaller than the signer's title beside it: two points bring both on one base line.
        Look(
            Style.RECIPIENTS_LABEL,
            regime.used("recipients_label"),
            bold=True,
            italic=True,
            before=2,
            keep_next=True,
        ),
        Look(Style.RECIPIENT, regime.used("recipients"), keep_next=True),
        Look(Style.SIGNATURE, regime.used("signature"), "center", bold=True, keep_next=True),
        Look(Style.SIGNER, regime.used("signature"), "center", bold=True, before=_SIGNATURE_GAP_PT),
        Look(Style.END, 1, exact_line=1),
        Look(Style.PAGE_NUMBER, regime.used("page_number"), place),
        Look(Style.PROVENANCE, 9, "center", italic=True, colour=_RED),
    ]


def _annex(regime: Regime) -> list[Look]:
    used = regime.used
    return [
        Look(Style.ATTACHED_REFERENCE, used("annex_reference"), "center", italic=True, keep_next=True),
        Look(Style.COPY_LABEL, used("copy_label"), "center", bold=True, keep_next=True),
        Look(Style.COPY_RULE, 1, exact_line=4, before=12, after=6, rule=("bottom",), keep_next=True),
        Look(Style.ANNEX_LABEL, used("annex_label"), "center", bold=True, keep_next=True),
        Look(Style.ANNEX_TITLE, used("annex_title"), "center", bold=True, keep_next=True),
        Look(Style.ANNEX_REFERENCE, used("annex_reference"), "center", italic=True, after=12, keep_next=True),
        Look(Style.TABLE_HEAD, 12, "center", bold=True, before=3, after=3, keep_next=True),
        Look(Style.TABLE_TEXT, 12, before=2, after=2),
        Look(Style.TABLE_NUMBER, 12, "right", before=2, after=2),
        Look(Style.TABLE_NOTE, 12, "both", before=6),
    ]


def styles_part(regime: Regime, columns: tuple[int, int]) -> str:
    """Phần kiểu: word/styles.xml with our styles and nothing else."""
    fonts = " ".join(f'w:{face}="{regime.says("font")}"' for face in ("ascii", "hAnsi", "cs", "eastAsia"))
    size = _half_points(regime.used("body"))
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "</w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        + "".join(_style(look) for look in looks(regime, columns))
        + "</w:styles>"
    )


def _style(look: Look) -> str:
    exact = f'w:line="{_twentieths(look.exact_line)}" w:lineRule="exact"'
    auto = f'w:line="{round(240 * look.lines)}" w:lineRule="auto"'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(look.style)}">'
        f'<w:name w:val="{look.style}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
        + ("<w:keepNext/>" if look.keep_next else "")
        + _borders(look)
        + f'<w:spacing w:before="{_twentieths(look.before)}" w:after="{_twentieths(look.after)}" '
        + f"{exact if look.exact_line else auto}/>"
        + f'<w:ind w:left="{look.left}" w:right="{look.right}" '
        + (f'w:hanging="{look.hanging}"/>' if look.hanging else f'w:firstLine="{look.first_line}"/>')
        + ("<w:contextualSpacing/>" if look.close else "")
        + f'<w:jc w:val="{look.align}"/></w:pPr><w:rPr>'
        + ("<w:b/><w:bCs/>" if look.bold else "")
        + ("<w:i/><w:iCs/>" if look.italic else "")
        + (f'<w:color w:val="{look.colour}"/>' if look.colour else "")
        + f'<w:sz w:val="{_half_points(look.size)}"/><w:szCs w:val="{_half_points(look.size)}"/>'
        + "</w:rPr></w:style>"
    )


def _borders(look: Look) -> str:
    ink = look.colour or "auto"
    air = {"top": look.rule_air, "bottom": look.rule_air}
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="{air.get(side, 0)}" w:color="{ink}"/>'
        for side in look.rule
    )
    return f"<w:pBdr>{sides}</w:pBdr>" if sides else ""


def _half_points(points: float) -> int:
    return round(points * 2)


def _twentieths(points: float) -> int:
    return round(points * 20)
