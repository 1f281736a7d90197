"""The admin site: Django's own, behind the platform's login and second factor; its home is the morning of the team."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from comptes.acteurs import est_pilote
from pilotage.lectures.matinee import matinee
from socle import horloge

# Pages of ours in the frame of the admin, for the pilot team.
SECTIONS = (
    ("La matinée", "admin:index"),
    ("Dossiers", "pilotage:dossiers"),
    ("Personnes-ressources", "mentors:liste"),
    ("Budget", "pilotage:budget"),
    ("Rapports", "pilotage:rapports"),
)


class SiteAdministration(admin.AdminSite):
    site_header = "Transfert de savoir-faire"
    site_title = "Administration"
    index_title = "Administration"

    def has_permission(self, request: HttpRequest) -> bool:
        """Pilot team and administrators; the second factor is held by comptes.middleware.SecondFacteurExige."""
        return request.user.is_authenticated and request.user.is_active and request.user.is_staff

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the sections of the team, for those who are of it."""
        equipe = est_pilote(request.acteur)
        return {**super().each_context(request), "sections_equipe": _sections(request) if equipe else []}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The morning of the team, then the parameters; administrators see the parameters alone."""
        acteur = request.acteur
        contexte = {"matinee": matinee(acteur) if est_pilote(acteur) else None, "jour": horloge.aujourdhui()}
        return super().index(request, {**contexte, **(extra_context or {})})

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The platform's own login page in the place of Django's; 403 for somebody signed in who is not of the staff."""
        if self.has_permission(request):
            return redirect("admin:index")
        return secure_admin_login(super().login)(request, extra_context)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The platform's own page in the place of Django's."""
        return redirect("account_change_password")


def _sections(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the sections with their address, and which one the page belongs to."""
    accueil = reverse("admin:index")
    sections = [(libelle, reverse(route)) for libelle, route in SECTIONS]
    return [
        {
            "libelle": libelle,
            "adresse": adresse,
            "est_courante": request.path == adresse or (adresse != accueil and request.path.startswith(adresse)),
        }
        for libelle, adresse in sections
    ]
