// Computes the SHA-256 of a file on this device, fills the form with it and sends the form. The file itself is never sent: its field has no name.
"use strict";

(() => {
  const depot = document.getElementById("verifier-depot");
  const choix = document.getElementById("verifier-fichier");
  const dit = document.getElementById("verifier-dit");
  const formulaire = document.getElementById("verifier-formulaire");
  // Browsers compute hashes on secure pages only (https, or this very machine): elsewhere the form by hand remains.
  if (!depot || !window.crypto?.subtle) return;
  depot.hidden = false;
  document.getElementById("verifier-main").open = document.getElementById("verifier-main").hasAttribute("data-ouvert");

  // The number stands in the title of our documents, in plain letters.
  const NUMERO = /DOS-\d{4}-\d{4}-A\d+-C\d+(?:-V\d+)?/;

  choix.addEventListener("change", async () => {
    const fichier = choix.files[0];
    if (!fichier) return;
    dit.textContent = `Calcul de l’empreinte de « ${fichier.name} » sur votre appareil…`;
    let octets;
    try {
      octets = await fichier.arrayBuffer();
    } catch {
      dit.textContent = "Ce fichier ne peut pas être lu : choisissez-le à nouveau.";
      return;
    }
    const somme = new Uint8Array(await crypto.subtle.digest("SHA-256", octets));
    formulaire.elements.empreinte.value = [...somme].map((octet) => octet.toString(16).padStart(2, "0")).join("");
    const trouve = new TextDecoder("latin1").decode(octets).match(NUMERO);
    formulaire.elements.numero.value = trouve ? trouve[0] : formulaire.elements.numero.value;
    dit.textContent = "Empreinte calculée. Le fichier n’a pas quitté votre appareil.";
    formulaire.requestSubmit();
  });
})();
