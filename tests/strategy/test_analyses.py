"""Analyses before a decision: begun, answered by several, figures kept, closed, tied to the decision."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.documents import render
from core.models import AuditRow, IssuedDocument
from core.rules import RuleBroken
from organisations.models import Part
from organisations.permissions import Role
from strategy.analysing import begin_analysis, close_analysis
from strategy.analysis_document import content_of
from strategy.analysis_subjects import FACTORS, QUESTIONS, Subject, Verdict
from strategy.analysis_todo import things_to_do
from strategy.models import Analysis, AnalysisAnswer, AnalysisFigure
from strategy.models.analysis_parts import AnswerConflict
from strategy.states import AnalysisState
from tests.inquiries import told_by
from tests.organisations.factories import MembershipFactory
from tests.strategy.factories import DecisionFactory, OfficialFactory

S = AnalysisState
DAY = dt.date(2026, 3, 1)


@pytest.fixture
def official(db):
    return OfficialFactory(organisation__parts=[Part.STRATEGY], roles=[Role.PROCURER])


@pytest.fixture
def colleague(official):
    authority = official.authorities.get()
    return MembershipFactory(
        organisation=official.organisation, authority=authority, roles=[Role.COORDINATOR]
    )


@pytest.fixture
def analysis(official):
    return begun(official)


def begun(official, title="Analys 2026") -> Analysis:
    return begin_analysis(authority=official.authorities.get(), title=title, by=official)


def answer(analysis, subject=Subject.AIM) -> AnalysisAnswer:
    return analysis.answers.get(subject=subject)


def write(analysis, subject=Subject.AIM, *, by, revision=1, **typed):
    typed = typed or {"text": "Tio personer om året."}
    answer(analysis, subject).write(revision=revision, by=by, **typed)


def looked_up(analysis, *, by, **change) -> AnalysisFigure:
    content = {
        "subject": Subject.LABOUR_MARKET, "label": "Arbetslösa", "figure": "7,4 %", "source": "SCB",
        "as_of": DAY,
    }  # fmt: skip
    return AnalysisFigure.add(analysis, by=by, **(content | change))


class TestSteps:
    @pytest.mark.parametrize("before", S.values)
    @pytest.mark.parametrize("after", S.values)
    def test_only_these_steps_exist(self, before, after):
        steps = {(S.OPEN, S.CLOSED), (S.OPEN, S.DROPPED)}

        assert Analysis(state=before).can_become(after) is ((before, after) in steps)

    def test_it_begins_with_every_subject_unanswered(self, analysis):
        rows = list(analysis.answers.all())

        assert [row.subject for row in rows] == Subject.values
        assert {(row.text, row.verdict, row.is_answered, row.is_carried) for row in rows} == {
            ("", "", False, False)
        }
        assert (len(QUESTIONS), len(FACTORS)) == (8, 5)

    def test_one_at_a_time(self, analysis, official):
        with pytest.raises(RuleBroken, match="redan en analys"):
            begun(official)

        assert Analysis.objects.count() == 1

    def test_closing_asks_for_the_aim_alone(self, analysis, official):
        with pytest.raises(RuleBroken, match="vad ni vill uppnå"):
            close_analysis(analysis, by=official)
        write(analysis, by=official)

        close_analysis(Analysis.objects.get(), by=official)

        analysis.refresh_from_db()
        assert (analysis.state, analysis.closed_on) == (S.CLOSED, clock.today())

    def test_what_is_closed_never_changes(self, analysis, official):
        write(analysis, by=official)
        figure = looked_up(analysis, by=official)
        close_analysis(analysis, by=official)

        with pytest.raises(RuleBroken, match="avslutad"):
            write(analysis, by=official, revision=2, text="Annat")
        with pytest.raises(RuleBroken, match="avslutad"):
            figure.remove(by=official)
        with pytest.raises(RuleBroken, match="avslutad"):
            looked_up(analysis, by=official)
        for rows in (analysis.answers.all(), analysis.figures.all()):
            with pytest.raises(IntegrityError, match="final"), transaction.atomic():
                rows.update(subject=Subject.TOOLS)
        for change in ({"title": "Annan"}, {"closed_on": DAY}, {"state": S.OPEN}):
            with pytest.raises(IntegrityError, match="final"), transaction.atomic():
                Analysis.objects.filter(pk=analysis.pk).update(**change)

    def test_tied_to_a_decision_of_the_same_authority(self, analysis, official):
        decision, foreign = DecisionFactory(prepared_by=official), DecisionFactory()
        with pytest.raises(RuleBroken, match="Avsluta analysen först"):
            analysis.tie(decision=decision, by=official)
        write(analysis, by=official)
        close_analysis(analysis, by=official)

        with pytest.raises(RuleBroken, match="annan myndighet"):
            analysis.tie(decision=foreign, by=official)
        analysis.tie(decision=decision, by=official)

        assert list(decision.analyses.all()) == [analysis]


class TestSeveralWriters:
    def test_two_questions_are_never_in_each_others_way(self, analysis, official, colleague):
        write(analysis, Subject.AIM, by=official, text="Tio personer")
        write(analysis, Subject.BONUS, by=colleague, text="Nej")

        texts = {row.subject: (row.text, row.saved_by) for row in analysis.answers.exclude(text="")}
        assert texts == {Subject.AIM: ("Tio personer", official), Subject.BONUS: ("Nej", colleague)}

    def test_the_slower_of_two_is_a_conflict_and_overwrites_nothing(self, analysis, official, colleague):
        write(analysis, by=official, text="Min")

        with pytest.raises(AnswerConflict) as met:
            write(analysis, by=colleague, revision=1, text="Din")

        assert (met.value.row.text, met.value.row.revision) == ("Min", 2)
        assert answer(analysis).text == "Min"

    def test_saving_the_same_again_is_no_conflict(self, analysis, official, colleague):
        write(analysis, by=official, text="Samma")

        write(analysis, by=colleague, revision=1, text="Samma")

        assert (answer(analysis).revision, answer(analysis).saved_by) == (3, colleague)

    def test_the_log_holds_that_a_text_changed_not_what_it_says(self, analysis, official):
        write(analysis, by=official, text="Om Kalle")

        changes = AuditRow.objects.get(object_label="strategy.analysisanswer").changes
        assert changes["text"] == "changed"

    def test_whoever_is_to_answer_has_it_to_do_until_it_is_done(self, analysis, official, colleague):
        write(analysis, Subject.BONUS, by=official, owner=colleague, text="")
        AnalysisAnswer.objects.filter(subject=Subject.TOOLS).update(owner=colleague)

        (todo,) = told_by(things_to_do, colleague)
        assert (todo.action, todo.url) == ("Besvara 1 fråga i analysen", analysis.get_absolute_url())
        write(analysis, Subject.TOOLS, by=colleague, text="Praktik")
        assert list(told_by(things_to_do, colleague)) == []


class TestTheNextOne:
    @pytest.fixture
    def closed(self, analysis, official, colleague):
        write(analysis, by=official, text="Tio personer", owner=colleague)
        write(analysis, Subject.AGREEMENT, by=official, verdict=Verdict.YES, text="Alla partier")
        looked_up(analysis, by=official)
        close_analysis(analysis, by=official)
        return analysis

    def test_begins_from_the_one_before(self, closed, official, colleague):
        second = begun(official, "Analys 2027")

        aim = answer(second)
        assert second.follows == closed
        assert (aim.text, aim.owner, aim.is_carried, aim.is_answered) == (
            "Tio personer",
            colleague,
            True,
            False,
        )
        assert answer(second, Subject.AGREEMENT).verdict == Verdict.YES
        assert list(second.figures.all()) == []

    def test_looked_up_figures_are_offered_until_taken_over(self, closed, official):
        known, second = closed.figures.get(), begun(official, "Analys 2027")
        offered = AnalysisFigure.objects.last_known_to(second)
        assert list(offered) == [known]

        newer = looked_up(second, by=official, figure="6,9 %", as_of=DAY.replace(year=2027), continues=known)
        assert list(offered.all()) == []
        with pytest.raises(RuleBroken, match="redan övertagen"):
            looked_up(second, by=official, continues=known)
        newer.remove(by=official)
        assert list(offered.all()) == [known]

    def test_what_was_dropped_is_not_offered(self, closed, official):
        second = begun(official, "Analys 2027")
        looked_up(second, by=official, figure="1 %", continues=closed.figures.get())
        second.drop(reason="Fel år", by=official)

        third = begun(official, "Analys 2028")

        assert third.follows == closed
        assert list(AnalysisFigure.objects.last_known_to(third)) == [closed.figures.get()]

    def test_other_authorities_are_offered_nothing(self, closed):
        assert list(AnalysisFigure.objects.last_known_to(begun(OfficialFactory()))) == []

    def test_an_owner_who_has_left_is_not_carried_on(self, closed, official, colleague):
        colleague.valid_until = clock.today() - dt.timedelta(days=1)
        colleague.save()

        assert answer(begun(official, "Analys 2027")).owner is None


def sent(analysis, **change) -> dict:
    return {"text": "Tio personer om året", "owner": "", "revision": "1"} | change


class TestPages:
    def test_begun_from_the_page(self, client, official):
        client.force_login(official.user)

        response = client.post(
            reverse("strategy:new_analysis"),
            {"authority": official.authorities.get().pk, "title": "Analys 2026"},
        )

        assert response["Location"] == Analysis.objects.get().get_absolute_url()
        assert "pågår redan" in client.get(reverse("strategy:new_analysis")).content.decode()

    def test_answered_and_led_to_the_next_question(self, client, analysis, official):
        client.force_login(official.user)
        url = reverse("strategy:analysis_answer", args=[analysis.pk, "aim"])

        response = client.post(url, sent(analysis, next="1"))

        assert response["Location"] == reverse(
            "strategy:analysis_answer", args=[analysis.pk, "labour_market"]
        )
        page = client.get(analysis.get_absolute_url()).context["page"]
        assert (page.questions[0].text, page.questions[0].status_label) == (
            "Tio personer om året",
            "Besvarad",
        )
        assert page.next_url == response["Location"]

    def test_a_verdict_shows_as_readiness(self, client, analysis, official):
        client.force_login(official.user)
        url = reverse("strategy:analysis_answer", args=[analysis.pk, "agreement"])

        client.post(url, sent(analysis, verdict="yes", text=""))

        page = client.get(analysis.get_absolute_url()).context["page"]
        assert page.readiness == "1 av 5 är på plats."
        assert [row.status_label for row in page.factors] == ["På plats", *["Inte bedömt"] * 4]

    def test_two_windows_show_both_texts_and_one_is_chosen(self, client, analysis, official, colleague):
        write(analysis, by=colleague, text="Deras")
        client.force_login(official.user)
        url = reverse("strategy:analysis_answer", args=[analysis.pk, "aim"])

        response = client.post(url, sent(analysis, text="Min"))

        html = response.content.decode()
        assert (response.status_code, answer(analysis).text) == (422, "Deras")
        assert "Deras" in html
        assert "Min" in html
        assert str(colleague) in html
        client.post(url, sent(analysis, text="Min", over="2"))
        assert answer(analysis).text == "Min"

    def test_a_figure_is_kept_taken_over_and_taken_away(self, client, analysis, official):
        client.force_login(official.user)
        url = reverse("strategy:new_analysis_figure", args=[analysis.pk, "labour_market"])
        client.post(url, {"label": "Arbetslösa", "figure": "7,4 %", "source": "SCB", "as_of": "1 mars 2026"})
        write(analysis, by=official)
        close_analysis(analysis, by=official)
        known, second = AnalysisFigure.objects.get(), begun(official, "Analys 2027")

        client.post(reverse("strategy:analysis_figure_taking", args=[second.pk, known.pk]))

        taken = second.figures.get()
        assert (taken.figure, taken.as_of, taken.continues) == ("7,4 %", DAY, known)
        client.post(reverse("strategy:analysis_figure_removal", args=[taken.pk]))
        assert list(second.figures.all()) == []

    def test_the_decision_shows_what_it_rests_on(self, client, analysis, official):
        decision = DecisionFactory(prepared_by=official)
        decision.begin(by=official)
        write(analysis, by=official)
        close_analysis(analysis, by=official)
        client.force_login(official.user)

        client.post(reverse("strategy:analysis_decision", args=[analysis.pk]), {"decision": decision.pk})

        assert analysis.get_absolute_url() in client.get(decision.get_absolute_url()).content.decode()
        assert decision.get_absolute_url() in client.get(analysis.get_absolute_url()).content.decode()

    def test_the_document_says_answers_figures_and_readiness(self, client, analysis, official):
        write(analysis, by=official, text="Tio personer om året")
        looked_up(analysis, by=official)
        client.force_login(official.user)

        client.post(reverse("strategy:analysis_document", args=[analysis.pk]))

        document = IssuedDocument.objects.about(analysis).get()
        first, second, *_rest, last = document.context["sections"]
        assert first["paragraphs"] == ["Tio personer om året"]
        assert second["grid"]["rows"][0]["cells"] == ["7,4 %", "SCB", "1\u00a0mars\u00a02026"]
        assert last["paragraphs"] == ["0 av 5 är på plats."]
        render(document.pk)
        document.refresh_from_db()
        assert document.is_issued

    def test_the_document_says_what_nobody_has_looked_at(self, analysis, official):
        write(analysis, by=official, text="Tio personer om året")
        close_analysis(analysis, by=official)

        aim = content_of(begun(official, "Analys 2027")).sections[0]

        assert aim.paragraphs[0] == "Tio personer om året"
        assert "har inte setts över" in aim.paragraphs[1]
