import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A Slavic surname in an oblique case beside its base form: talks with Zarelskym.
struct CaseEnding: Rule {
  static let card = RuleCard(
    id: "names/case-ending", title: "A surname keeps the case ending of its source language",
    mqm: .grammar, severity: .major, confidence: .medium,
    languages: .only(["en", "de", "fr", "es", "it", "pt", "nl", "sv"]),
    why: "Slavic languages inflect surnames. A machine that does not know a name copies the form that it meets.",
    advice: "Use the base form of the name.",
    examples: [
      .flags(
        "en", "Oleg Lomov, a deputy, left. Reporters had met with [[Lomovym]] on Monday.",
        fixed: "Oleg Lomov, a deputy, left. Reporters had met with Lomov on Monday."),
      .flags("en", "Igor Zarelsky leads the fund. A letter to [[Zarelskomu]] went unanswered."),
      .flags("de", "Der Abgeordnete Oleg Lomov kam. Ein Brief an [[Lomovu]] blieb ohne Antwort."),
      .passes("en", "Oleg Lomov, a deputy, left. His wife, Olga Lomova, stayed."),
      .passes("en", "Igor Zarelsky leads the fund. Zarelsky’s letter went unanswered."),
      .passes("es", "Oleg Karlov llegó. Karlovy Vary es una ciudad."),
    ])

  /// What stands in the base form for an ending. The feminine -a is left out: a wife bears it by right.
  private static let endings: [(oblique: [UInt8], base: [[UInt8]])] = texts.map { oblique, base in
    (Array(oblique.utf8), base.map { Array($0.utf8) })
  }
  private static let texts: [(String, [String])] = [
    ("skogo", ["sky", "skiy", "ski", "skyy"]), ("skomu", ["sky", "skiy", "ski", "skyy"]),
    ("skym", ["sky", "skyy"]), ("skim", ["sky", "skiy", "ski"]), ("skiego", ["ski"]), ("skiemu", ["ski"]),
    ("skoho", ["sky", "skyy"]), ("lnogo", ["lny"]), ("lnomu", ["lny"]), ("lnym", ["lny"]), ("ovym", ["ov"]),
    ("evym", ["ev"]), ("inym", ["in"]), ("ovu", ["ov"]), ("evu", ["ev"]), ("inu", ["in"]), ("ovom", ["ov"]),
    ("enkom", ["enko"]), ("enku", ["enko"]),
  ]

  /// The last two letters of the endings.
  private static let tails = Set(texts.map { Array($0.0.utf8.suffix(2)) }.map { UInt16($0[0]) << 8 | UInt16($0[1]) })

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for token in story.capitalised where story.tokens[token].scalars >= 6 {
      let word = story.tokens[token]
      let last = story.bytes[Int(word.end) - 1]
      // m, u, o
      guard last == 0x6D || last == 0x75 || last == 0x6F, word.shape == .capitalised, word.joint == 0, word.id == 0,
        CaseEnding.tails.contains(UInt16(story.bytes[Int(word.end) - 2]) << 8 | UInt16(last))
      else { continue }
      for (oblique, bases) in CaseEnding.endings where ends(word, oblique, story) {
        let stem = ByteRange(Int(word.start), Int(word.end) - oblique.count)
        for base in bases {
          guard let twin = find(stem, base, story) else { continue }
          let range = story.bytes(of: token..<token + 1)
          let name = story.coreBytes(of: twin..<twin + 1)
          out.report(
            range, "\(Wording.quoted(story.text(range))) is an inflected form of \(Wording.quoted(story.text(name))).",
            related: [("the base form", name)],
            fixes: [.replace(range, with: story.text(name), "Write \(Wording.quoted(story.text(name)))", .review)])
          return
        }
      }
    }
  }

  private func ends(_ word: Token, _ ending: [UInt8], _ story: borrowing Analysis) -> Bool {
    let start = Int(word.end) - ending.count
    return start > Int(word.start) && zip(ending, story.bytes[start..<Int(word.end)]).allSatisfy { $0 == $1 }
  }

  /// A capitalised word of the story that is `stem` with `ending`.
  private func find(_ stem: ByteRange, _ ending: [UInt8], _ story: borrowing Analysis) -> Int? {
    story.capitalised.first { other in
      let word = story.tokens[other]
      let length = word.joint > 0 ? Int(word.joint) : Int(word.length)
      guard length == stem.count + ending.count else { return false }
      let start = Int(word.start)
      return story.bytes[start..<start + stem.count].elementsEqual(story.bytes[stem.start..<stem.end])
        && story.bytes[start + stem.count..<start + length].elementsEqual(ending)
    }
  }
}
