"""Where a request stands, said to the applicant."""

import uuid
from datetime import timedelta

import pytest

from candidatures import actions, lectures
from candidatures.lectures import Qui
from candidatures.models import VIVANTES, Appel, Candidature
from socle.acteurs import SYSTEME
from socle.workflow import franchir
from tests import parcours

pytestmark = pytest.mark.django_db
Etat = Candidature.Etat
SITUATIONS = {
    Etat.BROUILLON: (Qui.VOUS, None, "Votre brouillon vous attend : complétez-le, puis envoyez-le."),
    Etat.DEPOSEE: (
        Qui.EQUIPE,
        10,
        "Votre candidature est arrivée. L’équipe vérifie qu’elle remplit les conditions de l’appel et vous répond par courriel.",
    ),
    Etat.COMPLEMENT_DEMANDE: (
        Qui.VOUS,
        10,
        "L’équipe vous demande un complément : elle reprend l’étude de votre candidature dès votre réponse.",
    ),
    Etat.RECEVABLE: (
        Qui.EQUIPE,
        15,
        "Votre candidature est recevable. L’équipe vous appelle pour le diagnostic : un entretien qui précise votre question.",
    ),
    Etat.IRRECEVABLE: (Qui.PERSONNE, None, "Votre candidature ne remplit pas les conditions de l’appel : elle s’arrête ici."),
    Etat.DIAGNOSTIQUEE: (Qui.EQUIPE, 10, "L’entretien de diagnostic a eu lieu. L’équipe prend sa décision et vous la donne par courriel."),
    Etat.ACCEPTEE: (
        Qui.PERSONNE,
        None,
        "Votre candidature est acceptée. Personne-ressource, convention, séances : votre espace dit à chaque étape qui agit.",
    ),
    Etat.EN_LISTE_ATTENTE: (
        Qui.EQUIPE,
        None,
        "Votre candidature est en liste d’attente. L’équipe vous écrit dès qu’une place se libère ; vous n’avez rien à faire d’ici là. "
        "Elle occupe aujourd’hui la 1re place de la liste pour ce dispositif.",
    ),
    Etat.AJOURNEE: (
        Qui.EQUIPE,
        60,
        "Votre candidature est ajournée. L’équipe la reprend le jour dit ; vous n’avez rien à envoyer d’ici là.",
    ),
    Etat.REFUSEE: (Qui.PERSONNE, None, "Votre candidature n’a pas été retenue."),
    Etat.REORIENTEE: (Qui.PERSONNE, None, "Votre candidature est réorientée : un autre soutien répondra mieux à votre question."),
    Etat.SANS_SUITE: (Qui.PERSONNE, None, "Votre candidature est classée sans suite."),
    Etat.RETIREE: (Qui.PERSONNE, None, "Cette candidature a été retirée à votre demande : plus personne n’y travaille."),
    Etat.CLOSE: (Qui.PERSONNE, None, "L’accompagnement est terminé, ses évaluations aussi. Merci d’y avoir pris part."),
}


def en(etat: str) -> Candidature:
    if etat == Etat.CLOSE:
        return franchir(parcours.candidature("acceptee"), "clore", acteur=SYSTEME)
    return parcours.candidature(etat)


@pytest.mark.parametrize("etat", Etat.values)
def test_chaque_etat_se_dit_en_une_phrase(etat, horloge):
    qui, jours, phrase = SITUATIONS[etat]
    action = lectures.prochaine_action(en(etat))
    assert (str(action), action.qui, action.en_retard) == (phrase, qui, False)
    assert action.avant == (horloge.aujourdhui() + timedelta(days=jours) if jours else None)


def test_un_brouillon_presse_quand_l_appel_ferme(horloge):
    brouillon = parcours.brouillon()
    Appel.objects.update(ferme_le=horloge.maintenant() + timedelta(days=3))
    brouillon = Candidature.objects.get(pk=brouillon.pk)
    assert lectures.prochaine_action(brouillon).avant == horloge.aujourdhui() + timedelta(days=3)
    horloge.avancer(timedelta(days=4))
    ferme = lectures.prochaine_action(brouillon)
    assert (ferme.qui, ferme.avant) == (Qui.PERSONNE, None)
    assert str(ferme) == "L’appel est fermé : votre brouillon est gardé, mais il ne peut plus être envoyé."


def test_une_promesse_depassee_se_dit(horloge, client):
    candidature = parcours.candidature("deposee")
    horloge.avancer(timedelta(days=12))
    assert lectures.prochaine_action(candidature).en_retard
    client.force_login(candidature.porteur)
    assert "en retard de 2\xa0jours" in client.get(candidature.get_absolute_url()).content.decode()


def test_le_delai_court_depuis_l_entree_dans_l_etat(horloge):
    candidature = parcours.candidature("deposee")
    horloge.avancer(timedelta(days=5))
    candidature = actions.declarer_recevable(candidature, acteur=parcours.acteur(parcours.pilote()))
    assert lectures.prochaine_action(candidature).avant == horloge.aujourdhui() + timedelta(days=15)


def test_la_liste_lit_les_dates_avec_les_lignes(django_assert_num_queries):
    for rang in range(3):
        parcours.candidature("recevable", rang=rang)
    with django_assert_num_queries(1):
        actions_lues = [lectures.prochaine_action(c) for c in Candidature.objects.visibles_par(SYSTEME).pour_liste()]
    assert len(actions_lues) == 3


def test_la_frise_d_une_candidature_deposee():
    etapes = lectures.frise(parcours.candidature("deposee"))
    assert [(etape.libelle, etape.place, bool(etape.le), bool(etape.avant)) for etape in etapes] == [
        ("Candidature envoyée", "fait", True, False),
        ("Étude de la recevabilité", "ici", False, True),
        ("Entretien de diagnostic", "avenir", False, False),
        ("Décision", "avenir", False, False),
        ("Accompagnement", "avenir", False, False),
    ]


@pytest.mark.parametrize(
    ("etat", "libelles"),
    [
        ("irrecevable", ["Candidature envoyée", "Candidature irrecevable"]),
        ("refusee", ["Candidature envoyée", "Candidature recevable", "Entretien de diagnostic", "Candidature non retenue"]),
        ("retiree", ["Candidature envoyée", "Candidature retirée"]),
        ("reorientee", ["Candidature envoyée", "Candidature recevable", "Candidature réorientée"]),
    ],
)
def test_une_candidature_arretee_n_a_plus_rien_devant_elle(etat, libelles):
    etapes = lectures.frise(parcours.candidature(etat))
    assert [etape.libelle for etape in etapes] == libelles
    assert {etape.place for etape in etapes} == {"fait"}


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_page_lit_autant_de_fois_la_base_pour_un_message_ou_trois(client, nombre, django_assert_num_queries):
    candidature = parcours.candidature("acceptee")
    for _ in range(nombre):
        actions.ecrire_message(candidature, texte="Bonjour", cle=uuid.uuid4(), acteur=parcours.acteur(candidature.porteur))
    client.force_login(candidature.porteur)
    client.get(candidature.get_absolute_url())
    with django_assert_num_queries(12):
        page = client.get(candidature.get_absolute_url()).content.decode()
    assert "Construire un budget de festival qui tient" in page
    assert "2\xa0demi-journées de transfert de savoir-faire" in page


@pytest.mark.parametrize("etat", [etat for etat in Etat.values if etat not in ("brouillon", "close")])
def test_la_page_existe_dans_chaque_etat(client, etat):
    candidature = parcours.candidature(etat)
    client.force_login(candidature.porteur)
    page = client.get(candidature.get_absolute_url()).content.decode()
    retrait = f"{candidature.get_absolute_url()}retirer/"
    assert (retrait in page) == (etat in VIVANTES)
    assert client.get(retrait).status_code == (200 if retrait in page else 302)
