"""The form of a request: the steps of its questionnaire, filled with what was typed, and turned into a Demande once all is right."""

from collections.abc import Mapping
from typing import Any

from candidatures import lectures
from candidatures.demande import Demande, MentorVoulu, NiveauVoulu, PersonneAccompagnee
from candidatures.models import Candidature
from comptes.regles import est_un_rna
from questionnaires.definition import Definition, Etape
from questionnaires.forms import Contexte, EtapeForm, EtapeRelue, Jugement, relire
from questionnaires.fusion import Saisie
from questionnaires.models import Piece
from questionnaires.regles import en_une_ligne

from .verifications import verificateur


class Formulaire:
    """`etapes` are those to show (all by default); `saisie` is what is stored unless something else was just posted.

    `refus` holds sentences to say at fields whatever the judgement: a file that cannot be taken, an answer that another tab changed.
    """

    def __init__(
        self,
        candidature: Candidature,
        saisie: Saisie | None = None,
        *,
        etapes: list[Etape] | None = None,
        jugement: Jugement = Jugement.TOUT,
        refus: Mapping[str, str] | None = None,
    ) -> None:
        reponses = candidature.reponses
        self.definition: Definition = reponses.version.lue
        self.saisie = reponses.saisie if saisie is None else saisie
        dispositifs = lectures.dispositifs_ouverts(candidature.appel.edition)
        contexte = Contexte(
            listes=lectures.listes_de(dispositifs),
            posees=self.definition.posees(self.saisie),
            pieces=_pieces(candidature),
            verifier=verificateur(self.definition, self.saisie, dispositifs),
            refus=refus or {},
        )
        choisies = self.definition.etapes if etapes is None else etapes
        self.etapes = [EtapeForm(etape, self.saisie, contexte, jugement) for etape in choisies]
        self.aucun_dispositif = not dispositifs

    @property
    def est_valide(self) -> bool:
        """Nothing is wrong, and nothing is missing when all is judged."""
        return all(form.is_valid() for form in self.etapes)

    def relues(self) -> list[EtapeRelue]:
        """Return every step read back, with what is wrong or missing."""
        return [relire(form) for form in self.etapes]

    def demande(self) -> Demande:
        """Return the request of a valid form; raises ValueError for another."""
        if not self.est_valide:
            raise ValueError({nom: str(erreurs) for form in self.etapes for nom, erreurs in form.errors.items()})
        valeurs = {code: valeur for form in self.etapes for code, valeur in form.valeurs().items()}

        def lire(rattachement: str, defaut: Any = "") -> Any:
            question = self.definition.rattachee(rattachement)
            valeur = valeurs.get(question.code) if question else None
            return valeur if valeur is not None else defaut

        [adresse], [porteur] = lire("structure.adresse"), lire("porteur")
        numero = lire("structure.siret")
        return Demande(
            siret="" if est_un_rna(numero) else numero,
            rna=numero if est_un_rna(numero) else "",
            raison_sociale=lire("structure.raison_sociale"),
            type_structure=lire("structure.type"),
            taille=lire("structure.taille"),
            commune=adresse["commune"],
            code_postal=adresse["code_postal"],
            departement_code=adresse["departement"],
            fonction_porteur=porteur["fonction"],
            telephone_porteur=porteur["telephone"],
            dispositif_id=int(lire("dispositif")),
            demi_journees=int(lire("demi_journees")),
            intitule=lire("intitule"),
            contexte=lire("contexte"),
            participants=[_personne(place) for place in lire("participants")],
            objectifs=[place["texte"] for place in lire("objectifs")],
            niveaux=[_niveau(place) for place in lire("competences")],
            porte=lire("porte", "chercher"),
            mentor=next((_mentor(place) for place in lire("mentor_souhaite", [])), None),
            lieu=lire("lieu"),
            periode=lire("periode"),
            prescripteur=lire("prescripteur"),
        )


def _pieces(candidature: Candidature) -> dict[str, Piece]:
    return {piece.champ: piece for piece in candidature.reponses.pieces.select_related("fichier")}


def _personne(place: dict[str, str]) -> PersonneAccompagnee:
    return PersonneAccompagnee(place["prenom"], place["nom"], place["email"], place["fonction"], place["statut"])


def _niveau(place: dict[str, str]) -> NiveauVoulu:
    return NiveauVoulu(int(place["competence"]), int(place["declare"]), int(place["vise"]))


def _mentor(place: dict[str, str]) -> MentorVoulu:
    return MentorVoulu(
        nom=place["nom"],
        structure=place["structure"],
        courriel=place["courriel"],
        raison=place["raison"],
        deja_contactee=place["deja_contactee"] == "oui",
        lien_existant=place["lien"] == "oui",
    )


def textes_absents(candidature: Candidature, recues: Saisie) -> str:
    """Return what a late page tells that a sent request does not hold, as the text of a message; "" when it holds all."""
    gardes = {ligne for valeur in candidature.reponses.saisie.values() if isinstance(valeur, str) for ligne in _lignes(valeur)}
    textes = [valeur.strip() for valeur in recues.values() if isinstance(valeur, str) and len(valeur.split()) > 1]
    return "\n\n".join(texte for texte in textes if not gardes.issuperset(_lignes(texte)))


def _lignes(texte: str) -> list[str]:
    return [ligne for brute in texte.splitlines() if (ligne := en_une_ligne(brute))]
