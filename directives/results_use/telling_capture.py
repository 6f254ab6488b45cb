"""Bản chụp: what shows that something was published: a document, a picture of the screen, a recording."""

from directives.conversion.document_kind import document_kind
from directives.conversion.errors import UnknownFormat

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
#: An MP3 opens with its tags, or with the eleven bits of a frame of layer III.
_MP3_TAG, _MP3_FRAMES = b"ID3", (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")
ACCEPTED = ".pdf, .docx, .xlsx, .png, .jpg, .mp3"
"""Loại tệp nhận: by the content, never by the name."""


def capture_kind(content: bytes, name: str = "") -> str:
    """Loại của bản chụp: its ending without a dot; nothing is opened or played. Raises UnknownFormat, MacrosInside.

    >>> capture_kind(b"\\x89PNG\\r\\n\\x1a\\n..."), capture_kind(b"ID3\\x04...")
    ('png', 'mp3')
    """
    if content.startswith(_PNG):
        return "png"
    if content.startswith(_JPEG):
        return "jpg"
    if content.startswith((_MP3_TAG, *_MP3_FRAMES)):
        return "mp3"
    try:
        return document_kind(content, name)
    except UnknownFormat as error:
        raise UnknownFormat(where=name, accepted=ACCEPTED) from error
