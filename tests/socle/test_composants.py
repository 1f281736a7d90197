"""Icons, state pills, form fields and the summary of errors."""

from typing import ClassVar

import pytest
from django import forms
from django.db import models
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string

from socle.icones import ICONES
from socle.templatetags.tsf import ICONE_DU_TON, erreurs_de


class Essai(forms.Form):
    """One field of each kind."""

    titre = forms.CharField(label="Titre", help_text="En une phrase.")
    texte = forms.CharField(label="Contexte", max_length=2000, widget=forms.Textarea, required=False)
    choix = forms.ChoiceField(label="Dispositif", choices=[("tsf", "TSF"), ("mentorat", "Mentorat")], widget=forms.RadioSelect)
    niveau = forms.ChoiceField(
        label="Niveau", choices=[(0, "pas encore"), (1, "notions")], widget=forms.RadioSelect(attrs={"class": "tsf-niveau"})
    )
    accord = forms.BooleanField(label="J’ai l’accord")
    fichier = forms.FileField(label="Document", required=False)
    cle = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Rien ne va ensemble.")


class Objet:
    class Etat(models.TextChoices):
        DEPOSEE = "deposee", "Déposée & lue"

    etat = "deposee"
    TONS: ClassVar[dict[str, str]] = {"deposee": "cours"}


def rendre(source: str, **contexte: object) -> str:
    return Template(source).render(Context(contexte))


def test_une_icone_est_muette():
    assert rendre('{% icone "coche" %}') == (
        '<svg class="tsf-i" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="m5 12.5 4.5 4.5L19 7.5"/></svg>'
    )


def test_une_icone_inconnue_ne_passe_pas_inapercue():
    with pytest.raises(TemplateSyntaxError, match="licorne"):
        rendre('{% icone "licorne" %}')


def test_chaque_ton_a_son_dessin():
    assert set(ICONE_DU_TON.values()) <= ICONES.keys()


def test_une_pastille_dit_l_etat_par_la_couleur_le_dessin_et_le_mot():
    pastille = rendre("{% pastille objet %}", objet=Objet())
    assert pastille.startswith('<span class="tsf-etat tsf-etat--cours"><svg class="tsf-i"')
    assert pastille.endswith("Déposée &amp; lue</span>")


def test_les_faces_disent_les_demi_journees_en_toutes_lettres():
    assert 'aria-label="4\u00a0demi-journées\u00a0: 2 tenues, 1 prévue, 1 à prévoir"' in rendre("{% faces 2 1 4 %}")
    assert rendre("{% faces 0 1 1 %}").count("<svg") == 1


def test_un_champ_relie_son_etiquette_son_aide_et_son_erreur():
    champ = Essai({})["titre"].as_field_group()
    assert '<label for="id_titre">Titre</label>' in champ
    assert 'aria-describedby="id_titre_helptext id_titre_error"' in champ
    assert 'aria-invalid="true"' in champ
    assert 'class="tsf-saisie"' in champ
    assert champ.count('id="id_titre_error"') == champ.count('id="id_titre_helptext"') == 1


def test_un_champ_facultatif_le_dit():
    assert '<span class="facultatif">(facultatif)</span>' in Essai()["texte"].as_field_group()
    assert "facultatif" not in Essai()["titre"].as_field_group()


def test_une_longueur_limitee_se_compte_mais_ne_coupe_pas_ce_qui_est_colle():
    champ = Essai()["texte"].as_field_group()
    assert "maxlength" not in champ
    assert 'data-compteur="2000"' in champ
    assert "2\u00a0000 caractères au plus" in champ


def test_un_groupe_de_choix_est_un_fieldset():
    groupe = Essai({})["choix"].as_field_group()
    assert groupe.startswith('<fieldset class="tsf-champ est-faux" aria-describedby="id_choix_error">')
    assert "<legend>Dispositif</legend>" in groupe
    assert '<label for="id_choix_1"><input type="radio" name="choix" value="mentorat" required id="id_choix_1">' in groupe
    assert "aria-invalid" not in groupe


def test_un_niveau_montre_un_vumetre_par_degre():
    assert Essai()["niveau"].as_field_group().count('<rect class="on"') == 1


def test_une_case_a_cocher_est_dans_son_etiquette():
    assert '<label class="tsf-case" for="id_accord"><input type="checkbox" name="accord"' in Essai()["accord"].as_field_group()


def test_le_resume_des_erreurs_mene_aux_champs():
    assert erreurs_de(Essai({})) == erreurs_de([Essai({})])
    assert erreurs_de(Essai({})) == [
        {"ancre": "", "texte": "Rien ne va ensemble."},
        {"ancre": "id_titre", "texte": "Titre\u00a0: ce champ est obligatoire."},
        {"ancre": "id_choix_0", "texte": "Dispositif\u00a0: ce champ est obligatoire."},
        {"ancre": "id_niveau_0", "texte": "Niveau\u00a0: ce champ est obligatoire."},
        {"ancre": "id_accord", "texte": "J’ai l’accord\u00a0: ce champ est obligatoire."},
        {"ancre": "", "texte": "Ce champ est obligatoire."},
    ]


def test_le_resume_couvre_les_formulaires_repetes():
    objectifs = forms.formset_factory(Essai, min_num=1, validate_min=True, extra=0)
    donnees = {"o-TOTAL_FORMS": "1", "o-INITIAL_FORMS": "0", "o-0-titre": "Un titre"}
    ancres = [erreur["ancre"] for erreur in erreurs_de([objectifs(donnees, prefix="o")])]
    assert "id_o-0-choix_0" in ancres
    assert "id_o-0-titre" not in ancres


def test_sans_erreur_il_n_y_a_pas_de_resume():
    assert render_to_string("composants/resume_erreurs.html", {"formulaires": [Essai()]}).strip() == ""


def test_le_resume_est_annonce_et_recoit_le_focus():
    resume = render_to_string("composants/resume_erreurs.html", {"formulaires": [Essai({})]})
    assert 'role="alert"' in resume
    assert 'tabindex="-1" autofocus' in resume
    assert "6 points à reprendre" in resume
