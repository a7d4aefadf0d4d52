import Findings
import RuleKit
import Stories
import TextBase

/// A small word that was cut off before its apostrophe keeps the capital of a sentence: “ce N’est pas”, “la fin D’une ère”.
struct StrayCapital: Rule {
  static let card = RuleCard(
    id: "grammar/stray-capital", title: "An elided word has a capital inside the sentence",
    mqm: .spelling, severity: .minor, confidence: .high, languages: .only(["fr"]),
    why: """
      Machines that put capitals back after translating take the word before an apostrophe for the first of a sentence. \
      Readers see at once that nobody read the copy.
      """,
    advice: "Write it in small letters.",
    examples: [
      .flags(
        "fr",
        "Ce [[N’est]] pas la fin [[D’une]] époque, dit la maire, mais le début [[D’un]] autre temps.",
        fixed: "Ce n’est pas la fin d’une époque, dit la maire, mais le début d’un autre temps."),
      .flags(
        "fr",
        "Il faut [[D’abord]] voir. Cela, [[L’avocat]] ne le dit pas, et personne [[N’ose]] le lui demander.",
        fixed: "Il faut d’abord voir. Cela, l’avocat ne le dit pas, et personne n’ose le lui demander."),
      .passes("fr", "D’autres attendent. L’une d’elles n’a rien vu, dit-on ; « N’ayez pas peur ! D’accord ? », lance l’autre."),
      .passes("fr", "Il relit L’amour fou et D’autres vies que la mienne, deux livres de sa mère."),
      .passes("fr", "Le skieur de Val-D’Isère et le comte D’Artagnan ont vu L’Humanité et L’Équipe."),
      .passes("fr", "Elle a lu « L’école est finie », puis J’accuse, sans y croire."),
    ])

  static var needs: Needs { .nothing }

  init(_ style: HouseStyle) {}

  /// Titles of books begin so too, without marks where the copy had italics; a story hardly names three of them.
  private static let enough = 3

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var places: [Int] = []
    for token in story.capitalised where story.tokens[token].joint > 0 && isStray(token, story) { places.append(token) }
    guard places.count >= StrayCapital.enough else { return }
    for token in places {
      let word = story.tokens[token]
      let first = ByteRange(Int(word.start), Int(word.start) + 1)
      let small = FigureText.mark(UInt32(story.bytes[first.start]) | 0x20)
      out.report(
        word.range, "\(Wording.quoted(story.text(word.range))) stands inside its sentence and is no name.",
        fixes: [.replace(first, with: small, "Write “\(small)”", .safe)])
    }
  }

  /// D’une, N’est: one or two letters, an apostrophe and a small letter, behind a word in small letters or a comma.
  private func isStray(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[token]
    guard word.joint <= 2, !word.flags.contains(.sentenceStart), !word.flags.contains(.lineStart), token > 0,
      (0x41...0x5A).contains(story.bytes[Int(word.start)])
    else { return false }
    let apostrophe = Int(word.start) + Int(word.joint)
    let behind = apostrophe + UTF8Text.decode(story.bytes, apostrophe).length
    guard behind < Int(word.end), StrayCapital.isSmall(UTF8Text.decode(story.bytes, behind).scalar) else { return false }
    let before = story.tokens[token - 1]
    guard before.kind == .word else { return story.isMark(token - 1, 0x2C) }
    return before.shape == .lower || before.flags.contains(.sentenceStart)
  }

  private static func isSmall(_ scalar: UInt32) -> Bool {
    (0x61...0x7A).contains(scalar) || (0xE0...0xFF).contains(scalar) || scalar == 0x153
  }
}
