"""All addresses of the platform."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("socle.urls")),
    path("", include("comptes.urls")),
    path("", include("accueil.urls")),
    path("", include("candidatures.urls")),
    path("", include("accompagnements.urls")),
    path("", include("conventions.urls")),
    path("", include("evaluations.urls")),
    # Before admin/: pages of ours in the admin's frame, under the same door.
    path("", include("mentors.urls")),
    path("", include("pilotage.urls")),
    path("referentiel/", include("referentiel.urls")),
    path("compte/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
if settings.TSF_DEMO:
    urlpatterns.append(path("demo/", include("exploitation.urls")))

handler400 = "socle.views.requete_incorrecte"
handler403 = "socle.views.acces_refuse"
handler404 = "socle.views.page_absente"
handler500 = "socle.views.erreur_interne"
