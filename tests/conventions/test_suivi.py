"""What the team and the beat do about those who have not signed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from accompagnements.models import Accompagnement
from comptes import liens
from comptes.models import LienPersonnel, Personne
from conventions import actions, regles
from conventions.models import Convention, GenrePreuve, MotifAnnulation, Preuve, Signataire
from programme.models import Ligne
from socle.models import Courriel
from socle.refus import Refus, RefusDroit, RefusEtat
from tests import parcours

pytestmark = pytest.mark.django_db
S = Signataire.Etat
LE = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def equipe():
    return parcours.acteur(parcours.pilote())


@pytest.fixture
def convention() -> Convention:
    return parcours.convention("emise")


def rappels() -> int:
    return Courriel.objects.filter(gabarit="conventions/rappel_signature").count()


def lien_de(signataire: Signataire) -> LienPersonnel:
    return LienPersonnel.objects.get(but="signature", objet_id=signataire.pk)


def test_les_rappels_partent_quatre_fois_et_s_arretent(convention, horloge):
    partis = []
    for _ in range(29):
        horloge.avancer(timedelta(days=1))
        avant = rappels()
        actions.faire_vivre()
        actions.faire_vivre()
        partis.append(rappels() - avant)
    assert {jour: nombre for jour, nombre in enumerate(partis, start=1) if nombre} == dict.fromkeys([3, 7, 14, 21], 3)
    assert Preuve.objects.filter(genre=GenrePreuve.RELANCE).count() == 12


def test_un_battement_en_retard_ne_rappelle_qu_une_fois(convention, horloge):
    horloge.avancer(timedelta(days=15))
    actions.faire_vivre()
    assert rappels() == 3
    assert set(convention.signataires.values_list("relances", flat=True)) == {3}


def test_qui_a_signe_n_est_plus_rappele(convention, horloge):
    parcours.signer(parcours.signature(convention))
    horloge.avancer(timedelta(days=4))
    actions.faire_vivre()
    assert rappels() == 2


@pytest.mark.parametrize("fin", ["refus", "annulation", "signature"])
def test_ce_qui_est_fini_ne_se_rappelle_plus(convention, equipe, horloge, fin):
    if fin == "refus":
        parcours.refuser(parcours.signature(convention))
    elif fin == "annulation":
        actions.annuler(convention, acteur=equipe)
    else:
        for signataire in convention.signataires.all():
            parcours.signer(signataire)
    horloge.avancer(timedelta(days=10))
    actions.faire_vivre()
    assert rappels() == 0


def test_signer_retient_l_invitation_qui_n_est_pas_partie(convention):
    signataire = parcours.signature(convention)
    parcours.signer(signataire)
    etats = dict(Courriel.objects.filter(gabarit="conventions/a_signer").values_list("personne__email", "etat"))
    assert etats == {"mentor@exemple.test": "annule", "pilote@exemple.test": "a_envoyer", "nadia0@exemple.test": "a_envoyer"}


def test_trente_jours_apres_la_convention_s_annule_d_elle_meme(convention, horloge):
    horloge.avancer(convention.emise_le + timedelta(days=30, minutes=-1) - horloge.maintenant())
    assert parcours.executer("delai_de_signature") == 0
    horloge.avancer(timedelta(minutes=1))
    assert parcours.executer("delai_de_signature") == 1
    convention.refresh_from_db()
    assert (convention.etat, convention.motif_annulation) == (Convention.Etat.ANNULEE, MotifAnnulation.DELAI)
    assert Ligne.objects.get(genre=Ligne.Genre.INTERVENTIONS, edition=parcours.edition()).engage == Decimal(0)
    assert convention.accompagnement.etat == Accompagnement.Etat.PREPARE
    assert Courriel.objects.filter(gabarit="conventions/delai_passe").count() == 4
    assert Preuve.objects.latest("rang").genre == GenrePreuve.EXPIREE
    assert not LienPersonnel.objects.filter(but="signature", revoque_le=None).exists()


def test_le_delai_ne_touche_pas_ce_qui_est_signe(convention, horloge):
    for signataire in convention.signataires.all():
        parcours.signer(signataire)
    horloge.avancer(timedelta(days=31))
    parcours.executer("delai_de_signature")
    convention.refresh_from_db()
    assert convention.etat == Convention.Etat.SIGNEE


def test_un_lien_ferme_ne_sert_plus_et_ne_se_rappelle_pas(convention, equipe, horloge):
    signataire = parcours.signature(convention)
    jeton = lien_de(signataire).jeton
    actions.revoquer(convention, signataire=signataire, acteur=equipe)
    assert LienPersonnel.objects.du_jeton(jeton) is None
    horloge.avancer(timedelta(days=4))
    actions.faire_vivre()
    assert rappels() == 2
    with pytest.raises(Refus, match="est fermé\u00a0: renouvelez-le d’abord"):
        actions.relancer(convention, signataires=[signataire], acteur=equipe)
    actions.renouveler(convention, signataire=signataire, acteur=equipe)
    assert LienPersonnel.objects.du_jeton(jeton) is None
    assert LienPersonnel.objects.du_jeton(lien_de(signataire).jeton).personne == signataire.personne
    genres = Preuve.objects.filter(signataire=signataire).values_list("genre", flat=True)
    assert list(genres) == [GenrePreuve.INVITE, GenrePreuve.REVOQUE, GenrePreuve.RENOUVELE]


def test_remplacer_ferme_l_ancien_lien_et_invite_la_nouvelle_personne(convention, equipe):
    signataire = parcours.signature(convention)
    identite = {"nom": "Odile Ferrer", "qualite": "Présidente", "email": "odile@exemple.test"}
    nouveau = actions.remplacer(convention, signataire=signataire, acteur=equipe, **identite)
    signataire.refresh_from_db()
    assert (signataire.etat, nouveau.etat, nouveau.partie, nouveau.nom) == (S.RETIRE, S.ATTENDU, "mentor", "Odile Ferrer")
    assert lien_de(signataire).revoque_le is not None
    assert Courriel.objects.filter(gabarit="conventions/a_signer", personne__email="odile@exemple.test").count() == 1
    with pytest.raises(RefusEtat, match="n’est plus à signer"):
        parcours.signer(signataire)
    revenu = actions.remplacer(
        convention, signataire=nouveau, nom="Mathieu Sarda", qualite="Directeur", email="mentor@exemple.test", acteur=equipe
    )
    assert parcours.signer(revenu).etat == S.SIGNE


def test_une_personne_ne_signe_pas_deux_fois(convention, equipe):
    with pytest.raises(Refus, match="signe déjà cette convention"):
        actions.remplacer(
            convention,
            signataire=parcours.signature(convention),
            nom="Nadia Belkacem",
            qualite="",
            email="nadia0@exemple.test",
            acteur=equipe,
        )


@pytest.mark.parametrize("geste", ["relancer", "renouveler", "revoquer", "remplacer"])
def test_seule_l_equipe_suit_les_signatures_et_seulement_celles_qui_manquent(convention, equipe, geste):
    signataire = parcours.signature(convention)
    donnees = {"signataires": [signataire]} if geste == "relancer" else {"signataire": signataire}
    if geste == "remplacer":
        donnees |= {"nom": "Odile Ferrer", "qualite": "", "email": "odile@exemple.test"}
    with pytest.raises(RefusDroit):
        getattr(actions, geste)(convention, acteur=parcours.acteur(signataire.personne), **donnees)
    parcours.signer(signataire)
    with pytest.raises(RefusEtat, match="n’est plus attendue"):
        getattr(actions, geste)(convention, acteur=equipe, **donnees)


def test_un_lien_expire_se_renouvelle_soi_meme_a_la_meme_adresse(convention, horloge):
    signataire = parcours.signature(convention)
    jeton = lien_de(signataire).jeton
    liens.renouveler(jeton)
    assert not Courriel.objects.filter(gabarit="conventions/nouveau_lien").exists()
    horloge.avancer(timedelta(days=16))
    liens.renouveler(jeton)
    liens.renouveler(jeton)
    lettre = Courriel.objects.get(gabarit="conventions/nouveau_lien")
    assert lettre.personne == signataire.personne
    assert LienPersonnel.objects.du_jeton(jeton) is None
    assert LienPersonnel.objects.du_jeton(lien_de(signataire).jeton) is not None


@pytest.mark.parametrize("cause", ["revoque", "signe", "annulee", "inconnu", "ancien"])
def test_ce_qui_n_est_pas_expire_de_soi_meme_ne_se_renouvelle_pas(convention, equipe, horloge, cause):
    signataire = parcours.signature(convention)
    jeton = lien_de(signataire).jeton
    if cause == "revoque":
        actions.revoquer(convention, signataire=signataire, acteur=equipe)
    elif cause == "signe":
        parcours.signer(signataire)
    elif cause == "annulee":
        actions.annuler(convention, acteur=equipe)
    elif cause == "ancien":
        actions.renouveler(convention, signataire=signataire, acteur=equipe)
    else:
        jeton = jeton[:-2]
    Courriel.objects.filter(gabarit="conventions/nouveau_lien").delete()
    horloge.avancer(timedelta(days=16))
    liens.renouveler(jeton)
    assert not Courriel.objects.filter(gabarit="conventions/nouveau_lien").exists()


def test_une_adresse_effacee_n_arrete_pas_le_battement(convention, horloge):
    Personne.objects.filter(pk=parcours.signature(convention).personne_id).update(email=None)
    horloge.avancer(timedelta(days=4))
    actions.faire_vivre()
    assert rappels() == 2


@pytest.mark.parametrize(("jours", "dues"), [(0, 0), (2.9, 0), (3, 1), (6.9, 1), (7, 2), (14, 3), (20.9, 3), (21, 4), (90, 4)])
def test_les_jours_des_rappels(jours, dues):
    assert regles.relances_dues(LE, LE + timedelta(days=jours)) == dues


@pytest.mark.parametrize(
    ("saisi", "egal"),
    [("Mathieu Sarda", True), ("SARDA  mathieu", True), ("Mâthieu Sardà", True), ("Mathieu-Sarda", True), ("Mathieu", False), ("", False)],
)
def test_le_meme_nom(saisi, egal):
    assert regles.meme_nom(saisi, "Mathieu Sarda") is egal
