"""What the database says about the public site: its generation, and what must be gone from it."""

from django.db import models


class Change(models.Model):
    """One change of public content. The sum over all rows names the generation.

    Rows are only added, never updated, so that two editors' transactions never wait for each other; the sum does
    not depend on the order in which they commit. The worker adds rows together, which leaves the sum as it is.
    """

    nonce = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.nonce)


class Withdrawal(models.Model):
    """Names of stored pages that must be gone, written with the change and deleted when they are gone.

    An empty list means everything.
    """

    names = models.JSONField(default=list)

    def __str__(self) -> str:
        return ", ".join(self.names) or "everything"
