"""The form judges each answer, with one sentence at the field."""

from datetime import timedelta

import pytest

from candidatures.demande import MentorVoulu, NiveauVoulu, PersonneAccompagnee
from candidatures.forms import Formulaire
from programme.models import Dispositif
from questionnaires.forms import Jugement
from referentiel import actions
from referentiel.models import Competence
from tests import parcours


def erreurs(formulaire: Formulaire) -> dict[str, list[str]]:
    """Return every error by the name of its field in the page."""
    return {nom: list(phrases) for form in formulaire.etapes for nom, phrases in form.errors.items()}


def juger(brouillon, saisie, **autres: str | list[str] | None) -> Formulaire:
    """Judge a good answer where some fields are changed, or left out (None)."""
    return Formulaire(brouillon, {nom: valeur for nom, valeur in {**saisie, **autres}.items() if valeur is not None})


def test_une_saisie_complete_devient_une_demande(brouillon, saisie):
    formulaire = juger(brouillon, saisie)
    assert formulaire.est_valide
    demande = formulaire.demande()
    assert demande.siret == "77567000300018"
    assert (demande.departement_code, demande.demi_journees) == ("34", 2)
    assert demande.participants == [PersonneAccompagnee("Nadia", "Belkacem", "nadia@exemple.test", "Administratrice", "cdi")]
    assert demande.objectifs == ["Poser un budget par pôle", "Suivre la trésorerie"]
    budget, dates = int(saisie["competences-0-competence"]), int(saisie["competences-1-competence"])
    assert demande.niveaux == [NiveauVoulu(budget, 1, 3), NiveauVoulu(dates, 0, 2)]


@pytest.mark.parametrize("saisi", ["W343012345", "w 343 012 345"])
def test_une_association_sans_siret_donne_son_rna(brouillon, saisie, saisi):
    demande = juger(brouillon, saisie, siret=saisi).demande()
    assert (demande.siret, demande.rna, demande.taille) == ("", "W343012345", "tres_petite")


EXIGES = {
    "siret": "Indiquez le SIRET de la structure, ou son numéro RNA.",
    "raison_sociale": "Indiquez le nom de la structure.",
    "type_structure": "Choisissez l’activité principale de la structure.",
    "taille": "Choisissez combien de personnes la structure salarie toute l’année.",
    "adresse-0-code_postal": "Indiquez le code postal.",
    "adresse-0-commune": "Indiquez la commune de la structure.",
    "adresse-0-departement": "Choisissez le département de la structure.",
    "porteur-0-fonction": "Indiquez votre fonction dans la structure.",
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
    "porte": "Dites si vous avez déjà quelqu’un en tête.",
    "lieu": "Choisissez un lieu : il pourra changer.",
    "declarations": "Cochez chaque déclaration pour pouvoir envoyer.",
}


@pytest.mark.parametrize("champ", EXIGES)
@pytest.mark.parametrize("vide", [None, "", "   "])
def test_une_reponse_attendue_qui_manque(brouillon, saisie, champ, vide):
    if vide == "   " and champ not in {"siret", "raison_sociale", "adresse-0-commune", "intitule", "contexte", "participants-0-nom"}:
        return
    assert erreurs(juger(brouillon, saisie, **{champ: vide})) == {champ: [EXIGES[champ]]}


MAUVAISES = {
    "siret": [
        ("775670003", "Le SIRET compte 14 chiffres, vous en avez saisi 9."),
        ("775 670 003 0001X", "Écrivez un SIRET, 14 chiffres, ou le numéro RNA d’une association, W suivi de neuf caractères."),
        ("w34301234", "Un numéro RNA s’écrit W suivi de neuf caractères, par exemple W343012345."),
        ("77567000300019", "Ce SIRET n’existe pas : un chiffre est sans doute mal recopié."),
    ],
    "adresse-0-code_postal": [
        ("3420", "Un code postal compte cinq chiffres, par exemple 31000."),
        ("34 200", "Un code postal compte cinq chiffres, par exemple 31000."),
        ("٣٤٢٠٠", "Un code postal compte cinq chiffres, par exemple 31000."),
    ],
    "adresse-0-departement": [
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
    assert formulaire.est_valide
    assert formulaire.demande().participants[1] == PersonneAccompagnee("Yanis", "Roca", "", "Régie", "intermittent")


def test_sans_aucun_objectif(brouillon, saisie):
    formulaire = juger(brouillon, saisie, **{"objectifs-0-texte": " ", "objectifs-1-texte": None})
    assert erreurs(formulaire) == {"objectifs-0-texte": ["Écrivez au moins un objectif."]}


def test_les_objectifs_se_suivent_meme_quand_une_place_reste_vide(brouillon, saisie):
    formulaire = juger(brouillon, saisie, **{"objectifs-0-texte": "", "objectifs-3-texte": "Tenir un plan de trésorerie"})
    assert formulaire.est_valide
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
    assert juger(brouillon, saisie, dispositif=str(mentorat.pk), demi_journees="8").est_valide


def test_une_ligne_collee_sur_plusieurs_lignes_redevient_une_ligne(brouillon, saisie):
    formulaire = juger(brouillon, saisie, intitule="Construire\r\nun  budget\x00 qui tient")
    assert formulaire.est_valide
    assert formulaire.demande().intitule == "Construire un budget qui tient"


def test_le_telephone_est_facultatif_et_se_range_sans_espaces(brouillon, saisie):
    for ecrit, garde in (("", ""), ("06 12 34 56 78", "0612345678")):
        formulaire = juger(brouillon, saisie, **{"porteur-0-telephone": ecrit})
        assert formulaire.est_valide
        assert formulaire.demande().telephone_porteur == garde


def test_un_telephone_mal_ecrit_se_dit_a_son_champ(brouillon, saisie):
    assert erreurs(juger(brouillon, saisie, **{"porteur-0-telephone": "06 12"})) == {
        "porteur-0-telephone": [
            "Écrivez les dix chiffres, par exemple 06 12 34 56 78, ou un numéro étranger précédé de + et de l’indicatif du pays."
        ]
    }


MENTOR = {
    "mentor-0-nom": "Sam Roux",
    "mentor-0-structure": "La Cartonnerie",
    "mentor-0-courriel": "",
    "mentor-0-raison": "Sam a tenu ce budget dix ans.",
    "mentor-0-deja_contactee": "oui",
    "mentor-0-lien": "non",
}


def test_par_la_premiere_porte_on_nomme_quelqu_un(brouillon, saisie):
    formulaire = juger(brouillon, saisie, porte="connue", **MENTOR)
    assert formulaire.est_valide
    assert formulaire.demande().mentor == MentorVoulu("Sam Roux", "La Cartonnerie", "", "Sam a tenu ce budget dix ans.", True, False)


def test_par_la_premiere_porte_le_nom_est_attendu(brouillon, saisie):
    assert sorted(erreurs(juger(brouillon, saisie, porte="connue"))) == [
        "mentor-0-deja_contactee",
        "mentor-0-lien",
        "mentor-0-nom",
        "mentor-0-raison",
        "mentor-0-structure",
    ]


def test_par_la_seconde_porte_ce_qui_est_reste_du_nom_n_est_ni_juge_ni_transmis(brouillon, saisie):
    formulaire = juger(brouillon, saisie, porte="chercher", **MENTOR | {"mentor-0-courriel": "sam"})
    assert formulaire.est_valide
    assert formulaire.demande().mentor is None


def test_une_etape_ne_dit_que_ce_qui_est_faux(brouillon, saisie):
    partielle = {nom: valeur for nom, valeur in saisie.items() if not nom.startswith("adresse")} | {"siret": "123"}
    formulaire = Formulaire(brouillon, partielle, etapes=[brouillon.reponses.version.lue.etapes[0]], jugement=Jugement.FAUX)
    assert erreurs(formulaire) == {"siret": ["Le SIRET compte 14 chiffres, vous en avez saisi 3."]}


def test_un_formulaire_incomplet_ne_donne_pas_de_demande(brouillon):
    with pytest.raises(ValueError, match="Indiquez le SIRET"):
        Formulaire(brouillon).demande()


def test_le_questionnaire_tient_en_quatre_etapes_et_vingt_questions(definition):
    assert len(definition.etapes) == 4
    assert len(definition.questions) <= 20


def test_les_champs_de_la_page_sont_ceux_de_la_definition(brouillon, definition):
    formulaire = Formulaire(brouillon)
    assert [list(form.fields) for form in formulaire.etapes] == [list(etape.champs()) for etape in definition.etapes]


def test_un_brouillon_neuf_commence_par_ce_qui_est_connu(porteuse):
    porteuse.telephone = "0612345678"
    porteuse.save()
    saisie = parcours.brouillon(porteuse).reponses.saisie
    assert saisie == {
        "participants-0-prenom": "Nadia",
        "participants-0-nom": "Belkacem",
        "participants-0-email": "porteuse@exemple.test",
        "porteur-0-telephone": "0612345678",
    }
