"""Planted before a real browser: pages that complain, ask others, shut out, stick out or weigh too much."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

import pytest

from tests.house.plants.registry import Specimen, asked, plant

MARKS = [pytest.mark.browser]
POLICY = {"Content-Security-Policy": "default-src 'self'"}
CHANCE = random.Random(7)


@dataclass(frozen=True)
class Planted:
    """A page, the files beside it by their path, and what the server says with it."""

    main: str
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    head: str = ""
    status: int = 200
    lang: str = "sv"
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        return (
            f'<!doctype html><html lang="{self.lang}"><head><meta charset="utf-8"><title>Prov</title>'
            f'<meta name="viewport" content="width=device-width">{self.head}</head>'
            f"<body><main><h1>Prov</h1>{self.main}</main></body></html>"
        ).encode()


def planted_site(page: Planted) -> WSGIApplication:
    """A site of one page with its files; everything else is missing."""

    def application(environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
        path, status, kind, headers = environ["PATH_INFO"], 200, "text/html", page.headers
        if path == "/favicon.ico":  # which browsers ask for unasked
            kind, body = "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>'
        elif path == "/":
            status, body = page.status, page.body
        elif path in page.files:
            kind, body = page.files[path]
        else:
            status, kind, body = 404, "text/plain", b"Saknas"
        length = {"Content-Type": kind, "Content-Length": str(len(body))}
        start_response(f"{status} -", [*length.items(), *headers.items()])
        return [body]

    return application


RIGHT = Planted("<p>Allt är som det ska.</p>", headers=POLICY)


def bitten(guard: str, *, says: str) -> Callable[[Callable[[], Planted]], object]:
    """Register a page that is wrong; the right one stands beside it."""

    def register(wrong: Callable[[], Planted]) -> object:
        def grow(read_planted: Callable[[Planted], object]) -> Specimen:
            return Specimen(wrong=asked(read_planted(wrong())), right=asked(read_planted(RIGHT)), says=says)

        grow.__name__ = wrong.__name__
        return plant(guard, marks=MARKS)(grow)

    return register


def noise(count: int) -> bytes:
    """What no compression makes smaller."""
    return bytes(CHANCE.choice(b"abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(count))


def heavy(tag: str, *, kind: str, count: int, times: int = 1) -> Planted:
    """A page with so many files of this kind, each as heavy."""
    paths = [f"/file-{number}" for number in range(times)]
    files = {path: (kind, b"/*" + noise(count) + b"*/") for path in paths}
    return Planted("<p>Tungt.</p>", head="".join(tag.format(path) for path in paths), files=files)


SHEET, SCRIPT = '<link rel="stylesheet" href="{}">', '<script src="{}"></script>'


@bitten("pages_run", says="answers 500 in the browser, not 200")
def page_that_breaks():
    return Planted("<p>Fel.</p>", status=500)


@bitten("pages_run", says="Content Security Policy")
def script_that_the_policy_refuses():
    return Planted("<script>document.title = 'Inuti'</script>", headers=POLICY)


@bitten("pages_run", says="nobody is not defined")
def script_that_breaks():
    return Planted(
        "<p>Fel.</p>", head=SCRIPT.format("/a.js"), files={"/a.js": ("text/javascript", b"nobody()")}
    )


@bitten("pages_run", says="404")
def file_that_is_missing():
    return Planted('<img src="/gone.png" alt="Borta">')


@bitten("pages_ask_nobody_else", says="asks another host, http://elsewhere.invalid/pixel.png")
def picture_from_another_host():
    return Planted('<img src="http://elsewhere.invalid/pixel.png" alt="Någon annans">')


@bitten("pages_are_open_to_all", says="image-alt")
def picture_without_words():
    return Planted('<img src="/picture.svg" width="40" height="40">')


@bitten("pages_are_open_to_all", says="html-has-lang")
def page_without_a_language():
    return Planted("<p>Allt annat är som det ska.</p>", lang="")


@bitten("pages_are_open_to_all", says="label")
def field_without_a_label():
    return Planted('<form><input name="title"></form>')


@bitten("pages_are_open_to_all", says="target-size")
def buttons_too_small_to_hit():
    small = '<button style="width:12px;height:12px;padding:0;margin:0;border:0" aria-label="{}"></button>'
    return Planted(f"<p>{small.format('Upp')}{small.format('Ned')}</p>")


@bitten("pages_are_open_to_all", says="color-contrast")
def grey_on_white():
    return Planted('<p style="color:#bbb;background:#fff">Går knappt att läsa.</p>')


@bitten("pages_are_open_to_all", says="in the dark, color-contrast")
def dark_on_dark():
    dark = (
        "@media (prefers-color-scheme: dark) { body { background: #111; color: #333; } h1 { color: #fff; } }"
    )
    return Planted("<p>Går inte att läsa om kvällen.</p>", head=f"<style>{dark}</style>")


@bitten("pages_fit_a_phone", says="is wider than 320 px: 500 px because of <p")
def line_that_does_not_break():
    return Planted('<p style="width:500px;margin:0;position:absolute;left:0">En lång rad.</p>')


@bitten("pages_are_light", says="Document is")
def page_too_heavy():
    return Planted(f"<p>{noise(15_000).decode()}</p>")


@bitten("pages_are_light", says="Script is")
def script_too_heavy():
    return heavy(SCRIPT, kind="text/javascript", count=25_000)


@bitten("pages_are_light", says="Stylesheet is")
def sheets_too_heavy_together():
    return heavy(SHEET, kind="text/css", count=11_000, times=2)


@bitten("pages_are_light", says="Font is")
def font_too_heavy():
    face = "@font-face { font-family: Tung; src: url(/heavy.woff2); } h1 { font-family: Tung; }"
    return Planted(
        "<p>Tungt.</p>",
        head=SHEET.format("/a.css"),
        files={"/a.css": ("text/css", face.encode()), "/heavy.woff2": ("font/woff2", noise(30_000))},
    )


@bitten("pages_are_light", says="the first load is")
def files_too_heavy_together():
    return heavy(SHEET, kind="text/css", count=34_000, times=3)


@bitten("pages_are_light", says="what a later visit adds is")
def later_page_too_heavy():
    return heavy(SHEET, kind="text/css", count=30_000)
