"""Puts the platform's admin site in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class ConfigurationAdministration(AdminConfig):
    default_site = "tsf.administration.SiteAdministration"
