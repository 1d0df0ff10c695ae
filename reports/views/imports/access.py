"""Who may see the imports of whole-province files; to others they do not exist."""

from django.http import Http404, HttpRequest

from accounts.models import User


def importer(request: HttpRequest) -> User:
    """Return the person, who imports; raises Http404 for everybody else."""
    if not isinstance(request.user, User) or not request.user.can_import:
        raise Http404("Trang này dành cho Văn phòng Điều phối.")
    return request.user
