"""bin/manage and bin/bench: Django's command line with the dev database up; it is left as it was found."""

from launch.clone import Clone
from launch.environment import django
from launch.processes import foreground
from launch.services import services


def main(clone: Clone, arguments: list[str]) -> int:
    with services(clone, "dev") as environment:
        return foreground(django(clone, *arguments), environment=environment)


def bench(clone: Clone, arguments: list[str]) -> int:
    return main(clone, ["bench", *arguments])
