"""Load places, law, agencies and tasks; running it again changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from communes.models import Commune, District
from communes.services.reference import load_places
from criteria.models import Agency, Criterion, Indicator
from criteria.services.reference import load_law
from programme.models import Task
from programme.services.capital.reference import load_capital_reference
from programme.services.registers.reference import load_registers
from programme.services.tasks.reference import load_tasks


class Command(BaseCommand):
    help = "Nạp địa bàn, bộ tiêu chí, mục tiêu, đơn vị, phân công mẫu, nhiệm vụ."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.FIXTURE_DIR / "reference"
        load_places(folder)
        load_law(folder, at=timezone.now())
        load_tasks(folder, at=timezone.now())
        load_capital_reference(folder)
        load_registers(folder)
        self.stdout.write(
            f"Có {District.objects.count()} huyện, {Commune.objects.count()} đơn vị "
            f"cấp xã, {Criterion.objects.count()} tiêu chí, "
            f"{Indicator.objects.count()} chỉ tiêu, {Agency.objects.count()} đơn vị, "
            f"{Task.objects.count()} nhiệm vụ."
        )
