from django.apps import AppConfig
from django.core.checks import Tags, register


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import lookups  # noqa: F401 - registers them
        from core.keys import ring_is_there

        register(ring_is_there, Tags.security)
