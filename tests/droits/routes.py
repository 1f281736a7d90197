"""The routes of the resolver, and what the scene puts in their addresses."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from comptes.models import Personne
from programme.models import Ligne
from socle.models import Courriel, Evenement
from tests import parcours
from tests.droits.scene import Scene

# The application is mounted in demo mode only.
ADRESSES_DE_LA_DEMO = "tests.droits.adresses_demo"
ADMIN_GENERIQUE = re.compile(r"^admin:(?P<modele>\w+_\w+)_(?P<page>changelist|add|change|history|delete)$")


def noms() -> list[str]:
    """Return the name of every named route, those of the demo included."""
    return sorted(dict.fromkeys(_noms(get_resolver(ADRESSES_DE_LA_DEMO), "")))


def _noms(resolveur: URLResolver, espace: str) -> Iterator[str]:
    for motif in resolveur.url_patterns:
        if isinstance(motif, URLResolver):
            yield from _noms(motif, f"{espace}{motif.namespace}:" if motif.namespace else espace)
        elif isinstance(motif, URLPattern) and motif.name:
            yield f"{espace}{motif.name}"


def adresse(ligne: str, scene: Scene) -> str:
    """Return the address of a row "route" or "route#variant" of the matrix."""
    arguments = ARGUMENTS.get(ligne, lambda scene: [])
    return reverse(ligne.split("#", maxsplit=1)[0], args=arguments(scene))


def adresse_admin(modele: type[models.Model], page: str, scene: Scene) -> str:
    """Return the address of a generic page of the admin, for a row of `modele` that belongs to the finished file when it may."""
    nom = f"admin:{modele._meta.app_label}_{modele._meta.model_name}_{page}"
    return reverse(nom, args=[] if page in {"changelist", "add"} else [_exemple(modele, scene).pk])


def _exemple(modele: type[models.Model], scene: Scene) -> models.Model:
    lignes = modele._default_manager.order_by("pk")
    if modele in {Evenement, Courriel}:
        lignes = lignes.filter(dossier=scene.candidatures["finie"].dossier)
    if modele is Personne:
        lignes = lignes.filter(pk=scene.personnes["porteuse"].pk)
    return lignes[0]


def _candidature(nom: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.candidatures[nom].numero]


def _brouillon(nom: str, *suite: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.candidatures[nom].dossier.uuid, *suite]


def _piece(nom: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.candidatures[nom].numero, scene.candidatures[nom].reponses.pieces.get().pk]


def _proposition(nom: str, *suite: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.propositions[nom].pk, *suite]


def _accompagnement(nom: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.accompagnements[nom].numero]


def _temoin(nom: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.temoins[nom].accompagnement.numero, scene.temoins[nom].pk]


def _seance(nom: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.seances[nom].accompagnement.numero, scene.seances[nom].pk]


def _convention(nom: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.conventions[nom].numero]


def _exemplaire(scene: Scene) -> list[Any]:
    convention = scene.conventions["finie"]
    return [convention.numero, convention.signataires.filter(exemplaire__isnull=False)[0].pk]


def _informations(cote: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.conventions["a_preparer"].numero, cote]


def _evaluation(nom: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.evaluations[nom].pk]


def _geste(nom: str, code: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.candidatures[nom].numero, code]


def _profil(nom: str, *suite: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.profils[nom].pk, *suite]


def _rapport(nom: str) -> Callable[[Scene], list[Any]]:
    return lambda scene: [scene.rapports[nom].pk]


def _ligne(scene: Scene) -> list[Any]:
    return [Ligne.objects.get(edition=parcours.edition(), genre=Ligne.Genre.INTERVENTIONS).pk]


def _compte(scene: Scene) -> list[Any]:
    return [parcours.edition().code, "tenues"]


def _fixe(*valeurs: Any) -> Callable[[Scene], list[Any]]:
    return lambda scene: list(valeurs)


def _piece_du_fil(scene: Scene) -> list[Any]:
    candidature = scene.candidatures["deposee"]
    return [candidature.numero, candidature.dossier.messages.all()[0].pieces.get().uuid]


ARGUMENTS: dict[str, Callable[[Scene], list[Any]]] = {
    "comptes:lien": lambda scene: [scene.lien.jeton],
    "comptes:renouveler-lien": lambda scene: [scene.lien.jeton],
    "comptes:lien#mort": _fixe("1-1:contrefait"),
    "referentiel:fiche": _fixe("02.1"),
    "candidatures:appel": _fixe("tsf"),
    "candidatures:appel#brouillon": _fixe("mentorat"),
    "candidatures:appel#soumis": _fixe("a-valider"),
    "candidatures:avancer-appel#soumis": _fixe("a-valider", "valider"),
    "candidatures:commencer": _fixe("tsf"),
    "candidatures:commencer#brouillon": _fixe("mentorat"),
    "candidatures:avancer-appel": _fixe("tsf", "retirer"),
    "candidatures:avancer-appel#brouillon": _fixe("mentorat", "soumettre"),
    "candidatures:formulaire": _brouillon("brouillon"),
    "candidatures:formulaire#envoyee": _brouillon("deposee"),
    "candidatures:detail": _candidature("finie"),
    "candidatures:detail#deposee": _candidature("deposee"),
    "candidatures:detail#a_annoncer": _candidature("a_annoncer"),
    "candidatures:complement": _candidature("complement"),
    "candidatures:complement#pas_attendu": _candidature("deposee"),
    "candidatures:diagnostic": _candidature("diagnostiquee"),
    "candidatures:diagnostic#non_partage": _candidature("finie"),
    "candidatures:approuver-diagnostic": _candidature("diagnostiquee"),
    "candidatures:contester-diagnostic": _candidature("diagnostiquee"),
    "candidatures:piece-du-fil": _piece_du_fil,
    "candidatures:etape": _brouillon("brouillon", "structure"),
    "candidatures:etape#envoyee": _brouillon("deposee", "structure"),
    "candidatures:etape#inconnue": _brouillon("brouillon", "ailleurs"),
    "candidatures:recapitulatif": _brouillon("brouillon"),
    "candidatures:recapitulatif#envoyee": _brouillon("deposee"),
    "candidatures:reponses": _candidature("finie"),
    "candidatures:fac-simile": _fixe("tsf"),
    "candidatures:fac-simile#brouillon": _fixe("mentorat"),
    "candidatures:piece": _piece("finie"),
    "candidatures:messages": _candidature("finie"),
    "candidatures:retirer": _candidature("finie"),
    "candidatures:retirer#deposee": _candidature("deposee"),
    "candidatures:avis": _candidature("recevable"),
    "candidatures:avis#rendu": _candidature("diagnostiquee"),
    "candidatures:avis-piece": _piece("recevable"),
    "candidatures:deport": _candidature("recevable"),
    "accompagnements:proposition": _proposition("finie"),
    "accompagnements:proposition#a_apparier": _proposition("a_apparier"),
    "accompagnements:proposition#a_confirmer": _proposition("a_confirmer"),
    "accompagnements:demander": _proposition("a_apparier"),
    "accompagnements:repondre#accepter": _proposition("a_apparier", "accepter"),
    "accompagnements:repondre#decliner": _proposition("a_apparier", "decliner"),
    "accompagnements:repondre#confirmer": _proposition("a_confirmer", "confirmer"),
    "accompagnements:repondre#refuser": _proposition("a_confirmer", "refuser"),
    "accompagnements:repondre#inconnu": _proposition("a_confirmer", "oublier"),
    "accompagnements:detail": _accompagnement("finie"),
    "accompagnements:detail#interrompue": _accompagnement("interrompue"),
    "accompagnements:detail#en_cours": _accompagnement("en_cours"),
    "accompagnements:detail#a_signer": _accompagnement("a_signer"),
    "accompagnements:detail#a_preparer": _accompagnement("a_preparer"),
    "accompagnements:declarer": _accompagnement("en_cours"),
    "accompagnements:declarer#finie": _accompagnement("finie"),
    "accompagnements:planifier": _accompagnement("en_cours"),
    "accompagnements:seance": _seance("prevue"),
    "accompagnements:seance#tenue": _seance("tenue"),
    "accompagnements:compte-rendu": _seance("prevue"),
    "accompagnements:deplacer": _seance("prevue"),
    "accompagnements:annuler-seance": _seance("prevue"),
    "accompagnements:contester": _seance("tenue"),
    "accompagnements:agenda-ics": lambda scene: [scene.agenda.jeton],
    "accompagnements:agenda-ics#mort": _fixe("1-1:perdu"),
    "accompagnements:journal": _accompagnement("en_cours"),
    "accompagnements:journal#interrompue": _accompagnement("interrompue"),
    "accompagnements:ecrire": _accompagnement("en_cours"),
    "accompagnements:ecrire#interrompue": _accompagnement("interrompue"),
    "accompagnements:corriger": lambda scene: [scene.temoins["moi"].accompagnement.numero, scene.temoins["moi"].entree_id],
    "accompagnements:temoin": _temoin("tous"),
    "accompagnements:temoin#paire": _temoin("paire"),
    "accompagnements:temoin#moi": _temoin("moi"),
    "accompagnements:rompre": _accompagnement("en_cours"),
    "accompagnements:rompre#finie": _accompagnement("finie"),
    "accompagnements:terminer": _accompagnement("en_cours"),
    "accueil:verifier-numero": _convention("finie"),
    "accueil:verifier-numero#a_preparer": _convention("a_preparer"),
    "conventions:detail": _convention("finie"),
    "conventions:detail#a_signer": _convention("a_signer"),
    "conventions:detail#a_preparer": _convention("a_preparer"),
    "conventions:informations": _informations("mentor"),
    "conventions:informations#beneficiaire": _informations("beneficiaire"),
    "conventions:modele": _fixe(1),
    "conventions:modele-pdf": _fixe(1),
    "conventions:avancer-modele": _fixe(1, "dupliquer"),
    "conventions:avancer-modele#inconnu": _fixe(1, "oublier"),
    "conventions:pdf": _convention("finie"),
    "conventions:pdf#a_preparer": _convention("a_preparer"),
    "conventions:emise": _convention("finie"),
    "conventions:preuve": _convention("finie"),
    "conventions:preuve#a_signer": _convention("a_signer"),
    "conventions:preuve-json": _convention("finie"),
    "conventions:exemplaire": _exemplaire,
    "conventions:signer": _convention("finie"),
    "conventions:signer#a_signer": _convention("a_signer"),
    "conventions:refuser": _convention("a_signer"),
    "conventions:refuser#finie": _convention("finie"),
    "conventions:code": _convention("a_signer"),
    "evaluations:detail": _evaluation("sortie/accompagne"),
    "evaluations:detail#mentor": _evaluation("sortie/mentor"),
    "evaluations:detail#six_mois": _evaluation("six_mois/accompagne"),
    "mentors:fiche": _profil("mentor"),
    "mentors:fiche#propose": _profil("propose"),
    "mentors:changer-etat": _profil("mentor", "mettre_en_pause"),
    "mentors:changer-etat#inconnu": _profil("mentor", "oublier"),
    "mentors:noter": _profil("mentor", "relire"),
    "mentors:noter#inconnu": _profil("mentor", "oublier"),
    "mentors:remplir": _profil("mentor"),
    "mentors:remplir-partie": _profil("mentor", "paiement"),
    "mentors:profil-partie": _fixe("paiement"),
    "mentors:mon-etat": _fixe("mettre_en_pause"),
    "mentors:contact": _profil("propose"),
    "mentors:contact#mentor": _profil("mentor"),
    "mentors:repondre-au-contact#oui": _profil("mentor", "oui"),
    "mentors:repondre-au-contact#non": _profil("mentor", "non"),
    "pilotage:dossier": _candidature("finie"),
    "pilotage:dossier#a_annoncer": _candidature("a_annoncer"),
    "pilotage:dossier#deposee": _candidature("deposee"),
    "pilotage:dossier#interrompue": _candidature("interrompue"),
    "pilotage:dossier#recevable": _candidature("recevable"),
    "pilotage:dossier#diagnostiquee": _candidature("diagnostiquee"),
    "pilotage:dossier#a_apparier": _candidature("a_apparier"),
    "pilotage:dossier#a_confirmer": _candidature("a_confirmer"),
    "pilotage:dossier#a_preparer": _candidature("a_preparer"),
    "pilotage:dossier#a_signer": _candidature("a_signer"),
    "pilotage:dossier#en_cours": _candidature("en_cours"),
    "pilotage:apprecier": lambda scene: [scene.candidatures["deposee"].numero, "clarte"],
    "pilotage:partie": _geste("finie", "journal"),
    "pilotage:partie#emission": _geste("a_preparer", "emission"),
    "pilotage:partie#inconnue": _geste("finie", "oubliee"),
    "pilotage:partie#seances": _geste("finie", "seances"),
    "pilotage:partie#structure": _geste("finie", "structure"),
    "pilotage:piece-du-fil": _piece_du_fil,
    "pilotage:piece": _piece("finie"),
    "pilotage:convention": _candidature("a_signer"),
    "pilotage:geste": _geste("recevable", "diagnostiquer"),
    "pilotage:geste#confier": _geste("deposee", "confier"),
    "pilotage:geste#declarer-recevable": _geste("deposee", "declarer-recevable"),
    "pilotage:geste#declarer-irrecevable": _geste("deposee", "declarer-irrecevable"),
    "pilotage:geste#abandonner": _geste("a_signer", "abandonner-l-accompagnement"),
    "pilotage:geste#accepter": _geste("diagnostiquee", "accepter"),
    "pilotage:geste#refuser": _geste("diagnostiquee", "refuser"),
    "pilotage:geste#ajourner": _geste("diagnostiquee", "ajourner"),
    "pilotage:geste#annoncer-la-decision": _geste("a_annoncer", "annoncer-la-decision"),
    "pilotage:geste#annuler-le-complement": _geste("complement", "annuler-le-complement"),
    "pilotage:geste#demander-un-complement": _geste("deposee", "demander-un-complement"),
    "pilotage:geste#prolonger-le-complement": _geste("complement", "prolonger-le-complement"),
    "pilotage:geste#corriger-le-diagnostic": _geste("diagnostiquee", "corriger-le-diagnostic"),
    "pilotage:geste#mettre-en-attente": _geste("diagnostiquee", "mettre-en-attente"),
    "pilotage:geste#reorienter": _geste("diagnostiquee", "reorienter"),
    "pilotage:geste#revenir-sur-la-decision": _geste("a_annoncer", "revenir-sur-la-decision"),
    "pilotage:geste#classer-sans-suite": _geste("diagnostiquee", "classer-sans-suite"),
    "pilotage:geste#demander-des-avis": _geste("recevable", "demander-des-avis"),
    "pilotage:geste#retirer-une-demande-d-avis": _geste("recevable", "retirer-une-demande-d-avis"),
    "pilotage:geste#noter-un-deport": _geste("recevable", "noter-un-deport"),
    "pilotage:geste#lever-un-deport": _geste("recevable", "lever-un-deport"),
    "pilotage:geste#solliciter": _geste("recevable", "solliciter"),
    "pilotage:geste#retirer-la-proposition": _geste("a_apparier", "retirer-la-proposition"),
    "pilotage:geste#corriger-la-convention": _geste("a_preparer", "corriger-la-convention"),
    "pilotage:geste#emettre-la-convention": _geste("a_preparer", "emettre-la-convention"),
    "pilotage:geste#verser-l-exemplaire-signe": _geste("a_signer", "verser-l-exemplaire-signe"),
    "pilotage:geste#fermer-un-lien": _geste("a_signer", "fermer-un-lien"),
    "pilotage:geste#relancer-la-signature": _geste("a_signer", "relancer-la-signature"),
    "pilotage:geste#remplacer-un-signataire": _geste("a_signer", "remplacer-un-signataire"),
    "pilotage:geste#renouveler-un-lien": _geste("a_signer", "renouveler-un-lien"),
    "pilotage:geste#annuler-la-convention": _geste("a_signer", "annuler-la-convention"),
    "pilotage:geste#arreter-l-accompagnement": _geste("en_cours", "arreter-l-accompagnement"),
    "pilotage:geste#rendre-le-reste": _geste("interrompue", "rendre-le-reste"),
    "pilotage:geste#terminer-l-accompagnement": _geste("en_cours", "terminer-l-accompagnement"),
    "pilotage:geste#preparer-un-avenant": _geste("en_cours", "preparer-un-avenant"),
    "pilotage:geste#repondre": _geste("deposee", "repondre"),
    "pilotage:geste#depasse": _geste("finie", "declarer-recevable"),
    "pilotage:geste#inconnu": _geste("deposee", "oublier"),
    "pilotage:budget-ligne": _ligne,
    "pilotage:budget-compte": _compte,
    "pilotage:comite-budget-ligne": _ligne,
    "pilotage:comite-budget-compte": _compte,
    "pilotage:rapport": _rapport("produit"),
    "pilotage:rapport#en_preparation": _rapport("en_preparation"),
    "pilotage:arreter-rapport": _rapport("en_preparation"),
    "pilotage:rapport-pdf": _rapport("produit"),
    "pilotage:rapport-pdf#en_preparation": _rapport("en_preparation"),
    "mfa_remove_webauthn": _fixe(1),
    "mfa_edit_webauthn": _fixe(1),
    "admin:app_list": _fixe("socle"),
    "admin:view_on_site": _fixe(1, 1),
    "admin:referentiel_competence_archiver": lambda scene: [scene.competence.pk],
    "admin:referentiel_competence_retablir": lambda scene: [scene.competence.pk],
    "exploitation:entrer": _fixe("pilote"),
    "exploitation:entrer#inconnu": _fixe("personne"),
    "exploitation:courriel": _fixe("absent"),
}
