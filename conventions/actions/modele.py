"""The template of agreements: written by the team, submitted to the comité technique, validated, then taken by new agreements."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from conventions import clauses
from conventions.droits import peut_ecrire_le_modele
from conventions.models import TRIPARTITE, Clause, Modele, VersionModele
from programme.models import Validation
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import Refus, RefusDroit
from socle.workflow import franchir, journaliser, nom_objet, verrouiller


def charger_modele(ecrites: Iterable[clauses.Ecrite], *, nom: str, acteur: Acteur) -> VersionModele:
    """Create the template with its first version, validated, where it is missing; return its first version. Idempotent."""
    with transaction.atomic():
        modele, nouveau = Modele.objects.get_or_create(code=TRIPARTITE, defaults={"nom": nom})
        if not nouveau:
            return modele.versions.get(numero=1)
        version = modele.versions.create(numero=1)
        _ecrire(version, ecrites)
        version = soumettre(version, acteur=acteur)
        return valider(version, acteur=acteur)


def dupliquer(version: VersionModele, *, acteur: Acteur) -> VersionModele:
    """Return a new version to write, with the clauses of this one. Raises Refus when one is already being written or read."""
    if not peut_ecrire_le_modele(version, acteur):
        raise RefusDroit("Seule l’équipe pilote écrit le modèle de convention.")
    with transaction.atomic():
        modele = Modele.objects.select_for_update().get(pk=version.modele_id)
        if ouverte := modele.versions.exclude(etat=VersionModele.Etat.VALIDE).first():
            raise Refus(f"La version {ouverte.numero} n’est pas encore validée : terminez-la d’abord.")
        numero = modele.versions.order_by("-numero").values_list("numero", flat=True)[0] + 1
        nouvelle = modele.versions.create(numero=numero, issue_de=version)
        _ecrire(nouvelle, version.ecrites())
        journaliser(nouvelle, "dupliquer", acteur, depuis=version.numero)
    return nouvelle


def _ecrire(version: VersionModele, ecrites: Iterable[clauses.Ecrite]) -> None:
    Clause.objects.bulk_create(
        Clause(
            version=version,
            rang=rang * 10,
            section=ecrite.section,
            titre=ecrite.titre,
            texte=ecrite.texte,
            condition=ecrite.condition,
            bloc=ecrite.bloc,
        )
        for rang, ecrite in enumerate(ecrites, start=1)
    )


def soumettre(version: VersionModele, *, acteur: Acteur) -> VersionModele:
    """Give a version to the comité technique to read. Raises Refus when a clause cannot be expanded, naming it."""
    return franchir(version, "soumettre", acteur=acteur, le=horloge.maintenant())


def valider(
    version: VersionModele, *, acteur: Acteur, remarques: str = "", reference: str = "", decidee_le: date | None = None
) -> VersionModele:
    """Validate a version: new agreements take it. The team says where and when the committee decided.

    Raises Refus when the team gives no reference, or a day to come.
    """
    with transaction.atomic():
        frais = verrouiller(version)
        empreinte = clauses.empreinte(frais.ecrites())
        _dire_d_ou(acteur, reference, decidee_le)
        frais = franchir(frais, "valider", acteur=acteur, le=horloge.maintenant(), empreinte=empreinte)
        _consigner(frais, empreinte, favorable=True, acteur=acteur, remarques=remarques, reference=reference, decidee_le=decidee_le)
    return frais


def renvoyer(
    version: VersionModele, *, acteur: Acteur, remarques: str, reference: str = "", decidee_le: date | None = None
) -> VersionModele:
    """Ask the team to write a version again, with the reasons. Raises Refus as `valider` does, and without a reason."""
    if not remarques.strip():
        raise Refus("Dites ce qui est à reprendre : l’équipe pilote lit vos remarques.")
    with transaction.atomic():
        frais = verrouiller(version)
        _dire_d_ou(acteur, reference, decidee_le)
        frais = franchir(frais, "renvoyer", acteur=acteur)
        empreinte = clauses.empreinte(frais.ecrites())
        _consigner(frais, empreinte, favorable=False, acteur=acteur, remarques=remarques, reference=reference, decidee_le=decidee_le)
    return frais


def _dire_d_ou(acteur: Acteur, reference: str, decidee_le: date | None) -> None:
    """The team decides nothing here: it writes down what the committee decided, and where that is written."""
    if acteur.est_systeme or not peut_ecrire_le_modele(None, acteur):
        return
    if not reference.strip() or decidee_le is None:
        raise Refus("C’est le comité technique qui se prononce : donnez la date et la référence de sa décision.")
    if decidee_le > horloge.aujourdhui():
        raise Refus("Cette date est à venir : donnez le jour où le comité a décidé.")


def _consigner(
    version: VersionModele, empreinte: str, *, favorable: bool, acteur: Acteur, remarques: str, reference: str, decidee_le: date | None
) -> Validation:
    return Validation.objects.create(
        objet_code=nom_objet(version),
        version=version.numero,
        empreinte=empreinte,
        est_favorable=favorable,
        par=acteur.personne,
        le=horloge.maintenant(),
        decidee_le=decidee_le,
        reference=reference.strip(),
        remarques=remarques.strip(),
    )
