"""The criteria of a call, judged on the file; the notes of the team: nobody else reads either."""

import re
import uuid

import pytest
from django.db import IntegrityError
from django.urls import reverse

from candidatures import actions
from candidatures.models import Appreciation, Critere, NoteInterne
from candidatures.models.appel import criteres_poses
from comptes.models import Instance
from socle.models import Courriel, Deport
from socle.refus import DejaParti, RefusDroit
from tests import parcours
from tests.navigation import connecte
from tests.parcours import acteur

pytestmark = pytest.mark.django_db
SECRET = "Rappeler en mars, hésitation sur le sujet"


def adresse(candidature, code: str = "clarte") -> str:
    return reverse("pilotage:apprecier", args=[candidature.numero, code])


def saisie(**change) -> dict:
    return {"valeur": "oui", "commentaire": "Très net.", "version": 0} | change


def _dossier(navigateur, candidature) -> str:
    return navigateur.get(reverse("pilotage:dossier", args=[candidature.numero])).text


def _collegue():
    return parcours.personne("yan@exemple.test", prenom="Yan", nom="Le Goff", instance=Instance.PILOTE)


def test_la_page_dit_ce_qui_se_calcule_et_ce_qui_se_juge(pilote):
    page = _dossier(pilote, parcours.candidature())
    for mot in ("Hérault, en Occitanie.", "4 demi-journées sur 4", "Besoin clair", "Ni prestation ni formation", "9 sans réponse"):
        assert mot in page.replace("\u00a0", " ")


def test_une_reponse_s_enregistre_seule(pilote):
    candidature = parcours.candidature()
    reponse = pilote.post(adresse(candidature), saisie(), headers={"HX-Request": "true"})
    assert "Claire Vidal" in reponse.text
    assert 'id="version-clarte" name="version" form="critere-clarte" value="1" data-hx-swap-oob="true"' in reponse.text
    ecrite = Appreciation.objects.get()
    assert (ecrite.critere.code, ecrite.valeur, ecrite.commentaire, ecrite.version) == ("clarte", "oui", "Très net.", 1)
    assert candidature.dossier.evenements.get(code="apprecier").details == {"critere": "clarte", "valeur": "oui", "version": 1}
    page = _dossier(pilote, candidature)
    assert "Très net." in page
    assert "8 sans réponse" in page


def test_deux_fois_la_meme_reponse_s_ecrit_une_fois(pilote):
    candidature = parcours.candidature()
    for _ in range(2):
        assert pilote.post(adresse(candidature), saisie()).url.endswith("#critere-clarte")
    assert Appreciation.objects.get().version == 1


def test_ce_qu_une_autre_personne_a_ecrit_ne_s_ecrase_pas_sans_le_lire(pilote):
    candidature = parcours.candidature()
    connecte(_collegue()).post(adresse(candidature), saisie(valeur="non", commentaire="Trop large."))
    reponse = pilote.post(adresse(candidature), saisie())
    assert "Yan Le Goff a écrit ici entre-temps" in reponse.text
    assert "Trop large." in reponse.text
    assert "Très net.</textarea>" in reponse.text
    assert Appreciation.objects.get().valeur == "non"
    version = re.search(r'id="version-clarte"[^>]*value="(\d+)"', reponse.text)[1]
    pilote.post(adresse(candidature), saisie(version=version))
    ecrite = Appreciation.objects.get()
    assert (ecrite.valeur, ecrite.par, ecrite.version) == ("oui", parcours.pilote(), 2)
    assert candidature.dossier.evenements.filter(code="apprecier").count() == 2


def test_une_reponse_vide_ne_laisse_aucune_ligne(pilote):
    candidature = parcours.candidature()
    pilote.post(adresse(candidature), saisie(valeur="", commentaire="  "))
    assert not candidature.dossier.evenements.filter(code="apprecier").exists()
    pilote.post(adresse(candidature), saisie())
    reponse = pilote.post(adresse(candidature), saisie(valeur="", commentaire="", version=1), headers={"HX-Request": "true"})
    assert "Claire Vidal" not in reponse.text
    assert "<span>Sans réponse</span>" in reponse.text
    assert not Appreciation.objects.exists()
    assert candidature.dossier.evenements.filter(code="apprecier").latest("pk").details["version"] == 2
    assert "9 sans réponse" in _dossier(pilote, candidature)


def test_ce_qui_est_efface_puis_reecrit_ne_s_ecrase_pas_sans_le_lire(pilote):
    candidature, collegue = parcours.candidature(), connecte(_collegue())
    collegue.post(adresse(candidature), saisie(valeur="non"))
    collegue.post(adresse(candidature), saisie(valeur="", commentaire="", version=1))
    collegue.post(adresse(candidature), saisie(valeur="non", commentaire="Après réflexion."))
    assert Appreciation.objects.get().version == 3
    assert "Yan Le Goff a écrit ici entre-temps" in pilote.post(adresse(candidature), saisie(version=1)).text
    assert Appreciation.objects.get().commentaire == "Après réflexion."


def test_une_appreciation_sans_rien_n_entre_pas_dans_la_base(pilote):
    candidature = parcours.candidature()
    pilote.post(adresse(candidature), saisie())
    with pytest.raises(IntegrityError, match="appreciation_dite"):
        Appreciation.objects.update(valeur="", commentaire="")


def test_une_reponse_mal_envoyee_revient(pilote):
    candidature = parcours.candidature()
    reponse = pilote.post(adresse(candidature), saisie(commentaire="a" * 2001))
    assert "tsf-erreurs" in reponse.text or "est-faux" in reponse.text
    assert not Appreciation.objects.exists()


def test_la_session_se_termine_au_milieu_d_un_commentaire(client, pilote):
    candidature = parcours.candidature()
    assert client.post(adresse(candidature), saisie(commentaire="Presque fini")).url.startswith("/compte/login/")
    client.force_login(parcours.pilote())
    session = client.session
    session.update({cle: valeur for cle, valeur in pilote.session.items() if cle.startswith("account_")})
    session.save()
    assert "Presque fini</textarea>" in client.get(adresse(candidature), follow=True).text


def test_le_critere_d_un_autre_appel_n_est_pas_la(pilote):
    candidature = parcours.candidature()
    Critere.objects.create(appel=parcours.appel("autre"), famille="appreciation", code="ailleurs", libelle="Ailleurs")
    assert pilote.post(adresse(candidature, "ailleurs"), saisie()).status_code == 404


def test_un_dossier_cache_ne_se_juge_ni_ne_se_note(pilote):
    candidature = parcours.candidature()
    Deport.objects.create(dossier=candidature.dossier, personne=parcours.pilote(), declare_le=candidature.deposee_le)
    assert pilote.post(adresse(candidature), saisie()).status_code == 404
    for nom in ("structure", "journal", "seances"):
        assert pilote.get(reverse("pilotage:partie", args=[candidature.numero, nom])).status_code == 404


# ---------- notes ----------


def test_une_note_ne_se_lit_que_dans_l_equipe(pilote, comite):
    candidature = parcours.candidature()
    actions.demander_avis_au_comite(candidature, acteur=acteur(parcours.pilote()))
    pilote.post(reverse("pilotage:geste", args=[candidature.numero, "noter"]), {"texte": SECRET, "cle": uuid.uuid4()})
    actions.apprecier(
        candidature, Critere.objects.get(code="clarte"), valeur="non", commentaire=SECRET, version=0, acteur=acteur(parcours.pilote())
    )
    parcours.executer("courriel")
    assert _dossier(pilote, candidature).count(SECRET) == 2
    porteuse = connecte(candidature.porteur)
    lues = [porteuse.get(candidature.get_absolute_url()), porteuse.get(reverse("accueil:mon-espace"))]
    lues += [comite.get(chemin) for chemin in ("/comite/", "/comite/dossiers/", reverse("candidatures:avis", args=[candidature.numero]))]
    lues.append(pilote.get(candidature.get_absolute_url()))
    assert [reponse.status_code for reponse in lues] == [200] * len(lues)
    assert [reponse.request["PATH_INFO"] for reponse in lues if SECRET in reponse.text] == []
    assert not Courriel.objects.filter(corps__contains=SECRET).exists()
    assert not candidature.dossier.evenements.filter(details__icontains=SECRET).exists()


def test_une_note_se_garde_une_fois():
    candidature, cle = parcours.candidature(), uuid.uuid4()
    for _ in range(2):
        actions.noter(candidature, texte="À rappeler.", cle=cle, acteur=acteur(parcours.pilote()))
    with pytest.raises(DejaParti):
        actions.noter(candidature, texte="Autre chose.", cle=cle, acteur=acteur(parcours.pilote()))
    assert NoteInterne.objects.count() == 1


def test_seule_l_equipe_note_et_juge():
    candidature = parcours.candidature()
    critere = Critere.objects.get(code="clarte")
    for personne in (candidature.porteur, parcours.membre_du_comite(), parcours.administrateur()):
        with pytest.raises(RefusDroit):
            actions.noter(candidature, texte="…", cle=uuid.uuid4(), acteur=acteur(personne))
        with pytest.raises(RefusDroit):
            actions.apprecier(candidature, critere, valeur="oui", commentaire="", version=0, acteur=acteur(personne))


def test_un_appel_sans_criteres_ne_se_soumet_pas():
    appel = parcours.appel()
    Critere.objects.all().delete()
    assert not criteres_poses(appel)
