"""What an uploaded file is, told by its bytes and never by its name, and why it is refused."""

import io
import re
import zipfile
from collections.abc import Mapping

from django.utils.translation import gettext as _

from core.rules import RuleBroken

CONTENT_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
TEXT_KINDS = frozenset({"txt", "csv"})
ZIP_MAX_MEMBERS = 5_000
ZIP_MAX_BYTES = 300 * 1024 * 1024  # unpacked, as the file itself states it
ZIP_MAX_RATIO = 200  # for members that matter in size
MEMBER_OF_SIZE = 1024 * 1024
READ_AT_MOST = 256 * 1024
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc and .xls, and every Office file with a password
PDF_SCRIPT = re.compile(rb"/(?:JavaScript|JS|Launch)\b")
PDF_LOCK = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)")
PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
OOXML_MACRO = re.compile(r"vbaproject|macrosheets/|activex/", re.IGNORECASE)
ODF_MACRO = re.compile(r"^(?:Basic|Scripts)/.*\.(?:xml|xba|py|js|bsh)$", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def kind_of(content: bytes, *, name: str) -> str:
    """One of CONTENT_TYPES, or `RuleBroken` with what to do. `name` only tells .csv from .txt."""
    if not content:
        raise RuleBroken(_("The file is empty."))
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if content.startswith(OLD_OFFICE):
        raise RuleBroken(
            _("The file is in an old Office format or has a password. Save it as docx, xlsx or PDF without.")
        )
    if text_of(content) is None:
        raise RuleBroken(_unknown())
    return "csv" if name.lower().endswith(".csv") else "txt"


def text_of(content: bytes) -> str | None:
    """The text of a text file, or None for anything else."""
    codecs = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for codec in codecs:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        return None if CONTROL.search(text) else text
    return None


def _pdf(content: bytes) -> str:
    plain = PDF_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content)
    if PDF_LOCK.search(plain):
        raise RuleBroken(_locked())
    if PDF_SCRIPT.search(plain):
        raise RuleBroken(_("The PDF holds a program. Print it to a new PDF and upload that one."))
    return "pdf"


def _packed(content: bytes) -> str:
    """An office document, judged by the list of what is packed in it; nothing is unpacked but small parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_bomb(packed.infolist())
            return _office(packed)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise RuleBroken(_("The file is damaged. Open it, save it once more and try again.")) from error


def _check_bomb(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise RuleBroken(_locked())
    swollen = any(
        member.file_size > MEMBER_OF_SIZE and member.file_size > ZIP_MAX_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if swollen or len(members) > ZIP_MAX_MEMBERS or sum(m.file_size for m in members) > ZIP_MAX_BYTES:
        raise RuleBroken(_("The file unpacks to far more than it seems to hold, and is therefore refused."))


def _office(packed: zipfile.ZipFile) -> str:
    names = packed.namelist()
    if "[Content_Types].xml" in names:
        return _ooxml(packed, names)
    if "mimetype" in names:
        return _odf(packed, names)
    raise RuleBroken(_unknown())


def _ooxml(packed: zipfile.ZipFile, names: list[str]) -> str:
    types = _read(packed, "[Content_Types].xml").lower()
    if b"macroenabled" in types or b"vbaproject" in types or any(OOXML_MACRO.search(name) for name in names):
        raise RuleBroken(_macros())
    for kind, part in (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")):
        if part in names:
            return kind
    raise RuleBroken(_unknown())


def _odf(packed: zipfile.ZipFile, names: list[str]) -> str:
    stated = _read(packed, "mimetype").decode("ascii", "replace").strip()
    kind = next((kind for kind in ("odt", "ods") if CONTENT_TYPES[kind] == stated), None)
    if kind is None:
        raise RuleBroken(_unknown())
    if any(ODF_MACRO.search(name) for name in names if not name.endswith("script-lc.xml")):
        raise RuleBroken(_macros())
    if "META-INF/manifest.xml" in names and b"encryption-data" in _read(packed, "META-INF/manifest.xml"):
        raise RuleBroken(_locked())
    return kind


def _read(packed: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of one part, never more."""
    with packed.open(name) as part:
        return part.read(READ_AT_MOST)


def _unknown() -> str:
    return _("This kind of file cannot be uploaded. Use PDF, docx, xlsx, odt, ods, png, jpg, txt or csv.")


def _locked() -> str:
    return _("The file has a password. Save it without one and try again.")


def _macros() -> str:
    return _("The file holds macros. Save it without macros and try again.")
