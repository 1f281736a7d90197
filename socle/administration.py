"""Base classes of the admin (domain objects are read there, only parameters have edit forms), and pages of ours in its frame."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .acteurs import Acteur

Vue = Callable[..., HttpResponse]


class AdminLecture(admin.ModelAdmin):
    """Read-only pages: nothing is added, changed or deleted by a bare form."""

    actions: Any = None  # what a page offers, it names; nothing is deleted in bulk
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class DateEtHeure(AdminSplitDateTime):
    """The two boxes of a moment, each named for those who do not see them side by side."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        contexte = super().get_context(name, value, attrs)
        for case, nom in zip(contexte["widget"]["subwidgets"], ("Date", "Heure"), strict=True):
            case["attrs"]["aria-label"] = nom
        return contexte


def page_admin(peut: Callable[[Acteur], bool]) -> Callable[[Vue], Vue]:
    """Put a view behind the door of the admin (login, second factor, never cached), open to those whom `peut` lets through (else 403)."""

    def decorer(vue: Vue) -> Vue:
        @wraps(vue)
        def gardee(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not peut(request.acteur):  # type: ignore[attr-defined]
                raise PermissionDenied
            return vue(request, *args, **kwargs)

        return admin.site.admin_view(gardee)

    return decorer


def rendre_dans_admin(request: HttpRequest, gabarit: str, contexte: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a template that extends admin/base_tsf.html, with what the frame of the admin reads."""
    return render(request, gabarit, {**admin.site.each_context(request), **contexte}, status=status)
