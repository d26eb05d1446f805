"""Planted menus that do not say where one is."""

from tests.house.plants.registry import Specimen, asked, plant

MARK = ' aria-current="page"'
ENTRIES = (
    '<nav class="navigation"><ul><li><a href="/laget/"{}>Läget</a></li>'
    '<li><a href="/avtal/"{}>Avtal</a></li></ul></nav>'
)


def shown(path: str, *marks: str, name: str = "late_list"):
    return asked(name, name, path, ENTRIES.format(*marks), apart={"help"})


def grown(wrong, right, says):
    return Specimen(wrong=wrong, right=right, says=says)


@plant("menu_marks_the_page")
def a_page_of_an_entry_that_marks_another():
    return grown(shown("/avtal/", MARK, ""), shown("/avtal/", "", MARK), "not the entry that led here")


@plant("menu_marks_the_page")
def two_entries_marked():
    return grown(shown("/forsenat/", MARK, MARK), shown("/forsenat/", MARK, ""), "one can be right")


@plant("menu_marks_the_page")
def nothing_marked():
    help_page = shown("/hjalp/", "", "", name="help")
    return grown(shown("/forsenat/", "", ""), help_page, "late_list: the menu marks nothing")
