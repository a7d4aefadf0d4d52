import Findings
import RuleKit
import Stories
import TextBase

/// A character that stands for one that was lost: � in “caf�”, a box, a private character.
struct ReplacementCharacter: Rule {
  static let card = RuleCard(
    id: "encoding/replacement-character", title: "A character was lost and another stands in its place",
    mqm: .characterEncoding, severity: .major, confidence: .high,
    why: "A program could not read or write a character and put a sign in its place. What stood there is gone.",
    advice: "Look the character up in the original and type it again.",
    examples: [
      .flags("en", "A new caf[[\u{FFFD}]] opened on Monday."),
      .flags("fr", "Le [[\u{FFFD}\u{FFFD}]]maire a parlé lundi."),
      .flags("en", "The price rose to 5[[\u{E0A5}]] on Monday."),
      .flags("pl", "Rada mia[[□]]a się zebrać w poniedziałek."),
      .passes("en", "The form asks: □ yes □ no."),
      .passes("zh", "他写道：“此□乃□也。”"),
      .passes("en", "A new café opened on Monday."),
    ])

  static var needs: Needs { .all(.oddCharacters) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var index = 0
    let specials = story.specials
    while index < specials.count {
      let special = specials[index]
      index += 1
      guard isPlaceholder(special.scalar) else { continue }
      var range = ByteRange(Int(special.offset), Int(special.offset) + UTF8Text.decode(story.bytes, Int(special.offset)).length)
      // A run is one place.
      while index < specials.count, Int(specials[index].offset) == range.end, isPlaceholder(specials[index].scalar) {
        range.end += UTF8Text.decode(story.bytes, range.end).length
        index += 1
      }
      guard !story.isDamaged(range) else { continue }
      if special.scalar == 0x25A1 {
        // Boxes to tick stand apart; one inside a word of an alphabet is a letter that a font lacked.
        guard isAlphabetic(story.scalar(before: range.start)), isAlphabetic(story.scalar(at: range.end)) else { continue }
      }
      let isPrivate = special.scalar != 0xFFFD && special.scalar != 0x25A1
      // The apple of one maker.
      if special.scalar == 0xF8FF { continue }
      out.report(
        range,
        isPrivate
          ? "U+\(String(special.scalar, radix: 16, uppercase: true)) is a private character: most readers see a box or nothing."
          : "\(Wording.quoted(story.text(range))) stands in the place of a character that was lost.",
        confidence: isPrivate ? .medium : nil)
    }
  }

  private func isPlaceholder(_ scalar: UInt32) -> Bool {
    scalar == 0xFFFD || scalar == 0x25A1 || (0xE000...0xF8FF).contains(scalar) || scalar >= 0xF0000 && scalar < 0x110000
  }

  private func isAlphabetic(_ scalar: UInt32) -> Bool {
    scalar < 0x530 && (Unicode.Scalar(scalar).map { $0.properties.isAlphabetic } ?? false)
  }
}
