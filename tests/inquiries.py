"""What a filler of a slot tells, asked as a page asks it."""

from core.together import ask, asked_of, told_of


def told_by(source, *about):
    asked = asked_of([source], *about)
    ask(*asked)
    return told_of(asked)
