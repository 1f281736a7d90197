"""Who signs an agreement, and how they are asked."""

import pytest

from conventions import actions, preuves
from conventions.models import GenrePreuve, Preuve, Signataire
from socle.models import Courriel
from tests import parcours

pytestmark = pytest.mark.django_db
S = Signataire.Etat


def qui(convention) -> list[tuple[str, str, str]]:
    return list(convention.signataires.vivants().values_list("partie", "au_titre", "nom"))


def test_chaque_partie_signe_et_le_representant_de_la_structure_quand_c_est_une_autre_personne():
    paire = parcours.accompagnement("prepare")
    parcours.representant(paire.mentor.structure)
    convention = parcours.convention("emise", accompagnement_=paire)
    assert qui(convention)[:3] == [
        ("pilote", "structure", "Claire Vidal"),
        ("mentor", "personne", "Mathieu Sarda"),
        ("mentor", "structure", "Odile Ferrer"),
    ]
    assert ("beneficiaire", "les_deux", "Nadia Belkacem") in qui(convention)


def test_inviter_deux_fois_invite_une_fois():
    convention = parcours.convention("emise")
    invites = list(convention.signataires.all())
    assert actions.inviter(convention) == invites
    assert Courriel.objects.filter(gabarit="conventions/a_signer").count() == len(invites)
    genres = list(Preuve.objects.filter(convention=convention).values_list("genre", flat=True))
    assert genres == [GenrePreuve.EMISE, *[GenrePreuve.INVITE] * len(invites)]
    assert Preuve.objects.get(genre=GenrePreuve.EMISE).donnees["document"] == convention.document.empreinte
    assert preuves.est_intacte(Preuve.objects.filter(convention=convention))


def test_le_battement_invite_ce_que_personne_n_a_invite():
    convention = parcours.convention("emise")
    for modele in (Preuve, Signataire):
        modele.objects.all()._raw_delete("default")
    actions.faire_vivre()
    assert convention.signataires.count() == 3


def test_qui_n_a_pas_d_adresse_signe_sur_papier():
    convention = parcours.convention("emise")
    signataire = parcours.signature(convention, "beneficiaire")
    type(signataire.personne).objects.filter(pk=signataire.personne_id).update(email=None)
    equipe = parcours.acteur(parcours.pilote())
    with pytest.raises(Exception, match="n’a pas d’adresse électronique"):
        actions.relancer(convention, signataires=[signataire], acteur=equipe)


def test_la_personne_qui_represente_la_structure_lit_la_convention_sans_voir_la_paire():
    paire = parcours.accompagnement("prepare")
    odile = parcours.representant(paire.mentor.structure)
    convention = parcours.convention("emise", accompagnement_=paire)
    acteur = parcours.acteur(odile)
    assert type(convention).objects.visibles_par(acteur).get() == convention
    assert not type(paire).objects.visibles_par(acteur).exists()
