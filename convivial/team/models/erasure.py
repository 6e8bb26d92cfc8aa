from django.db import models


class Erasure(models.Model):
    """Somebody was erased: their random code, and the digest of their address, which names nobody. The same list lies
    in the data folder (``erasing``), so that a restored copy of the database does not bring anybody back."""

    code = models.CharField(max_length=12, unique=True)
    about = models.CharField(max_length=40)
    at = models.DateTimeField()
