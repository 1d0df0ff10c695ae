"""Places: districts, communes, their dated names and kinds."""

from django.apps import AppConfig


class CommunesConfig(AppConfig):
    name = "communes"
    verbose_name = "Địa bàn"
