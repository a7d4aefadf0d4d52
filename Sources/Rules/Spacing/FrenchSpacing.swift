import Findings
import RuleKit
import Stories
import TextBase

/// A mark that French sets off from its word stands close to it.
struct UnspacedMark: Rule {
  static let card = RuleCard(
    id: "spacing/missing-before-mark", title: "No space stands before a mark that is set off",
    mqm: .punctuation, severity: .minor, confidence: .medium, languages: .only(["fr"]),
    why:
      "French sets marks of two parts (; : and their like) off by a no-break space. A story that does so and forgets it in one place was pasted together.",
    advice: "Put a no-break space before the mark.",
    examples: [
      .flags(
        "fr", "Le port est fermé : la tempête arrive. Quand ouvrira-t-il ? Nul ne le [[sait!]] Voici pourquoi : il pleut.",
        fixed: "Le port est fermé : la tempête arrive. Quand ouvrira-t-il ? Nul ne le sait\u{202F}! Voici pourquoi : il pleut."),
      .flags(
        "fr", "Qui paiera ? Le ministre l’a [[dit:]] personne. Et quand ? Bientôt ; mais pas demain.",
        fixed: "Qui paiera ? Le ministre l’a dit\u{A0}: personne. Et quand ? Bientôt ; mais pas demain."),
      .passes("fr-CH", "Le port est fermé: la tempête arrive. Quand ouvrira-t-il? Nul ne le sait!"),
      .passes("fr", "Le port est fermé : il est 10:30. Voir https://example.org/?a=b : rien ; score 3:2 !"),
      .passes("fr", "Le port est fermé. Personne n’est blessé, dit-on."),
    ])

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var spaced = 0
    var close: [Int] = []
    for paragraph in story.paragraphs where paragraph.language == nil && paragraph.tokens.count > 1 {
      for index in story.marks(in: paragraph) where index > paragraph.tokens.lowerBound && story.tokens[index].kind == .mark {
        guard story.isMark(index, 0x3B) || story.isMark(index, 0x3A) || story.isMark(index, 0x21) || story.isMark(index, 0x3F)
        else {
          continue
        }
        let previous = story.tokens[index - 1]
        if story.tokens[index].flags.contains(.spaceBefore) {
          spaced += 1
        } else if previous.kind == .word, previous.shape == .lower, previous.scalars >= 2,
          index + 1 == paragraph.tokens.upperBound || story.tokens[index + 1].flags.contains(.spaceBefore)
        {
          close.append(index)
        }
      }
    }
    // Swiss and Canadian copy sets these marks close, and so do some sites.
    guard spaced >= 3, close.count * 3 <= spaced else { return }
    for index in close {
      let token = story.tokens[index]
      let isColon = story.isMark(index, 0x3A)
      out.report(
        story.bytes(of: index - 1..<index + 1),
        "No space stands before “\(story.text(index))”; elsewhere this story sets one, as French does.",
        fixes: [
          .replace(
            ByteRange(Int(token.start), Int(token.start)), with: isColon ? "\u{A0}" : "\u{202F}", "Put a no-break space", .safe)
        ])
    }
  }
}

/// Plain spaces where French has no-break ones: a line can end before its mark.
struct BreakingSpace: Rule {
  static let card = RuleCard(
    id: "spacing/breaking-space", title: "Plain spaces stand where no-break ones are meant",
    mqm: .punctuation, severity: .neutral, confidence: .low, languages: .only(["fr"]),
    why: "With a plain space before it, a mark of two parts (; : and their like) can slip to the beginning of the next line.",
    advice: "Use no-break spaces before marks of two parts.",
    examples: [
      // The variant with no-break spaces mends what is reported.
      .flags("fr", "Le port est [[fermé :]] la tempête arrive.", except: [.noBreakSpaces]),
      .flags("fr", "Quand ouvrira-t-[[il ?]] Nul ne le sait.", except: [.noBreakSpaces]),
      .passes("fr", "Le port est fermé\u{A0}: la tempête arrive\u{202F}!"),
      .passes("en", "The port is closed: nobody knows why!"),
      .passes("fr", "Le port est fermé. Personne n’est blessé."),
    ])

  static var needs: Needs { .all(.spacedStops) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var first: Int?
    var count = 0
    for paragraph in story.paragraphs where paragraph.language == nil && paragraph.tokens.count > 1 {
      for index in story.marks(in: paragraph) where index > paragraph.tokens.lowerBound && story.tokens[index].kind == .mark {
        guard story.tokens[index].flags.contains(.spaceBefore), story.bytes[Int(story.tokens[index].start) - 1] == 0x20,
          story.isMark(index, 0x3B) || story.isMark(index, 0x3A) || story.isMark(index, 0x21) || story.isMark(index, 0x3F),
          story.tokens[index - 1].isWord
        else { continue }
        first = first ?? index
        count += 1
      }
    }
    guard let first else { return }
    out.report(
      story.bytes(of: first - 1..<first + 1),
      "A plain space stands before “\(story.text(first))” (\(count == 1 ? "once" : "\(count) times") before such marks).")
  }
}
