"""What a template may hold: nothing unused, nothing that runs or paints by itself, nothing untranslated."""

import ast
import re
from collections.abc import Iterator, Set
from importlib import import_module
from pathlib import Path

from django.apps import apps
from lxml import etree, html

from tests.house.guards.registry import guard
from tests.house.sources import Texts

NAMED = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
RENDERED = re.compile(r"^[\w/.-]+\.(?:html|txt)(?:#\w+)?$")
# Django looks for these by itself.
BY_STATUS = {"403.html", "404.html", "500.html", "403_csrf.html", "429.html"}


@guard
def templates_are_used(templates: Texts, code: Texts) -> Iterator[str]:
    """A template that nothing renders, and that no template in use includes or extends.

    Django's own names and those that take a library's template's place are in use.
    """
    strings, patterns = strings_of(code)
    named = {text.partition("#")[0] for text in strings if RENDERED.match(text)}
    waiting = [
        name
        for name in templates
        if name in named or name in BY_STATUS or is_made_up(name, strings, patterns) or overrides(name)
    ]
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        used.add(name)
        waiting += [found for found in NAMED.findall(templates.get(name, "")) if found not in used]
    for name in templates.keys() - used:
        yield f"templates/{name} is used nowhere: remove it, or render it"


def strings_of(code: Texts) -> tuple[Set[str], list[tuple[str, str]]]:
    """Every string constant, and each f-string's start and end around its one gap."""
    constants: set[str] = set()
    gaps: list[tuple[str, str]] = []
    for text in code.values():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                constants.add(node.value)
            elif isinstance(node, ast.JoinedStr) and (found := _gap(node)):
                gaps.append(found)
    return constants, gaps


def _gap(node: ast.JoinedStr) -> tuple[str, str] | None:
    """What stands before and after the first gap of an f-string that ends like a template's name."""
    parts = [
        "\0" if isinstance(value, ast.FormattedValue) else str(ast.literal_eval(value))
        for value in node.values
    ]
    before, gap, after = "".join(parts).partition("\0")
    after = after.partition("#")[0]
    return (before, after) if gap and after.endswith((".html", ".txt")) and "\0" not in after else None


def is_made_up(name: str, strings: Set[str], gaps: list[tuple[str, str]]) -> bool:
    """Is the name put together from an f-string and a word that stands somewhere in the code?"""
    return any(
        name.startswith(before)
        and name.endswith(after)
        and name[len(before) : len(name) - len(after)] in strings
        for before, after in gaps
        if len(name) > len(before) + len(after)
    )


def overrides(name: str) -> bool:
    """Does the template stand in for one of an installed library's, or of Django's forms?"""
    folders = [Path(config.path) / "templates" for config in apps.get_app_configs()]
    folders.append(Path(str(import_module("django.forms").__file__)).parent / "templates")
    return any((folder / name).is_file() for folder in folders)


FORBIDDEN = {
    r"\|\s*safe(?:seq)?\b|{%\s*filter\s[^%]*\bsafe": "marks text as safe",
    r"{%\s*autoescape\s+off": "switches escaping off",
    r"<script(?![^>]*\bsrc=)": "holds an inline script",
    r"<style\b": "holds an inline style sheet",
    r"<\w[^<>]*\sstyle\s*=": "holds a style attribute",
    r"<\w[^<>]*\s(?:on[a-z]+|hx-on[\w:.-]*)\s*=": "holds an inline handler",
    r"=\s*[\"']javascript:": "holds a javascript: address",
}
# Documents and mails are no pages: WeasyPrint and mail programs take their style as it comes.
NO_PAGES = ("documents/", "emails/")


@guard
def templates_run_nothing(templates: Texts) -> Iterator[str]:
    """Inline script, style, handlers, and text that is not escaped."""
    for name, text in templates.items():
        for pattern, what in FORBIDDEN.items():
            if name.startswith(NO_PAGES) and "style" in what:
                continue
            for found in re.finditer(pattern, text, re.IGNORECASE):
                line = text.count("\n", 0, found.start()) + 1
                yield f"templates/{name}:{line} {what}: {found[0][:80]}"


@guard
def code_escapes(code: Texts) -> Iterator[str]:
    """`mark_safe` and `SafeString` outside the component tags, where markup is made."""
    for name, text in code.items():
        if name.startswith("core/templatetags/"):
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if re.search(r"\bmark_safe\(|\bSafeString\(|\bSafeText\(", line):
                yield f"{name}:{number} makes markup by itself: use a template or a component"


BLOCK_TEXT = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
LETTERS = re.compile(r"[^\W\d_]{2,}")
READ_ATTRIBUTES = ("alt", "aria-label", "aria-description", "placeholder", "title", "data-label", "data-text")
# Names, and abbreviations that are the same in every language.
NAMES = {
    "Insteg",
    "English",
    "Svenska",
    "RSS",
    "Atom",
    "CSV",
    "PDF",
    "Excel",
    "XLSX",
    "SHA",
    "DOCX",
    "Word",
    "Message-ID",
    "html",
}
# The gallery, outside production, names components as the code does.
GALLERY, CODE_NAMES = ("gallery", "components/gallery_"), re.compile(r'\b(?:note|below)="[^"]*"')
# <{{ tag }}>, and attributes that stand in a block of their own.
TAG_NAME, LOOSE_ATTRIBUTES = re.compile(r"(</?){{.*?}}"), re.compile(r'(?<=%})\s[\w-]+="[^"<>]*"(?={%)')
BARE_ARGUMENT = re.compile(
    r"\b(?:text|title|label|note|above|below|lead|summary|heading|submit|words|done_text|who|readers)="
    r"(?P<quote>[\"'])(?P<words>[^\"']*?[^\W\d_]{2,}[^\"']*?)(?P=quote)"
)


@guard
def templates_are_translated(templates: Texts) -> Iterator[str]:
    """Words for the reader outside the translation tags, in text,
    in attributes and in a component's arguments."""
    for name, text in templates.items():
        plain = COMMENT.sub("", BLOCK_TEXT.sub("", text))
        if name.startswith(GALLERY):
            plain = CODE_NAMES.sub("", plain)
        for tag in TAG.findall(plain):
            for found in BARE_ARGUMENT.finditer(tag):
                if is_wording(found["words"]) and not tag.startswith(("{% url", "{% static", "{% translate")):
                    quoted = f"{found['quote']}...{found['quote']}"
                    yield f"templates/{name}: {found[0]!r} is not translated: write {quoted} as _(...)"
        body = TAG.sub(" ", LOOSE_ATTRIBUTES.sub("", TAG_NAME.sub(r"\1x", plain)))
        found_words = html_words(body) if name.endswith(".html") else body.splitlines()
        yield from (
            f"templates/{name}: {words!r} is not translated" for words in found_words if is_wording(words)
        )


def html_words(body: str) -> Iterator[str]:
    """Text nodes and read attributes of what is left of a template without its tags."""
    tree = html.fromstring(f"<div>{body}</div>")
    for node in tree.iter():
        if isinstance(node, etree._Comment) or node.tag in ("script", "style"):
            continue
        yield from (" ".join(part.split()) for part in (node.text, node.tail) if part)
        yield from (node.get(name) for name in READ_ATTRIBUTES if node.get(name))


def is_wording(words: str) -> bool:
    """Are there words in it beside names?"""
    return any(word not in NAMES and word.strip(".") not in NAMES for word in LETTERS.findall(words))


TOLD = {"success", "error", "warning", "info"}  # django.contrib.messages
SAID = {"RuleBroken", "PermissionDenied", "ValidationError", "add_error", "Http404"}
WORDED = {"label", "help_text", "verbose_name", "empty_label", "violation_error_message", "title", "text"}
WORDED_CALLS = re.compile(
    r"(?:Field|Fact|Link|Figure|Status|Section|Column|Row|Contact|Date|Todo|ToDo|Hit|Action)$"
)


@guard
def code_is_translated(code: Texts) -> Iterator[str]:
    """Words for the reader as bare string literals: notices, refusals, labels."""
    for name, text in code.items():
        if "/management/" in name or name.startswith("bin/"):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call):
                for words in bare_words(node):
                    yield f"{name}:{node.lineno} {words!r} is not translated: write _({words!r})"


def bare_words(call: ast.Call) -> Iterator[str]:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    on = getattr(getattr(call.func, "value", None), "id", "")
    said: list[ast.expr] = []
    if (called in TOLD and on in ("messages", "notices")) or called == "add_error":
        said = call.args[1:]
    elif called in SAID:
        said = list(call.args)
    elif WORDED_CALLS.search(called):
        said = [keyword.value for keyword in call.keywords if keyword.arg in WORDED]
    for argument in said:
        if (
            isinstance(argument, ast.Constant)
            and isinstance(argument.value, str)
            and is_wording(argument.value)
        ):
            yield argument.value
        elif isinstance(argument, ast.JoinedStr):
            literal = " ".join(str(v.value) for v in argument.values if isinstance(v, ast.Constant))
            if is_wording(literal):
                yield literal
