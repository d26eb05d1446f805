"""For companies that are only curious, and the bidder's school: texts from data files, in one language."""

from dataclasses import dataclass

from followup.front.texts import read, worded


@dataclass(frozen=True, kw_only=True)
class Question:
    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class CompaniesPage:
    lead: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """Ten minutes: what it is about, what to know, and something to do at once."""

    number: int
    slug: str
    title: str
    lead: str
    points: tuple[str, ...]
    try_it: str


@dataclass(frozen=True, kw_only=True)
class School:
    lead: str
    lessons: tuple[Lesson, ...]

    def lesson(self, slug: str) -> Lesson | None:
        return next((row for row in self.lessons if row.slug == slug), None)

    def after(self, lesson: Lesson) -> Lesson | None:
        """The lesson to go on to."""
        return self.lessons[lesson.number] if lesson.number < len(self.lessons) else None


def companies_in(language: str) -> CompaniesPage:
    text = worded(read("companies"), language)
    return CompaniesPage(lead=text["lead"], questions=tuple(Question(**row) for row in text["questions"]))


def school_in(language: str) -> School:
    text = worded(read("school"), language)
    lessons = tuple(Lesson(number=number, **row) for number, row in enumerate(text["lessons"], start=1))
    return School(lead=text["lead"], lessons=lessons)
