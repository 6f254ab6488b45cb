"""Thuộc tính Word: properties of runs, paragraphs, sections, tables written at the place which the schema gives them.

Order of the elements: ECMA-376 part 1, CT_RPr, CT_PPr, CT_SectPr and their like; Word calls a file with another one
damaged.
"""

from collections.abc import Mapping

from lxml import etree

from directives.conversion.formatting import W

_RUN = (
    "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
    "vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_SECTION = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
    "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
_TABLE = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
)
_CELL = (
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers "
    "cellIns cellDel cellMerge tcPrChange"
)
_ORDER: dict[str, dict[str, int]] = {
    group: {name: place for place, name in enumerate(names.split())}
    for group, names in (
        ("rPr", _RUN),
        ("pPr", _PARAGRAPH),
        ("sectPr", _SECTION),
        ("tblPr", _TABLE),
        ("tcPr", _CELL),
        ("pBdr", "top left bottom right between bar"),
    )
}
_LATE = {
    "rPrChange"
}  # after the extensions of later versions of Word, which stand after all that the schema names


def properties(owner: etree._Element, group: str) -> etree._Element:
    """Nhóm thuộc tính: the rPr of a run, the pPr of a paragraph and so on, put in where there is none."""
    found = owner.find(f"{W}{group}")
    if found is None:
        found = etree.Element(f"{W}{group}")
        owner.insert(0, found)
    return found


def put(group: etree._Element, name: str, values: Mapping[str, object] | None = None) -> etree._Element:
    """Đặt thuộc tính: an element with these attributes beside those it had, at its place in the group."""
    element = group.find(f"{W}{name}")
    if element is None:
        element = etree.Element(f"{W}{name}")
        insert(group, element)
    for key, value in (values or {}).items():
        element.set(f"{W}{key}", str(value))
    return element


def insert(group: etree._Element, element: etree._Element) -> None:
    """Chèn đúng chỗ: an element of the group behind its like."""
    order = _ORDER[etree.QName(group).localname]
    rank = _rank(order, element)
    for other in group:
        if isinstance(other.tag, str) and _rank(order, other) > rank:
            other.addprevious(element)
            return
    group.append(element)


def put_switch(group: etree._Element, name: str, on: bool) -> None:
    """Bật, tắt: a toggle such as ``b``, said outright whatever the styles say."""
    element = put(group, name)
    element.attrib.pop(f"{W}val", None)
    if not on:
        element.set(f"{W}val", "0")


def drop_attributes(element: etree._Element, *names: str) -> None:
    """Bỏ thuộc tính: attributes which would win over those that were set."""
    for name in names:
        element.attrib.pop(f"{W}{name}", None)


def _rank(order: Mapping[str, int], element: etree._Element) -> int:
    name = etree.QName(element).localname
    return order.get(name, len(order) + (name in _LATE))
