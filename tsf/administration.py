"""The admin site: Django's own, behind the platform's login and second factor."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest


class SiteAdministration(admin.AdminSite):
    site_header = "Transfert de savoir-faire"
    site_title = "Administration"
    index_title = "La matinée de l’équipe"

    def has_permission(self, request: HttpRequest) -> bool:
        """Pilot team and administrators; the second factor is held by comptes.middleware.SecondFacteurExige."""
        return request.user.is_authenticated and request.user.is_active and request.user.is_staff

    login = secure_admin_login(admin.AdminSite.login)
