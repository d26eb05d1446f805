from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "followup"

    def ready(self) -> None:
        from followup import (
            analysis_figures,
            attachments,
            case,
            change_page,
            closing_page,
            coming_mails,
            commitment_events,
            contract_events,
            dialogue_page,
            dialogue_paper,
            documents,
            hearing_mails,
            hearing_page,
            hearing_paper,
            late,
            mails,
            navigation,
            outcome_page,
            paper_list,
            reminder_panel,
            reminders,
            topics,
        )

        analysis_figures.fill_slots()
        case.fill_slots()
        change_page.fill_slots()
        closing_page.fill_slots()
        coming_mails.fill_slots()
        commitment_events.fill_slots()
        contract_events.fill_slots()
        dialogue_page.fill_slots()
        dialogue_paper.fill_slots()
        documents.fill_slots()
        hearing_mails.fill_slots()
        hearing_page.fill_slots()
        hearing_paper.fill_slots()
        late.fill_slots()
        mails.fill_slots()
        navigation.fill_slots()
        outcome_page.fill_slots()
        paper_list.fill_slots()
        reminder_panel.fill_slots()
        reminders.fill_slots()
        topics.fill_slots()
        attachments.fill_slots()
