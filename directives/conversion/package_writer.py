"""Ghi gói OOXML: parts of a .docx written anew, all others kept byte for byte. Runs inside the child process only."""

import io
import posixpath
import zipfile
from collections.abc import Mapping

from lxml import etree

from directives.conversion.package import Package

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def written(element: etree._Element) -> bytes:
    """Ghi XML: a part's root element as bytes."""
    content: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def announced(
    package: Package, name: str, *, kind: str, content_type: str, identifier: str = ""
) -> tuple[str, dict[str, bytes]]:
    """Khai báo phần mới: the relationship id by which the main part points to it, and the parts which say so.

    ``kind`` is the relationship's type, ``content_type`` the part's, ``identifier`` a free one chosen
    before. Several new parts are announced one after the other, each time on the package as it was written before.
    """
    folder, main = posixpath.split(package.main_part)
    relations_name = posixpath.join(folder, "_rels", f"{main}.rels")
    relations = package.part(relations_name)
    if relations is None:
        relations = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    taken = {one.get("Id") for one in relations}
    identifier = identifier or next(
        one for n in range(1, len(taken) + 2) if (one := f"rIdVT{n}") not in taken
    )
    etree.SubElement(
        relations, f"{{{_RELATIONS}}}Relationship",
        {"Id": identifier, "Type": kind, "Target": posixpath.relpath(name, folder)},
    )  # fmt: skip
    types = package.part("[Content_Types].xml")
    assert types is not None  # a package without them is not opened
    etree.SubElement(
        types, f"{{{_CONTENT_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": content_type}
    )
    return identifier, {relations_name: written(relations), "[Content_Types].xml": written(types)}


def rewritten(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Ghi lại gói: the parts that changed anew, all others as they were and in their order, new ones at the end."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            part = changed.get(member.filename)
            new.writestr(member, old.read(member) if part is None else part)
        for name in sorted(set(changed) - set(old.namelist())):
            new.writestr(zipfile.ZipInfo(name), changed[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()
