from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "matching"

    def ready(self) -> None:
        from matching import case, late, mails, navigation

        late.fill_slots()
        mails.fill_slots()
        navigation.fill_slots()
        case.fill_slots()
