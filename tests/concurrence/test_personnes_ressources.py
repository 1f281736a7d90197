"""Personnes-ressources: asked, answering, leaving and filling their card at the same instant, on PostgreSQL."""

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from threading import Event

import pytest
from django.db import connection

from accompagnements import actions, notifications
from accompagnements.models import Accompagnement, Proposition
from comptes.models import Instance
from mentors import actions as a_mentors
from mentors.models import ProfilMentor
from socle.models import Courriel
from tests import parcours
from tests.concurrence.ensemble import ensemble, refus

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _equipe():
    return parcours.acteur(parcours.pilote())


def _autre_pilote():
    return parcours.acteur(parcours.personne("autre-pilote@exemple.test", instance=Instance.PILOTE))


def _attendre_un_verrou() -> None:
    """Return once another connection waits for a row that this one holds."""
    for _ in range(200):
        with connection.cursor() as curseur:
            curseur.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))")
            if curseur.fetchone():
                return
        time.sleep(0.05)
    raise AssertionError("Nobody waits for this transaction.")


def _au_milieu(monkeypatch: pytest.MonkeyPatch, courriel: str, geste: Callable[[], object]) -> Callable[[], object]:
    """Return `geste`, held back until this mail is written by a transaction that then waits to be waited for."""
    ecrit, ecrire = Event(), getattr(notifications, courriel)

    def ecrire_puis_attendre(*args: object, **kwargs: object) -> None:
        ecrire(*args, **kwargs)
        if not ecrit.is_set():
            ecrit.set()
            _attendre_un_verrou()

    def attendre_puis_faire() -> object:
        assert ecrit.wait(timeout=30)
        return geste()

    monkeypatch.setattr(notifications, courriel, ecrire_puis_attendre)
    return attendre_puis_faire


@pytest.mark.parametrize("retrait", ["mettre_en_pause", "archiver"])
def test_qui_s_en_va_pendant_qu_on_le_sollicite_n_est_plus_sollicite(retrait, monkeypatch):
    """The proposal is written but not yet seen by others: whoever leaves then takes it along."""
    candidature, profil, equipe = parcours.candidature("acceptee"), parcours.mentor(), _equipe()
    partir = _au_milieu(monkeypatch, "solliciter_mentor", partial(a_mentors.changer_etat, profil, retrait, acteur=_autre_pilote()))
    assert refus(ensemble([partial(actions.proposer, candidature, profil, acteur=equipe), partir])) == []
    profil.refresh_from_db()
    assert profil.etat in {"en_pause", "archive"}
    assert Proposition.objects.get().etat == Proposition.Etat.RETIREE
    assert Courriel.objects.filter(gabarit="accompagnements/retrait", personne=profil.personne).count() == 1


def test_plusieurs_demandes_sollicitent_qui_se_met_en_pause_aucune_ne_reste_ouverte():
    """Nobody is held back here: whatever the order, nothing stays open with somebody who left."""
    profil, equipe = parcours.mentor(), _equipe()
    candidatures = [
        parcours.candidature("acceptee", rang=rang, porteur=parcours.personne(f"porteuse{rang}@exemple.test")) for rang in range(4)
    ]
    gestes = [partial(actions.proposer, candidature, profil, acteur=equipe) for candidature in candidatures]
    resultats = ensemble([*gestes, partial(a_mentors.changer_etat, profil, "mettre_en_pause", acteur=_autre_pilote())])
    assert isinstance(resultats[-1], ProfilMentor)
    assert Proposition.objects.exclude(etat="retiree").count() == 0
    assert all("ne peut pas être sollicité·e" in phrase for phrase in refus(resultats))


def test_un_oui_dit_pendant_que_l_equipe_met_en_pause_reste_un_oui(monkeypatch):
    """What is accepted goes on during a pause, however close the two are."""
    proposition, equipe = parcours.proposition(), _equipe()
    pause = partial(a_mentors.changer_etat, proposition.profil, "mettre_en_pause", acteur=equipe)
    apres = _au_milieu(monkeypatch, "demander_confirmation", pause)
    accepter = partial(actions.accepter, proposition, acteur=parcours.acteur(proposition.profil.personne))
    assert refus(ensemble([accepter, apres])) == []
    proposition.refresh_from_db()
    proposition.profil.refresh_from_db()
    assert (proposition.etat, proposition.profil.etat) == ("acceptee", "en_pause")


def test_accepter_et_retirer_au_meme_instant_l_un_des_deux_l_emporte():
    proposition, equipe = parcours.proposition(), _equipe()
    mentor = parcours.acteur(proposition.profil.personne)
    accord, _ = ensemble([partial(actions.accepter, proposition, acteur=mentor), partial(actions.retirer, proposition, acteur=equipe)])
    proposition.refresh_from_db()
    # A withdrawal may follow a yes; a yes never follows a withdrawal.
    assert proposition.etat == Proposition.Etat.RETIREE
    assert (proposition.repondue_le is None) == bool(refus([accord]))
    assert Courriel.objects.filter(gabarit="accompagnements/retrait", personne=mentor.personne).count() == 1


def test_oui_et_non_dits_dans_deux_onglets_un_seul_est_retenu():
    proposition = parcours.proposition()
    mentor = parcours.acteur(proposition.profil.personne)
    gestes = [partial(actions.accepter, proposition, acteur=mentor), partial(actions.decliner, proposition, motif="Non.", acteur=mentor)]
    assert len(refus(ensemble(gestes))) == 1
    proposition.refresh_from_db()
    assert (proposition.etat, proposition.motif) in {("acceptee", ""), ("declinee", "Non.")}


def test_confirmer_et_retirer_au_meme_instant_jamais_de_paire_sur_une_proposition_retiree():
    proposition, equipe = parcours.proposition("acceptee"), _equipe()
    beneficiaire = parcours.acteur(proposition.candidature.porteur)
    gestes = [partial(actions.confirmer, proposition, acteur=beneficiaire), partial(actions.retirer, proposition, acteur=equipe)]
    assert len(refus(ensemble(gestes))) == 1
    proposition.refresh_from_db()
    assert Accompagnement.objects.count() == (1 if proposition.etat == "confirmee" else 0)


def test_la_premiere_confirmee_pendant_qu_une_seconde_part_une_seule_paire():
    """One open proposal at a time: the second is asked only once the first is withdrawn, so two are never confirmed."""
    premiere, equipe = parcours.proposition("acceptee"), _equipe()
    autre = parcours.mentor(email="autre-mentor@exemple.test", rang=4)
    beneficiaire = parcours.acteur(premiere.candidature.porteur)

    def changer():
        actions.retirer(premiere, acteur=equipe)
        seconde = actions.proposer(premiere.candidature, autre, acteur=equipe)
        actions.accepter(seconde, acteur=parcours.acteur(autre.personne))
        return actions.confirmer(seconde, acteur=beneficiaire)

    resultats = ensemble([partial(actions.confirmer, premiere, acteur=beneficiaire), changer])
    assert len(refus(resultats)) == 1
    assert Accompagnement.objects.count() == 1
    assert Proposition.objects.filter(etat="confirmee").count() == 1


def test_deux_onglets_de_la_meme_fiche_gardent_chacun_ce_qu_ils_ecrivent():
    profil = parcours.mentor()
    mentor = parcours.acteur(profil.personne)
    champs = [{"presentation": "Mon parcours."}, {"langues": "Français, occitan"}, {"prenom": "Mathilde"}, {"a_distance": False}]
    gestes = [partial(a_mentors.completer, profil, dits, acteur=mentor) for dits in champs]
    gestes.append(partial(a_mentors.changer_periodes, profil, [a_mentors.Periode(date(2027, 1, 4), date(2027, 3, 31))], acteur=mentor))
    assert refus(ensemble(gestes)) == []
    garde = ProfilMentor.objects.select_related("personne").get()
    assert (garde.presentation, garde.langues, garde.a_distance) == ("Mon parcours.", "Français, occitan", False)
    assert garde.personne.prenom == "Mathilde"
    assert garde.disponibilites.count() == 1


def test_huit_envois_des_memes_competences_en_ecrivent_une_de_chaque():
    profil = parcours.mentor()
    mentor = parcours.acteur(profil.personne)
    savoirs = [a_mentors.SavoirDit(parcours.competence(code).pk, 3) for code in ("02.1", "02.2")]
    assert refus(ensemble([partial(a_mentors.changer_savoirs, profil, savoirs, acteur=mentor)] * 8)) == []
    assert sorted(profil.savoirs.values_list("competence__code", "niveau")) == [("02.1", 3), ("02.2", 3)]


def test_valider_la_fiche_et_la_remplir_au_meme_instant_ne_perd_ni_l_un_ni_l_autre():
    profil = parcours.mentor("propose")
    gestes = [
        partial(a_mentors.changer_etat, profil, "valider", acteur=_equipe()),
        partial(a_mentors.completer, profil, {"presentation": "Mon parcours."}, acteur=parcours.acteur(profil.personne)),
    ]
    assert refus(ensemble(gestes)) == []
    profil.refresh_from_db()
    assert (profil.etat, profil.presentation) == ("valide", "Mon parcours.")
