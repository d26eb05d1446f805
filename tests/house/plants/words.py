"""Planted words that nobody may say."""

from organisations.glossary import glossary
from tests.house.plants.registry import Specimen, asked, plant

SAID, INSTEAD = "böter", "vite"
assert SAID in {row.word for row in glossary().forbidden if row.always}
# In one sense only, so it may be said.
SOMETIMES = next(row.word for row in glossary().forbidden if not row.always)


def po(swedish: str) -> dict[str, str]:
    return {"locale/core/sv/LC_MESSAGES/django.po": f'msgid "Penalty"\nmsgstr "{swedish}"\n'}


@plant("forbidden_words")
def word_in_a_template():
    right = {"templates/core/page.html": f"<p>Leverantören betalar {INSTEAD}. {SOMETIMES}</p>"}
    wrong = {"templates/core/page.html": f"<p>Leverantören betalar {SAID.upper()}.</p>"}
    return Specimen(wrong=asked(wrong, {}), right=asked(right, po("Vite")), says=f"never say {SAID!r}")


@plant("forbidden_words")
def word_in_a_translation():
    return Specimen(
        wrong=asked({}, po(f"Det blir {SAID}")), right=asked({}, po("Det blir vite")), says="'Penalty' says"
    )


@plant("forbidden_words")
def word_as_the_first_part_of_another():
    return Specimen(
        wrong=asked({}, po("Straffavgift")), right=asked({}, po("Förseningsavgift")), says="'straff'"
    )


@plant("forbidden_words_shown")
def word_put_together_on_a_page():
    right = f'<p class="{SAID}">Leverantören betalar <b>{INSTEAD}</b>.</p>'
    wrong = f"<p>Leverantören betalar <b>{SAID}</b>.</p>"
    return Specimen(
        wrong=asked("case as procurer", wrong), right=asked("case", right), says="case as procurer: never"
    )
