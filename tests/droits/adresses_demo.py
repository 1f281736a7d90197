"""The addresses of the platform in demo mode: this run has it off, so its own are added here."""

from django.urls import include, path

from tsf.urls import handler400, handler403, handler404, handler500
from tsf.urls import urlpatterns as sans_la_demo

urlpatterns = [*sans_la_demo, path("demo/", include("exploitation.urls"))]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
