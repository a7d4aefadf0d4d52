import Findings
import RuleKit
import Stories
import TextBase

/// Centuries and decades in the form of another language: XX century, 21 century, the 90-ies.
struct CenturyAndDecade: Rule {
  static let card = RuleCard(
    id: "dates/century-and-decade", title: "A century or decade in the form of another language", mqm: .dateFormat,
    severity: .minor, confidence: .high, languages: .only(["en"]),
    why:
      "Russian, French and Polish number centuries in Roman figures, and add endings to decades. English writes 20th century, 1990s.",
    advice: "Write “20th century” and “1990s”.",
    examples: [
      .flags("en", "The church dates from the [[XIX century]].", fixed: "The church dates from the 19th century."),
      .flags("en", "It is the disease of the [[21 century]].", fixed: "It is the disease of the 21st century."),
      .flags("en", "Fashion of the [[90-ies]] and the [[1980-s]] is back.", fixed: "Fashion of the 90s and the 1980s is back."),
      .passes("en", "The 20th century, the 1990s and Louis XIV; Super Bowl XX was in the last century."),
      .passes("en", "He sold the house to Century 21 for $21 a century ago."),
      .passes("en", "His unbeaten 100 was his 5th century of the season."),
      .passes("en", "A 19th-century church from the ’90s."),
    ])

  static var needs: Needs { .any([], words: century + decades) }

  init(_ style: HouseStyle) {}

  private static let century = [FNV.hash("century".utf8), FNV.hash("centuries".utf8)]
  private static let decades = [FNV.hash("s".utf8), FNV.hash("ies".utf8), FNV.hash("es".utf8), FNV.hash("th".utf8)]

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    // Roman figures are words in capitals.
    for token in story.capitalised where token + 1 < story.tokens.count {
      let shape = story.tokens[token].shape
      guard shape == .upper || shape == .singleUpper, Self.century.contains(story.tokens[token + 1].hash),
        story.tokens[token + 1].flags.contains(.spaceBefore), story.tokens[token + 1].shape == .lower,
        let value = roman(story, story.tokens[token].range)
      else { continue }
      report(story, story.bytes(of: token..<token + 2), story.tokens[token].range, ordinal(value), &out)
    }
    for number in story.numbers where number.shape.separators == 0 && !number.hasLetters {
      let next = number.tokens.upperBound
      guard let value = number.value, next + 1 < story.paragraphs[number.paragraph].tokens.upperBound else { continue }
      let word = story.tokens[next]
      if (2...21).contains(value), Self.century.contains(word.hash), word.shape == .lower, word.flags.contains(.spaceBefore),
        !story.isLabelled(number), !number.isMoney, word.hash == Self.century[0]
      {
        report(
          story, story.bytes(of: number.tokens.lowerBound..<next + 1), story.bytes(of: number.tokens), ordinal(Int(value)), &out
        )
      } else if story.isMark(next, 0x2D), !word.flags.contains(.spaceBefore),
        !story.tokens[next + 1].flags.contains(.spaceBefore), Self.decades.prefix(3).contains(story.tokens[next + 1].hash),
        value.truncatingRemainder(dividingBy: 10) == 0, (10...90).contains(value) || (1700...2090).contains(value)
      {
        let range = story.bytes(of: number.tokens.lowerBound..<next + 2)
        report(story, range, range, story.text(number.digits) + "s", &out)
      }
    }
  }

  private func report(
    _ story: borrowing Analysis, _ range: ByteRange, _ edit: ByteRange, _ right: String, _ out: inout FindingSink
  ) {
    out.report(
      range, "“\(story.text(range))” follows another language; English writes “\(right)\(edit == range ? "" : " century")”.",
      fixes: [.replace(edit, with: right, "Write “\(right)”", .safe)])
  }

  private func ordinal(_ value: Int) -> String {
    let ending = (11...13).contains(value % 100) ? "th" : ["th", "st", "nd", "rd"][min(value % 10, 4) % 4]
    return "\(value)\(ending)"
  }

  /// 2…21 in Roman figures; I alone is a pronoun, and the Cyrillic Х is read as X.
  private func roman(_ story: borrowing Analysis, _ range: ByteRange) -> Int? {
    guard range.count <= 10 else { return nil }
    var values: [Int] = []
    var at = range.start
    while at < range.end {
      let (scalar, length) = UTF8Text.decode(story.bytes, at)
      switch scalar {
      case 0x49, 0x406: values.append(1)
      case 0x56: values.append(5)
      case 0x58, 0x425: values.append(10)
      default: return nil
      }
      at += length
    }
    var sum = 0
    for (index, value) in values.enumerated() {
      sum += index + 1 < values.count && values[index + 1] > value ? -value : value
    }
    return (2...21).contains(sum) ? sum : nil
  }
}
