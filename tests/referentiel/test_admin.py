"""The référentiel in the admin: texts are edited, nothing is deleted."""

from http import HTTPStatus

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from referentiel.models import Alignement, Competence, Domaine, Indicateur, Version
from referentiel.regles import mots_cherches
from tests.fabriques import CompetenceFactory, DomaineFactory, IndicateurFactory, PersonneFactory
from tests.navigation import connecter

pytestmark = pytest.mark.django_db
MODELES = [Domaine, Competence, Version]


@pytest.fixture
def equipe(client, referentiel, pilote):
    connecter(client, pilote.personne)
    return client


def _adresse(modele, action: str, *args: int) -> str:
    return reverse(f"admin:referentiel_{modele._meta.model_name}_{action}", args=args)


def _lignes(prefixe: str, *lignes: dict) -> dict[str, object]:
    """Return the fields of an inline form set; lines with an id are those that exist."""
    connues = sum("id" in ligne for ligne in lignes)
    champs = {f"{prefixe}-TOTAL_FORMS": len(lignes), f"{prefixe}-INITIAL_FORMS": connues}
    return {**champs, **{f"{prefixe}-{n}-{nom}": valeur for n, ligne in enumerate(lignes) for nom, valeur in ligne.items()}}


@pytest.mark.parametrize("modele", MODELES)
def test_l_equipe_ouvre_les_pages(equipe, modele):
    objet = modele.objects.first()
    for adresse in (_adresse(modele, "changelist"), _adresse(modele, "add"), _adresse(modele, "change", objet.pk)):
        assert equipe.get(adresse).status_code == HTTPStatus.OK


@pytest.mark.parametrize("modele", MODELES)
def test_rien_ne_se_supprime(equipe, modele):
    objet = modele.objects.first()
    adresse = _adresse(modele, "delete", objet.pk)
    assert equipe.post(adresse, {"post": "yes"}).status_code == HTTPStatus.FORBIDDEN
    assert "delete_selected" not in equipe.get(_adresse(modele, "changelist")).content.decode()
    assert modele.objects.filter(pk=objet.pk).exists()


@pytest.mark.parametrize("trait", [{}, {"comite": True}])
def test_les_autres_n_entrent_pas(client, referentiel, trait):
    client.force_login(PersonneFactory(**trait))
    competence = Competence.objects.first()
    for adresse in (_adresse(Competence, "changelist"), _adresse(Competence, "archiver", competence.pk)):
        assert client.get(adresse).status_code != HTTPStatus.OK
    client.post(_adresse(Competence, "archiver", competence.pk), {"remplacee_par": ""})
    assert Competence.objects.get(pk=competence.pk).est_active


def test_une_competence_reformulee_se_retrouve_par_ses_nouveaux_mots(equipe):
    competence = Competence.objects.get(code="01.1")
    indicateur = competence.indicateurs.get()
    envoi = {"nom": "Écrire son projet", "rang": 1, "code": "99.9", **_lignes("alignements")}
    envoi |= _lignes(
        "indicateurs",
        {"id": indicateur.pk, "competence": competence.pk, "texte": "projet relu", "rang": 1},
        {"texte": "présenté au trombone", "rang": 2},
    )
    reponse = equipe.post(_adresse(Competence, "change", competence.pk), envoi)
    assert reponse.status_code == HTTPStatus.FOUND
    competence.refresh_from_db()
    assert (competence.code, competence.nom) == ("01.1", "Écrire son projet")
    for saisie in ("écrire", "trombone"):
        assert list(Competence.objects.all().contenant(mots_cherches(saisie))) == [competence]


def test_un_domaine_renomme_est_indexe_de_nouveau(equipe):
    domaine = Domaine.objects.get(code="D11")
    connus = [{"id": ligne.pk, "cadre": "ROME", "version": "v3", "code": ligne.code, "libelle": ligne.libelle, "relation": "large"}
              for ligne in domaine.alignements.all()]  # fmt: skip
    equipe.post(_adresse(Domaine, "change", domaine.pk), {"nom": "Climat", "rang": 11, **_lignes("alignements", *connus)})
    assert Competence.objects.all().contenant(["climat"]).count() == 5
    assert Alignement.objects.get(domaine=domaine).code == "H1302"


def test_une_nouvelle_competence_suit_son_domaine(equipe):
    domaine = Domaine.objects.get(code="D11")
    envoi = {"domaine": domaine.pk, "nom": "Jouer du trombone", "rang": 6, **_lignes("alignements")}
    envoi |= _lignes("indicateurs", {"texte": "concert tenu", "rang": 1})
    refus = equipe.post(_adresse(Competence, "add"), {**envoi, "code": "12.7"})
    assert "Le code commence par le numéro de son domaine" in refus.content.decode()
    assert equipe.post(_adresse(Competence, "add"), {**envoi, "code": "11.6"}).status_code == HTTPStatus.FOUND
    nouvelle = Competence.objects.get(code="11.6")
    assert nouvelle.est_active
    assert Indicateur.objects.get(competence=nouvelle).texte == "concert tenu"
    assert list(Competence.objects.all().contenant(["trombone", "ecologique"])) == [nouvelle]


@pytest.mark.parametrize(("saisie", "nombre"), [("Trésorerie", 1), ("tresorerie", 1), ("trombone", 0), ("", 75)])
def test_la_recherche_de_la_liste_ignore_les_accents(equipe, saisie, nombre):
    page = equipe.get(_adresse(Competence, "changelist"), {"q": saisie})
    assert page.context["cl"].result_count == nombre


def test_archiver_demande_ce_qui_remplace(equipe):
    ancienne, nouvelle = Competence.objects.get(code="01.1"), Competence.objects.get(code="01.2")
    fiche = equipe.get(_adresse(Competence, "change", ancienne.pk)).content.decode()
    assert f'href="{_adresse(Competence, "archiver", ancienne.pk)}"' in fiche
    assert "Rétablir la compétence" not in fiche
    page = equipe.get(_adresse(Competence, "archiver", ancienne.pk))
    assert 'optgroup label="Gestion et administration"' in page.content.decode()
    assert Competence.objects.get(pk=ancienne.pk).est_active
    reponse = equipe.post(_adresse(Competence, "archiver", ancienne.pk), {"remplacee_par": nouvelle.pk})
    assert reponse.status_code == HTTPStatus.FOUND
    ancienne.refresh_from_db()
    assert (ancienne.est_active, ancienne.remplacee_par) == (False, nouvelle)


def test_archiver_deux_fois_ou_par_elle_meme_est_refuse_en_francais(equipe):
    competence = Competence.objects.get(code="01.1")
    adresse = _adresse(Competence, "archiver", competence.pk)
    messages = [
        str(message)
        for envoi in ({"remplacee_par": competence.pk}, {"remplacee_par": ""}, {"remplacee_par": ""})
        for message in get_messages(equipe.post(adresse, envoi).wsgi_request)
    ]
    assert "Une compétence ne se remplace pas elle-même : choisissez-en une autre, ou aucune." in messages
    assert "La compétence 01.1 est archivée." in messages
    assert messages[-1].startswith("C’était déjà fait")


def test_une_archivee_se_retablit_par_son_bouton(equipe):
    competence = Competence.objects.get(code="01.1")
    equipe.post(_adresse(Competence, "archiver", competence.pk), {"remplacee_par": ""})
    assert "Rétablir la compétence" in equipe.get(_adresse(Competence, "change", competence.pk)).content.decode()
    adresse = _adresse(Competence, "retablir", competence.pk)
    equipe.get(adresse)
    assert not Competence.objects.get(pk=competence.pk).est_active
    equipe.post(adresse)
    assert Competence.objects.get(pk=competence.pk).est_active


def test_une_remplacante_inconnue_est_refusee_sur_la_page(equipe):
    competence = Competence.objects.get(code="01.1")
    page = equipe.post(_adresse(Competence, "archiver", competence.pk), {"remplacee_par": "99999"})
    assert page.status_code == HTTPStatus.OK
    assert page.context["form"].errors["remplacee_par"]


@pytest.mark.parametrize("nombre", [1, 3])
def test_les_listes_coutent_autant_pour_une_ou_trois_lignes(client, pilote, django_assert_num_queries, nombre):
    connecter(client, pilote.personne)
    domaine = DomaineFactory()
    for competence in CompetenceFactory.create_batch(nombre, domaine=domaine):
        IndicateurFactory(competence=competence)
    for modele, requetes in ((Competence, 7), (Domaine, 6)):
        with django_assert_num_queries(requetes):
            client.get(_adresse(modele, "changelist"))
