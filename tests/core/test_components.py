"""The components: every prop known, every text worded, nothing that the content policy would refuse."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from core.components import STATUS_ICONS, STATUS_WORDS, Document, Link, Record, Status, Step, Task
from core.forms import DateField, NumberField, WholeNumberField
from core.gallery import SampleForm, gallery
from core.templatetags.library import register
from core.words import in_words


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


def show(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    "source",
    [
        '{% button label="x" colour="red" %}',
        "{% button %}",
        '{% status state="done" size="big" %}',
        "{% step_bar %}",
        '{% field form.volume suffix="kr" %}',
        '{% notice kind="info" heading="x" %}{% endnotice %}',
    ],
)
def test_unknown_or_missing_prop_is_a_template_error(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_unknown_state_and_kind_are_errors():
    with pytest.raises(ValueError, match="green"):
        show('{% status state="green" %}')
    with pytest.raises(ValueError, match="Unknown kind of button"):
        show('{% button label="x" kind="huge" %}')


@pytest.mark.parametrize("state", list(Status))
def test_every_state_has_word_and_shape(state):
    html = show("{% status state=state %}", state=state)

    assert words(html) == str(STATUS_WORDS[state])
    assert f"#{STATUS_ICONS[state]}" in html


def test_turn_is_the_readers_or_names_the_one_we_wait_for():
    assert words(show("{% turn yours=True %}")) == "Din tur"
    assert words(show("{% turn yours=True group=True %}")) == "Er tur"
    assert words(show('{% turn who="Grönyta AB" %}')) == "Väntar på Grönyta AB"


def test_text_from_people_is_escaped_everywhere():
    bad = "<script>x</script>"
    html = show(
        "{% task_list tasks=tasks %}{% status state='done' label=bad %}"
        "{% turn who=bad %}{% heading text=bad %}"
        "{% page_header title=bad %}{% endpage_header %}{% notice title=bad %}{{ bad }}{% endnotice %}",
        bad=bad,
        tasks=[Task(title=bad, hint=bad, state=Status.DONE, url="javascript")],
    )

    assert "<script" not in html


def test_what_cannot_start_is_text_and_not_a_link():
    html = show(
        "{% task_list tasks=tasks %}",
        tasks=[Task(title="Teckna avtalet", url="/x", state=Status.CANNOT_START, hint="Efter avtalsspärren")],
    )

    assert "<a " not in html
    assert "Kan inte börja än" in html


def test_step_bar_marks_the_current_step_and_counts_it():
    steps = [
        Step(number=1, name="Planera", state=Status.DONE, url="/1"),
        Step(number=2, name="Kartlägga", state=Status.RUNNING),
    ]
    html = show("{% step_bar steps=steps %}", steps=steps)

    assert html.count('aria-current="step"') == 1
    assert "Steg 2 av 2: Kartlägga" in words(html)


def test_current_link_is_told_to_screen_readers():
    items = [Link(label="Alla", url="?a", is_current=True, count=3), Link(label="Min tur", url="?b", count=0)]

    assert words(show("{% tabs items=items label='Vems tur' %}", items=items)) == "Alla 3 Min tur 0"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record.RECEIVED, "Inkommen 11 november 2026"),
        (Record.DRAWN_UP, "Upprättad 11 november 2026"),
        (Record.WORKING, "Arbetsmaterial"),
    ],
)
def test_document_says_where_it_stands_as_a_record(record, expected):
    rows = [Document(title="Protokollsutdrag", url="/d", record=record, date="11 november 2026")]

    assert expected in words(show("{% document_list documents=rows %}", rows=rows))


@pytest.mark.parametrize(("share", "width"), [(0, "0.0%"), (0.95, "95.0%"), (1.4, "100.0%"), (-1, "0.0%")])
def test_progress_stays_inside_its_bar(share, width):
    html = show("{% progress done=share done_text='Gjort' %}", share=share)

    assert f'class="progress__done" width="{width}"' in html
    assert "progress__mark" not in html


def test_progress_shows_elapsed_time_also_when_none_has_gone():
    assert "progress__mark" in show("{% progress done=0.5 elapsed=0 done_text='x' elapsed_text='y' %}")


def test_error_summary_counts_in_words_and_links_to_each_field():
    form = SampleForm({"volume": "mycket"})
    page = show("{% error_summary form %}{% form_fields form %}", form=form)

    assert "Sju uppgifter behöver rättas" in words(page)
    targets = re.findall(r'<a href="#([^"]+)">', page)
    assert len(targets) == 7
    assert all(f'id="{target}"' in page for target in targets)


def test_error_summary_is_empty_when_nothing_is_wrong():
    assert show("{% error_summary form %}", form=SampleForm()).strip() == ""


def test_an_empty_field_is_named_in_its_error():
    page = words(show("{% form_fields form %}", form=SampleForm({})))

    assert "Fyll i ”Skäl”." in page
    assert "Kryssa i ”Jag har kontrollerat siffrorna”." in page
    assert "Välj under ”Typ av krav”." in page
    assert "Detta fält" not in page


def test_field_is_described_by_help_error_unit_and_readers():
    html = show("{% field form.volume %}", form=SampleForm({"volume": "x"}))
    ids = re.search(r'<input[^>]+aria-describedby="([^"]+)"', html)[1].split()

    assert ids == ["id_volume_helptext", "id_volume_error", "id_volume_unit", "id_volume_readers"]
    assert all(f'id="{name}"' in html for name in ids)


def test_group_of_choices_has_its_question_as_legend():
    html = show("{% field form.kind %}", form=SampleForm())

    assert re.search(r"<fieldset>\s*<legend[^>]*>Typ av krav", html)
    assert 'aria-describedby="id_kind_0_help"' in html


def test_optional_is_said_and_required_is_not_left_to_the_browser():
    html = show("{{ form }}", form=SampleForm())

    assert words(show("{% field form.support %}", form=SampleForm())) == "Stödkontakt (valfritt)"
    assert " required" not in html


@pytest.mark.parametrize(
    "text",
    ["1 april 2027", "1 apr 2027", "den 1 april 2027", "1 April 2027", "2027-04-01", "20270401", "1/4 2027",
     "1.4.2027", "1\xa0april\xa02027"],
)  # fmt: skip
def test_date_is_read_as_people_write_it(text):
    assert DateField().clean(text) == dt.date(2027, 4, 1)


@pytest.mark.parametrize(
    "text", ["31 februari 2027", "april 2027", "4/2027", "1 blåbär 2027", "01-04-27", "x"]
)
def test_what_is_no_date_is_refused_with_an_example(text):
    with pytest.raises(forms.ValidationError, match="till exempel 1 april 2027"):
        DateField().clean(text)


def test_date_shown_can_be_sent_back():
    field = DateField()
    shown = field.widget.format_value(dt.date(2027, 4, 1))

    assert shown == "1 april 2027"
    assert field.clean(shown) == dt.date(2027, 4, 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1 250 000", "1250000"), ("1\xa0250\xa0000,50", "1250000.50"), ("24.0", "24.0"), ("−3", "-3")],
)
def test_number_is_read_as_people_write_it(text, number):
    assert NumberField().clean(text) == Decimal(number)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Decimal("24.00"), "24"), (Decimal("1250000"), "1\xa0250\xa0000"), (Decimal("0.50"), "0,5")],
)
def test_number_shown_can_be_sent_back(value, shown):
    field = NumberField()

    assert field.prepare_value(value) == shown
    assert field.clean(shown) == value


def test_whole_number_refuses_a_part():
    assert WholeNumberField().clean("4") == 4
    with pytest.raises(forms.ValidationError, match="heltal"):
        WholeNumberField().clean("4,5")


def test_pages_keep_the_filters_of_the_address():
    request = RequestFactory().get("/x/", {"state": "late", "page": "2"})
    page = Paginator(range(200), 50).page(2)
    html = show("{% pagination page=page %}", page=page, request=request)

    assert 'href="?state=late&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1


@pytest.mark.parametrize(("number", "word"), [(0, "inga"), (2, "två"), (12, "tolv"), (13, "13")])
def test_small_numbers_in_words(number, word):
    assert in_words(number) == word


def components() -> set[str]:
    """The tags that draw a part of a page, by name."""
    found = set()
    for file in (settings.BASE_DIR / "core" / "templatetags").glob("parts_*.py"):
        source = file.read_text(encoding="utf-8")
        tags = r'@register\.\w*tag(?:\((?:name="(\w+)")?[^\n]*\))?\ndef (\w+)'
        found |= {name or function for name, function in re.findall(tags, source)}
    return found


def test_every_component_is_in_the_gallery():
    folder = settings.BASE_DIR / "templates"
    files = [folder / "gallery.html", *sorted((folder / "components").glob("gallery_*.html"))]
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    drawn = {*re.findall(r"{%\s*(\w+)", text)}

    assert components() == {*register.tags}
    assert components() - drawn == {"breadcrumbs"}  # the page header draws them


def test_gallery_shows_everything_and_obeys_the_content_policy(db):
    request = RequestFactory().get("/_components/")
    html = gallery(request).content.decode()

    assert "UNDEFINED" not in html
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
