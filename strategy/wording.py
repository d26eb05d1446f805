"""Words that page and document share."""

from django.utils.translation import gettext as _

from strategy.choices import TargetGroup
from strategy.models import LeadershipDecision


def listed(words: list[str]) -> str:
    """One, two and three."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])


def in_sentence(label: object) -> str:
    """A label as it stands inside a sentence: CPV and the like keep their capitals."""
    text = str(label)
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def group_names(decision: LeadershipDecision) -> list[str]:
    """The target groups, "others" in the decision's own words."""
    named = {group: str(TargetGroup(group).label) for group in decision.target_groups}
    if decision.other_group and TargetGroup.OTHER in named:
        named[TargetGroup.OTHER] = decision.other_group
    return list(named.values())


def groups_in_words(decision: LeadershipDecision) -> str:
    return listed([in_sentence(name) for name in group_names(decision)])
