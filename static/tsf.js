// Small comforts. Every page works without this file: the server checks everything and every action is a plain form.
"use strict";

// A form marked data-une-fois is sent once; coming back to the page (bfcache included) gives it back.
document.addEventListener("submit", (evenement) => {
  const formulaire = evenement.target;
  if (!formulaire.matches("[data-une-fois]")) return;
  if (formulaire.dataset.envoi) {
    evenement.preventDefault();
    return;
  }
  formulaire.dataset.envoi = "1";
  // Later: a button disabled during the event would not send its own name and value.
  setTimeout(() => boutonsDe(formulaire).forEach((bouton) => { bouton.disabled = true; }));
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-envoi]").forEach((formulaire) => {
    delete formulaire.dataset.envoi;
    boutonsDe(formulaire).forEach((bouton) => { bouton.disabled = false; });
  });
});

function boutonsDe(formulaire) {
  return [...formulaire.elements].filter((element) => element.type === "submit");
}

// <button data-ajouter="prefix" hidden>: adds a form of the formset, copied from <template id="prefix-modele"> into #prefix-lignes.
document.querySelectorAll("[data-ajouter]").forEach((bouton) => {
  const prefixe = bouton.dataset.ajouter;
  const total = document.getElementById(`id_${prefixe}-TOTAL_FORMS`);
  const maximum = Number(document.getElementById(`id_${prefixe}-MAX_NUM_FORMS`).value);
  const lignes = document.getElementById(`${prefixe}-lignes`);
  const montrer = () => { bouton.hidden = Number(total.value) >= maximum; };
  bouton.addEventListener("click", () => {
    const rang = Number(total.value);
    const modele = document.getElementById(`${prefixe}-modele`).innerHTML;
    lignes.insertAdjacentHTML("beforeend", modele.replaceAll("__prefix__", rang).replaceAll("__numero__", rang + 1));
    total.value = rang + 1;
    montrer();
    compter(lignes.lastElementChild);
    lignes.lastElementChild.querySelector("input:not([type=hidden]), textarea, select").focus();
  });
  montrer();
});

// <button data-tout-cocher="dossier" hidden>: ticks every box of that name, or none when all are.
document.querySelectorAll("[data-tout-cocher]").forEach((bouton) => {
  const cases = [...document.getElementsByName(bouton.dataset.toutCocher)];
  bouton.hidden = cases.length < 2;
  bouton.addEventListener("click", () => {
    const reste = cases.some((boite) => !boite.checked);
    cases.forEach((boite) => { boite.checked = reste; });
  });
});

// Saving while one types: what the server did not keep is said in its place, and is still on the page.
const direNonEnregistre = (evenement, phrase) => {
  const { target: cible } = evenement.detail;
  const ligne = cible?.matches?.(".tsf-sauve") ? cible : document.getElementById("sauve");
  if (!ligne) return;
  ligne.textContent = phrase;
  ligne.classList.add("est-en-attente");
};
document.addEventListener("htmx:sendError", (evenement) => direNonEnregistre(evenement, "Pas de réseau : rien n’est perdu tant que cette page reste ouverte. Nous réessaierons à la prochaine saisie."));
document.addEventListener("htmx:responseError", (evenement) => direNonEnregistre(evenement, "L’enregistrement a échoué : rien n’est perdu tant que cette page reste ouverte. Réessayez avec le bouton « Enregistrer »."));
document.addEventListener("htmx:beforeSwap", (evenement) => {
  // Another address answered: the session is over, and this is the login page.
  const { responsePath, finalRequestPath } = evenement.detail.pathInfo;
  if (responsePath === finalRequestPath) return;
  evenement.detail.shouldSwap = false;
  direNonEnregistre(evenement, "Votre session est terminée : pressez « Enregistrer », connectez-vous, et vous retrouverez tout ce que vous avez saisi.");
});

// <form data-touches>: saving while one types sends only the fields that were touched, and names them: a group emptied sends nothing.
document.querySelectorAll("form[data-touches]").forEach((formulaire) => {
  const touches = new Set();
  const noter = (evenement) => { if (evenement.target.name) touches.add(evenement.target.name); };
  formulaire.addEventListener("input", noter, true);
  formulaire.addEventListener("change", noter, true);
  formulaire.addEventListener("htmx:configRequest", (evenement) => {
    const { formData } = evenement.detail;
    [...new Set(formData.keys())].forEach((nom) => {
      if (!touches.has(nom) && !["csrfmiddlewaretoken", "revision", "onglet"].includes(nom)) formData.delete(nom);
    });
    // Files wait for a button.
    [...formulaire.elements].filter((element) => element.type === "file").forEach((element) => formData.delete(element.name));
    formData.set("touches", [...touches].join(","));
  });
});

// <div data-si="porte" data-si-valeurs="connue">: shown while the field of that name has one of these values.
document.querySelectorAll("[data-si]").forEach((partie) => {
  const formulaire = partie.closest("form");
  const valeurs = partie.dataset.siValeurs.split(" ");
  const montrer = () => { partie.hidden = !new FormData(formulaire).getAll(partie.dataset.si).some((valeur) => valeurs.includes(valeur)); };
  if (!formulaire.elements[partie.dataset.si]) return;
  formulaire.addEventListener("change", montrer);
  montrer();
});

// <textarea data-compteur="2000">: says how many characters are typed, in the line below it.
function compter(racine) {
  racine.querySelectorAll("[data-compteur]").forEach((champ) => {
    const ligne = document.getElementById(`${champ.id}_compteur`);
    if (!ligne) return;
    const nombre = new Intl.NumberFormat("fr");
    const ecrire = () => {
      const tapes = champ.value.replaceAll("\n", "\r\n").length;
      const maximum = Number(champ.dataset.compteur);
      ligne.textContent = `${nombre.format(tapes)} caractère${tapes > 1 ? "s" : ""} sur ${nombre.format(maximum)}`;
      ligne.classList.toggle("est-trop", tapes > maximum);
    };
    champ.addEventListener("input", ecrire);
    ecrire();
  });
}
compter(document);

// <details data-se-referme>: closes on Escape and when one goes elsewhere, as a menu does.
document.querySelectorAll("details[data-se-referme]").forEach((menu) => {
  menu.addEventListener("keydown", (evenement) => {
    if (evenement.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  const partir = (evenement) => { if (!menu.contains(evenement.target)) menu.open = false; };
  document.addEventListener("click", partir);
  document.addEventListener("focusin", partir);
});

// Passkeys: allauth says what went wrong by an event; the page says it to the person.
document.addEventListener("allauth.error", (evenement) => {
  const ligne = document.querySelector("[data-erreur-cle]");
  if (!ligne) return;
  evenement.preventDefault();
  ligne.textContent = evenement.detail.exception.name === "InvalidStateError"
    ? "Cette clé est déjà enregistrée dans votre compte."
    : "La clé n’a pas répondu, ou vous avez annulé. Vous pouvez essayer à nouveau.";
});

// A native autofocus is ignored when the address holds an anchor; the summary of errors must be met first.
document.querySelector(".tsf-erreurs[autofocus]")?.focus();
