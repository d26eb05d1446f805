from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "followup"

    def ready(self) -> None:
        from followup import commitment_events, documents, navigation

        commitment_events.fill_slots()
        documents.fill_slots()
        navigation.fill_slots()
