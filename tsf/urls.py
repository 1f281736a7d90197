"""All addresses of the platform."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("socle.urls")),
    path("", include("comptes.urls")),
    path("compte/", include("allauth.urls")),
    path("referentiel/", include("referentiel.urls")),
    path("admin/", admin.site.urls),
]
handler400 = "socle.views.requete_incorrecte"
handler403 = "socle.views.acces_refuse"
handler404 = "socle.views.page_absente"
handler500 = "socle.views.erreur_interne"
