"""Files of the look: budget, colours, licences. What is served stays small, ours and readable."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "static"
SHEETS = sorted((STATIC / "css").glob("*.css"))
SCHEMES = ("light", "dark")
TEXT_PAIRS = [
    ("ink", "page"), ("ink", "sunken"), ("ink2", "page"), ("ink2", "sunken"), ("link", "page"),
    ("link", "sunken"), ("brandstrong", "page"), ("brand", "brandtint"), ("onbrand", "brand"),
    ("onaccent", "accent"), ("late", "page"),
    ("accentink", "accenttint"), ("good", "goodtint"), ("late", "latetint"), ("stop", "stoptint"),
    ("ink", "accenttint"), ("ink", "goodtint"), ("ink", "latetint"), ("ink", "infotint"),
    ("link", "accenttint"),
    ("link", "goodtint"), ("link", "latetint"), ("good", "page"), ("accentink", "page"),
    ("good", "sunken"), ("accentink", "sunken"),
]  # fmt: skip
SHAPE_PAIRS = [
    ("line2", "page"), ("line2", "sunken"), ("rule", "page"), ("brand", "sunken"), ("focusin", "focusout"),
    ("focusout", "page"), ("focusout", "sunken"), ("info", "infotint"),
]  # fmt: skip


def weight(*paths: Path) -> int:
    return sum(len(brotli.compress(path.read_bytes(), quality=11)) for path in paths)


def tokens(scheme: str) -> dict[str, str]:
    """Colours of one scheme: the dark ones lie on top of the light ones."""
    light, dark = (
        (STATIC / "css/tokens.css").read_text().split("@media screen and (prefers-color-scheme: dark)")
    )
    return dict(re.findall(r"--(\w+): (#\w{6})", light + (dark if scheme == "dark" else "")))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_styles_scripts_and_font_keep_their_budget():
    assert weight(*SHEETS) <= 22_000
    assert weight(*STATIC.glob("js/*.js"), *STATIC.glob("vendor/**/*.js")) <= 25_000
    assert (STATIC / "fonts/source-sans-3.woff2").stat().st_size <= 30_000


@pytest.mark.parametrize(
    "sheet", [path for path in SHEETS if path.name != "tokens.css"], ids=lambda path: path.name
)
def test_colours_come_from_the_tokens_only(sheet):
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", sheet.read_text()) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_has_enough_contrast(scheme):
    colour = tokens(scheme)
    texts = {pair: contrast(colour[pair[0]], colour[pair[1]]) for pair in TEXT_PAIRS}
    shapes = {pair: contrast(colour[pair[0]], colour[pair[1]]) for pair in SHAPE_PAIRS}

    assert {pair: value for pair, value in texts.items() if value < 4.5} == {}
    assert {pair: value for pair, value in shapes.items() if value < 3} == {}


def test_nothing_of_another_brand_is_served():
    served = [path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg", ".txt"}]
    words = re.compile(r"GOV\.UK|GDS Transport|\bcrest\b|\bcrown\b", re.IGNORECASE)

    assert [path.name for path in served if words.search(path.read_text())] == []


def test_no_style_calls_another_host():
    for path in [*SHEETS, *STATIC.glob("js/*.js")]:
        addresses = set(re.findall(r"https?://[^\"')\s]+", path.read_text()))
        assert addresses <= {"http://www.w3.org/2000/svg"}, path


def test_every_icon_that_is_named_exists():
    known = set(re.findall(r'id="([\w-]+)"', (STATIC / "img/icons.svg").read_text()))
    templates = "".join(path.read_text() for path in (settings.BASE_DIR / "templates").rglob("*.html"))
    code = "".join(path.read_text() for path in (settings.BASE_DIR / "core").rglob("*.py"))
    named = re.findall(r'{% icon "([\w-]+)"', templates) + re.findall(r'\bicon="([\w-]+)"', templates)

    assert set(named) | set(re.findall(r'\bdraw\("([\w-]+)"\)', code)) <= known


def test_every_part_made_by_others_has_its_licence():
    versions = (STATIC / "vendor/VERSIONS").read_text()
    names = {path.stem for path in (settings.BASE_DIR / "LICENSES").glob("*.txt")}

    assert {"MIT-govuk-frontend", "0BSD-htmx", "MPL-2.0-axe-core", "OFL-1.1-source-sans-3"} <= names
    assert all(part in versions for part in ("govuk-frontend", "htmx.org", "axe-core", "source-sans-3"))
