"""Signatures of one agreement: the same instant, on PostgreSQL."""

from datetime import timedelta
from functools import partial

import pytest

from conventions import actions, preuves
from conventions.models import Convention, GenrePreuve, Preuve, Signataire
from socle.models import Courriel, Travail
from tests import parcours
from tests.concurrence.ensemble import ensemble, refus

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _emise() -> tuple[Convention, list[Signataire]]:
    convention = parcours.convention("emise")
    return convention, list(convention.signataires.select_related("personne"))


def _etat(convention: Convention) -> str:
    convention.refresh_from_db()
    assert preuves.est_intacte(Preuve.objects.filter(convention=convention))
    return convention.etat


def test_toutes_les_signatures_au_meme_instant_concluent_une_fois():
    convention, signataires = _emise()
    resultats = ensemble([partial(parcours.signer, signataire) for signataire in signataires * 2])
    assert refus(resultats) == []
    assert _etat(convention) == Convention.Etat.SIGNEE
    assert Preuve.objects.filter(genre=GenrePreuve.SIGNE).count() == len(signataires)
    assert Preuve.objects.filter(genre=GenrePreuve.COMPLETE).count() == 1
    assert Travail.objects.filter(genre="sceau").count() == 1
    assert Courriel.objects.filter(gabarit="conventions/signee").count() == 3


def test_une_signature_et_un_refus_au_meme_instant_n_en_gardent_qu_une_issue():
    convention, (pilote, mentor, nadia) = _emise()
    parcours.signer(pilote)
    ensemble([partial(parcours.signer, mentor), partial(parcours.refuser, nadia)])
    assert _etat(convention) == Convention.Etat.REFUSEE
    assert Preuve.objects.filter(genre=GenrePreuve.REFUSE).count() == 1
    assert not Preuve.objects.filter(genre=GenrePreuve.COMPLETE).exists()


def test_la_derniere_signature_contre_le_delai_n_en_garde_qu_un(horloge):
    convention, (pilote, mentor, nadia) = _emise()
    for signataire in (pilote, mentor):
        parcours.signer(signataire)
    horloge.avancer(timedelta(days=30))
    travail = Travail.objects.get(genre="delai_de_signature")
    resultats = ensemble([partial(parcours.signer, nadia), partial(actions.expirer, travail)])
    assert len(refus(resultats)) == 1
    assert _etat(convention) == Convention.Etat.ANNULEE


def test_huit_codes_faux_au_meme_instant_ne_comptent_pas_plus_de_cinq_essais():
    _, (_, mentor, _) = _emise()
    acteur = parcours.par_lien(mentor)
    actions.demander_code(mentor, acteur=acteur, navigateur=parcours.NAVIGATEUR)
    code = mentor.codes.get()
    faux = f"{(int(actions.fabriquer(code_id=code.pk)) + 1) % 1_000_000:06d}"
    essai = partial(actions.signer, mentor, actions.Accord(mentor.nom, code=faux), acteur=acteur, navigateur=parcours.NAVIGATEUR)
    assert len(refus(ensemble([essai] * 8))) == 8
    code.refresh_from_db()
    assert code.essais == 5


def test_huit_demandes_de_code_en_envoient_un():
    _, (_, mentor, _) = _emise()
    demande = partial(actions.demander_code, mentor, acteur=parcours.par_lien(mentor), navigateur=parcours.NAVIGATEUR)
    assert len(refus(ensemble([demande] * 8))) == 7
    assert Courriel.objects.filter(gabarit="conventions/code").count() == 1


def test_huit_invitations_au_meme_instant_invitent_une_fois():
    convention, signataires = _emise()
    ensemble([partial(actions.inviter, convention)] * 8)
    assert convention.signataires.count() == len(signataires)
    assert Courriel.objects.filter(gabarit="conventions/a_signer").count() == len(signataires)
