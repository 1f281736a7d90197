"""A complement: one at a time, with a deadline; it suspends the decision, comes back where it was, and is never waited for in silence."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accueil import lectures as accueil
from candidatures import actions, lectures
from candidatures.models import Appel, Candidature, DemandeComplement
from pilotage.lectures import files, triage
from socle import horloge as horloge_du_socle
from socle.acteurs import SYSTEME
from socle.models import Courriel, Travail
from socle.refus import Refus, RefusDroit, RefusEtat
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db
Etat = Candidature.Etat


@pytest.fixture
def equipe():
    return parcours.acteur(parcours.pilote())


def _dans(jours: int):
    return horloge_du_socle.aujourdhui() + timedelta(days=jours)


def _rappels() -> int:
    return Courriel.objects.filter(gabarit="candidatures/complement_rappel").count()


@pytest.mark.parametrize("depart", [Etat.DEPOSEE, Etat.RECEVABLE])
def test_un_complement_revient_la_ou_en_etait_la_demande_meme_l_appel_ferme(depart, equipe, horloge):
    demande = parcours.complement(parcours.candidature(depart))
    Appel.objects.update(ferme_le=horloge.maintenant())
    recue = parcours.repondre_au_complement(demande.candidature)
    assert recue.etat == depart
    assert files.suivies(SYSTEME).filter(files.EQUIPE.condition, pk=recue.pk).exists()
    assert not Courriel.objects.exclude(personne=recue.porteur).filter(gabarit__contains="complement").exists()


def test_il_n_y_en_a_qu_un_a_la_fois(equipe):
    demande = parcours.complement()
    with pytest.raises(RefusEtat):
        actions.demander_complement(
            demande.candidature, questions=demande.questions.all(), message="Encore.", echeance=_dans(5), acteur=equipe
        )
    assert DemandeComplement.objects.count() == 1


def test_une_date_passee_est_refusee_et_il_faut_une_question(equipe):
    candidature = parcours.candidature()
    questions = candidature.reponses.version.questions.all()
    with pytest.raises(Refus, match="date à venir"):
        actions.demander_complement(candidature, questions=questions, message="Votre budget.", echeance=_dans(0), acteur=equipe)
    with pytest.raises(Refus, match="date à venir"):
        actions.rouvrir_complement(candidature, message="Votre budget.", echeance=_dans(0), acteur=equipe)
    with pytest.raises(Refus, match="au moins une question"):
        actions.demander_complement(candidature, questions=[], message="Votre budget.", echeance=_dans(5), acteur=equipe)


def test_annuler_rend_la_demande_a_l_etude_et_previent(equipe):
    demande = parcours.complement(parcours.candidature(Etat.RECEVABLE))
    assert actions.annuler_complement(demande.candidature, acteur=equipe).etat == Etat.RECEVABLE
    assert Courriel.objects.filter(gabarit="candidatures/complement_annule").count() == 1
    with pytest.raises(RefusEtat, match="Aucun complément n’est attendu"):
        actions.prolonger_complement(demande.candidature, echeance=_dans(5), acteur=equipe)


def test_rouvrir_redemande_le_meme_complement_la_ou_en_est_la_demande(equipe):
    candidature = parcours.complement_recu()
    recevable = actions.declarer_recevable(candidature, acteur=equipe)
    demande = actions.rouvrir_complement(recevable, message="Il manque l’annexe.", echeance=_dans(5), acteur=equipe)
    assert DemandeComplement.objects.count() == 1
    assert (demande.revient_a, demande.message, demande.repondue_le) == (Etat.RECEVABLE, "Il manque l’annexe.", None)
    assert Courriel.objects.filter(gabarit="candidatures/complement").count() == 2
    assert parcours.repondre_au_complement(recevable).etat == Etat.RECEVABLE


def test_sans_complement_recu_il_n_y_a_rien_a_rouvrir(equipe):
    with pytest.raises(RefusEtat, match="Aucun complément reçu"):
        actions.rouvrir_complement(parcours.candidature(), message="Encore.", echeance=_dans(5), acteur=equipe)


def test_deux_rappels_une_fois_chacun_puis_l_equipe(horloge):
    demande = parcours.complement(jours=10)
    for jours, attendus in [(7, 0), (1, 1), (0, 1), (1, 1), (1, 2), (1, 2)]:
        horloge.avancer(timedelta(days=jours))
        actions.rappeler_les_complements()
        assert _rappels() == attendus
    en_retard = triage.chercher(parcours.acteur(parcours.pilote()), triage.Filtres(file="complements_en_retard", retard=True))
    assert [candidature.pk for candidature in en_retard] == [demande.candidature_id]


def test_un_delai_court_ne_rappelle_pas_le_jour_meme(horloge):
    parcours.complement(jours=1)
    actions.rappeler_les_complements()
    assert _rappels() == 0
    horloge.avancer(timedelta(days=1))
    actions.rappeler_les_complements()
    assert _rappels() == 1


def test_prolonger_previent_et_rearme_les_rappels(equipe, horloge):
    demande = parcours.complement(jours=3)
    horloge.avancer(timedelta(days=2))
    actions.rappeler_les_complements()
    actions.prolonger_complement(demande.candidature, echeance=_dans(10), acteur=equipe)
    assert Courriel.objects.filter(gabarit="candidatures/complement_prolonge").count() == 1
    horloge.avancer(timedelta(days=8))
    actions.rappeler_les_complements()
    assert _rappels() == 2
    with pytest.raises(RefusDroit):
        actions.prolonger_complement(demande.candidature, echeance=_dans(20), acteur=parcours.acteur(demande.candidature.porteur))


# ---------- completer: the answers written over those of a sent request ----------


def _completer(candidature: Candidature, *, acteur=None, **recues: str) -> Candidature:
    candidature = Candidature.objects.get(pk=candidature.pk)
    demande = parcours.demande(**{nom: valeur for nom, valeur in recues.items() if nom in {"contexte", "intitule"}})
    return actions.completer(candidature, recues, demande, acteur=acteur or parcours.acteur(candidature.porteur))


def test_completer_ecrit_les_reponses_les_colonnes_la_recherche_et_une_copie():
    candidature = parcours.candidature()
    complete = _completer(candidature, contexte="Un déficit de 9 000 €.")
    assert (complete.contexte, complete.reponses.saisie["contexte"]) == ("Un déficit de 9 000 €.", "Un déficit de 9 000 €.")
    assert "un deficit de 9 000" in complete.recherche
    assert complete.dossier.evenements.get(code="completer").details == {"champs": ["contexte"]}
    assert Travail.objects.filter(genre="copie_des_reponses", objet_id=candidature.pk).count() == 2


def test_completer_deux_fois_la_derniere_reponse_reste():
    candidature = parcours.candidature()
    for contexte in ("Une première fois.", "Une seconde fois."):
        _completer(candidature, contexte=contexte)
    candidature.refresh_from_db()
    assert (candidature.contexte, candidature.reponses.saisie["contexte"]) == ("Une seconde fois.", "Une seconde fois.")
    assert (candidature.objectifs.count(), candidature.participants.count()) == (2, 1)


@pytest.mark.parametrize("etat", [Etat.BROUILLON, Etat.DIAGNOSTIQUEE, Etat.ACCEPTEE])
def test_completer_avant_l_envoi_ou_apres_l_entretien_est_refuse(etat):
    candidature = parcours.candidature(etat)
    avant = candidature.reponses.saisie
    with pytest.raises(RefusEtat, match="L’entretien de diagnostic a eu lieu"):
        _completer(candidature, contexte="Trop tard.")
    assert Candidature.objects.get(pk=candidature.pk).reponses.saisie == avant


def test_completer_est_refuse_a_qui_ne_porte_pas_la_candidature(equipe):
    for acteur in (equipe, parcours.acteur(parcours.personne()), SYSTEME):
        with pytest.raises(RefusDroit, match="n’est pas la vôtre"):
            _completer(parcours.candidature(), acteur=acteur, contexte="Autre.")


# ---------- sending it back: late, twice, cancelled, another question ----------


def _recevoir(demande: DemandeComplement, *, revision: int | None = None, acteur=None) -> Candidature:
    candidature = Candidature.objects.get(pk=demande.candidature_id)
    acteur = acteur or parcours.acteur(candidature.porteur)
    return actions.recevoir_complement(candidature, parcours.demande(contexte="Réponse."), revision=revision, acteur=acteur)


def test_un_complement_en_retard_est_recu_comme_un_autre(horloge):
    demande = parcours.complement(jours=2)
    horloge.avancer(timedelta(days=30))
    recue = _recevoir(demande)
    assert (recue.etat, recue.contexte) == (Etat.DEPOSEE, "Réponse.")


def test_un_complement_se_recoit_une_fois():
    demande = parcours.complement()
    _recevoir(demande)
    with pytest.raises(RefusEtat):
        _recevoir(demande)
    assert demande.candidature.dossier.evenements.filter(code="recevoir_complement").count() == 1


def test_un_complement_annule_ne_se_recoit_plus_et_ne_s_ecrit_plus(equipe):
    demande = parcours.complement()
    actions.annuler_complement(demande.candidature, acteur=equipe)
    porteur = parcours.acteur(demande.candidature.porteur)
    with pytest.raises(RefusEtat):
        _recevoir(demande)
    with pytest.raises(RefusEtat, match="Aucun complément n’est attendu"):
        actions.enregistrer_complement(demande.candidature, {"contexte": "Autre."}, revision=0, onglet="a", acteur=porteur)
    assert Candidature.objects.get(pk=demande.candidature_id).contexte == "Troisième édition, trésorerie tendue."


def test_un_complement_change_dans_un_autre_onglet_ne_part_pas():
    demande = parcours.complement()
    porteur = parcours.acteur(demande.candidature.porteur)
    actions.enregistrer_complement(demande.candidature, {"contexte": "D’un autre onglet."}, revision=0, onglet="b", acteur=porteur)
    with pytest.raises(Refus, match="dans un autre onglet"):
        _recevoir(demande, revision=0)
    assert Candidature.objects.get(pk=demande.candidature_id).etat == Etat.COMPLEMENT_DEMANDE


def test_un_complement_ne_s_ecrit_et_ne_part_que_par_qui_porte_la_candidature(equipe):
    demande = parcours.complement()
    with pytest.raises(RefusDroit, match="Seule la personne qui porte"):
        actions.enregistrer_complement(demande.candidature, {"contexte": "Autre."}, revision=0, onglet="a", acteur=equipe)
    with pytest.raises(RefusDroit, match="Seule la personne qui porte"):
        _recevoir(demande, acteur=equipe)


def test_une_question_qui_n_est_pas_redemandee_ne_s_ecrit_pas():
    demande = parcours.complement(codes=("contexte",))
    assert _post(demande, "envoyer", contexte="La réponse demandée.", intitule="Un autre titre").status_code == 302
    candidature = Candidature.objects.get(pk=demande.candidature_id)
    assert (candidature.contexte, candidature.intitule) == ("La réponse demandée.", "Construire un budget de festival qui tient")
    assert candidature.reponses.saisie["intitule"] == "Construire un budget de festival qui tient"


def test_se_retirer_ferme_le_complement():
    demande = parcours.complement()
    actions.retirer(demande.candidature, acteur=parcours.acteur(demande.candidature.porteur))
    assert not DemandeComplement.objects.ouvertes().exists()


def test_la_structure_lit_ce_qui_est_demande_et_pour_quand(client):
    demande = parcours.complement(parcours.candidature(Etat.RECEVABLE))
    client.force_login(demande.candidature.porteur)
    page = client.get(demande.candidature.get_absolute_url()).content.decode()
    assert "Joignez votre dernier budget." in page
    assert lectures.prochaine_action(demande.candidature).avant == demande.echeance
    assert [etape.libelle for etape in lectures.frise(demande.candidature)][-3:] == [
        "Entretien de diagnostic",
        "Décision",
        "Accompagnement",
    ]
    (carte,) = accueil.espace(parcours.acteur(demande.candidature.porteur)).en_cours
    assert "vous demande un complément" in carte.phrase


# ---------- the page ----------


def _page(demande: DemandeComplement) -> str:
    return reverse("candidatures:complement", args=[demande.candidature.numero])


def _post(demande: DemandeComplement, geste: str, **champs):
    demande = DemandeComplement.objects.get(pk=demande.pk)
    envoi = {"revision": demande.reponses.revision, "onglet": "a", "geste": geste, **champs}
    return connecte(demande.candidature.porteur).post(_page(demande), envoi)


def test_la_page_pose_les_questions_demandees_avec_leurs_reponses_et_celles_la_seulement():
    demande = parcours.complement(codes=("contexte", "intitule"))
    page = connecte(demande.candidature.porteur).get(_page(demande)).content.decode()
    assert "Troisième édition, trésorerie tendue." in page
    assert "Construire un budget de festival qui tient" in page
    assert 'name="siret"' not in page
    assert connecte(parcours.personne()).get(_page(demande)).status_code == 404


def test_la_page_et_ce_qui_se_garde_au_fil_coutent_peu(django_assert_num_queries):
    """Saved while one types: as a draft, and the questions that are asked; two statements are the savepoint."""
    demande = parcours.complement(codes=("contexte", "intitule"))
    navigateur = connecte(demande.candidature.porteur)
    navigateur.get(_page(demande))
    with django_assert_num_queries(7):
        assert navigateur.get(_page(demande)).status_code == 200
    envoi = {"revision": 0, "onglet": "a", "touches": "contexte", "contexte": "Tout autre chose."}
    with django_assert_num_queries(9):
        assert "Enregistré à" in navigateur.post(_page(demande), envoi, headers={"HX-Request": "true"}).text


def test_ce_qui_est_tape_se_garde_au_fil_sans_toucher_a_la_candidature():
    demande = parcours.complement()
    reponse = connecte(demande.candidature.porteur).post(
        _page(demande), {"revision": 0, "onglet": "a", "contexte": "Tout autre chose."}, headers={"HX-Request": "true"}
    )
    assert "Enregistré à" in reponse.content.decode()
    demande = DemandeComplement.objects.get(pk=demande.pk)
    assert demande.reponses.saisie["contexte"] == "Tout autre chose."
    assert demande.candidature.contexte == "Troisième édition, trésorerie tendue."
    assert "Tout autre chose." in connecte(demande.candidature.porteur).get(_page(demande)).content.decode()


def test_envoyer_met_a_jour_la_candidature_et_la_rend_a_l_equipe():
    demande = parcours.complement(parcours.candidature(Etat.RECEVABLE))
    reponse = _post(demande, "envoyer", contexte="Quatrième édition, et un déficit de 9 000 €.")
    candidature = Candidature.objects.get(pk=demande.candidature_id)
    assert reponse.url == candidature.get_absolute_url()
    assert (candidature.etat, candidature.contexte) == (Etat.RECEVABLE, "Quatrième édition, et un déficit de 9 000 €.")
    assert candidature.reponses.saisie["contexte"] == "Quatrième édition, et un déficit de 9 000 €."
    assert candidature.participants.get(est_referente=True).positionnements.exists()
    assert list(candidature.dossier.evenements.order_by("-pk").values_list("code", flat=True)[:2]) == ["recevoir_complement", "completer"]


def test_une_reponse_vide_revient_avec_sa_phrase_et_n_envoie_rien():
    demande = parcours.complement(codes=("intitule",))
    page = _post(demande, "envoyer", intitule="").content.decode()
    assert "tsf-erreurs" in page
    assert Candidature.objects.get(pk=demande.candidature_id).etat == Etat.COMPLEMENT_DEMANDE


def test_une_question_vient_avec_celles_qu_une_autre_reponse_ferait_poser():
    """Who had nobody in mind, and now has, is asked who it is: half an answer left there before is no answer."""
    candidature = parcours.candidature()
    candidature.reponses.saisie["mentor-0-nom"] = "Jeanne Roux"
    candidature.reponses.save()
    demande = parcours.complement(candidature, codes=("porte",))
    assert [question.code for question in demande.questions.all()] == ["porte", "mentor"]
    page = _post(demande, "envoyer", porte="connue").content.decode()
    assert 'name="mentor-0-structure"' in page
    assert Candidature.objects.get(pk=candidature.pk).etat == Etat.COMPLEMENT_DEMANDE
    reste = {"structure": "Le Moulin", "raison": "Elle a tenu ce budget.", "deja_contactee": "non", "lien": "non"}
    reponse = _post(demande, "envoyer", porte="connue", **{f"mentor-0-{nom}": valeur for nom, valeur in reste.items()})
    assert reponse.status_code == 302
    assert Candidature.objects.get(pk=candidature.pk).mentor_souhaite.nom == "Jeanne Roux"


def test_un_fichier_seul_suffit_a_refaire_la_copie_des_reponses():
    candidature = parcours.candidature()
    parcours.executer("copie_des_reponses")
    demande = parcours.complement(candidature, codes=("pieces",))
    piece = SimpleUploadedFile("budget-2027.pdf", parcours.PDF, content_type="application/pdf")
    assert _post(demande, "envoyer", **{"pieces-0-fichier": piece}).status_code == 302
    assert parcours.executer("copie_des_reponses") == 1
    copie = candidature.dossier.documents.filter(genre=lectures.GENRE_DE_LA_COPIE).latest("pk")
    assert "budget-2027.pdf" in str(copie.contexte["etapes"])


def test_envoyer_deux_fois_ou_trop_tard_ne_perd_rien(equipe):
    demande = parcours.complement()
    assert _post(demande, "envoyer", contexte="Une première fois.").status_code == 302
    client = connecte(demande.candidature.porteur)
    tard = client.post(
        _page(demande), {"revision": 9, "onglet": "a", "geste": "envoyer", "contexte": "Un dernier mot, plus long."}, follow=True
    )
    assert "Aucun complément n’est attendu" in tard.content.decode()
    assert "Un dernier mot, plus long." in tard.content.decode()
    assert Candidature.objects.get(pk=demande.candidature_id).contexte == "Une première fois."


def test_un_complement_annule_pendant_la_saisie_offre_ce_qui_etait_ecrit_en_message(equipe):
    demande = parcours.complement()
    _post(demande, "enregistrer", contexte="Écrit avant l’annulation.")
    actions.annuler_complement(demande.candidature, acteur=equipe)
    reponse = connecte(demande.candidature.porteur).post(
        _page(demande), {"revision": 1, "onglet": "a", "geste": "envoyer", "contexte": "Écrit avant l’annulation."}, follow=True
    )
    assert "Écrit avant l’annulation." in reponse.context["message"]["texte"].value()


def test_un_conflit_se_dit_sur_la_page_du_complement_et_rien_ne_part():
    demande = parcours.complement()
    _post(demande, "enregistrer", contexte="D’un autre onglet.")
    envoi = {"revision": 0, "onglet": "b", "contexte": "D’ici."}
    au_fil = connecte(demande.candidature.porteur).post(_page(demande), envoi, headers={"HX-Request": "true"}).text
    assert "Pressez «&nbsp;Enregistrer et rester ici&nbsp;»" in au_fil
    page = connecte(demande.candidature.porteur).post(_page(demande), {**envoi, "geste": "envoyer"}).text
    assert "D’un autre onglet." in page
    assert "D’ici." in page
    assert Candidature.objects.get(pk=demande.candidature_id).etat == Etat.COMPLEMENT_DEMANDE


def test_la_session_qui_se_termine_ne_perd_pas_un_mot(client):
    demande = parcours.complement()
    assert client.post(_page(demande), {"revision": 0, "onglet": "a", "contexte": "Écrit trop tard."}).status_code == 302
    client.force_login(demande.candidature.porteur)
    assert "Écrit trop tard." in client.get(_page(demande)).content.decode()


def test_completer_est_une_chose_a_faire_avec_son_echeance():
    demande = parcours.complement()
    (tache,) = accueil.espace(parcours.acteur(demande.candidature.porteur)).taches
    assert (tache.actes[0].adresse, tache.echeance) == (_page(demande), demande.echeance)
