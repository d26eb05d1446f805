from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "matching"

    def ready(self) -> None:
        from matching import case, mails, navigation

        mails.fill_slots()
        navigation.fill_slots()
        case.fill_slots()
