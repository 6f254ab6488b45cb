"""Khóa và hình thử: certificates made at test time, pictures of a signature and a seal drawn on the spot."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw

PASSWORD = "mật khẩu thử"
BLUE, RED = (20, 50, 200, 255), (210, 20, 30, 255)


class Authority:
    """Nơi cấp chứng thư thử: a root of its own, which issues certificates for signing."""

    def __init__(self, name: str = "CA thử nghiệm") -> None:
        self._key = rsa.generate_private_key(65537, 2048)
        self._name = _name(name)
        self.certificate = self._issued(self._name, self._key.public_key(), root=True)

    def pem(self) -> bytes:
        """Chứng thư gốc: as PEM."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def issue(self, name: str, organisation: str) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
        """Cấp chứng thư: for a person or an agency."""
        key = rsa.generate_private_key(65537, 2048)
        return key, self._issued(_name(name, organisation), key.public_key(), root=False)

    def key_file(self, folder: Path, name: str, organisation: str) -> Path:
        """Tệp khóa: a PKCS#12 file under PASSWORD."""
        key, certificate = self.issue(name, organisation)
        encryption = serialization.BestAvailableEncryption(PASSWORD.encode())
        content = pkcs12.serialize_key_and_certificates(
            b"k", key, certificate, [self.certificate], encryption
        )
        path = folder / f"{len(list(folder.iterdir()))}.p12"
        path.write_bytes(content)
        return path

    def _issued(self, subject: x509.Name, public: rsa.RSAPublicKey, *, root: bool) -> x509.Certificate:
        start = datetime.now(UTC) - timedelta(days=400)
        usage = x509.KeyUsage(
            digital_signature=not root, content_commitment=not root, key_encipherment=False,
            data_encipherment=False, key_agreement=False, key_cert_sign=root, crl_sign=root,
            encipher_only=False, decipher_only=False,
        )  # fmt: skip
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(start + timedelta(days=3650))
            .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .sign(self._key, hashes.SHA256())
        )


def _name(common: str, organisation: str = "Thử nghiệm") -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def a_signature(
    colour: tuple[int, int, int, int] = BLUE, *, ground: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> bytes:
    """Hình chữ ký: a few strokes on a see-through ground."""
    picture = Image.new("RGBA", (600, 240), ground)
    draw = ImageDraw.Draw(picture)
    points = [(30, 190), (120, 40), (150, 200), (240, 70), (270, 180), (380, 90), (420, 170), (570, 110)]
    draw.line(points, fill=colour, width=12, joint="curve")
    draw.line([(60, 215), (520, 200)], fill=colour, width=8)
    return _png(picture)


def a_seal(colour: tuple[int, int, int, int] = RED) -> bytes:
    """Hình dấu: two circles and a star on a see-through ground."""
    picture = Image.new("RGBA", (500, 500), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((8, 8, 492, 492), outline=colour, width=14)
    draw.ellipse((90, 90, 410, 410), outline=colour, width=8)
    draw.regular_polygon((250, 250, 110), 3, fill=colour)
    draw.regular_polygon((250, 250, 110), 3, rotation=60, fill=colour)
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.save(made, format="PNG")
    return made.getvalue()
