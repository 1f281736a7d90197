"""Factories of real objects, one section an application, in import order; traits give roles and states."""

from datetime import date

import factory
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from factory.django import DjangoModelFactory

from comptes.models import Instance, Mandat, Personne
from referentiel.models import Alignement, Competence, Domaine, Indicateur
from referentiel.regles import index

# ---------- comptes ----------


class MandatFactory(DjangoModelFactory):
    class Meta:
        model = Mandat

    du = date(2026, 1, 1)


class SecondFacteurFactory(DjangoModelFactory):
    class Meta:
        model = Authenticator

    type = Authenticator.Type.TOTP
    data = factory.LazyFunction(lambda: {"secret": encrypt("JBSWY3DPEHPK3PXP")})


class PersonneFactory(DjangoModelFactory):
    """Somebody with an account and no role; `pilote=True` and the other traits give one, with the second factor it needs."""

    class Meta:
        model = Personne
        skip_postgeneration_save = True

    class Params:
        pilote = factory.Trait(
            mandat=factory.RelatedFactory(MandatFactory, "personne", instance=Instance.PILOTE),
            second_facteur=factory.RelatedFactory(SecondFacteurFactory, "user"),
        )
        administrateur = factory.Trait(
            mandat=factory.RelatedFactory(MandatFactory, "personne", instance=Instance.ADMINISTRATION),
            second_facteur=factory.RelatedFactory(SecondFacteurFactory, "user"),
        )
        comite = factory.Trait(mandat=factory.RelatedFactory(MandatFactory, "personne", instance=Instance.COMITE_TECHNIQUE))

    email = factory.Sequence(lambda n: f"personne{n}@exemple.test")
    prenom = "Camille"
    nom = factory.Sequence(lambda n: f"Durand{n}")


# ---------- referentiel ----------


class DomaineFactory(DjangoModelFactory):
    class Meta:
        model = Domaine

    # After the twelve of the starting référentiel, which may be loaded beside.
    code = factory.Sequence(lambda n: f"D{n % 87 + 13}")
    nom = factory.Sequence(lambda n: f"Domaine {n}")
    rang = factory.Sequence(lambda n: n)


class CompetenceFactory(DjangoModelFactory):
    class Meta:
        model = Competence

    domaine = factory.SubFactory(DomaineFactory)
    code = factory.LazyAttributeSequence(lambda competence, n: f"{competence.domaine.numero}.{n % 99 + 1}")
    nom = factory.Sequence(lambda n: f"Compétence {n}")
    rang = factory.Sequence(lambda n: n)
    recherche = factory.LazyAttribute(lambda competence: index(competence.code, competence.nom, competence.domaine.nom))


class IndicateurFactory(DjangoModelFactory):
    class Meta:
        model = Indicateur

    competence = factory.SubFactory(CompetenceFactory)
    texte = factory.Sequence(lambda n: f"preuve {n}")


class AlignementFactory(DjangoModelFactory):
    class Meta:
        model = Alignement

    cadre = "ROME"
    version = "v3"
    code = factory.Sequence(lambda n: f"M{n:04d}")
    libelle = "Marketing"
