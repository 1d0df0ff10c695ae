"""The words of a quarterly report, and the paper that the chairman has signed."""

from django.conf import settings
from django.db import models

from reports.models.files import StoredFile
from reports.models.reports import Report
from reports.models.revisions import Revision

WORDS_MAX = 20_000


class Words(models.Model):
    """Four texts that go with the figures of a quarter."""

    highlights = models.TextField("kết quả nổi bật", max_length=WORDS_MAX, blank=True)
    difficulties = models.TextField(
        "khó khăn, vướng mắc", max_length=WORDS_MAX, blank=True
    )
    proposals = models.TextField("kiến nghị", max_length=WORDS_MAX, blank=True)
    next_tasks = models.TextField("nhiệm vụ quý tới", max_length=WORDS_MAX, blank=True)

    class Meta:
        abstract = True


class ReportWords(Words):
    """The texts of a report while people work on it.

    ``version`` grows with every change: whoever saves says which one was read.
    """

    report = models.OneToOneField(
        Report, models.CASCADE, related_name="words", verbose_name="báo cáo"
    )
    version = models.PositiveIntegerField("lần sửa", default=0)
    changed_at = models.DateTimeField("sửa lúc")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người sửa",
    )

    class Meta:
        verbose_name = "phần lời của báo cáo"
        verbose_name_plural = "phần lời của báo cáo"

    def __str__(self) -> str:
        return f"{self.report_id}, lần sửa {self.version}"


class RevisionWords(Words):
    """The texts as they were approved; never changed."""

    revision = models.OneToOneField(
        Revision, models.CASCADE, related_name="words", verbose_name="bản đã duyệt"
    )

    class Meta:
        verbose_name = "phần lời đã duyệt"
        verbose_name_plural = "phần lời đã duyệt"

    def __str__(self) -> str:
        return f"{self.revision_id}"


class SignedPaper(StoredFile):
    """A scan of the signed paper report; the last one counts, none is lost."""

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="papers", verbose_name="báo cáo"
    )
    number = models.CharField("số văn bản", max_length=40)
    signed_on = models.DateField("ngày ký")
    signer = models.CharField("người ký", max_length=120)

    class Meta:
        verbose_name = "báo cáo giấy đã ký"
        verbose_name_plural = "báo cáo giấy đã ký"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.number} ngày {self.signed_on:%d/%m/%Y}"
