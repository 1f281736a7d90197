"""The sealing of a signed agreement: once, whole, true to what was signed; nothing that is not sealed is ever stored."""

import io
import json
import random
import re
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from comptes import liens
from comptes.models import LienPersonnel
from conventions import dossier_de_preuve, preuves
from conventions.actions import sceau as action
from conventions.models import Convention, GenrePreuve, Preuve
from conventions.verification import examiner
from socle import horloge, travaux
from socle.documents import cachet, sceau
from socle.models import Courriel, DocumentProduit, Evenement, Travail
from tests import parcours
from tests.conventions.chaine_mixte import convention_scellee, convention_signee
from tests.instantanes import texte_du_pdf
from tests.verapdf import verifier_pdf

pytestmark = pytest.mark.django_db
GENRES = ["convention_scellee", "dossier_de_preuve"]


@pytest.fixture
def convention() -> Convention:
    """An agreement that everybody signed, online or on paper, not sealed yet."""
    return convention_signee()


@pytest.fixture
def scellee() -> Convention:
    return convention_scellee()


def jointes(document: DocumentProduit) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(bytes(document.octets))) as pdf:
        return {nom: piece.get_file().read_bytes() for nom, piece in pdf.attachments.items()}


def produits() -> list[str]:
    return sorted(DocumentProduit.objects.filter(genre__in=GENRES).values_list("genre", flat=True))


def test_les_deux_documents_sont_scelles_et_la_chaine_les_nomme(scellee):
    for document in (scellee.scelle, scellee.dossier_de_preuve):
        octets = bytes(document.octets)
        assert sceau.verifier(octets).raisons == ()
        assert document.empreinte == sha256(octets).hexdigest()
    chaine = dossier_de_preuve.chaine(scellee)
    assert preuves.est_intacte(chaine)
    assert chaine[-1].genre == GenrePreuve.SCELLEE
    assert chaine[-1].donnees == {
        "document": scellee.document.empreinte,
        "document_final": scellee.scelle.empreinte,
        "dossier_de_preuve": scellee.dossier_de_preuve.empreinte,
        "certificat": cachet.lire().empreinte,
    }


def test_ce_qui_a_ete_signe_est_dedans_octet_pour_octet(scellee):
    emis = bytes(scellee.document.octets)
    for document in (scellee.scelle, scellee.dossier_de_preuve):
        pieces = jointes(document)
        assert pieces[f"{scellee.numero}-emise.pdf"] == emis
        (donnees,) = (json.loads(contenu) for nom, contenu in pieces.items() if nom.endswith(".json"))
        assert donnees == document.contexte
    assert {cle: valeur for cle, valeur in scellee.scelle.contexte.items() if cle != "signatures"} == scellee.contexte


def test_un_document_trop_lourd_n_est_pas_joint(convention, monkeypatch):
    monkeypatch.setattr(action, "JOINDRE_JUSQU_A", 10)
    scellee = parcours.sceller(convention)
    assert [nom for nom in jointes(scellee.scelle) if nom.endswith(".pdf")] == []


@pytest.mark.externe
def test_les_documents_scelles_sont_valides(scellee):
    verifier_pdf(bytes(scellee.scelle.octets))
    verifier_pdf(bytes(scellee.dossier_de_preuve.octets))


@pytest.mark.externe
def test_la_page_des_signatures_et_le_dossier_disent_qui_quand_comment(scellee):
    final, dossier = (texte_du_pdf(bytes(document.octets)) for document in (scellee.scelle, scellee.dossier_de_preuve))
    tete = dossier_de_preuve.chaine(scellee)[-2].empreinte
    for texte in (final, dossier):
        for signataire in scellee.signataires.vivants():
            assert signataire.nom in texte
        assert scellee.document.empreinte in texte
        assert tete in texte
        assert "UTC" in texte
    assert "Scellé électroniquement" in final
    assert "Fait à" not in final
    for mots in ("signature électronique simple", "article 25", cachet.lire().empreinte, scellee.scelle.empreinte):
        assert mots in dossier


def test_sceller_deux_fois_scelle_une_fois(scellee):
    garde = scellee.scelle_id, scellee.dossier_de_preuve_id
    travail = Travail.objects.get(cle=f"sceau:{scellee.pk}")
    action.sceller(travail)
    frais = Convention.objects.get(pk=scellee.pk)
    assert (frais.scelle_id, frais.dossier_de_preuve_id) == garde
    assert produits() == GENRES
    assert Evenement.objects.filter(code="sceller").count() == 1


@pytest.mark.parametrize("etat", ["emise", "refusee"])
def test_seule_une_convention_signee_se_scelle(etat):
    convention = parcours.sceller(parcours.convention(etat))
    assert convention.scelle_id is None
    assert produits() == []


def test_resiliee_apres_la_signature_elle_se_scelle_quand_meme():
    convention = parcours.convention("resiliee")
    Travail.objects.filter(genre="sceau").delete()
    travaux.echeances()
    parcours.executer("sceau")
    assert Convention.objects.get(pk=convention.pk).scelle_id
    assert produits() == GENRES


def test_sans_cachet_rien_n_est_scelle_puis_le_travail_reprend(convention, settings, tmp_path: Path):
    bon = settings.CACHET_CLE
    settings.CACHET_CLE = str(tmp_path / "perdue.pem")
    assert parcours.sceller(convention).scelle_id is None
    travail = Travail.objects.get(cle=f"sceau:{convention.pk}")
    assert travail.etat == Travail.Etat.A_FAIRE
    assert "La clé du cachet manque" in travail.erreur
    assert produits() == []

    settings.CACHET_CLE = bon
    Travail.objects.filter(pk=travail.pk).update(prochain_essai_le=travail.cree_le)
    travaux.executer(travail.pk)
    assert Convention.objects.get(pk=convention.pk).scelle_id
    assert produits() == GENRES


def test_une_convention_signee_sans_sceau_n_est_pas_oubliee(convention):
    travaux.echeances()
    travaux.echeances()
    assert Travail.objects.filter(genre="sceau").values_list("objet_id", "cle").get() == (convention.pk, f"sceau:{convention.pk}")


def test_ce_qui_n_est_pas_signe_par_tous_n_attend_pas_de_sceau():
    convention = parcours.convention("emise")
    travaux.echeances()
    assert not Travail.objects.filter(cle=f"sceau:{convention.pk}").exists()


def test_un_evenement_pendant_le_dessin_fait_recommencer(convention, monkeypatch):
    dessiner = action._dossier

    def dessiner_pendant_que_quelqu_un_agit(frais, *reste):
        preuves.ecrire(frais, GenrePreuve.RELANCE)
        monkeypatch.setattr(action, "_dossier", dessiner)
        return dessiner(frais, *reste)

    monkeypatch.setattr(action, "_dossier", dessiner_pendant_que_quelqu_un_agit)
    assert parcours.sceller(convention).scelle_id is None
    travail = Travail.objects.get(cle=f"sceau:{convention.pk}")
    Travail.objects.filter(pk=travail.pk).update(prochain_essai_le=travail.cree_le)
    travaux.executer(travail.pk)
    frais = Convention.objects.get(pk=convention.pk)
    assert [un["genre"] for un in frais.dossier_de_preuve.contexte["chaine"]][-1] == "relance"
    assert produits() == GENRES


def test_les_parties_telechargent_le_scelle_l_emis_et_la_preuve(client, scellee):
    client.force_login(scellee.accompagnement.mentor.personne)

    def lu(nom: str) -> bytes:
        reponse = client.get(reverse(f"conventions:{nom}", args=[scellee.numero]))
        assert reponse.status_code == 200
        return reponse.content

    assert lu("pdf") == bytes(scellee.scelle.octets)
    assert lu("emise") == bytes(scellee.document.octets)
    assert lu("preuve") == bytes(scellee.dossier_de_preuve.octets)
    assert lu("preuve-json") == jointes(scellee.dossier_de_preuve)[f"{scellee.numero}-preuve.json"]
    assert b"preuve.pdf" in lu("detail")


def test_avant_le_sceau_le_pdf_est_l_emis_et_la_preuve_n_existe_pas(client, convention):
    client.force_login(convention.accompagnement.mentor.personne)
    assert client.get(reverse("conventions:pdf", args=[convention.numero])).content == bytes(convention.document.octets)
    assert client.get(reverse("conventions:preuve", args=[convention.numero])).status_code == 404
    assert client.get(reverse("conventions:preuve-json", args=[convention.numero])).status_code == 404


# ---------- manage.py verifier_convention ----------


def fautes(octets: bytes) -> list[str]:
    return [controle.phrase for controle in examiner(octets) if not controle.bon]


@pytest.mark.parametrize("lequel", ["scelle", "dossier_de_preuve"])
def test_la_commande_dit_qu_un_fichier_est_intact(scellee, lequel, tmp_path, capsys):
    chemin = tmp_path / "convention.pdf"
    chemin.write_bytes(bytes(getattr(scellee, lequel).octets))
    call_command("verifier_convention", str(chemin))
    sortie = capsys.readouterr().out
    assert "Document intact." in sortie
    assert "FAUX" not in sortie
    assert scellee.numero in sortie


def test_la_commande_sort_en_erreur_pour_un_fichier_change_ou_absent(scellee, tmp_path, capsys):
    octets = bytearray(bytes(scellee.scelle.octets))
    octets[len(octets) // 2] ^= 1
    chemin = tmp_path / "convention.pdf"
    chemin.write_bytes(bytes(octets))
    with pytest.raises(SystemExit) as arret:
        call_command("verifier_convention", str(chemin))
    assert arret.value.code == 1
    assert "n’est celle d’aucun document produit ici" in capsys.readouterr().out
    with pytest.raises(CommandError, match="ne peut pas être lu"):
        call_command("verifier_convention", str(tmp_path / "absent.pdf"))


def test_la_commande_refuse_ce_qui_n_est_pas_scelle(scellee):
    assert "Ce fichier ne porte aucun sceau." in fautes(bytes(scellee.document.octets))
    assert fautes(parcours.PDF)
    assert fautes(b"rien")


def test_la_commande_voit_une_base_retouchee(scellee):
    octets = bytes(scellee.dossier_de_preuve.octets)
    assert fautes(octets) == []
    with connection.cursor() as curseur:
        curseur.execute("UPDATE conventions_preuve SET genre = 'refuse' WHERE rang = 2")
    assert fautes(octets) == ["La chaîne des événements n’est plus celle écrite.", "Les événements joints diffèrent de ceux de la base."]


def test_la_commande_voit_un_evenement_efface(scellee):
    Preuve.objects.filter(genre=GenrePreuve.SCELLEE)._raw_delete("default")
    assert "Aucun événement ne dit que cette convention a été scellée." in fautes(bytes(scellee.scelle.octets))


def test_deux_cents_bits_changes_dans_une_convention_scellee_sont_trouves(scellee):
    """The seal and the stored hash together: 200 places of the real final document, drawn with a fixed seed."""
    octets, tirage, trouves = bytes(scellee.scelle.octets), random.Random(20261127), 0
    for _ in range(200):
        change, place = bytearray(octets), tirage.randrange(len(octets))
        change[place] ^= 1 << tirage.randrange(8)
        verdict = sceau.verifier(bytes(change))
        trouves += not verdict.est_intact or not DocumentProduit.objects.filter(empreinte=verdict.empreinte).exists()
    print(f"\nConvention scellée : {trouves} bits changés trouvés sur 200.")
    assert trouves == 200


# ---------- who is told ----------


def annonces() -> list[tuple[str, bool]]:
    """Return who reads that the sealed document is there, and whether by a personal link."""
    ecrits = Courriel.objects.filter(gabarit="conventions/scellee").order_by("personne__email")
    return [(courriel.personne.email, courriel.contexte["par_lien"]) for courriel in ecrits]


def test_chaque_signataire_et_la_paire_l_apprennent_une_fois():
    """The porteuse follows the request without signing: she has no link of her own."""
    convention = parcours.sceller(parcours.convention("signee"))
    signent = {signataire.personne.email for signataire in convention.signataires.vivants()}
    porteuse = convention.accompagnement.candidature.porteur.email
    attendues = sorted([*((email, True) for email in signent), (porteuse, False)])
    assert porteuse not in signent
    assert annonces() == attendues
    action.sceller(Travail.objects.get(cle=f"sceau:{convention.pk}"))
    travaux.echeances()
    parcours.executer("sceau")
    assert annonces() == attendues


def test_ce_qui_n_est_pas_scelle_ne_s_annonce_pas(convention, settings, tmp_path: Path):
    settings.CACHET_CLE = str(tmp_path / "perdue.pem")
    parcours.sceller(convention)
    assert annonces() == []


def test_sans_compte_le_lien_du_courriel_ouvre_le_document_scelle(client, mailoutbox):
    convention = parcours.sceller(parcours.convention("signee"))
    parcours.executer("courriel")
    signataire = parcours.signature(convention, "pilote")
    [lettre] = [lettre for lettre in mailoutbox if "scellé est prêt" in lettre.subject and lettre.to == [signataire.personne.email]]
    [lien] = re.findall(r"/l/[^\s/]+/", lettre.body)
    assert client.post(lien).url == reverse("conventions:signer", args=[convention.numero])
    assert client.get(reverse("conventions:pdf", args=[convention.numero])).content == bytes(convention.scelle.octets)


def test_un_lien_expire_apres_la_signature_se_redemande():
    convention = parcours.sceller(parcours.convention("signee"))
    lien = LienPersonnel.objects.get(but="signature", objet_id=parcours.signature(convention).pk)
    LienPersonnel.objects.filter(pk=lien.pk).update(expire_le=horloge.maintenant())
    avant = len(annonces())
    liens.renouveler(lien.jeton)
    assert len(annonces()) == avant + 1
    lien.refresh_from_db()
    assert lien.expire_le > horloge.maintenant()
