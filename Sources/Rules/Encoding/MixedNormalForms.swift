import Findings
import RuleKit
import Stories
import TextBase

/// One word spelled with a composed letter here and a decomposed one there: é and e with a loose accent.
struct MixedNormalForms: Rule {
  static let card = RuleCard(
    id: "encoding/mixed-normal-forms", title: "One word is stored in two ways",
    mqm: .characterEncoding, severity: .neutral, confidence: .low,
    why: """
      An accented letter can be stored as one character or as a letter and a loose accent. They look the same; a search for \
      one does not find the other.
      """,
    advice: "Store the whole text in normal form C.",
    examples: [
      // Decomposed throughout, nothing is mixed.
      .flags(
        "fr", "Le café ouvre lundi. Le [[cafe\u{301}]] ferme mardi.", fixed: "Le café ouvre lundi. Le café ferme mardi.",
        except: [.decomposed]),
      .flags(
        "en", "Anna Peña spoke. Later [[Pen\u{303}a]] left.", fixed: "Anna Peña spoke. Later Peña left.", except: [.decomposed]),
      .passes("fr", "Le café ouvre lundi. Le café ferme mardi."),
      .passes("fr", "Le cafe\u{301} ouvre lundi. Le cafe\u{301} ferme mardi."),
      .passes("ar", "قال رئيس المجلس إن المدينة ستبدأ العمل."),
    ])

  static var needs: Needs { .all(.decomposedLetters) }

  init(_ style: HouseStyle) {}

  /// Words with loose accents that are looked for: one that comes in both forms is enough.
  private static let words = 32

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    // Most copy has no such letter at all.
    guard story.wordFlags.contains(.decomposed),
      let first = story.tokens.firstIndex(where: { $0.kind == .word && $0.flags.contains(.decomposed) })
    else { return }
    var loose: [UInt64: Int] = [:]
    // A bit for each hash in `loose`: most words end here.
    var filter: UInt64 = 0
    for index in first..<story.tokens.count {
      let token = story.tokens[index]
      guard token.kind == .word, token.flags.contains(.decomposed), filter >> (token.hash & 63) & 1 == 0 else { continue }
      guard !NormalForm.nfc.isNormalized(story.text(index)) else { continue }
      loose[token.hash] = index
      filter |= 1 << (token.hash & 63)
      if loose.count == MixedNormalForms.words { break }
    }
    guard !loose.isEmpty else { return }
    for index in story.tokens.indices
    where story.tokens[index].kind == .word && filter >> (story.tokens[index].hash & 63) & 1 == 1 {
      guard let other = loose[story.tokens[index].hash], story.tokens[other].length != story.tokens[index].length,
        NormalForm.nfc.isNormalized(story.text(index))
      else { continue }
      let range = story.tokens[other].range
      let composed = NormalForm.nfc.apply(story.text(other))
      out.report(
        range, "\(Wording.quoted(story.text(range))) is stored with loose accents here and without them elsewhere.",
        related: [("stored as one character here", story.tokens[index].range)],
        fixes: [.replace(range, with: composed, "Store it composed", .safe)])
      return
    }
  }
}
