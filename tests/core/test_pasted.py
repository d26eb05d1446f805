"""Pasted text loses what nobody sees, and nothing that somebody wrote."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from core.documents.guards import unprintable
from core.pasted import plain, plain_values


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("”Skötsel” – park’s … § 4 ½ €", "”Skötsel” – park’s … § 4 ½ €"),
        ("25\u00a0000\u00a0kr", "25\u00a0000\u00a0kr"),
        ("25\u202f000 kr", "25\u00a0000 kr"),
        ("park\u200bvård\ufeff\u2060", "parkvård"),
        ("sysselsättnings\u00adkrav", "sysselsättningskrav"),
        ("\u202eabc\u202c\u200e", "abc"),
        ("e\u2011post och a\u2010kassa", "e-post och a-kassa"),
        ("\uf0b7 punkt\v\uf0a7 till\u2028rad", "• punkt\n• till\nrad"),
        ("o\ufb03ciell", "officiell"),
        ("a\u200b\u030a", "å"),
        ("a\u030angstro\u0308m", "ångström"),
        ("NUL\x00 BEL\x07 ESC\x1b", "NUL BEL ESC"),
        ("rad ett\r\nrad\ttvå\n", "rad ett\r\nrad\ttvå\n"),
        ("نام\u200cها", "نام\u200cها"),
        ("Łukasz Øster Žižek", "Łukasz Øster Žižek"),
        ("", ""),
    ],
)
def test_what_is_kept(pasted, kept):
    assert plain(pasted) == kept


@given(st.text())
def test_it_is_the_same_the_second_time_and_nothing_in_it_is_hidden(text):
    once = plain(text)

    assert plain(once) == once
    assert not set(once) & set("\x00\x0b\x1b\u200b\u200e\u202e\u2028\ufeff")


@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc", "Cf"])))
def test_whatever_a_swedish_keyboard_writes_stays(text):
    assert plain(text) == text


def test_what_a_word_processor_adds_by_itself_can_be_printed():
    text = "“curly” ‘single’ ’ – — … \u00a0\u2009\u202f\u2003 \u2011\u00ad\u200b\ufeff\uf0b7 ½ × ± € § ° ™ •"

    assert unprintable(plain(text)) == ""


def test_every_value_of_a_form_is_made_plain_and_none_is_lost():
    sent = QueryDict(mutable=True)
    sent.setlist("pick", ["1", "2\u200b"])
    sent["title"] = "\ufeffPark\x00"

    found = plain_values(sent)

    assert list(found.lists()) == [("pick", ["1", "2"]), ("title", ["Park"])]
    with pytest.raises(AttributeError, match="immutable"):
        found["title"] = "x"
