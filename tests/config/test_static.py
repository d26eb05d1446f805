"""What production serves: every file that a page names is collected under its hashed name."""

import json
import re

import pytest
from django.conf import settings

NAMED = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
NAMED_IN_CODE = re.compile(r"""\bstatic\(["']([^"']+)["']\)""")


@pytest.fixture(scope="module")
def hashed(collected) -> dict[str, str]:
    """The hashed name of each file."""
    return json.loads((collected / "staticfiles.json").read_text(encoding="utf-8"))["paths"]


def named_by_pages() -> set[str]:
    found: set[str] = set()
    for file in (settings.BASE_DIR / "templates").rglob("*.html"):
        found.update(NAMED.findall(file.read_text(encoding="utf-8")))
    for room in settings.ROOMS:
        for file in (settings.BASE_DIR / room).rglob("*.py"):
            found.update(NAMED_IN_CODE.findall(file.read_text(encoding="utf-8")))
    return found


def test_every_file_that_a_page_names_is_collected(hashed, collected):
    named = named_by_pages()

    assert {"css/base.css", "js/start.js", "img/icons.svg"} <= named
    assert named - hashed.keys() == set()
    assert all((collected / hashed[name]).is_file() for name in named)


def links_between(collected, hashed, names: str, link: re.Pattern) -> dict[str, bool]:
    """What the collected files of this kind name, and whether it is a hashed file that is there."""
    found = {}
    for name, stored in hashed.items():
        if re.fullmatch(names, name):
            for target in link.findall((collected / stored).read_text(encoding="utf-8")):
                path = ((collected / stored).parent / target).resolve()
                found[f"{name}: {target}"] = str(path.relative_to(collected)) in hashed.values()
    return found


@pytest.mark.parametrize(
    ("names", "link", "at_least"),
    [
        (r"(js|vendor)/.*\.js", re.compile(r"""(?:import\(|\bfrom\s*|\bimport\s*)["'](\.[^"']+)["']"""), 9),
        (r"css/.*\.css", re.compile(r"""url\(["']?(\.[^"')]+)"""), 4),
    ],
    ids=["scripts", "styles"],
)
def test_files_name_each_other_by_their_hashed_names(collected, hashed, names, link, at_least):
    found = links_between(collected, hashed, names, link)

    assert len(found) >= at_least
    assert [name for name, is_right in found.items() if not is_right] == []


def test_texts_lie_compressed_beside(hashed, collected):
    style = collected / hashed["css/base.css"]

    assert style.with_suffix(".css.br").stat().st_size < style.stat().st_size
