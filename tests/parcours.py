"""Drives the real actions to any point of the path: tests start from a state that the platform itself produced."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import override_settings

from accompagnements import actions as a_accompagnements
from accompagnements.models import Accompagnement, Entree, Proposition, Temoin
from candidatures import actions as a_candidatures
from candidatures.demande import Demande
from candidatures.forms import Formulaire
from candidatures.models import Avis, Candidature, DemandeComplement
from comptes.acteurs import ActeurPersonne
from comptes.models import Personne
from conventions import actions as a_conventions
from conventions import modele_initial
from conventions.models import Convention, ModePaiement, Partie
from evaluations.models import Evaluation
from mentors import actions as a_mentors
from mentors.models import ProfilMentor
from questionnaires.forms import Jugement
from questionnaires.models import Question
from socle import horloge, travaux
from socle.acteurs import SYSTEME
from socle.models import Travail
from tests.decisions import DECISIONS
from tests.entourage import (  # noqa: F401  (all of them are read through this module)
    SIRETS,
    acteur,
    administrateur,
    appel,
    competence,
    demande,
    departement,
    edition,
    membre_du_comite,
    personne,
    pilote,
    questionnaire,
    structure,
)
from tests.saisies import saisie_de
from tests.scenes import rejouee
from tests.signatures import (  # noqa: F401  (read through this module too)
    NAVIGATEUR,
    PDF,
    exemplaire_signe,
    par_lien,
    refuser,
    representant,
    signature,
    signer,
)


def brouillon(porteur: Personne | None = None, **champs: Any) -> Candidature:
    """Return an empty draft."""
    porteur = porteur or personne("porteuse@exemple.test")
    return a_candidatures.commencer(appel(**champs), acteur=acteur(porteur))


def _deposer(porteur: Personne | None, rang: int, champs: dict[str, Any]) -> Candidature:
    porteur = porteur or personne(f"porteuse{rang}@exemple.test")
    return deposer(brouillon(porteur), demande(rang, **champs))


def deposer(brouillon_: Candidature, demande_: Demande) -> Candidature:
    """Send a draft: its answers are kept as typed, then read."""
    porteur = acteur(brouillon_.porteur)
    a_candidatures.enregistrer_brouillon(brouillon_, saisie_de(demande_), acteur=porteur)
    return a_candidatures.deposer(brouillon_, demande_, acteur=porteur)


def entretien(candidature: Candidature, niveau: int = 1) -> a_candidatures.Entretien:
    """Return a diagnosis that keeps the objectives and agrees on one level for all competences."""
    competences = set(candidature.referente.positionnements.values_list("competence_id", flat=True))
    return a_candidatures.Entretien(
        synthese="Besoin clair, tout se joue sur la trésorerie.",
        dispositif=candidature.dispositif,
        demi_journees=2,
        niveaux=dict.fromkeys(competences, niveau),
        objectifs=[objectif.texte for objectif in candidature.objectifs.all()],
    )


@rejouee
def candidature(
    etat: str = "deposee", *, annoncee: bool = True, porteur: Personne | None = None, rang: int = 0, demi_journees: int = 2, **champs: Any
) -> Candidature:
    """Return a request in this state, brought there by the actions; its decision is announced, or held when not `annoncee`.

    `rang` chooses the structure; `champs` go to the request.
    """
    if etat == "brouillon":
        return brouillon(porteur)
    equipe = acteur(pilote())
    objet = _deposer(porteur, rang, champs)
    if etat == "deposee":
        return objet
    if etat == "retiree":
        return a_candidatures.retirer(objet, acteur=acteur(objet.porteur))
    if etat == "complement_demande":
        return complement(objet).candidature
    if etat in DECISIONS:
        depart, decider = DECISIONS[etat]
        return _annoncer(decider(_instruire(objet, depart, equipe), equipe), equipe, annoncee)
    objet = _instruire(objet, etat if etat == "recevable" else "diagnostiquee", equipe)
    if etat == objet.etat:
        return objet
    objet = a_candidatures.accepter(objet, dispositif=objet.dispositif, demi_journees=demi_journees, acteur=equipe)
    objet = _annoncer(objet, equipe, annoncee)
    if etat == "acceptee":
        return objet
    if etat == "close":
        return Candidature.objects.get(pk=accompagnement("clos", candidature_=objet).candidature_id)
    raise ValueError(f"No path to {etat!r}.")


@rejouee
def avis(candidature_: Candidature | None = None, *, membre: Personne | None = None, jours: int = 7) -> Avis:
    """Return the opinion asked of a member of the comité technique on a request, to give within `jours` days."""
    objet = candidature_ or candidature("recevable")
    membre = membre or membre_du_comite()
    echeance = horloge.aujourdhui() + timedelta(days=jours)
    a_candidatures.demander_avis(objet, personnes=[membre], echeance=echeance, acteur=acteur(pilote()))
    return Avis.objects.vivants().get(candidature=objet, personne=membre)


@rejouee
def complement(candidature_: Candidature | None = None, *, jours: int = 10, codes: tuple[str, ...] = ("contexte",)) -> DemandeComplement:
    """Return the complement asked on a request: questions of these codes, to answer within `jours` days."""
    objet = candidature_ or candidature("deposee")
    return a_candidatures.demander_complement(
        objet,
        questions=list(Question.objects.filter(version=objet.reponses.version, code__in=codes)),
        message="Joignez votre dernier budget.",
        echeance=horloge.aujourdhui() + timedelta(days=jours),
        acteur=acteur(pilote()),
    )


def complement_recu(candidature_: Candidature | None = None) -> Candidature:
    """Return a request whose complement was asked, then answered."""
    return repondre_au_complement(complement(candidature_).candidature)


def repondre_au_complement(objet: Candidature) -> Candidature:
    """Send the answers of a complement back as they are."""
    objet = Candidature.objects.get(pk=objet.pk)
    return a_candidatures.recevoir_complement(objet, Formulaire(objet, jugement=Jugement.FAUX).demande(), acteur=acteur(objet.porteur))


def _instruire(objet: Candidature, etat: str, equipe: ActeurPersonne) -> Candidature:
    """Bring a sent request to this state, up to the interview."""
    if etat != "deposee":
        objet = a_candidatures.declarer_recevable(objet, acteur=equipe)
    return a_candidatures.diagnostiquer(objet, entretien(objet), acteur=equipe) if etat == "diagnostiquee" else objet


def _annoncer(objet: Candidature, equipe: ActeurPersonne, annoncee: bool) -> Candidature:
    return a_candidatures.annoncer_decision(objet, acteur=equipe) if annoncee else objet


def mentor(etat: str = "valide", *, email: str = "mentor@exemple.test", rang: int = 5) -> ProfilMentor:
    """Return a personne-ressource in this state, of the structure of this rank."""
    profil = ProfilMentor.objects.filter(personne__email=email).first()
    if profil is None:
        profil = a_mentors.inscrire(
            personne(email, prenom="Mathieu", nom="Sarda"),
            structure(rang),
            fonction="Directeur",
            presentation="Quinze ans de festivals.",
            niveaux={competence().pk: 4},
            acteur=SYSTEME,
        )
        profil = a_mentors.completer(profil, {"demi_journees_par_an": 60, "a_distance": True, "charte": True}, acteur=SYSTEME)
    chemins = {"contacte": ["contacter"], "valide": ["valider"], "en_pause": ["valider", "mettre_en_pause"], "archive": ["archiver"]}
    if profil.etat == ProfilMentor.Etat.PROPOSE:
        for nom in chemins.get(etat, []):
            profil = a_mentors.changer_etat(profil, nom, acteur=SYSTEME)
    return profil


@rejouee
def proposition(etat: str = "envoyee", *, candidature_: Candidature | None = None, profil: ProfilMentor | None = None) -> Proposition:
    """Return a proposal in this state."""
    objet = candidature_ or candidature("acceptee")
    profil = profil or mentor()
    proposee = a_accompagnements.proposer(objet, profil, acteur=acteur(pilote()))
    if etat == "envoyee":
        return proposee
    if etat == "retiree":
        return a_accompagnements.retirer(proposee, acteur=acteur(pilote()))
    if etat == "declinee":
        return a_accompagnements.decliner(proposee, motif="Pas disponible.", acteur=acteur(profil.personne))
    proposee = a_accompagnements.accepter(proposee, acteur=acteur(profil.personne))
    if etat == "acceptee":
        return proposee
    if etat == "refusee_par_beneficiaire":
        return a_accompagnements.refuser(proposee, motif="Trop loin.", acteur=acteur(objet.porteur))
    a_accompagnements.confirmer(proposee, acteur=acteur(objet.porteur))
    return Proposition.objects.get(pk=proposee.pk)


def termes(paire: Accompagnement, **champs: Any) -> a_conventions.Termes:
    """Return terms of an agreement: 30 days ago to 90 days ahead, within the edition, paid by invoice to the structure of the mentor."""
    jour, edition_ = horloge.aujourdhui(), paire.dispositif.edition
    valeurs: dict[str, Any] = {
        "debut": max(jour - timedelta(days=30), edition_.debut),
        "fin": min(jour + timedelta(days=90), edition_.fin),
        "mode_paiement": ModePaiement.FACTURE_STRUCTURE,
        "payee": paire.mentor.structure,
    }
    return a_conventions.Termes(**(valeurs | champs))


def verifier_les_parties(objet: Convention) -> None:
    """Let both sides check what the agreement says of them: each person represents their structure, unless somebody else is known to."""
    for partie in objet.parties.all():
        mentor = partie.cote == "mentor"
        saisie = informations(partie, represente_sa_structure=not partie.representant_nom)
        qui = objet.accompagnement.mentor.personne if mentor else objet.accompagnement.candidature.porteur
        a_conventions.verifier_partie(partie, saisie, acteur=acteur(qui))


def informations(partie: Partie, **champs: Any) -> dict[str, Any]:
    """Return what a side types when it checks, all of it right but for `champs`."""
    return {champ: getattr(partie, champ) for champ in a_conventions.CHAMPS_DES_PARTIES} | champs


@rejouee
def convention(etat: str = "preparee", *, accompagnement_: Accompagnement | None = None, **champs: Any) -> Convention:
    """Return an agreement in this state, with `termes`; "verifiee": in preparation, checked by both. A signed one was 30 days ago.

    Rendering needs no open transaction.
    """
    paire = accompagnement_ or accompagnement("prepare")
    equipe = acteur(pilote())
    modele_initial.charger(SYSTEME)
    objet = a_conventions.preparer(paire, termes(paire, **champs), acteur=equipe)
    if etat == "preparee":
        return objet
    verifier_les_parties(objet)
    if etat == "verifiee":
        return objet
    if etat == "annulee":
        return a_conventions.annuler(objet, acteur=equipe)
    if etat == "emise":
        return _emettre(objet, equipe)
    if etat == "refusee":
        refuser(signature(_emettre(objet, equipe)))
        return Convention.objects.get(pk=objet.pk)
    with override_settings(HORLOGE_REGLABLE=True), horloge.a_l_instant(horloge.maintenant() - timedelta(days=30)):
        objet = _emettre(objet, equipe)
        objet = a_conventions.verser_signee(objet, exemplaire_signe(), derniere_signature=objet.debut, acteur=equipe)
    if etat == "signee":
        return objet
    a_accompagnements.abandonner(Accompagnement.objects.get(pk=paire.pk), motif="Plus de disponibilités communes.", acteur=equipe)
    return Convention.objects.get(pk=objet.pk)


def sceller(convention_: Convention) -> Convention:
    """Seal a signed agreement, as the worker does. Rendering needs no open transaction."""
    travail = travaux.planifier("sceau", convention_.pk, cle=f"sceau:{convention_.pk}")
    travaux.executer(travail.pk)
    return Convention.objects.get(pk=convention_.pk)


def _emettre(objet: Convention, equipe: ActeurPersonne) -> Convention:
    a_conventions.emettre(objet, acteur=equipe)
    executer("convention")
    return Convention.objects.get(pk=objet.pk)


def compte_rendu(jour: date | None = None, moments: tuple[str, ...] = ("matin",), **champs: Any) -> a_accompagnements.CompteRendu:
    """Return what a mentor writes after a half-day."""
    valeurs: dict[str, Any] = {
        "cle": uuid.uuid4(),
        "jour": jour or horloge.aujourdhui(),
        "moments": list(moments),
        "a_distance": False,
        "texte": "Nous avons posé le budget par pôle.",
        "suite": "Relire le plan de trésorerie.",
        "competences": [competence().pk],
    }
    return a_accompagnements.CompteRendu(**(valeurs | champs))


def photo(nom: str = "tableau.jpg") -> SimpleUploadedFile:
    """Return a photo, as a phone sends it."""
    return SimpleUploadedFile(nom, b"\xff\xd8\xff\xe0 une photo \xff\xd9", content_type="image/jpeg")


def page_du_journal(
    accompagnement_: Accompagnement, texte: str = "Une idée à reprendre.", *, acteur_: ActeurPersonne | None = None, **champs: Any
) -> Entree:
    """Return a page that stands without a session, by the mentor unless said; `champs` are of the page, or its `piece`."""
    piece = champs.pop("piece", None)
    return a_accompagnements.ecrire_au_journal(
        accompagnement_,
        a_accompagnements.Ecrit(texte, **champs),
        cle=uuid.uuid4(),
        piece=piece,
        acteur=acteur_ or acteur(accompagnement_.mentor.personne),
    )


def temoin(accompagnement_: Accompagnement, *, entree: Entree | None = None, legende: str = "Le budget au tableau") -> Temoin:
    """Return a photo put in the journal of a pair, by the author of the entry or by the mentor."""
    qui = entree.auteur if entree else accompagnement_.mentor.personne
    return a_accompagnements.verser_temoin(accompagnement_, photo(), entree=entree, legende=legende, acteur=acteur(qui))


@rejouee
def accompagnement(etat: str = "prepare", *, candidature_: Candidature | None = None, profil: ProfilMentor | None = None) -> Accompagnement:
    """Return a pair in this state."""
    proposee = proposition("confirmee", candidature_=candidature_, profil=profil)
    objet = Accompagnement.objects.get(proposition=proposee)
    if etat == "abandonne":
        return a_accompagnements.abandonner(objet, motif="La structure ne répond plus.", acteur=acteur(pilote()))
    if etat == "prepare":
        return objet
    convention("signee", accompagnement_=objet)
    jour = horloge.aujourdhui()
    if etat == "rompu":
        return _rompre(objet)
    seances = {"conventionne": 0, "en_cours": 1, "realise": objet.demi_journees, "clos": objet.demi_journees}[etat]
    for rang in range(seances):
        moment = ("matin", "apres_midi")[rang % 2]
        a_accompagnements.declarer_tenue(
            objet, compte_rendu(jour - timedelta(days=rang // 2), (moment,)), acteur=acteur(objet.mentor.personne)
        )
    if etat == "clos":
        _expirer_le_regard_a_six_mois(objet)
    return Accompagnement.objects.get(pk=objet.pk)


def _rompre(objet: Accompagnement) -> Accompagnement:
    """Let the mentor stop a signed pair after one half-day."""
    mentor = acteur(objet.mentor.personne)
    a_accompagnements.declarer_tenue(objet, compte_rendu(), acteur=mentor)
    return a_accompagnements.rompre(Accompagnement.objects.get(pk=objet.pk), motif="Nous ne nous entendons pas.", acteur=mentor)


def _expirer_le_regard_a_six_mois(objet: Accompagnement) -> None:
    """Let both second-stage evaluations expire, as they do when nobody answers; the clock of the test must be adjustable."""
    from evaluations.actions import faire_vivre

    horloge.avancer(timedelta(days=190))
    faire_vivre()
    horloge.avancer(timedelta(days=61))
    faire_vivre()


@rejouee
def evaluation(etape: str = "sortie", repondant: str = "accompagne", *, accompagnement_: Accompagnement | None = None) -> Evaluation:
    """Return the evaluation of this stage and respondent, of an accompagnement that is over."""
    objet = accompagnement_ or accompagnement("realise")
    return Evaluation.objects.get(accompagnement=objet, etape=etape, repondant=repondant)


def executer(genre: str | None = None) -> int:
    """Run the jobs that are due, as the worker does (of one kind when asked); return how many."""
    dus = Travail.objects.dus(horloge.maintenant())
    if genre:
        dus = dus.filter(genre=genre)
    pks = list(dus.order_by("pk").values_list("pk", flat=True))
    for pk in pks:
        travaux.executer(pk)
    if transaction.get_connection().needs_rollback:
        raise RuntimeError("A job broke the transaction.")
    return len(pks)
