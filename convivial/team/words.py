"""What the people behind the ids are called, and how the team's acts read in the journal."""

from collections.abc import Collection, Mapping

from convivial.journal import words

from .models import User


def names(ids: Collection[int]) -> Mapping[int, str]:
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


words.name_people(names)
