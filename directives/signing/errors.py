"""Từ chối ký: why a file is not signed, a key not opened, a signed file not accepted."""

from directives.errors import N_, DirectiveError


class UnfitImage(DirectiveError):
    """Hình không đúng quy định: the picture is not what the law asks for this signature."""

    kind = "unfit_image"
    template = N_("The picture does not follow the law ({clause}).")


class NoSignatureBlock(DirectiveError):
    """Không thấy khối chữ ký: no title with a name below it was found."""

    kind = "no_signature_block"
    template = N_(
        "No place to sign was found: a title in capitals with the signer's name some lines below. "
        "Say the name with “--name”, or sign as an annex with “--annex-of”."
    )


class NotSignedByPerson(DirectiveError):
    """Người có thẩm quyền chưa ký: the agency signs only what the person has signed."""

    kind = "not_signed_by_person"
    template = N_(
        "The file bears no intact signature of the person in charge. The agency signs after that person: "
        "sign with “--as person” first."
    )


class SignedAlready(DirectiveError):
    """Đã ký: this role has signed the file already."""

    kind = "signed_already"
    template = N_("The file is signed already as {role}, by {signer}.")


class SignatureBroken(DirectiveError):
    """Chữ ký không còn nguyên vẹn: a signature of the file does not hold."""

    kind = "signature_broken"
    template = N_("The signature {field} of {signer} is not intact: {reason}. The file is not accepted.")


class WrongPassword(DirectiveError):
    """Sai mật khẩu: the key store does not open with this password."""

    kind = "wrong_password"
    template = N_("The key does not open: the password or PIN is wrong, or the file is no PKCS#12 file.")


class NoToken(DirectiveError):
    """Không thấy thiết bị khóa: no token of this label, or no key on it."""

    kind = "no_token"
    template = N_("The token “{label}” cannot be used: {reason}. Plug it in and check its label.")


class NoCertificate(DirectiveError):
    """Không có chứng thư: the key comes without a certificate that may sign."""

    kind = "no_certificate"
    template = N_("The key has no certificate with which to sign.")


class NotAPdf(DirectiveError):
    """Không phải PDF ký được: the file is no PDF, is encrypted, or is built in a way that cannot be signed."""

    kind = "not_a_signable_pdf"
    template = N_("The file cannot be signed: {reason}. Make a PDF from the Word file with “vanthu pdf”.")
