"""Planted in the text of code."""

from tests.house.plants.registry import Specimen, asked, plant

GUARD = "state_is_set_in_stepping_only"
STEPS = """
class Case(Stepping):
    def publish(self, *, by):
        with self.stepping(State.PUBLISHED, by=by) as row:
            row.published_at = clock.now()

    @classmethod
    def open(cls, *, by):
        row = cls(title="Ny")
        row.state = State.DRAFT
        row.save()
        return row
"""


def code(text: str, *, name: str = "procurements/models/case.py") -> dict[str, str]:
    return {name: text}


def state_set(line: str) -> Specimen:
    wrong = f"def publish(self, rows):\n    {line}\n"
    return Specimen(wrong=asked(code(wrong)), right=asked(code(STEPS)), says="case.py:2 sets .state outside")


@plant(GUARD)
def state_set_on_a_fetched_row():
    return state_set("self.state = State.PUBLISHED")


@plant(GUARD)
def state_set_among_others():
    return state_set("self.state, self.at = State.PUBLISHED, clock.now()")


@plant(GUARD)
def state_set_by_setattr():
    return state_set('setattr(self, "state", State.PUBLISHED)')


@plant(GUARD)
def state_set_by_update():
    return state_set("Case.objects.filter(pk=self.pk).update(state=State.PUBLISHED)")


@plant(GUARD)
def state_set_by_update_with_a_dict():
    return state_set('Case.objects.filter(pk=self.pk).update(**{"state": State.PUBLISHED})')


@plant(GUARD)
def state_set_by_update_or_create():
    return state_set('Case.objects.update_or_create(pk=1, defaults={"state": State.PUBLISHED})')


@plant(GUARD)
def state_set_in_bulk():
    return state_set('Case.objects.bulk_update(rows, ["state"])')


@plant(GUARD)
def state_set_with_an_audit_row():
    return state_set("audit.save_audited(self, by=by, state=State.PUBLISHED)")


@plant(GUARD)
def state_set_by_sql():
    return state_set("cursor.execute(\"UPDATE procurements_case SET title = 'x', state = 'published'\")")


def clock_asked(line: str) -> Specimen:
    right = "from core import clock\n\ndef is_late(self):\n    return self.due_on < clock.today()\n"
    wrong = f"def is_late(self):\n    return self.due_on < {line}\n"
    return Specimen(wrong=asked(code(wrong)), right=asked(code(right)), says="case.py:2 asks")


@plant("time_comes_from_the_clock")
def today_of_the_machine():
    return clock_asked("dt.date.today()")


@plant("time_comes_from_the_clock")
def moment_with_a_zone():
    return clock_asked("dt.datetime.now(dt.UTC)")


@plant("time_comes_from_the_clock")
def moment_handed_on_uncalled():
    return clock_asked("(self.moment or timezone.now)()")


@plant("time_comes_from_the_clock")
def moment_of_the_database():
    return clock_asked("models.functions.Now()")


@plant("time_comes_from_the_clock")
def moment_by_a_column():
    wrong = "class Case(models.Model):\n    at = models.DateTimeField(auto_now_add=True)\n"
    right = "class Case(models.Model):\n    at = models.DateTimeField(default=clock.now)\n"
    return Specimen(wrong=asked(code(wrong)), right=asked(code(right)), says="asks auto_now_add=True")


TOLD = """
try:
    send(mail)
except SMTPException:
    pass
except Exception as problem:
    mail.record_problem(problem)
"""


def swallowed(handler: str, *, says: str = "swallows every exception") -> Specimen:
    wrong = f"try:\n    send(mail)\n{handler}\n"
    return Specimen(wrong=asked(code(wrong)), right=asked(code(TOLD)), says=says)


@plant("nothing_is_swallowed")
def bare_except():
    return swallowed("except:\n    log('it did not work')")


@plant("nothing_is_swallowed")
def everything_passed_over():
    return swallowed("except Exception:\n    pass")


@plant("nothing_is_swallowed")
def everything_made_none():
    return swallowed("except Exception:\n    found = None")


@plant("nothing_is_swallowed")
def everything_among_others():
    return swallowed("except (ValueError, builtins.Exception):\n    return False")


@plant("nothing_is_swallowed")
def everything_suppressed():
    wrong = "with contextlib.suppress(Exception):\n    send(mail)\n"
    right = "with contextlib.suppress(FileNotFoundError):\n    path.unlink()\n"
    return Specimen(wrong=asked(code(wrong)), right=asked(code(right)), says="suppresses every exception")


LATER = "TO" + "DO"


def later(name: str, wrong: str, right: str) -> Specimen:
    return Specimen(wrong=asked({name: wrong}), right=asked({name: right}), says=f"{name}:1 leaves something")


@plant("nothing_is_left_for_later")
def remark_in_code():
    return later(
        "core/mail.py", f"retry()  # {LATER}: count\n", "from core.slots import ToDo, todo  # To do\n"
    )


@plant("nothing_is_left_for_later")
def remark_in_a_template():
    return later("templates/a.html", f"{{# {LATER} later #}}\n", "{# What is to do comes first #}\n")


@plant("nothing_is_left_for_later")
def remark_in_a_text():
    return later("README.md", f"{LATER}: write this\n", "Nothing is left.\n")


@plant("nothing_is_a_stub")
def verb_without_a_body():
    wrong = "def close(self, *, by):\n    raise NotImplementedError('later')\n"
    right = "try:\n    read(file)\nexcept NotImplementedError as error:\n    tell(error)\n"
    return Specimen(wrong=asked(code(wrong)), right=asked(code(right)), says="raises NotImplementedError")


BASE = "class Question:\n    def read(self):\n        raise NotImplementedError\n"


@plant("nothing_is_a_stub")
def base_that_nobody_fills_in():
    wrong = BASE + "\n\nclass Rows(Question):\n    def write(self):\n        return 1\n"
    right = BASE + "\n\nclass Rows(Question[int]):\n    def read(self):\n        return 1\n"
    return Specimen(wrong=asked(code(wrong)), right=asked(code(right)), says="case.py:3 raises")
