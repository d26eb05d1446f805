from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "followup"

    def ready(self) -> None:
        from followup import documents, navigation

        documents.fill_slots()
        navigation.fill_slots()
