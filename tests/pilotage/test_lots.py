"""Several files at once: what is said before, what is done, what is refused, what a second click does."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from candidatures import actions
from candidatures.models import Candidature
from comptes.models import Instance
from pilotage import lots
from socle import horloge
from socle.courriels import apercu
from socle.models import Courriel, Deport
from tests import parcours
from tests.navigation import connecte
from tests.parcours import acteur

pytestmark = pytest.mark.django_db
LISTE = "/admin/dossiers/"


def lot(geste: str, *numeros: str, **autres: object) -> str:
    return f"{reverse('pilotage:lot')}?{urlencode({'geste': geste, 'dossier': numeros, **autres}, doseq=True)}"


def annonces(reponse) -> list[tuple[str, str]]:
    return [(message.level_tag, str(message)) for message in get_messages(reponse.wsgi_request)]


def test_la_page_dit_dossier_par_dossier_ce_qui_sera_fait(pilote):
    prete, faite = parcours.candidature(), parcours.candidature("recevable", rang=1)
    page = pilote.get(lot("declarer-recevable", prete.numero, faite.numero, "DOS-2026-9999")).text
    assert "Déclarer ces 3 candidatures recevables" in page
    assert "1 dossier</h2>" in page
    assert "Cette action n’est plus possible" in page
    assert lots.INTROUVABLE in page
    assert Candidature.objects.get(pk=prete.pk).etat == "deposee"


def test_le_premier_courriel_du_lot_se_lit_avant_de_partir(pilote):
    numeros = [parcours.candidature(rang=rang).numero for rang in range(3)]
    adresse = lot("declarer-recevable", *numeros)
    assert "Ils paraîtront ici, tels qu’ils partiront." in pilote.get(adresse).text
    avant = Courriel.objects.count()
    for page in (pilote.post(adresse, {"apercu": "1"}), pilote.post(f"{adresse}&apercu")):
        [exemple] = page.context["exemples"]
        assert (exemple.numero, exemple.autres, Courriel.objects.count()) == (numeros[0], 2, avant)
        assert "les 2 autres sont faits sur le même modèle" in page.text
        assert exemple.courriels[0].sujet in page.text.replace("&#x27;", "'")
    assert set(Candidature.objects.values_list("etat", flat=True)) == {"deposee"}
    pilote.post(adresse)
    partis = Courriel.objects.filter(dossier__numero=numeros[0], gabarit="candidatures/recevable")
    assert [(montre.sujet, montre.corps) for montre in exemple.courriels] == [apercu(parti) for parti in partis]


def test_un_courriel_a_plusieurs_personnes_se_lit_une_fois(pilote):
    parcours.membre_du_comite("comite@exemple.test")
    parcours.membre_du_comite("autre-comite@exemple.test")
    page = pilote.post(lot("demander-les-avis", parcours.candidature().numero), {"apercu": "1"})
    [exemple] = page.context["exemples"]
    assert [montre.destinataire.count(" ; le même à ") for montre in exemple.courriels] == [1]
    assert "/l/" not in exemple.courriels[0].corps


def test_chaque_decision_du_lot_montre_son_courriel(pilote):
    equipe = acteur(parcours.pilote())
    refusees = [
        actions.refuser(parcours.candidature("diagnostiquee", rang=rang), motif="Un autre soutien.", acteur=equipe) for rang in range(2)
    ]
    attente = actions.mettre_en_attente(parcours.candidature("diagnostiquee", rang=2), acteur=equipe)
    page = pilote.post(lot("annoncer-les-decisions", *(candidature.numero for candidature in (*refusees, attente))), {"apercu": "1"})
    assert [(exemple.numero, exemple.autres) for exemple in page.context["exemples"]] == [(refusees[0].numero, 1), (attente.numero, 0)]
    assert Courriel.objects.filter(etat="retenu").count() == 3


def test_un_lot_qui_n_ecrit_a_personne_n_annonce_aucun_courriel(pilote):
    numero = parcours.candidature().numero
    annoncent = {code for code in lots.PAR_CODE if "Ce qui partira" in pilote.get(lot(code, numero)).text}
    assert annoncent == {"declarer-recevable", "demander-les-avis"}


def test_un_refus_n_empeche_pas_les_autres(pilote):
    prete, faite, prete_aussi = parcours.candidature(), parcours.candidature("diagnostiquee", rang=1), parcours.candidature(rang=2)
    adresse = lot("declarer-recevable", prete.numero, faite.numero, prete_aussi.numero, retour="q=festival")
    reponse = pilote.post(adresse)
    assert reponse.url == f"{LISTE}?q=festival"
    faits, refuses = annonces(reponse)
    assert faits == ("success", "2 candidatures déclarées recevables.")
    assert refuses[0] == "error"
    assert refuses[1].startswith(f"1 refusé. {faite.numero} : Cette action n’est plus possible")
    assert Courriel.objects.filter(gabarit="candidatures/recevable").count() == 3


def test_deux_clics_n_en_font_qu_un(pilote):
    numeros = [parcours.candidature(rang=rang).numero for rang in range(2)]
    adresse = lot("declarer-recevable", *numeros)
    pilote.get(pilote.post(adresse).url)
    partis = Courriel.objects.count()
    assert annonces(pilote.post(adresse)) == [("info", f"C’était déjà fait : {', '.join(numeros)}.")]
    assert Courriel.objects.count() == partis


def test_confier_en_lot(pilote):
    numeros = [parcours.candidature(rang=rang).numero for rang in range(2)]
    collegue = parcours.personne("yan@exemple.test", prenom="Yan", nom="Le Goff", instance=Instance.PILOTE)
    adresse = lot("confier", *numeros, personne=collegue.pk)
    assert "Yan Le Goff les retrouvera" in pilote.get(adresse).text
    assert annonces(pilote.post(adresse)) == [("success", "2 dossiers confiés.")]
    assert set(Candidature.objects.values_list("suivie_par", flat=True)) == {collegue.pk}
    assert numeros[0] in connecte(collegue).get(f"{LISTE}?suivi=moi").text
    assert numeros[0] not in pilote.get(f"{LISTE}?suivi=moi").text
    assert lots.DEJA in pilote.get(adresse).text


def test_demander_les_avis_en_lot(pilote):
    membres = [parcours.membre_du_comite(), parcours.membre_du_comite("autre-comite@exemple.test")]
    ouverte, decidee = parcours.candidature(), parcours.candidature("refusee", rang=1)
    adresse = lot("demander-les-avis", ouverte.numero, decidee.numero)
    assert "les avis sont clos" in pilote.get(adresse).text
    faits, refuses = annonces(pilote.post(adresse))
    assert faits == ("success", "Avis demandés sur 1 candidature.")
    assert decidee.numero in refuses[1]
    assert set(ouverte.avis.values_list("personne", flat=True)) == {membre.pk for membre in membres}
    assert "0 avis rendu sur 2" in pilote.get(LISTE).text
    assert annonces(pilote.post(lot("demander-les-avis", ouverte.numero)))[-1] == ("info", f"C’était déjà fait : {ouverte.numero}.")


def test_envoyer_les_decisions_retenues_en_lot(pilote):
    equipe = acteur(parcours.pilote())
    retenues = [
        actions.refuser(parcours.candidature("diagnostiquee", rang=rang), motif="Un autre dispositif.", acteur=equipe) for rang in range(2)
    ]
    sans = parcours.candidature(rang=2)
    adresse = lot("annoncer-les-decisions", *(candidature.numero for candidature in (*retenues, sans)))
    assert "Aucune décision n’attend d’être annoncée" in pilote.get(adresse).text
    faits, refuses = annonces(pilote.post(adresse))
    assert (faits[1], sans.numero in refuses[1]) == ("2 décisions envoyées.", True)
    assert Courriel.objects.filter(gabarit="candidatures/refusee", etat="a_envoyer").count() == 2
    deja = annonces(pilote.post(lot("annoncer-les-decisions", retenues[0].numero)))[-1]
    assert deja == ("info", f"C’était déjà fait : {retenues[0].numero}.")


def test_on_ne_confie_pas_un_dossier_a_qui_s_en_est_deporte(pilote):
    candidature, libre = parcours.candidature(), parcours.candidature(rang=1)
    collegue = parcours.personne("yan@exemple.test", prenom="Yan", nom="Le Goff", instance=Instance.PILOTE)
    Deport.objects.create(dossier=candidature.dossier, personne=collegue, declare_le=horloge.maintenant())
    adresse = lot("confier", candidature.numero, libre.numero, personne=collegue.pk)
    assert "Le Goff ne peut pas suivre ce dossier" in pilote.get(adresse).text
    faits, refuses = annonces(pilote.post(adresse))
    assert faits == ("success", "1 dossier confié.")
    assert candidature.numero in refuses[1]


def test_un_dossier_cache_est_introuvable_dans_un_lot(pilote):
    candidature = parcours.candidature()
    Deport.objects.create(dossier=candidature.dossier, personne=parcours.pilote(), declare_le=horloge.maintenant())
    for geste in lots.PAR_CODE:
        page = pilote.get(lot(geste, candidature.numero)).text
        assert lots.INTROUVABLE in page
        assert candidature.intitule not in page
        assert annonces(pilote.post(lot(geste, candidature.numero)))[-1] == (
            "error",
            f"1 refusé. {candidature.numero} : {lots.INTROUVABLE}",
        )
    assert Candidature.objects.get(pk=candidature.pk).etat == "deposee"


@pytest.mark.parametrize(
    ("adresse", "phrase"),
    [
        (lot("confier"), "Cochez au moins un dossier dans la liste."),
        (lot("effacer", "DOS-2026-0001"), "Choisissez ce qu’il faut faire des dossiers cochés."),
        (lot("confier", *(f"DOS-2026-{rang:04d}" for rang in range(101))), "100 dossiers au plus à la fois : cochez-en moins."),
        (lot("confier", "DOS-2026-0001", personne=999), "Cette personne ne fait plus partie de l’équipe : choisissez quelqu’un d’autre."),
    ],
)
def test_ce_qui_manque_se_dit_sur_la_liste(pilote, adresse, phrase):
    for reponse in (pilote.get(adresse), pilote.post(adresse)):
        assert reponse.url == LISTE
        assert annonces(reponse)[-1] == ("error", phrase)


def test_la_session_se_termine_avant_le_second_bouton(client):
    numero = parcours.candidature().numero
    adresse = lot("declarer-recevable", numero)
    assert client.post(adresse).url.startswith("/compte/login/?next=/admin/dossiers/lot/%3Fgeste%3Ddeclarer-recevable")


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_page_d_un_lot_coute_autant_pour_un_dossier_que_pour_trois(pilote, nombre, django_assert_num_queries):
    adresse = lot("declarer-recevable", *(parcours.candidature(rang=rang).numero for rang in range(nombre)))
    pilote.get(adresse)
    with django_assert_num_queries(6):
        assert pilote.get(adresse).status_code == 200


def test_confier_depuis_le_dossier(pilote):
    candidature = parcours.candidature()
    adresse = reverse("pilotage:geste", args=[candidature.numero, "confier"])
    assert "Claire Vidal" in pilote.get(adresse).text
    pilote.post(adresse, {"personne": parcours.pilote().pk})
    assert Candidature.objects.get(pk=candidature.pk).suivie_par == parcours.pilote()
    assert candidature.dossier.evenements.get(code="confier").details == {"a": parcours.pilote().pk}
    pilote.post(adresse, {"personne": ""})
    assert Candidature.objects.get(pk=candidature.pk).suivie_par is None


def test_seul_un_membre_de_l_equipe_suit_un_dossier(pilote):
    adresse = reverse("pilotage:geste", args=[parcours.candidature().numero, "confier"])
    assert "ne fait plus partie de l’équipe" in pilote.post(adresse, {"personne": parcours.membre_du_comite().pk}).text


def test_les_tris_suivent_ce_que_dit_la_ligne(horloge):
    parcours.candidature(rang=0, raison_sociale="Zèbre")
    parcours.proposition("envoyee", candidature_=parcours.candidature("acceptee", rang=1, raison_sociale="Écho"))
    parcours.candidature("refusee", rang=2, raison_sociale="Abeille")
    parcours.candidature("ajournee", rang=4, raison_sociale="Grillon")
    parcours.candidature("complement_demande", rang=5)
    horloge.avancer(timedelta(days=2))
    parcours.candidature("recevable", rang=3, raison_sociale="Moineau")
    navigateur = connecte(parcours.pilote())

    def lues(tri: str) -> list:
        return navigateur.get(f"{LISTE}?tri={tri}").context["lignes"]

    noms = ["Abeille", "Écho", "Grillon", "Moineau", "Structure 5", "Zèbre"]
    assert [str(ligne.candidature.structure) for ligne in lues("structure")] == noms
    assert [str(ligne.candidature.structure) for ligne in lues("-structure")] == noms[::-1]
    attentes = [ligne.attend_jours for ligne in lues("-age")]
    assert attentes == sorted(attentes, reverse=True) == [ligne.attend_jours for ligne in lues("age")][::-1]
    echeances = [ligne.suite.echeance for ligne in lues("echeance")]
    dues = [echeance for echeance in echeances if echeance]
    assert len(dues) == 5
    assert echeances == [*sorted(dues), None]
    assert [ligne.suite.echeance for ligne in lues("-echeance")] == [*sorted(dues, reverse=True), None]
    page = navigateur.get(f"{LISTE}?tri=-age&q=a").text
    assert 'aria-sort="descending"' in page
    assert 'href="?q=a&amp;tri=age"' in page


@pytest.mark.parametrize(
    "mots",
    ["55208131700018", "552 081 317", "belkacem", "NADIA belkacem", "tresorerie tendue", "pole", "porteuse2@exemple.test", "structure 2"],
)
def test_la_recherche_lit_tout_ce_qui_designe_une_demande(pilote, mots):
    numero = parcours.candidature(rang=2).numero
    assert numero in pilote.get(LISTE, {"q": mots}).text
    assert numero not in pilote.get(LISTE, {"q": f"{mots} introuvable"}).text


@pytest.mark.parametrize(("filtre", "trouve"), [("suivi=personne", True), ("suivi=moi", False), ("suivi=0", True), ("tri=faux", True)])
def test_les_filtres_du_suivi(pilote, filtre, trouve):
    numero = parcours.candidature().numero
    assert (numero in pilote.get(f"{LISTE}?{filtre}").text) is trouve


def test_le_filtre_d_un_appel(pilote):
    candidature = parcours.candidature()
    autre = parcours.appel("mentorat")
    assert candidature.numero in pilote.get(f"{LISTE}?appel={candidature.appel_id}").text
    assert candidature.numero not in pilote.get(f"{LISTE}?appel={autre.pk}").text
