"""Plays the scene: a file at each point of the path, brought there by the real actions."""

import uuid
from datetime import date, timedelta

from allauth.account.models import EmailAddress

from accompagnements import actions as a_accompagnements
from accompagnements.models import Accompagnement, Entree, Temoin
from candidatures import actions as a_candidatures
from candidatures.demande import PersonneAccompagnee
from candidatures.models import Appel, Avis, Candidature
from comptes.actions import declarer_appartenance
from comptes.models import Instance, Institution, LienPersonnel, Personne
from conventions.models import Convention
from evaluations.models import Evaluation
from mentors.models import ProfilMentor
from pilotage.actions import demander_rapport
from pilotage.models import Rapport
from referentiel.models import Version
from socle import horloge
from socle.models import Deport, Dossier
from tests import parcours, seances
from tests.droits.scene import EXIGENT_UN_SECOND_FACTEUR, Scene
from tests.fabriques import SecondFacteurFactory

ACCOMPAGNEE = PersonneAccompagnee("Nadia", "Belkacem", "accompagnee@exemple.test", "Administratrice", "cdi")


def batir() -> Scene:
    """Play the scene with the real actions (about two seconds)."""
    personnes = _personnes()
    fini = _accompagnement_fini()
    candidatures = {
        "finie": fini.candidature,
        "en_cours": _candidature("acceptee", rang=1),
        "interrompue": _candidature("acceptee", rang=1),
        "a_signer": _candidature("acceptee", rang=2),
        "a_preparer": _candidature("acceptee", rang=3),
        "a_apparier": _candidature("acceptee", rang=4),
        "a_confirmer": _candidature("acceptee"),
        "deposee": _candidature("deposee"),
        "recevable": _candidature("recevable"),
        "diagnostiquee": _diagnostic_partage(_candidature("diagnostiquee")),
        "complement": _complement_demande(_candidature("deposee")),
        "a_annoncer": _decision_retenue(_candidature("diagnostiquee")),
        "brouillon": parcours.brouillon(personnes["porteuse"]),
        "d_une_autre": parcours.candidature("deposee", porteur=personnes["autre_beneficiaire"], rang=5),
    }
    _ecrire_au_fil(candidatures["deposee"])
    _prendre_les_avis(candidatures, personnes)
    paires = {"finie": fini, "en_cours": _accompagnement_en_cours(candidatures["en_cours"])}
    paires["interrompue"] = _accompagnement_interrompu(candidatures["interrompue"])
    paires |= {nom: parcours.accompagnement("prepare", candidature_=candidatures[nom]) for nom in ("a_signer", "a_preparer")}
    evaluations = {
        f"{evaluation.etape}/{evaluation.repondant}": evaluation for evaluation in Evaluation.objects.filter(accompagnement=fini)
    }
    sortie = evaluations["sortie/accompagne"]
    personnes |= {"accompagnee": sortie.personne, "mentor": fini.mentor.personne}
    scene = Scene(
        personnes=personnes,
        lien=LienPersonnel.objects.get(but="evaluation", objet_id=sortie.pk),
        appels=_appels(),
        candidatures=candidatures,
        propositions={nom: paire.proposition for nom, paire in paires.items()}
        | {
            "a_apparier": parcours.proposition("envoyee", candidature_=candidatures["a_apparier"]),
            "a_confirmer": parcours.proposition("acceptee", candidature_=candidatures["a_confirmer"]),
        },
        accompagnements=paires,
        conventions={
            "finie": parcours.sceller(Convention.objects.get(accompagnement=fini)),
            "en_cours": Convention.objects.get(accompagnement=paires["en_cours"]),
            "a_signer": parcours.convention("emise", accompagnement_=paires["a_signer"]),
            "a_preparer": parcours.convention("verifiee", accompagnement_=paires["a_preparer"]),
        },
        evaluations=evaluations,
        profils={
            "mentor": parcours.mentor(),
            "autre_mentor": ProfilMentor.objects.get(personne=personnes["autre_mentor"]),
            "propose": parcours.mentor("propose", email="proposee@exemple.test"),
        },
        rapports=_rapports(),
        temoins=_temoins(paires["en_cours"]),
        seances={
            "tenue": fini.seances.latest("pk"),
            "prevue": seances.seance("prevue", accompagnement_=paires["en_cours"]),
        },
        competence=parcours.competence(),
        agenda=a_accompagnements.renouveler_agenda(depuis=0, acteur=parcours.acteur(fini.mentor.personne)),
    )
    _entourer(scene)
    for genre in ("fac_simile", "copie_des_reponses"):
        parcours.executer(genre)
    _ouvrir_les_comptes(scene)
    return scene


def _personnes() -> dict[str, Personne]:
    """Return the people who exist before any file; two of the pair come with theirs."""
    parcours.edition()
    secretariat = {"comite": Instance.COMITE_TECHNIQUE, "comite_deporte": Instance.COMITE_TECHNIQUE, "selection": Instance.COMITE_SELECTION}
    roles = secretariat | {"pilote_deporte": Instance.PILOTE, "referent": Instance.REFERENT, "administrateur": Instance.ADMINISTRATION}
    gens = {
        role: parcours.personne(f"{role}@exemple.test", prenom="Sacha", nom=role, instance=instance) for role, instance in roles.items()
    }
    gens |= {role: parcours.personne(f"{role}@exemple.test", prenom="Dominique", nom=role) for role in ("porteuse", "collegue")}
    gens["autre_beneficiaire"] = parcours.personne("autre_beneficiaire@exemple.test", prenom="Alix", nom="autre")
    gens["autre_mentor"] = parcours.mentor(email="autre_mentor@exemple.test", rang=4).personne
    gens["pilote"] = parcours.pilote()
    return gens


def _candidature(etat: str, *, rang: int = 0) -> Candidature:
    """Return a request of the porteuse, for the same personne accompagnée, with a file."""
    porteuse = parcours.personne("porteuse@exemple.test")
    moi = parcours.acteur(porteuse)
    brouillon = parcours.brouillon(porteuse)
    a_candidatures.joindre_piece(brouillon, "pieces-0-fichier", parcours.exemplaire_signe(), acteur=moi)
    parcours.deposer(brouillon, parcours.demande(rang, participants=[ACCOMPAGNEE]))
    return _instruire(Candidature.objects.get(pk=brouillon.pk), etat)


def _instruire(candidature: Candidature, etat: str) -> Candidature:
    """Bring a sent request to its state by the gestures of the team."""
    equipe = parcours.acteur(parcours.pilote())
    gestes = {
        "recevable": lambda objet: a_candidatures.declarer_recevable(objet, acteur=equipe),
        "diagnostiquee": lambda objet: a_candidatures.diagnostiquer(objet, parcours.entretien(objet), acteur=equipe),
        "acceptee": lambda objet: a_candidatures.annoncer_decision(
            a_candidatures.accepter(objet, dispositif=objet.dispositif, demi_journees=2, acteur=equipe), acteur=equipe
        ),
    }
    for geste in gestes.values():
        if candidature.etat == etat:
            break
        candidature = geste(candidature)
    return candidature


def _diagnostic_partage(candidature: Candidature) -> Candidature:
    a_candidatures.partager_diagnostic(candidature, acteur=parcours.acteur(parcours.pilote()))
    return candidature


def _complement_demande(candidature: Candidature) -> Candidature:
    return Candidature.objects.get(pk=parcours.complement(candidature).candidature_id)


def _decision_retenue(candidature: Candidature) -> Candidature:
    return a_candidatures.refuser(candidature, motif="Un autre dispositif convient mieux.", acteur=parcours.acteur(parcours.pilote()))


def _accompagnement_fini() -> Accompagnement:
    return parcours.accompagnement("realise", candidature_=_candidature("acceptee"))


def _accompagnement_interrompu(candidature: Candidature) -> Accompagnement:
    """Return a pair that the mentor stopped after one half-day."""
    paire = _accompagnement_en_cours(candidature, jours=6)
    return a_accompagnements.rompre(paire, acteur=parcours.acteur(paire.mentor.personne))


def _accompagnement_en_cours(candidature: Candidature, *, jours: int = 5) -> Accompagnement:
    """Return a pair with one half-day held, on a day when nobody of it is elsewhere."""
    paire = parcours.accompagnement("prepare", candidature_=candidature)
    parcours.convention("signee", accompagnement_=paire)
    jour = horloge.aujourdhui() - timedelta(days=jours)
    a_accompagnements.declarer_tenue(paire, parcours.compte_rendu(jour), acteur=parcours.acteur(paire.mentor.personne))
    return Accompagnement.objects.get(pk=paire.pk)


def _temoins(paire: Accompagnement) -> dict[str, Temoin]:
    """Return a photo of an entry that all read, one for the two, one that the mentor keeps."""
    mentor = parcours.acteur(paire.mentor.personne)
    entrees = {nom: parcours.page_du_journal(paire, visibilite=nom, acteur_=mentor) for nom in ("paire", "moi")}
    entrees["tous"] = Entree.objects.get(seance__accompagnement=paire)
    return {nom: parcours.temoin(paire, entree=entree) for nom, entree in entrees.items()}


def _ecrire_au_fil(candidature: Candidature) -> None:
    for texte, qui in (("Quand aurai-je une réponse ?", candidature.porteur), ("Avant vendredi.", parcours.pilote())):
        pieces = [parcours.exemplaire_signe()]
        a_candidatures.ecrire_message(candidature, texte=texte, cle=uuid.uuid4(), pieces=pieces, acteur=parcours.acteur(qui))


def _prendre_les_avis(candidatures: dict[str, Candidature], personnes: dict[str, Personne]) -> None:
    """Ask three members for their opinion: on "recevable" all are waited for, on "diagnostiquee" all have answered."""
    membres = [personnes["comite"], personnes["comite_deporte"], parcours.membre_du_comite("autre-membre@exemple.test")]
    for nom in ("recevable", "diagnostiquee"):
        for membre in membres:
            parcours.avis(candidatures[nom], membre=membre)
    for membre in membres:
        rendu = Avis.objects.get(candidature=candidatures["diagnostiquee"], personne=membre)
        a_candidatures.rendre_avis(rendu, sens="reserves", commentaire="Le calendrier paraît serré.", acteur=parcours.acteur(membre))


def _appels() -> dict[str, Appel]:
    champs = {"edition": parcours.edition(), "presentation": "…", "ouvre_le": horloge.maintenant() + timedelta(days=30)}
    champs |= {"questionnaire_version": parcours.questionnaire()}
    a_valider = Appel.objects.create(slug="a-valider", titre="Prolonger en mentorat", **champs)
    en_preparation = Appel.objects.create(slug="mentorat", titre="Demander un mentorat", **champs)
    for appel in (a_valider, en_preparation):
        a_candidatures.poser_criteres(appel)
    return {
        "publie": parcours.appel(),
        "soumis": a_candidatures.changer_etat_appel(a_valider, "soumettre", acteur=parcours.acteur(parcours.pilote())),
        "brouillon": en_preparation,
    }


def _rapports() -> dict[str, Rapport]:
    """Return a produced report, and another one whose job nobody has run."""
    jour, pilote = horloge.aujourdhui(), parcours.acteur(parcours.pilote())
    periode = {"du": date(jour.year, 1, 1), "au": jour, "acteur": pilote}
    produit = demander_rapport(parcours.edition(), cle=uuid.uuid4(), **periode)
    parcours.executer("rapport")
    en_preparation = demander_rapport(parcours.edition(), cle=uuid.uuid4(), **periode)
    return {"produit": Rapport.objects.get(pk=produit.pk), "en_preparation": en_preparation}


def _entourer(scene: Scene) -> None:
    """Give a colleague to the porteuse, and write the déports; the lists of the admin have a row each."""
    Institution.objects.create(code="drac", nom="DRAC Occitanie", est_financeur=True)
    Version.objects.create(numero=1, en_vigueur_le=date(2026, 1, 1), presentation="…")
    appartenance = declarer_appartenance(scene.personnes["collegue"], scene.candidatures["finie"].structure)
    appartenance.confirmee_le = horloge.maintenant()
    appartenance.save()
    siens = Dossier.objects.filter(candidature__porteur=scene.personnes["porteuse"], numero__isnull=False)
    Deport.objects.bulk_create(
        Deport(dossier=dossier, personne=scene.personnes[role], declare_le=horloge.maintenant())
        for dossier in siens
        for role in ("comite_deporte", "pilote_deporte")
    )


def _ouvrir_les_comptes(scene: Scene) -> None:
    """Give everybody a confirmed address, and the second factor that their role asks for."""
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=personne, email=personne.email, verified=True, primary=True) for personne in scene.personnes.values()],
        update_conflicts=True,
        unique_fields=["user", "email"],
        update_fields=["verified"],
    )
    for role in EXIGENT_UN_SECOND_FACTEUR:
        SecondFacteurFactory(user=scene.personnes[role])
