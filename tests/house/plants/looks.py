"""Planted colours and signs."""

from tests.house.plants.registry import Specimen, asked, plant

SHEET = "static/css/parts.css"
RIGHT = {
    SHEET: ".card { color: var(--ink); background: none; }\n.is-red { margin: 0; }\n",
    "static/css/tokens.css": ":root { --ink: #14181f; }\n",
    "static/documents/base.css": "  --ink: #14181f;\n",
}


def painted(line: str, *, sheet: str = SHEET) -> Specimen:
    return Specimen(wrong=asked({sheet: line + "\n"}), right=asked(RIGHT), says=f"{sheet}:1 paints")


@plant("colours_are_tokens")
def colour_by_number():
    return painted(".card { color: #2b2c74; }")


@plant("colours_are_tokens")
def colour_by_function():
    return painted(".card { background: rgb(10 20 30); }")


@plant("colours_are_tokens")
def colour_by_name():
    return painted(".card { border: 1px solid white; }")


@plant("colours_are_tokens")
def colour_in_a_document_beside_the_tokens():
    return painted("h1 { color: #14181f; }", sheet="static/documents/base.css")


@plant("templates_paint_nothing")
def colour_as_an_attribute():
    return Specimen(
        wrong=asked({"components/step.html": '<svg><path fill="#2b2c74" d="M0 0"/></svg>\n'}),
        right=asked({"components/step.html": '<svg class="step"><path fill="none" d="M0 0"/></svg>\n'}),
        says="templates/components/step.html:1 paints by fill=",
    )


@plant("no_other_brand")
def sign_of_another_state():
    name = "static/vendor/frontend.js"
    return Specimen(
        wrong=asked({name: "/* GOV" + ".UK Frontend */\n"}),
        right=asked({name: "/* govuk-frontend 5 */\n"}),
        says=f"{name}:1 says",
    )
