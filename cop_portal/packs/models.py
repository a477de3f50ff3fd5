"""What was loaded from packs: the memory that keeps an editor's work safe from the next load."""

from django.db import models


class LoadedPart(models.Model):
    """One part (facts, or the words of one language) of one thing, as it was last loaded.

    `base` is the payload that the load wrote; `theirs` is a newer upstream payload that was held back because
    somebody changed the part here. With the live text these are the three sides of a merge.
    """

    kind = models.CharField(max_length=10)  # term, item, page
    key = models.CharField(max_length=120)
    part = models.CharField(max_length=12)  # facts, or a language code
    base = models.JSONField()
    theirs = models.JSONField(null=True, blank=True)
    edition = models.CharField(max_length=20, blank=True)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "part"], name="one_memory_per_part")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} [{self.part}]"
