"""Từ chối khi làm PDF: why a Word file does not become a PDF that may be handed out."""

from directives.conversion.errors import RefusedFile
from directives.errors import N_, DirectiveError


class MissingProgram(DirectiveError):
    """Thiếu chương trình: this machine lacks a program; ``package`` is the Debian package that brings it."""

    kind = "missing_program"
    template = N_("The program {program} is missing on this machine. Install the Debian package {package}.")


class MissingGlyphs(RefusedFile):
    """Phông thiếu chữ: the font on this machine has no picture for some letters of the text."""

    kind = "missing_glyphs"
    template = N_(
        "The font {font} on this machine lacks the characters {characters}. "
        "Change them, or install a font which has them."
    )


class FontReplaced(RefusedFile):
    """Phông bị thay: the PDF would show other fonts than the Word file asks for."""

    kind = "font_replaced"
    template = N_(
        "The file asks for the fonts {asked}, but the PDF would show {found}. "
        "Install the fonts, or use Times New Roman."
    )


class FontNotEmbedded(RefusedFile):
    """Phông không nhúng: a font of the PDF is not embedded, or its letters cannot be read back as text."""

    kind = "font_not_embedded"
    template = N_("The PDF does not carry the font {font} whole: embedded {embedded}, readable {readable}.")


class TextLost(RefusedFile):
    """Mất chữ: the PDF does not say what the Word file says."""

    kind = "text_lost"
    template = N_("The PDF does not show the text of the Word file: “{text}”. It is not handed out.")


class NotConverted(RefusedFile):
    """Không chuyển được: LibreOffice opened the file and made no PDF of it."""

    kind = "not_converted"
    template = N_("LibreOffice made no PDF of the file. Open it in Word, save it anew and try again.")
