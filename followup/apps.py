from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "followup"

    def ready(self) -> None:
        from followup import attachments, commitment_events, documents, navigation, topics

        commitment_events.fill_slots()
        documents.fill_slots()
        navigation.fill_slots()
        topics.fill_slots()
        attachments.fill_slots()
