"""Addresses of the application: pages in the frame of the admin, reports in the space of the committee."""

from django.urls import path

from .views import budget, criteres, dossier, lot, rapports, triage

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
    path("admin/budget/", budget.equipe_budget, name="budget"),
    path("admin/budget/lignes/<int:pk>/", budget.equipe_ligne, name="budget-ligne"),
    path("admin/budget/<slug:edition>/<slug:quoi>/", budget.equipe_compte, name="budget-compte"),
    path("comite/budget/", budget.comite_budget, name="comite-budget"),
    path("comite/budget/lignes/<int:pk>/", budget.comite_ligne, name="comite-budget-ligne"),
    path("comite/budget/<slug:edition>/<slug:quoi>/", budget.comite_compte, name="comite-budget-compte"),
    path("admin/rapports/", rapports.rapports, name="rapports"),
    path("admin/rapports/<int:pk>/", rapports.rapport, name="rapport"),
    path("admin/rapports/<int:pk>/arreter/", rapports.annuler, name="arreter-rapport"),
    path("comite/rapports/", rapports.comite_rapports, name="comite-rapports"),
    path("comite/rapports/<int:pk>/rapport.pdf", rapports.rapport_pdf, name="rapport-pdf"),
]
