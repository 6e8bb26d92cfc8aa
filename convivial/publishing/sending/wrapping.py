"""Makes of a publication what goes to the network. ``made_at`` is the publication's own moment, the same with every
try: networks that are asked for it afterwards are asked from there on."""

from convivial.content.models import Edition
from convivial.content.outgoing import outgoing
from convivial.networks.messages import Outgoing

from .due import Row


def is_plain(publication: Row) -> bool:
    """Words alone: nothing has to be read from anywhere."""
    return not publication.edition.pictures and not publication.edition.links


def plain(publication: Row) -> Outgoing:
    edition = publication.edition
    return Outgoing(publication.key, edition.text, edition.language, publication.due_at)


def compose(publication: Row) -> Outgoing:
    """With pictures and the link's card; reads files and rows."""
    edition = Edition.objects.select_related("variant__channel", "variant__post").get(pk=publication.edition_id)
    return outgoing(edition, publication.key, publication.due_at)


def whole(publication: Row) -> Outgoing:
    return plain(publication) if is_plain(publication) else compose(publication)
