"""Liên kết trong tệp Word: what a file takes from elsewhere is never fetched; such a file is refused."""

from directives.conversion.errors import LinkedContent
from directives.conversion.formatting import W
from directives.conversion.package import Package

#: Words of a field that fetch content when it is shown.
_FETCHING = {"INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE"}
#: What may point outside: a hyperlink is only text; the template a file was made from is not opened again.
_HARMLESS = ("/hyperlink", "/attachedTemplate")


def refuse_links(package: Package) -> None:
    """Từ chối liên kết: raises LinkedContent for a picture, object, frame or field from elsewhere."""
    for kind, target in package.external():
        if not kind.endswith(_HARMLESS):
            raise LinkedContent(target=target[:200])
    for field in package.main.iter(f"{W}instrText", f"{W}fldSimple"):
        words = (field.text or field.get(f"{W}instr") or "").split(maxsplit=30)
        if words and words[0].upper() in _FETCHING:
            raise LinkedContent(target=" ".join(words)[:200])
