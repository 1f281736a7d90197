"""Signing online: by account, or by the link of a mail and its code; refusing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection

from accompagnements.models import Accompagnement
from comptes.models import Consentement
from conventions import actions, consentements, preuves
from conventions.models import CodeDeSignature, Convention, GenrePreuve, Preuve, Signataire
from programme.models import Ligne
from socle import horloge
from socle.models import Courriel
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from tests import parcours
from tests.parcours import NAVIGATEUR

pytestmark = pytest.mark.django_db
S = Signataire.Etat


@pytest.fixture
def convention() -> Convention:
    return parcours.convention("emise")


@pytest.fixture
def signataire(convention) -> Signataire:
    return parcours.signature(convention)


def demander(signataire: Signataire) -> str:
    """Ask for a code by the link, and return it."""
    actions.demander_code(signataire, acteur=parcours.par_lien(signataire), navigateur=NAVIGATEUR)
    return actions.fabriquer(code_id=signataire.codes.last().pk)


def signer_par_lien(signataire: Signataire, code: str) -> Signataire:
    accord = actions.Accord(signataire.nom, code=code)
    return actions.signer(signataire, accord, acteur=parcours.par_lien(signataire), navigateur=NAVIGATEUR)


def faux(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def genres(convention: Convention) -> list[str]:
    suivis = Preuve.objects.filter(convention=convention).exclude(genre__in=[GenrePreuve.EMISE, GenrePreuve.INVITE])
    return list(suivis.values_list("genre", flat=True))


def test_signer_garde_le_texte_exact_et_comment_la_personne_est_identifiee(convention, signataire):
    signe = parcours.signer(signataire, nom="mathieu SARDA")
    assert (signe.etat, signe.mode) == (S.SIGNE, Signataire.Mode.EN_LIGNE)
    gardee = Preuve.objects.get(genre=GenrePreuve.SIGNE)
    assert gardee.signataire == signe
    empreinte = convention.document.empreinte
    assert gardee.donnees == {
        "texte": f"Je, Mathieu Sarda ({signe.qualite}), déclare avoir lu en entier la convention {convention.numero} et en accepter "
        "tous les termes en mon nom et au nom de la structure que je représente. Je signe par voie électronique le document dont "
        f"l’empreinte SHA-256 est {empreinte}. "
        "Je sais que cette signature m’engage comme une signature sur papier.",
        "version": consentements.VERSION,
        "nom_saisi": "mathieu SARDA",
        "nom": "Mathieu Sarda",
        "qualite": signe.qualite,
        "au_titre": "les_deux",
        "identification": "compte",
        "adresse_electronique": "mentor@exemple.test",
        "document_avant": empreinte,
        "document_apres": empreinte,
        "images": "",
        "adresse_ip": "192.0.2.7",
        "agent": NAVIGATEUR.agent,
    }
    assert preuves.est_intacte(Preuve.objects.filter(convention=convention))


def test_signer_deux_fois_signe_une_fois(convention, signataire):
    parcours.signer(signataire)
    parcours.signer(signataire)
    assert genres(convention) == [GenrePreuve.SIGNE]


def test_la_derniere_signature_ouvre_les_seances_et_previent_tout_le_monde(convention):
    for signataire in convention.signataires.all():
        convention.refresh_from_db()
        assert convention.etat == Convention.Etat.EMISE
        parcours.signer(signataire)
    convention.refresh_from_db()
    assert (convention.etat, convention.accompagnement.etat) == (Convention.Etat.SIGNEE, Accompagnement.Etat.CONVENTIONNE)
    assert convention.derniere_signature == convention.accompagnement.debut
    assert genres(convention) == [*[GenrePreuve.SIGNE] * 3, GenrePreuve.COMPLETE]
    assert Courriel.objects.filter(gabarit="conventions/signee").count() == 3


def test_on_signe_en_ligne_ou_sur_papier_dans_la_meme_convention(convention, signataire):
    parcours.signer(signataire)
    equipe = parcours.acteur(parcours.pilote())
    nadia, pilote = parcours.signature(convention, "beneficiaire"), parcours.signature(convention, "pilote")
    jour = horloge.aujourdhui()
    versee = actions.verser_signee(convention, parcours.exemplaire_signe(), signataires=[nadia], derniere_signature=jour, acteur=equipe)
    assert versee.etat == Convention.Etat.EMISE
    with pytest.raises(DejaFait, match="signé sur papier est déjà versé"):
        parcours.signer(nadia)
    encore = actions.verser_signee(convention, parcours.exemplaire_signe(), signataires=[nadia], derniere_signature=jour, acteur=equipe)
    assert encore == versee
    parcours.signer(pilote)
    convention.refresh_from_db()
    assert convention.etat == Convention.Etat.SIGNEE
    assert genres(convention) == [GenrePreuve.SIGNE, GenrePreuve.PAPIER, GenrePreuve.SIGNE, GenrePreuve.COMPLETE]


@pytest.mark.parametrize("nom", ["", "Mathieu", "Mathieu Sarda Junior", "Nadia Belkacem"])
def test_le_nom_saisi_est_celui_de_la_convention(signataire, nom):
    with pytest.raises(Refus, match="Écrivez votre nom comme la convention le donne"):
        parcours.signer(signataire, nom=nom)


def test_un_texte_inconnu_ne_s_accepte_pas(signataire):
    with pytest.raises(Refus, match="Le texte à accepter a changé"):
        parcours.signer(signataire, version="1999-1")


def test_les_images_s_acceptent_a_part_et_seulement_si_la_convention_en_prevoit(convention, signataire):
    parcours.signer(signataire, images=True)
    assert not Consentement.objects.exists()
    Convention.objects.filter(pk=convention.pk).update(captation=True)
    parcours.signer(parcours.signature(convention, "beneficiaire"), images=True)
    accorde = Consentement.objects.get()
    assert (accorde.texte, accorde.version, accorde.personne.email) == ("captation", "2026-1", "nadia0@exemple.test")


def test_personne_ne_signe_pour_une_autre(signataire):
    for personne in (parcours.pilote(), parcours.personne("autre@exemple.test")):
        with pytest.raises(RefusDroit):
            actions.signer(signataire, actions.Accord(signataire.nom), acteur=parcours.acteur(personne), navigateur=NAVIGATEUR)


def test_par_le_lien_le_code_du_courriel_est_demande(convention, signataire):
    with pytest.raises(Refus, match="Ce code ne sert plus"):
        signer_par_lien(signataire, "")
    code = demander(signataire)
    with pytest.raises(Refus, match="Il vous reste 4 essais"):
        signer_par_lien(signataire, faux(code))
    assert signer_par_lien(signataire, f" {code[:3]} {code[3:]} ").etat == S.SIGNE
    assert genres(convention) == [GenrePreuve.CODE_ENVOYE, GenrePreuve.CODE_FAUX, GenrePreuve.CODE_VERIFIE, GenrePreuve.SIGNE]
    assert Preuve.objects.get(genre=GenrePreuve.SIGNE).donnees["identification"] == "lien_et_code"
    assert code not in str(list(Preuve.objects.values_list("donnees", flat=True)))


def test_un_code_ne_sert_qu_un_quart_d_heure(signataire, horloge):
    code = demander(signataire)
    horloge.avancer(timedelta(minutes=15))
    with pytest.raises(Refus, match="Ce code ne sert plus"):
        signer_par_lien(signataire, code)


def test_un_nouveau_code_rend_caduc_l_ancien(signataire, horloge):
    ancien = demander(signataire)
    with pytest.raises(DejaFait, match="Attendez une minute"):
        demander(signataire)
    horloge.avancer(timedelta(minutes=1))
    nouveau = demander(signataire)
    if ancien != nouveau:
        with pytest.raises(Refus, match="Il vous reste 4 essais"):
            signer_par_lien(signataire, ancien)
    assert signer_par_lien(signataire, nouveau).etat == S.SIGNE


def test_le_code_d_une_personne_n_est_pas_celui_d_une_autre(convention, signataire):
    codes = {demander(autre) for autre in convention.signataires.all()}
    assert len(codes) == 3


def test_mille_codes_faux_ne_passent_jamais_et_la_personne_signe_ensuite(convention, signataire, horloge):
    """Whoever holds the link tries all that the limits let them; the fifth wrong try closes a code, even to the right digits."""
    essais = envois = 0
    while essais < 1000:
        try:
            code = demander(signataire)
            envois += 1
        except Refus:
            horloge.avancer(timedelta(minutes=61))
            continue
        for rang in range(1, 41):
            with pytest.raises(Refus):
                signer_par_lien(signataire, faux(code) if rang <= 5 else code)
            essais += 1
        horloge.avancer(timedelta(seconds=61))
    signataire.refresh_from_db()
    assert (signataire.etat, envois) == (S.ATTENDU, 25)
    assert Preuve.objects.filter(genre=GenrePreuve.CODE_FAUX).count() == 5 * envois
    assert not CodeDeSignature.objects.filter(essais__gt=5).exists()
    horloge.avancer(timedelta(hours=1))
    assert signer_par_lien(signataire, demander(signataire)).etat == S.SIGNE


def test_l_equipe_leve_la_limite_des_codes(convention, signataire, horloge):
    for _ in range(5):
        demander(signataire)
        horloge.avancer(timedelta(seconds=61))
    with pytest.raises(Refus, match="Cinq codes sont déjà partis en une heure"):
        demander(signataire)
    actions.renouveler(convention, signataire=signataire, acteur=parcours.acteur(parcours.pilote()))
    assert signer_par_lien(signataire, demander(signataire)).etat == S.SIGNE


def test_refuser_arrete_la_convention_et_tout_le_monde_lit_pourquoi(convention, signataire):
    nadia = parcours.signature(convention, "beneficiaire")
    parcours.signer(nadia)
    parcours.refuser(signataire, "Les dates ont changé.")
    convention.refresh_from_db()
    assert (convention.etat, convention.accompagnement.etat) == (Convention.Etat.REFUSEE, Accompagnement.Etat.PREPARE)
    assert Ligne.objects.get(genre=Ligne.Genre.INTERVENTIONS, edition=parcours.edition()).engage == Decimal(0)
    lus = Courriel.objects.filter(gabarit="conventions/refus")
    assert sorted(lus.values_list("personne__email", flat=True)) == [
        "mentor@exemple.test",
        "nadia0@exemple.test",
        "pilote@exemple.test",
        "porteuse0@exemple.test",
    ]
    assert {lu.contexte["motif"] for lu in lus} == {"Les dates ont changé."}
    assert Preuve.objects.get(genre=GenrePreuve.REFUSE).donnees["motif"] == "Les dates ont changé."
    assert not parcours.par_lien(parcours.signature(convention, "pilote")).lien.est_vivant
    with pytest.raises(RefusEtat, match="n’est plus à signer"):
        parcours.signer(parcours.signature(convention, "pilote"))
    with pytest.raises(DejaFait):
        parcours.refuser(signataire)


def test_un_refus_dit_pourquoi(signataire):
    with pytest.raises(Refus, match="Dites pourquoi"):
        parcours.refuser(signataire, "  ")


def test_apres_un_refus_une_autre_convention_se_prepare(convention, signataire):
    parcours.refuser(signataire)
    assert parcours.convention("preparee", accompagnement_=convention.accompagnement).numero.endswith("-C2")


def test_le_delai_passe_on_ne_signe_plus(signataire, horloge):
    horloge.avancer(timedelta(days=30))
    with pytest.raises(RefusEtat, match="Le délai pour signer est passé"):
        parcours.signer(signataire)


def test_un_document_change_ne_se_signe_pas(convention, signataire):
    with connection.cursor() as curseur:
        curseur.execute("UPDATE socle_documentproduit SET octets = %s WHERE id = %s", [b"%PDF-1.7 autre", convention.document_id])
    with pytest.raises(Refus, match="n’est plus celui qui a été émis"):
        parcours.signer(signataire)
