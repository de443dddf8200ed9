"""Keys that sign and authorities that are trusted: files on the server, and a demo authority.

A folder holds `<name>.p12` with its passphrase in `<name>.pass`, and `roots/*.pem`. The demo
authority lives beside it, says in its own name that it is worth nothing, and production refuses
its papers.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from vungcao.runtime.env import Environment
from vungcao.runtime.keys import write_private

DEMO_NAME = "CA TRÌNH DIỄN – MẪU, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
YEARS = timedelta(days=3650)
Key = rsa.RSAPrivateKey


@dataclass(frozen=True)
class Roots:
    """Authorities that are trusted, and those of the demo, whose papers are samples."""

    trusted: tuple[bytes, ...]
    demo: tuple[bytes, ...]


def folder(environment: Environment, *, is_demo: bool) -> Path:
    return environment.home / "keys/demo-ca" if is_demo else environment.signing_folder


def names(environment: Environment, *, is_demo: bool) -> list[str]:
    """The key files that lie there with their passphrases."""
    found = sorted(folder(environment, is_demo=is_demo).glob("*.p12"))
    return [path.stem for path in found if path.with_suffix(".pass").is_file()]


def files(environment: Environment, name: str, *, is_demo: bool) -> tuple[Path, bytes]:
    """The PKCS#12 file of a key and its passphrase. Raises `LookupError` when one is missing."""
    place = folder(environment, is_demo=is_demo)
    key, passphrase = place / f"{name}.p12", place / f"{name}.pass"
    if not (key.is_file() and passphrase.is_file()):
        raise LookupError(f"Thiếu tệp khoá ký số {key} hoặc {passphrase.name}.")
    return key, passphrase.read_bytes().strip()


def roots(environment: Environment) -> Roots:
    """The certificates of authorities, as DER."""
    trusted = (environment.signing_folder / "roots").glob("*.pem")
    demo = folder(environment, is_demo=True) / "ca.pem"
    has_demo = environment.is_demo and demo.exists()
    return Roots(tuple(_der(path) for path in sorted(trusted)), (_der(demo),) if has_demo else ())


def described(path: Path, passphrase: bytes) -> tuple[str, str, datetime, datetime]:
    """Of a key's certificate: holder, SHA-256, first and last moment. Raises `ValueError`."""
    found = pkcs12.load_pkcs12(path.read_bytes(), passphrase).cert
    if found is None:
        raise ValueError("The key file holds no certificate.")
    one = found.certificate
    names = one.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    holder = str(names[0].value) if names else one.subject.rfc4514_string()
    digest = one.fingerprint(hashes.SHA256()).hex()
    return holder, digest, one.not_valid_before_utc, one.not_valid_after_utc


def make_demo_key(environment: Environment, name: str, holder: str, now: datetime) -> None:
    """A demo key under the demo authority, which is made with the first one. Repeated: nothing."""
    place = folder(environment, is_demo=True)
    if (place / f"{name}.p12").exists():
        return
    authority, its_key = _demo_authority(place, now)
    key = _key()
    certificate = (
        _builder(holder, authority.subject, key, now, YEARS - timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_papers=True), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(its_key.public_key()), critical=False
        )
        .sign(its_key, hashes.SHA256())
    )
    passphrase = secrets.token_urlsafe(24).encode()
    packed = pkcs12.serialize_key_and_certificates(
        b"key",
        key,
        certificate,
        [authority],
        serialization.BestAvailableEncryption(passphrase),
    )
    write_private(place / f"{name}.pass", passphrase.decode())
    write_private_bytes(place / f"{name}.p12", packed)


def write_private_bytes(path: Path, content: bytes) -> None:
    """As `write_private`, for what is no text."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    part.write_bytes(content)
    part.rename(path)


def _demo_authority(place: Path, now: datetime) -> tuple[x509.Certificate, Key]:
    key_file, certificate_file = place / "ca.key", place / "ca.pem"
    if key_file.exists():
        key = serialization.load_pem_private_key(key_file.read_bytes(), None)
        assert isinstance(key, rsa.RSAPrivateKey)
        return x509.load_pem_x509_certificate(certificate_file.read_bytes()), key
    key = _key()
    made = (
        _builder(DEMO_NAME, _subject(DEMO_NAME), key, now, YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_papers=False), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    write_private(certificate_file, made.public_bytes(serialization.Encoding.PEM).decode())
    write_private(key_file, private.decode())
    return made, key


def _builder(
    holder: str, issuer: x509.Name, key: Key, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    begins = now.astimezone(UTC) - timedelta(days=365)
    return (
        x509.CertificateBuilder()
        .subject_name(_subject(holder))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _subject(holder: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Vùng Cao – MẪU"),
            x509.NameAttribute(NameOID.COMMON_NAME, holder[:64]),
        ]
    )


def _usage(*, signs_papers: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs_papers,
        content_commitment=signs_papers,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs_papers,
        crl_sign=not signs_papers,
        encipher_only=False,
        decipher_only=False,
    )


def _key() -> Key:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _der(path: Path) -> bytes:
    found = x509.load_pem_x509_certificate(path.read_bytes())
    return found.public_bytes(serialization.Encoding.DER)
