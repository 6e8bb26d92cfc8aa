from convivial.work.models import DueRow


class Tidying(DueRow):
    """The one row by which what nobody needs any more is thrown away, once an hour (see ``tidying``)."""
