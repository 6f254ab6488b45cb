"""Phông và chủ đề: two parts which the standard demands of every Word file, although our styles need neither.

Both name the font of the law only, so that nothing typed into a form later falls back to another.
"""

from doc_templates.drawing.markup import DECLARATION, NAMESPACES

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = (
    ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "000000"), ("lt2", "FFFFFF"),
    *((f"accent{n}", "000000") for n in range(1, 7)), ("hlink", "000000"), ("folHlink", "000000"),
)  # fmt: skip


def font_table(font: str) -> str:
    """Bảng phông: the one font of the form, a serif of variable pitch."""
    return (
        f'{DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="{font}"><w:panose1 w:val="02020603050405020304"/>'
        '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def theme(font: str) -> str:
    """Chủ đề: black on white, one font, plain lines and fills."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS)
    faces = f'<a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{_DRAWING}" name="Văn Thư"><a:themeElements>'
        f'<a:clrScheme name="Văn Thư">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Văn Thư"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Văn Thư"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
