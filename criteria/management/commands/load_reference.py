"""Load places, law and agencies; running it again changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from communes.models import Commune, District
from communes.services.reference import load_places
from criteria.models import Agency, Criterion, Indicator
from criteria.services.reference import load_law


class Command(BaseCommand):
    help = "Nạp địa bàn, bộ tiêu chí, mục tiêu, đơn vị và phân công mẫu."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.FIXTURE_DIR / "reference"
        load_places(folder)
        load_law(folder, at=timezone.now())
        self.stdout.write(
            f"Có {District.objects.count()} huyện, {Commune.objects.count()} đơn vị "
            f"cấp xã, {Criterion.objects.count()} tiêu chí, "
            f"{Indicator.objects.count()} chỉ tiêu, {Agency.objects.count()} đơn vị."
        )
