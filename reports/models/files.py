"""Files that people add to a report; served only to who may see the report."""

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """One file outside the web root, with what was found in its content.

    ``content_type`` is read from the content, never from the name.
    """

    file = models.FileField("tệp", upload_to="bao-cao/%Y/%m", max_length=200)
    name = models.CharField("tên tệp", max_length=200)
    content_type = models.CharField("loại tệp", max_length=100)
    size = models.PositiveBigIntegerField("cỡ (byte)")
    sha256 = models.CharField("mã băm SHA-256", max_length=64)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người gửi",
    )

    class Meta:
        abstract = True
