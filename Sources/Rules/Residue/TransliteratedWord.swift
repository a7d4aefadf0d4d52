import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A common noun that was spelled in Latin letters instead of translated: “the politsiya said”.
struct TransliteratedWord: Rule {
  static let card = RuleCard(
    id: "residue/transliterated-word", title: "A word was transliterated, not translated",
    mqm: .untranslated, severity: .major, confidence: .high, languages: .withData("foreign-words"),
    why: """
      Machines spell an unknown Russian, Arabic or Chinese word in Latin letters as if it were a name. It is no loan word: \
      readers cannot look it up.
      """,
    advice: "Translate the word; if it must stand, explain it in brackets where it first occurs.",
    examples: [
      .flags("en", "The [[politsiya]] said on Monday that nobody was hurt in the fire at the market."),
      .flags("en", "Parents waited outside the [[shkola]] until the children were brought out safely."),
      .flags("de", "Nach Angaben der [[politsija]] wurde bei dem Brand auf dem Markt niemand verletzt."),
      .flags("fr", "Le [[predstavitel]] du ministère a refusé lundi de répondre aux questions des journalistes."),
      .flags("es", "El [[pravitelstvo]] aprobó el lunes una ley que reduce los impuestos de las familias."),
      .flags("en", "Residents said that the [[vodospadu]] had frozen over and that it was late."),
      .flags("it", "Il presidente [[prodolzhalo]] a parlare lunedì davanti ai giornalisti della città."),
      .flags("de", "Nach Angaben der Stadt hat das [[pravitel'stvo]] am Montag über den Haushalt beraten."),
      .passes("fr", "Il a dit aujourd’hui que l’homme de la presqu’île n’était pas d’accord avec la ville."),
      .passes("pl", "Ekspert mówił w poniedziałek o prognozie i o motywach, które podano w raporcie."),
      .passes("en", "The governor of the oblast (region) spoke of perestroika and drank tea from a samovar."),
      .passes("en", "Police in the city, called politsiya (police) since 2011, said that nobody was hurt."),
      .passes("en", "The word “politsiya” is painted on every patrol car in the city, in letters a foot high."),
      .passes("de", "Der Sputnik steht im Museum, daneben ein Samowar und eine Matroschka aus dem Jahr 1957."),
    ])

  static var needs: Needs { .all(.foreignRuns) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for run in story.foreignRuns where !run.isMeant && story.isTransliterated(run) {
      guard UntranslatedWord.isCertain(run, story), run.tokens.contains(where: { story.tokens[$0].scalars >= 4 }) else {
        continue
      }
      let range = story.bytes(of: run.tokens)
      out.report(
        range,
        "\(Wording.quoted(story.text(range))) is \(story.homeNames(run)) in Latin letters, not \(story.language.profile.name).")
    }
  }
}
