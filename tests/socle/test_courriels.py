"""The outbox."""

from hashlib import sha256

import pytest
from django.core import mail
from django.template.autoreload import reset_loaders

from comptes import liens
from socle import courriels
from socle.models import Courriel, Travail
from tests import gabarits, parcours

pytestmark = pytest.mark.django_db


@pytest.fixture
def gabarit(tmp_path):
    """A template of the test, in its own folder."""
    dossier = tmp_path / "courriels" / "essai"
    dossier.mkdir(parents=True)
    chemin = dossier / "bonjour.txt"
    chemin.write_text("Bonjour {{ personne.prenom }}\n\nVotre page : {{ lien }}\n{{ mot }}\n", encoding="utf-8")
    with gabarits.en_plus(tmp_path):
        yield chemin


@pytest.fixture
def lien(monkeypatch):
    monkeypatch.setattr(liens, "_buts", {"essai": "socle:sante"})
    return liens.ouvrir("essai", personne=parcours.personne("nadia@exemple.test"), objet_id=1)


def _ecrire(lien, **options):
    return courriels.ecrire(
        "essai/bonjour", lien.personne, contexte={"mot": "À bientôt"}, liens={"lien": liens.pour_courriel(lien)}, **options
    )


def test_le_lien_est_dans_le_courriel_parti_et_nulle_part_ailleurs(gabarit, lien):
    courriel = _ecrire(lien)
    parcours.executer("courriel")
    courriel.refresh_from_db()
    assert len(mail.outbox) == 1
    assert mail.outbox[0].subject == "Bonjour Nadia"
    assert f"/l/{lien.jeton}/" in mail.outbox[0].body
    assert lien.jeton not in courriel.corps
    assert courriels.LIEN_MASQUE in courriel.corps
    assert courriel.etat == Courriel.Etat.ENVOYE


def test_un_courriel_part_une_seule_fois(gabarit, lien):
    _ecrire(lien)
    parcours.executer("courriel")
    Travail.objects.filter(genre="courriel").update(etat=Travail.Etat.A_FAIRE)
    parcours.executer("courriel")
    assert len(mail.outbox) == 1


def test_un_code_est_chiffre_jusqu_au_depart_puis_efface():
    personne = parcours.personne("nadia@exemple.test")
    courriel = courriels.ecrire("comptes/acces", personne, contexte={"sujet": "Votre code"}, secret={"texte": "Code : KQZT-7B2M"})
    assert "KQZT" not in courriel.secret
    assert courriel.secret
    parcours.executer("courriel")
    courriel.refresh_from_db()
    assert "KQZT-7B2M" in mail.outbox[0].body
    assert courriel.secret == ""
    assert "KQZT" not in courriel.corps


def test_un_courriel_retenu_est_rendu_a_sa_liberation(gabarit, lien):
    courriel = _ecrire(lien, retenu=True)
    ecrit_avec = courriel.version
    parcours.executer("courriel")
    assert mail.outbox == []
    gabarit.write_text("Sujet corrigé\n\n{{ lien }} {{ mot }} {{ personne.prenom }}\n", encoding="utf-8")
    reset_loaders()
    courriels.liberer(courriel)
    courriels.liberer(courriel)
    parcours.executer("courriel")
    assert [message.subject for message in mail.outbox] == ["Sujet corrigé"]
    courriel.refresh_from_db()
    envoye_avec = sha256(gabarit.read_bytes()).hexdigest()[:12]
    assert courriel.version == envoye_avec != ecrit_avec


@pytest.mark.parametrize("longueur", [255, 256, 900])
def test_un_sujet_trop_long_pour_la_base_part_entier_et_une_seule_fois(gabarit, lien, longueur):
    sujet = "é" * longueur
    gabarit.write_text(f"{sujet}\n\n{{{{ lien }}}} {{{{ mot }}}}\n", encoding="utf-8")
    reset_loaders()
    courriel = _ecrire(lien)
    assert parcours.executer("courriel") == 1
    assert parcours.executer("courriel") == 0
    courriel.refresh_from_db()
    assert [message.subject for message in mail.outbox] == [sujet]
    assert (courriel.etat, courriel.sujet) == (Courriel.Etat.ENVOYE, sujet[:255])


def test_un_courriel_annule_ne_part_pas(gabarit, lien):
    courriel = _ecrire(lien)
    courriels.annuler(courriel)
    parcours.executer("courriel")
    courriel.refresh_from_db()
    assert mail.outbox == []
    assert courriel.etat == Courriel.Etat.ANNULE


def test_sans_adresse_le_courriel_est_annule(gabarit, lien):
    lien.personne.email = None
    lien.personne.save()
    courriel = _ecrire(lien)
    parcours.executer("courriel")
    courriel.refresh_from_db()
    assert courriel.etat == Courriel.Etat.ANNULE


def test_l_apercu_masque_liens_et_codes(gabarit, lien):
    sujet, corps = courriels.apercu(_ecrire(lien, retenu=True))
    assert sujet == "Bonjour Nadia"
    assert corps == f"Votre page : {courriels.LIEN_MASQUE}\nÀ bientôt\n"


def test_on_repond_a_un_courriel_en_ecrivant_a_la_structure_pilote(settings):
    settings.CONTACT = "equipe@pilote.example"
    courriels.ecrire("comptes/acces", adresse="nadia@exemple.test", contexte={"sujet": "Votre code"}, secret={"texte": "Code"})
    parcours.executer("courriel")
    assert mail.outbox[0].reply_to == ["equipe@pilote.example"]
