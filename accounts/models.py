"""People of the portal: a role each, and a district or an agency as scope."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q

from accounts.choices import Role
from communes.models import District
from criteria.models import Agency

REVIEWERS = frozenset({Role.OFFICE, Role.ADMIN})


class PortalUserManager(UserManager["User"]):
    """Users come with their scope, so that names on pages cost no query."""

    def get_queryset(self) -> models.QuerySet["User"]:
        return super().get_queryset().select_related("district", "agency")

    def create_superuser(
        self,
        username: str,
        email: str | None = None,
        password: str | None = None,
        **extra: object,
    ) -> "User":
        extra.setdefault("role", Role.ADMIN)
        return super().create_superuser(username, email, password, **extra)


class User(AbstractUser):
    """An account; what it may do follows from ``role`` (DESIGN: who may what)."""

    role = models.CharField("vai trò", max_length=12, choices=Role, default=Role.LEADER)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        related_name="users",
        verbose_name="huyện",
        null=True,
        blank=True,
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="users",
        verbose_name="đơn vị",
        null=True,
        blank=True,
    )
    full_name = models.CharField("họ tên hoặc tên đơn vị", max_length=120, blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    is_head = models.BooleanField(
        "lãnh đạo huyện",
        default=False,
        help_text="Duyệt báo cáo của huyện trước khi gửi tỉnh, nếu tỉnh bật bước này.",
    )
    inbox_seen_at = models.DateTimeField("đọc hộp thư lúc", null=True, blank=True)
    digest_sent_at = models.DateTimeField("gửi thư tóm tắt lúc", null=True, blank=True)

    objects: ClassVar[PortalUserManager] = PortalUserManager()

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="user_role_known",
                violation_error_message="Vai trò không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.ADMIN, is_superuser=True, is_staff=True)
                | (~Q(role=Role.ADMIN) & Q(is_superuser=False, is_staff=False)),
                name="user_flags_follow_the_role",
                violation_error_message="Quyền quản trị theo vai trò.",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.DISTRICT, district__isnull=False)
                | (~Q(role=Role.DISTRICT) & Q(district__isnull=True)),
                name="user_district_only_for_officers",
                violation_error_message="Cán bộ huyện, và chỉ cán bộ huyện, có huyện.",
            ),
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(role=Role.DISTRICT),
                name="user_head_only_in_districts",
                violation_error_message="Chỉ tài khoản huyện là lãnh đạo huyện.",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.DEPARTMENT, agency__isnull=False)
                | (~Q(role=Role.DEPARTMENT) & Q(agency__isnull=True)),
                name="user_agency_only_for_departments",
                violation_error_message="Người của sở, ngành phải thuộc một đơn vị.",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep Django's own flags in step with the role: the admin has all rights."""
        self.is_staff = self.is_superuser = self.is_admin
        super().save(*args, **kwargs)

    @property
    def display_name(self) -> str:
        if self.full_name:
            return self.full_name
        if self.district:
            return f"UBND {self.district.title}"
        return self.agency.short_name if self.agency else self.username

    @property
    def role_label(self) -> str:
        return Role(self.role).label

    @property
    def can_review(self) -> bool:
        """Approve, return, reopen, close a quarter, enter for a silent district."""
        return self.role in REVIEWERS

    @property
    def can_import(self) -> bool:
        """Import and undo whole-province files."""
        return self.role in REVIEWERS

    @property
    def can_enter(self) -> bool:
        return self.role == Role.DISTRICT or self.can_review

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN

    def covers(self, district_code: str) -> bool:
        """Whether drafts and submitted values of the district are in scope."""
        return self.can_review or self.district_id == district_code
