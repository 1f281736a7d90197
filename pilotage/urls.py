"""Addresses of the application: pages in the frame of the admin, reports in the space of the committee."""

from django.urls import path

from .views import criteres, dossier, lot, rapports, triage

app_name = "pilotage"
urlpatterns = [
    path("admin/dossiers/", triage.dossiers, name="dossiers"),
    path("admin/dossiers/lot/", lot.lot, name="lot"),
    path("admin/dossiers/<reference:numero>/", dossier.dossier, name="dossier"),
    path("admin/dossiers/<reference:numero>/pieces/<int:pk>/", dossier.piece, name="piece"),
    path("admin/dossiers/<reference:numero>/fil/<uuid:uuid>/", dossier.piece_du_fil, name="piece-du-fil"),
    path("admin/dossiers/<reference:numero>/convention/", dossier.convention, name="convention"),
    path("admin/dossiers/<reference:numero>/criteres/<slug:critere>/", criteres.apprecier, name="apprecier"),
    path("admin/dossiers/<reference:numero>/partie/<slug:nom>/", dossier.partie, name="partie"),
    path("admin/dossiers/<reference:numero>/<slug:code>/", dossier.geste, name="geste"),
    path("admin/rapports/", rapports.rapports, name="rapports"),
    path("admin/rapports/<int:pk>/", rapports.rapport, name="rapport"),
    path("admin/rapports/<int:pk>/arreter/", rapports.annuler, name="arreter-rapport"),
    path("comite/rapports/", rapports.comite_rapports, name="comite-rapports"),
    path("comite/rapports/<int:pk>/rapport.pdf", rapports.rapport_pdf, name="rapport-pdf"),
]
