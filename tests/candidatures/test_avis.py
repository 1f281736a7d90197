"""Opinions of the comité technique: asked, given, hidden, reminded, withdrawn; déports."""

from datetime import timedelta

import pytest

from candidatures import actions, regles
from candidatures.models import Avis, Candidature, ModeAvis
from comptes import liens
from comptes.acteurs import ANONYME, ActeurLien
from comptes.models import Instance, LienPersonnel, Mandat
from socle import horloge as heure
from socle.acteurs import SYSTEME
from socle.models import Courriel, Deport, Derogation, Evenement
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from tests import parcours
from tests.parcours import acteur

pytestmark = pytest.mark.django_db
RESERVE = {"sens": "reserves", "commentaire": "Le calendrier paraît serré."}


@pytest.fixture
def candidature() -> Candidature:
    return parcours.candidature("recevable")


@pytest.fixture
def membres():
    return [parcours.membre_du_comite(f"membre{rang}@exemple.test") for rang in range(3)]


@pytest.fixture
def equipe():
    return acteur(parcours.pilote())


def demander(candidature, membres, equipe, jours=7) -> list[Avis]:
    echeance = heure.aujourdhui() + timedelta(days=jours)
    return actions.demander_avis(candidature, personnes=membres, echeance=echeance, acteur=equipe)


def par_le_lien(avis: Avis) -> ActeurLien:
    return ActeurLien(LienPersonnel.objects.get(but="avis", objet_id=avis.pk))


def codes(candidature) -> list[str]:
    return list(candidature.dossier.evenements.filter(code__contains="avis").order_by("pk").values_list("code", flat=True))


def ecrits(personne, gabarit="candidatures/demande_avis"):
    return Courriel.objects.filter(personne=personne, gabarit=gabarit)


def deporter(candidature, membre):
    return Deport.objects.create(dossier=candidature.dossier, personne=membre, declare_le=heure.maintenant())


def vus(acteur_) -> set[tuple[int, str]]:
    return set(Avis.objects.visibles_par(acteur_).values_list("personne", "sens"))


# ---------- asking ----------


def test_demander_ecrit_a_chaque_membre_une_fois(candidature, membres, equipe):
    assert len(demander(candidature, membres[:2], equipe)) == 2
    (nouveau,) = demander(candidature, membres, equipe)
    assert nouveau.personne == membres[2]
    assert [ecrits(membre).count() for membre in membres] == [1, 1, 1]
    assert codes(candidature) == ["demander_avis"] * 3
    assert demander(candidature, membres, equipe) == []


def test_on_ne_demande_ni_a_qui_s_est_deporte_ni_a_qui_ne_siege_plus(candidature, membres, equipe):
    deporter(candidature, membres[0])
    Mandat.objects.filter(personne=membres[1]).update(au=heure.aujourdhui() - timedelta(days=1))
    assert [avis.personne for avis in demander(candidature, [*membres, parcours.personne()], equipe)] == [membres[2]]


@pytest.mark.parametrize("etat", ["irrecevable", "acceptee", "refusee", "sans_suite", "retiree"])
def test_on_ne_demande_plus_rien_apres_la_decision(membres, equipe, etat):
    with pytest.raises(RefusEtat, match="les avis sont clos"):
        demander(parcours.candidature(etat), membres, equipe)


def test_un_appel_peut_ne_pas_prevoir_d_avis(candidature, membres, equipe):
    candidature.appel.avis = ModeAvis.JAMAIS
    candidature.appel.save()
    with pytest.raises(Refus, match="ne prévoit pas d’avis"):
        demander(candidature, membres, equipe)


def test_l_echeance_laisse_au_moins_un_jour(candidature, membres, equipe):
    with pytest.raises(Refus, match="au moins un jour"):
        demander(candidature, membres, equipe, jours=0)


def test_seule_l_equipe_demande(candidature, membres):
    for qui in (candidature.porteur, membres[0], parcours.administrateur()):
        with pytest.raises(RefusDroit):
            demander(candidature, membres, acteur(qui))
    deporter(candidature, parcours.pilote())
    with pytest.raises(RefusDroit):
        demander(candidature, membres, acteur(parcours.pilote()))


@pytest.mark.parametrize(("mode", "attendus"), [("toujours", 3), ("a_la_demande", 0), ("jamais", 0)])
def test_un_appel_peut_demander_toujours_des_la_recevabilite(membres, equipe, mode, attendus):
    deposee = parcours.candidature()
    deposee.appel.avis, deposee.appel.delai_avis = mode, 5
    deposee.appel.save()
    actions.declarer_recevable(deposee, acteur=equipe)
    assert list(Avis.objects.values_list("echeance", flat=True)) == [heure.aujourdhui() + timedelta(days=5)] * attendus


# ---------- giving ----------


@pytest.mark.parametrize("sens", ["favorable", "reserves", "defavorable", "ne_se_prononce_pas"])
def test_rendre_un_avis_par_le_lien_ou_connecte(sens):
    for qui in (par_le_lien, lambda avis: acteur(avis.personne)):
        avis = parcours.avis()
        rendu = actions.rendre_avis(avis, sens=sens, commentaire=" Parce que. ", acteur=qui(avis))
        assert (rendu.sens, rendu.commentaire, rendu.est_rendu) == (sens, "Parce que.", True)


@pytest.mark.parametrize("sens", ["reserves", "defavorable"])
def test_ce_qui_retient_se_dit(sens):
    avis = parcours.avis()
    with pytest.raises(Refus, match="ce qui vous retient"):
        actions.rendre_avis(avis, sens=sens, commentaire="  ", acteur=acteur(avis.personne))


def test_le_journal_ne_garde_que_des_codes(candidature):
    avis, moi = parcours.avis(candidature), acteur(parcours.membre_du_comite())
    actions.rendre_avis(avis, sens="favorable", commentaire="Très clair.", acteur=moi)
    actions.rendre_avis(avis, sens="favorable", commentaire="Très clair.", acteur=moi)
    actions.rendre_avis(avis, **RESERVE, acteur=moi)
    ecrits_ = Evenement.objects.filter(objet=f"candidatures.avis:{avis.pk}").order_by("pk").values_list("code", "details", "vers")
    assert list(ecrits_)[1:] == [
        ("rendre_avis", {"sens": "favorable"}, ""),
        ("modifier_avis", {"sens": "reserves", "avant": "favorable"}, ""),
    ]


def test_un_avis_en_retard_compte_comme_un_silence_et_reste_possible_jusqu_a_la_decision(candidature, horloge):
    avis, moi = parcours.avis(candidature), acteur(parcours.membre_du_comite())
    horloge.avancer(timedelta(days=7))
    assert (avis.sens_lu, avis.est_en_retard) == ("", False)
    horloge.avancer(timedelta(days=1))
    assert (avis.sens_lu, avis.est_en_retard, avis.sens) == ("Ne se prononce pas", True, "")
    assert actions.rendre_avis(avis, sens="favorable", acteur=moi).sens_lu == "Favorable"
    actions.diagnostiquer(candidature, parcours.entretien(candidature), acteur=SYSTEME)
    actions.refuser(Candidature.objects.get(), motif="Hors champ.", acteur=SYSTEME)
    with pytest.raises(RefusEtat, match="les avis sont clos"):
        actions.rendre_avis(avis, **RESERVE, acteur=moi)
    assert actions.rendre_avis(avis, sens="favorable", acteur=moi).sens == "favorable"


def test_personne_d_autre_ne_le_rend(candidature, membres, equipe):
    avis = parcours.avis(candidature)
    ailleurs = parcours.avis(parcours.candidature("recevable", rang=1))
    autre_but = liens.ouvrir("evaluation", personne=avis.personne, objet_id=avis.pk)
    for qui in (equipe, acteur(membres[0]), acteur(candidature.porteur), par_le_lien(ailleurs), ActeurLien(autre_but), ANONYME):
        with pytest.raises(RefusDroit):
            actions.rendre_avis(avis, sens="favorable", acteur=qui)
    Mandat.objects.filter(personne=avis.personne).update(au=heure.aujourdhui() - timedelta(days=1))
    for qui in (acteur(avis.personne), par_le_lien(avis)):
        with pytest.raises(RefusDroit):
            actions.rendre_avis(avis, sens="favorable", acteur=qui)


def test_repondre_retient_la_demande_qui_n_est_pas_partie():
    avis = parcours.avis()
    actions.rendre_avis(avis, sens="favorable", acteur=acteur(avis.personne))
    assert ecrits(avis.personne).get().etat == Courriel.Etat.ANNULE


# ---------- who sees what ----------


def test_les_autres_avis_se_lisent_apres_avoir_rendu_le_sien(candidature, membres, equipe):
    siens = {avis.personne: avis for avis in demander(candidature, membres, equipe)}
    un, deux, _ = membres
    actions.rendre_avis(siens[deux], **RESERVE, acteur=acteur(deux))
    assert vus(acteur(un)) == vus(par_le_lien(siens[un])) == {(un.pk, "")}
    actions.rendre_avis(siens[un], sens="favorable", acteur=acteur(un))
    assert vus(acteur(un)) == vus(par_le_lien(siens[un])) == {(un.pk, "favorable"), (deux.pk, "reserves")}
    assert len(vus(equipe)) == 3
    ailleurs = parcours.avis(parcours.candidature("recevable", rang=1), membre=deux)
    assert (deux.pk, "") not in vus(acteur(un))
    actions.rendre_avis(ailleurs, sens="favorable", acteur=acteur(deux))
    assert (deux.pk, "favorable") not in vus(acteur(un))


def test_un_membre_ne_voit_que_les_demandes_ou_son_avis_est_attendu(candidature, membres, equipe):
    avis = parcours.avis(candidature, membre=membres[0])
    pour = Candidature.objects.pour_avis
    assert list(pour(acteur(membres[0]))) == list(pour(par_le_lien(avis))) == [candidature]
    for qui in (acteur(membres[1]), acteur(candidature.porteur), equipe, ANONYME, SYSTEME):
        assert not pour(qui).exists()
    assert not Candidature.objects.visibles_par(acteur(membres[0])).exists()
    assert not Candidature.objects.visibles_par(par_le_lien(avis)).exists()
    actions.retirer_demande_avis(candidature, avis=avis, acteur=equipe)
    assert not pour(acteur(membres[0])).exists()


def test_les_compteurs_ne_comptent_que_ce_qui_est_demande(candidature, membres, equipe):
    siens = demander(candidature, membres, equipe)
    actions.rendre_avis(siens[0], sens="favorable", acteur=acteur(siens[0].personne))
    actions.retirer_demande_avis(candidature, avis=siens[1], acteur=equipe)
    parcours.candidature("recevable", rang=1)
    compte = Candidature.objects.avec_avis().order_by("pk").values_list("avis_demandes", "avis_rendus")
    assert list(compte) == [(2, 1), (0, 0)]


# ---------- reminders ----------


@pytest.mark.parametrize(("avance", "dus"), [(0, 0), (4, 0), (5, 1), (6, 1), (7, 2), (8, 2)])
def test_les_rappels_tombent_deux_jours_avant_puis_le_dernier_jour(avance, dus):
    echeance = heure.aujourdhui() + timedelta(days=7)
    assert regles.rappels_d_avis_dus(echeance, heure.aujourdhui() + timedelta(days=avance)) == dus


def relances(avis) -> int:
    return ecrits(avis.personne, "candidatures/relance_avis").count()


def test_chaque_rappel_part_une_fois(horloge):
    avis, envoyes = parcours.avis(), []
    for _ in range(10):
        actions.rappeler_les_avis()
        actions.rappeler_les_avis()
        envoyes.append(relances(avis))
        horloge.avancer(timedelta(days=1))
    assert envoyes == [0, 0, 0, 0, 0, 1, 1, 2, 2, 2]


def test_une_horloge_qui_saute_ne_rappelle_qu_une_fois(horloge):
    avis = parcours.avis()
    horloge.avancer(timedelta(days=12))
    actions.rappeler_les_avis()
    actions.rappeler_les_avis()
    assert relances(avis) == 1


@pytest.mark.parametrize("jours", [1, 2])
def test_une_demande_de_derniere_minute_n_est_pas_rappelee_le_jour_meme(horloge, jours):
    avis = parcours.avis(jours=jours)
    actions.rappeler_les_avis()
    assert relances(avis) == 0
    horloge.avancer(timedelta(days=jours))
    actions.rappeler_les_avis()
    assert relances(avis) == 1


@pytest.mark.parametrize("fin", ["rendu", "retire", "deport", "decide"])
def test_plus_de_rappel_quand_il_n_y_a_plus_rien_a_rendre(candidature, equipe, horloge, fin):
    avis = parcours.avis(candidature)
    fins = {
        "rendu": lambda: actions.rendre_avis(avis, sens="favorable", acteur=acteur(avis.personne)),
        "retire": lambda: actions.retirer_demande_avis(candidature, avis=avis, acteur=equipe),
        "deport": lambda: actions.declarer_deport(candidature, personne=avis.personne, acteur=acteur(avis.personne)),
        "decide": lambda: actions.classer_sans_suite(candidature, motif="Personne.", acteur=equipe),
    }
    fins[fin]()
    horloge.avancer(timedelta(days=7))
    actions.rappeler_les_avis()
    assert relances(avis) == 0


def test_qui_ne_siege_plus_n_est_ni_rappele_ni_relance(candidature, equipe, horloge):
    """Their link opens nothing any more; the team may still take the request back."""
    avis = parcours.avis(candidature)
    Mandat.objects.filter(personne=avis.personne).update(au=heure.aujourdhui())
    horloge.avancer(timedelta(days=6))
    actions.rappeler_les_avis()
    with pytest.raises(DejaFait):
        actions.relancer_avis(candidature, acteur=equipe)
    assert relances(avis) == 0
    assert actions.retirer_demande_avis(candidature, avis=avis, acteur=equipe).retire_le


def test_l_equipe_relance_une_fois_par_jour_qui_n_a_pas_repondu(candidature, membres, equipe, horloge):
    siens = demander(candidature, membres, equipe)
    actions.rendre_avis(siens[0], sens="favorable", acteur=acteur(siens[0].personne))
    with pytest.raises(DejaFait):
        actions.relancer_avis(candidature, acteur=equipe)
    horloge.avancer(timedelta(days=5))
    assert len(actions.relancer_avis(candidature, acteur=equipe)) == 2
    with pytest.raises(DejaFait):
        actions.relancer_avis(candidature, acteur=equipe)
    actions.rappeler_les_avis()
    assert [relances(avis) for avis in siens] == [0, 1, 1]
    with pytest.raises(RefusDroit):
        actions.relancer_avis(candidature, acteur=acteur(membres[0]))


# ---------- withdrawing ----------


def test_une_demande_retiree_ferme_son_lien_et_peut_etre_refaite(candidature, equipe):
    avis = parcours.avis(candidature)
    lien = par_le_lien(avis).lien
    actions.retirer_demande_avis(candidature, avis=avis, acteur=equipe)
    lien.refresh_from_db()
    assert not lien.est_vivant
    assert ecrits(avis.personne).get().etat == Courriel.Etat.ANNULE
    with pytest.raises(DejaFait):
        actions.retirer_demande_avis(candidature, avis=avis, acteur=equipe)
    refaite = parcours.avis(candidature)
    assert refaite.pk != avis.pk
    with pytest.raises(RefusEtat, match="ne vous est plus demandé"):
        actions.rendre_avis(avis, sens="favorable", acteur=acteur(avis.personne))


def test_un_avis_rendu_ne_se_retire_pas(candidature, equipe):
    avis = parcours.avis(candidature)
    actions.rendre_avis(avis, sens="favorable", acteur=acteur(avis.personne))
    with pytest.raises(RefusEtat, match="il reste au dossier"):
        actions.retirer_demande_avis(candidature, avis=avis, acteur=equipe)
    with pytest.raises(RefusDroit):
        actions.retirer_demande_avis(candidature, avis=avis, acteur=acteur(avis.personne))


@pytest.mark.parametrize("rendu", [False, True])
def test_un_deport_cache_le_dossier_et_retire_l_avis(candidature, membres, equipe, rendu):
    siens = demander(candidature, membres, equipe)
    membre = siens[0].personne
    if rendu:
        actions.rendre_avis(siens[0], sens="favorable", acteur=acteur(membre))
    lien = par_le_lien(siens[0]).lien
    actions.declarer_deport(candidature, personne=membre, acteur=par_le_lien(siens[0]))
    with pytest.raises(DejaFait):
        actions.declarer_deport(candidature, personne=membre, acteur=equipe)
    siens[0].refresh_from_db()
    lien.refresh_from_db()
    assert siens[0].retire_le is not None
    assert not lien.est_vivant
    assert candidature.dossier.evenements.filter(code="declarer_deport").count() == 1
    assert not Candidature.objects.pour_avis(acteur(membre)).exists()
    assert vus(acteur(membre)) == set()
    assert demander(candidature, membres, equipe) == []
    assert Candidature.objects.pour_avis(acteur(membres[1])).exists()


def test_un_deport_note_d_abord_empeche_meme_le_lien_encore_vivant(candidature):
    avis = parcours.avis(candidature)
    deporter(candidature, avis.personne)
    assert not Candidature.objects.pour_avis(par_le_lien(avis)).exists()
    with pytest.raises(RefusDroit):
        actions.rendre_avis(avis, sens="favorable", acteur=par_le_lien(avis))


def test_personne_ne_note_le_deport_d_un_autre_sauf_l_equipe(candidature, membres):
    avis = parcours.avis(candidature)
    for qui in (acteur(membres[0]), acteur(candidature.porteur)):
        with pytest.raises(RefusDroit):
            actions.declarer_deport(candidature, personne=avis.personne, acteur=qui)
    with pytest.raises(RefusDroit):
        actions.declarer_deport(candidature, personne=membres[0], acteur=acteur(membres[0]))


def test_seule_l_equipe_leve_un_deport_et_dit_pourquoi(candidature, membres, equipe):
    parcours.avis(candidature, membre=membres[0])
    actions.declarer_deport(candidature, personne=membres[0], acteur=acteur(membres[0]))
    with pytest.raises(RefusDroit):
        actions.lever_deport(candidature, personne=membres[0], motif="Si.", acteur=acteur(membres[0]))
    with pytest.raises(Refus, match="motif"):
        actions.lever_deport(candidature, personne=membres[0], motif=" ", acteur=equipe)
    assert Deport.objects.exists()
    actions.lever_deport(candidature, personne=membres[0], motif="Le lien a pris fin.", acteur=equipe)
    assert not Deport.objects.exists()
    assert Derogation.objects.get().motif == "Le lien a pris fin."
    with pytest.raises(DejaFait):
        actions.lever_deport(candidature, personne=membres[0], motif="Encore.", acteur=equipe)
    assert len(demander(candidature, membres[:1], equipe)) == 1


def test_le_comite_de_selection_ne_donne_pas_d_avis(candidature, equipe):
    autre = parcours.personne("selection@exemple.test", instance=Instance.COMITE_SELECTION)
    assert demander(candidature, [autre], equipe) == []
