import Findings
import RuleKit
import Stories
import TextBase

/// A Slavic patronymic kept in copy of another language: Pyotr Ilyich Lomov.
struct Patronymic: Rule {
  static let card = RuleCard(
    id: "names/patronymic", title: "A patronymic stands between given name and surname",
    mqm: .unidiomatic, severity: .minor, confidence: .medium,
    languages: .only(["en", "de", "fr", "es", "it", "pt", "nl", "sv", "ro", "tr"]),
    why:
      "Russian and Ukrainian sources give given name, patronymic and surname. News copy elsewhere leaves the patronymic out.",
    advice: "Leave the patronymic out, except in a list of documents or a historical name.",
    examples: [
      .flags(
        "en", "The deputy minister Oleg [[Borisovich]] Lomov signed the order on Monday.",
        fixed: "The deputy minister Oleg Lomov signed the order on Monday."),
      .flags("de", "Die Richterin Olga [[Petrowna]] Lomowa vertagte den Prozess."),
      .passes("en", "The deputy minister Oleg Lomov signed the order on Monday."),
      .passes("en", "The owner, Roman Abramovich, sold the club. Roman Abramovich said so."),
      .passes("de", "Der Autor Goran Petrowitsch stellte sein Buch vor."),
    ])

  private static let endings = [
    "ovich", "evich", "ovych", "ovitch", "evitch", "owitsch", "ewitsch", "ovič", "ovna", "evna", "ivna", "owna", "ewna",
  ].map { Array($0.utf8) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var seen: Set<UInt64> = []
    for token in story.capitalised where story.tokens[token].scalars >= 7 && token > 0 && token + 1 < story.tokens.count {
      let word = story.tokens[token]
      // h, č, a
      let last = story.bytes[Int(word.end) - 1]
      guard last == 0x68 || last == 0x61 || last == 0x8D, word.shape == .capitalised, word.joint == 0,
        !word.flags.contains(.lineStart), !word.flags.contains(.sentenceStart), !word.flags.contains(.quoted),
        isPatronymic(word, story)
      else { continue }
      let (before, behind) = (story.tokens[token - 1], story.tokens[token + 1])
      guard before.shape == .capitalised, behind.shape == .capitalised, !behind.flags.contains(.lineStart),
        !before.flags.contains(.possessive), story.names.gender(before.hash) != nil, behind.scalars >= 3, behind.id == 0,
        story.paragraph(at: Int(word.start)).map({ story.paragraphs[$0].isBody }) ?? false, seen.insert(word.hash).inserted
      else { continue }
      let range = story.bytes(of: token..<token + 1)
      out.report(
        range, "\(Wording.quoted(story.text(range))) is a patronymic; copy names the person without it.",
        fixes: [
          .replace(ByteRange(range.start, Int(behind.start)), with: "", "Leave the patronymic out", .review)
        ])
    }
  }

  private func isPatronymic(_ word: Token, _ story: borrowing Analysis) -> Bool {
    // c before h, n before a, the first byte of č: most words end here.
    let before = story.bytes[Int(word.end) - 2]
    guard before == 0x63 || before == 0x6E || before == 0xC4 else { return false }
    return Patronymic.endings.contains { ending in
      let start = Int(word.end) - ending.count
      return start > Int(word.start) && zip(ending, story.bytes[start..<Int(word.end)]).allSatisfy { $0 == $1 }
    }
  }
}
