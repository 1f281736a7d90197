"""The form judges each answer, with one sentence at the field."""

from datetime import timedelta

import pytest

from candidatures.demande import NiveauVoulu, PersonneAccompagnee
from candidatures.forms import Formulaire, retenir
from candidatures.forms.formulaire import NOMS
from programme.models import Dispositif
from referentiel import actions
from referentiel.models import Competence
from tests import parcours


def erreurs(formulaire: Formulaire) -> dict[str, list[str]]:
    """Return every error by the name of its field in the page."""
    trouvees: dict[str, list[str]] = {}
    for partie in formulaire.parties:
        partie.is_valid()
        for form in getattr(partie, "forms", [partie]):
            trouvees |= {form.add_prefix(nom): list(phrases) for nom, phrases in form.errors.items()}
    return trouvees


def juger(brouillon, saisie, **autres: str | None) -> Formulaire:
    """Bind the form to a good answer where some fields are changed, or left out (None)."""
    changee = {nom: valeur for nom, valeur in {**saisie, **autres}.items() if valeur is not None}
    return Formulaire(brouillon, retenir(changee), juger=True)


def test_une_saisie_complete_devient_une_demande(brouillon, saisie):
    formulaire = juger(brouillon, saisie)
    assert not formulaire.a_reprendre
    demande = formulaire.demande()
    assert demande.siret == "77567000300018"
    assert (demande.departement_code, demande.demi_journees) == ("34", 2)
    assert demande.participants == [PersonneAccompagnee("Nadia", "Belkacem", "nadia@exemple.test", "Administratrice", "cdi")]
    assert demande.objectifs == ["Poser un budget par pôle", "Suivre la trésorerie"]
    budget, dates = int(saisie["competences-0-competence"]), int(saisie["competences-1-competence"])
    assert demande.niveaux == [NiveauVoulu(budget, 1, 3), NiveauVoulu(dates, 0, 2)]


EXIGES = {
    "siret": "Indiquez le SIRET de la structure.",
    "raison_sociale": "Indiquez le nom de la structure.",
    "type_structure": "Choisissez l’activité principale de la structure.",
    "code_postal": "Indiquez le code postal.",
    "commune": "Indiquez la commune de la structure.",
    "departement": "Choisissez le département de la structure.",
    "fonction_porteur": "Indiquez votre fonction dans la structure.",
    "participants-0-prenom": "Indiquez le prénom de la personne référente.",
    "participants-0-nom": "Indiquez le nom de la personne référente.",
    "participants-0-email": "Indiquez l’adresse électronique de la personne référente.",
    "participants-0-fonction": "Indiquez la fonction de la personne référente.",
    "participants-0-statut": "Choisissez le statut de la personne référente.",
    "intitule": "Écrivez votre question en une phrase.",
    "contexte": "Dites en quelques lignes ce qui se passe aujourd’hui.",
    "competences-0-competence": "Choisissez la compétence, ou effacez ses deux niveaux.",
    "competences-0-declare": "Indiquez le niveau d’aujourd’hui.",
    "competences-0-vise": "Indiquez le niveau visé.",
    "dispositif": "Choisissez un accompagnement.",
    "demi_journees": "Choisissez un nombre de demi-journées.",
    "verite": "Cochez cette case pour pouvoir envoyer.",
    "gratuite": "Cochez cette case pour pouvoir envoyer.",
    "information": "Cochez cette case pour pouvoir envoyer.",
}


@pytest.mark.parametrize("champ", EXIGES)
@pytest.mark.parametrize("vide", [None, "", "   "])
def test_une_reponse_attendue_qui_manque(brouillon, saisie, champ, vide):
    if vide == "   " and champ not in {"siret", "raison_sociale", "commune", "intitule", "contexte", "participants-0-nom"}:
        return
    assert erreurs(juger(brouillon, saisie, **{champ: vide})) == {champ: [EXIGES[champ]]}


MAUVAISES = {
    "siret": [
        ("775670003", "Le SIRET compte 14 chiffres, vous en avez saisi 9."),
        ("775 670 003 0001X", "Le SIRET ne contient que des chiffres : 14, par exemple 775 670 003 00018."),
        ("77567000300019", "Ce SIRET n’existe pas : un chiffre est sans doute mal recopié."),
    ],
    "code_postal": [
        ("3420", "Un code postal compte cinq chiffres, par exemple 31000."),
        ("34 200", "Un code postal compte cinq chiffres, par exemple 31000."),
        ("٣٤٢٠٠", "Un code postal compte cinq chiffres, par exemple 31000."),
    ],
    "departement": [
        (
            "ailleurs",
            "Le dispositif s’adresse aux structures installées dans l’un des treize départements d’Occitanie : "
            "une candidature venue d’ailleurs ne peut pas être envoyée.",
        ),
        ("75", "Choisissez une réponse de la liste."),
    ],
    "type_structure": [("banque", "Choisissez une réponse de la liste.")],
    "participants-0-email": [("nadia", "Cette adresse est incomplète ou mal écrite, par exemple : prenom.nom@structure.fr.")],
    "intitule": [("a" * 161, "Raccourcissez : 160 caractères au plus, il y en a 161.")],
    "contexte": [("a" * 2001, "Raccourcissez : 2000 caractères au plus, il y en a 2001.")],
    "objectifs-1-texte": [
        ("Contrats", "Dites ce que vous voulez savoir faire, par exemple : « Relire un contrat de cession et repérer ce qui se négocie ».")
    ],
    "competences-0-competence": [("999999", "Cette compétence n’est plus proposée : choisissez-en une autre.")],
    "competences-0-vise": [
        ("1", "Le niveau visé doit dépasser celui d’aujourd’hui : choisissez au moins 2."),
        ("0", "Le niveau visé doit dépasser celui d’aujourd’hui : choisissez au moins 2."),
        ("7", "Choisissez une réponse de la liste."),
    ],
    "dispositif": [("999999", "Choisissez une réponse de la liste.")],
    "demi_journees": [
        ("5", "« Transfert de savoir-faire », c’est de 1 à 4 demi-journées : vous en demandez 5."),
        ("beaucoup", "Choisissez une réponse de la liste."),
    ],
}


@pytest.mark.parametrize(("champ", "valeur", "phrase"), [(champ, *cas) for champ, liste in MAUVAISES.items() for cas in liste])
def test_une_reponse_fausse(brouillon, saisie, champ, valeur, phrase):
    assert erreurs(juger(brouillon, saisie, **{champ: valeur})) == {champ: [phrase]}


def test_la_meme_personne_deux_fois(brouillon, saisie):
    deuxieme = {"prenom": "Nadia", "nom": "Belkacem", "email": "NADIA@exemple.test ", "fonction": "Régie", "statut": "cdd"}
    formulaire = juger(brouillon, saisie, **{f"participants-1-{nom}": valeur for nom, valeur in deuxieme.items()})
    assert erreurs(formulaire) == {"participants-1-email": ["Cette adresse est déjà celle d’une autre personne : chacune a la sienne."]}


def test_une_deuxieme_personne_a_moitie_nommee(brouillon, saisie):
    assert erreurs(juger(brouillon, saisie, **{"participants-2-prenom": "Yanis"})) == {
        "participants-2-nom": ["Indiquez le nom de la troisième personne."],
        "participants-2-fonction": ["Indiquez la fonction de la troisième personne."],
        "participants-2-statut": ["Choisissez le statut de la troisième personne."],
    }


def test_une_deuxieme_personne_sans_adresse_est_acceptee(brouillon, saisie):
    troisieme = {"prenom": "Yanis", "nom": "Roca", "fonction": "Régie", "statut": "intermittent"}
    formulaire = juger(brouillon, saisie, **{f"participants-2-{nom}": valeur for nom, valeur in troisieme.items()})
    assert not formulaire.a_reprendre
    assert formulaire.demande().participants[1] == PersonneAccompagnee("Yanis", "Roca", "", "Régie", "intermittent")


def test_sans_aucun_objectif(brouillon, saisie):
    formulaire = juger(brouillon, saisie, **{"objectifs-0-texte": " ", "objectifs-1-texte": None})
    assert erreurs(formulaire) == {"objectifs-0-texte": ["Écrivez au moins un objectif."]}


def test_les_objectifs_se_suivent_meme_quand_une_place_reste_vide(brouillon, saisie):
    formulaire = juger(brouillon, saisie, **{"objectifs-0-texte": "", "objectifs-3-texte": "Tenir un plan de trésorerie"})
    assert not formulaire.a_reprendre
    assert formulaire.demande().objectifs == ["Suivre la trésorerie", "Tenir un plan de trésorerie"]


def test_une_seule_competence(brouillon, saisie):
    vide = {f"competences-1-{nom}": None for nom in ("competence", "declare", "vise")}
    assert erreurs(juger(brouillon, saisie, **vide)) == {"competences-1-competence": ["Choisissez au moins deux compétences."]}


def test_la_meme_competence_deux_fois(brouillon, saisie):
    formulaire = juger(brouillon, saisie, **{"competences-1-competence": saisie["competences-0-competence"]})
    assert erreurs(formulaire) == {"competences-1-competence": ["Cette compétence est déjà choisie plus haut : prenez-en une autre."]}


def test_une_competence_archivee_entre_temps(brouillon, saisie):
    actions.archiver(Competence.objects.get(code="02.1"), acteur=parcours.acteur(parcours.pilote()))
    assert erreurs(juger(brouillon, saisie)) == {
        "competences-0-competence": ["Cette compétence n’est plus proposée : choisissez-en une autre."]
    }


def test_un_dispositif_qui_ouvre_plus_tard_n_est_pas_propose(brouillon, saisie, horloge):
    Dispositif.objects.filter(pk=saisie["dispositif"]).update(ouvre_le=horloge.aujourdhui() + timedelta(days=1))
    assert erreurs(juger(brouillon, saisie)) == {"dispositif": ["Choisissez une réponse de la liste."]}


def test_le_mentorat_va_jusqu_a_huit_demi_journees(brouillon, saisie):
    mentorat = Dispositif.objects.get(edition=brouillon.appel.edition, code=Dispositif.Code.MENTORAT)
    assert not juger(brouillon, saisie, dispositif=str(mentorat.pk), demi_journees="8").a_reprendre


def test_une_ligne_collee_sur_plusieurs_lignes_redevient_une_ligne(brouillon, saisie):
    formulaire = juger(brouillon, saisie, intitule="Construire\r\nun  budget\x00 qui tient")
    assert not formulaire.a_reprendre
    assert formulaire.demande().intitule == "Construire un budget qui tient"


def test_on_ne_retient_que_les_champs_du_formulaire(brouillon):
    assert retenir({"siret": "1\x002", "etat": "acceptee", "csrfmiddlewaretoken": "x", "geste": "envoyer"}) == {"siret": "12"}


def test_le_nombre_de_places_ne_depend_pas_de_ce_qui_est_envoye(brouillon, saisie):
    assert "objectifs-TOTAL_FORMS" not in NOMS
    assert len(juger(brouillon, saisie, **{"objectifs-TOTAL_FORMS": "2000"}).objectifs.forms) == 4


def test_un_brouillon_neuf_commence_par_le_nom_de_qui_le_porte(brouillon):
    referente = Formulaire(brouillon, {}).participants.forms[0]
    assert [referente[nom].value() for nom in ("prenom", "nom", "email")] == ["Nadia", "Belkacem", "porteuse@exemple.test"]


def test_le_telephone_est_facultatif_et_se_range_sans_espaces(brouillon, saisie):
    for ecrit, garde in (("", ""), ("06 12 34 56 78", "0612345678")):
        formulaire = juger(brouillon, saisie, telephone_porteur=ecrit)
        assert not formulaire.a_reprendre
        assert formulaire.demande().telephone_porteur == garde


def test_un_telephone_mal_ecrit_se_dit_a_son_champ(brouillon, saisie):
    assert erreurs(juger(brouillon, saisie, telephone_porteur="06 12")) == {
        "telephone_porteur": [
            "Écrivez les dix chiffres, par exemple 06 12 34 56 78, ou un numéro étranger précédé de + et de l’indicatif du pays."
        ]
    }


def test_le_telephone_deja_connu_est_propose(brouillon):
    brouillon.porteur.telephone = "0612345678"
    assert Formulaire(brouillon, {}).structure["telephone_porteur"].value() == "0612345678"
