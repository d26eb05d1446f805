"""A file is what its bytes say; what hides programs, a lock or a bomb is refused."""

import io
import zipfile

import pytest

from core.attachments import plain_name
from core.filetypes import kind_of
from core.rules import RuleBroken

ODT, TYPES = "application/vnd.oasis.opendocument.text", "[Content_Types].xml"


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def word(**more: bytes) -> bytes:
    return packed(**{TYPES: b"<Types/>", "word/document.xml": b"<w/>", **more})


def locked_zip() -> bytes:
    """As a packer with a password leaves it: the flag of encryption on the only member."""
    content = bytearray(packed(**{TYPES: b"<Types/>"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7\n/Root 1 0 R", "bild.png", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "avtal.pdf", "png"),
        (b"\xff\xd8\xff\xe0....", "x", "jpg"),
        (word(), "x.docx", "docx"),
        (packed(**{TYPES: b"<Types/>", "xl/workbook.xml": b"<x/>"}), "x.docx", "xlsx"),
        (packed(mimetype=ODT.encode()), "x.odt", "odt"),
        ("å;ä;ö\r\n1;2;3".encode(), "x.csv", "csv"),
        ("Någon skrev på Windows".encode("cp1252"), "x.txt", "txt"),
        (b"<script>alert(1)</script>", "x.html", "txt"),
    ],
)
def test_the_bytes_tell_the_kind(content, name, kind):
    assert kind_of(content, name=name) == kind


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00\x03\x00", "cannot be uploaded"),
        (packed(**{"a.txt": b"a"}), "cannot be uploaded"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office format"),
        (word(**{"word/vbaProject.bin": b"x"}), "macros"),
        (word(**{TYPES: b"application/vnd.ms-word.document.macroEnabled.main+xml"}), "macros"),
        (packed(mimetype=ODT.encode(), **{"Basic/Standard/Module1.xml": b"x"}), "macros"),
        (packed(mimetype=ODT.encode(), **{"META-INF/manifest.xml": b"<encryption-data/>"}), "password"),
        (locked_zip(), "password"),
        (b"%PDF-1.7 /Encrypt 7 0 R", "password"),
        (b"%PDF-1.7 /Open#41ction << /S /Java#53cript >>", "program"),
        (word(**{"word/media.xml": b"0" * 40_000_000}), "unpacks"),
    ],
)
def test_what_is_refused_says_what_to_do(content, sentence):
    from django.utils.translation import override

    with override("en"), pytest.raises(RuleBroken, match=sentence):
        kind_of(content, name="x.docx")


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("C:\\Mina dokument\\avtal.pdf", "pdf", "avtal.pdf"),
        ("foto.JPEG", "jpg", "foto.JPEG"),
        ("sida.html", "txt", "sida.html.txt"),
        ("rad\r\nSet-Cookie: x.pdf", "pdf", "radSet-Cookie x.pdf"),
        ("å" * 300 + ".pdf", "pdf", "å" * 196 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(name, kind, kept):
    assert plain_name(name, kind=kind) == kept
