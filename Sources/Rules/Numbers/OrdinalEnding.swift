import Findings
import RuleKit
import Stories
import TextBase

/// An English ordinal with the ending of another number, or with a hyphen: 21th, 3-rd.
struct OrdinalEnding: Rule {
  static let card = RuleCard(
    id: "numbers/ordinal-ending", title: "An ordinal with the wrong ending", mqm: .numberFormat, severity: .minor,
    confidence: .high, languages: .only(["en"]),
    why: "“21th” and “3-rd” carry the endings of the source’s ordinals over: nobody reads them aloud so.",
    advice: "Write 1st, 2nd, 3rd, 4th, 11th, 21st.",
    examples: [
      .flags("en", "The [[21th]] summit ended late.", fixed: "The 21st summit ended late."),
      .flags("en", "He came in [[3-rd]] and she was [[2th]].", fixed: "He came in 3rd and she was 2nd."),
      .passes("en", "The 11th, 12th, 13th and 21st rounds, and the 111th."),
      .passes("en", "The COVID-19 wave, the 3-D film and the 2-nil win."),
      .passes("en", "He ran the 100m in 10.1s and lives at 42nd Street."),
      .passes("en", "The boxer weighs 13st 5lb (85kg) and lost 2st in a year."),
      .passes("de", "Die 21th Avenue ist gesperrt."),
    ])

  static var needs: Needs { .all(.figures) }

  init(_ style: HouseStyle) {}

  private static let endings: [UInt64] = ["st", "nd", "rd", "th"].map { FNV.hash($0.utf8) }
  private static let texts = ["st", "nd", "rd", "th"]

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for number in story.numbers where number.shape.separators == 0 || number.shape.isCertainGrouping {
      guard let value = number.value, value > 0, value < 1e12 else { continue }
      let token = number.tokens.upperBound - 1
      let right = Self.ending(Int(value))
      if number.hasLetters {
        let letters = ByteRange(number.digits.end, Int(story.tokens[token].end))
        guard let ending = Self.endings.firstIndex(of: Self.lowered(story, letters)), ending != right else { continue }
        if ending == 0, isStone(token + 1, story) { continue }
        let range = story.bytes(of: number.tokens)
        out.report(
          range, "“\(story.text(range))” has the wrong ending; it is “\(story.text(number.digits))\(Self.texts[right])”.",
          fixes: [.replace(letters, with: Self.texts[right], "Write “\(Self.texts[right])”", .safe)])
      } else if story.isMark(token + 1, 0x2D), token + 2 < story.paragraphs[number.paragraph].tokens.upperBound,
        !story.tokens[token + 1].flags.contains(.spaceBefore), !story.tokens[token + 2].flags.contains(.spaceBefore),
        story.tokens[token + 2].kind == .word, story.tokens[token + 2].length == 2,
        Self.endings.contains(Self.lowered(story, story.tokens[token + 2].range))
      {
        let range = story.bytes(of: number.tokens.lowerBound..<token + 3)
        out.report(
          range, "“\(story.text(range))” takes no hyphen; it is “\(story.text(number.digits))\(Self.texts[right])”.",
          fixes: [
            .replace(ByteRange(number.digits.end, range.end), with: Self.texts[right], "Write “\(Self.texts[right])”", .safe)
          ])
      }
    }
  }

  /// 13st 5lb, “weighs 12st.”, “lost 3st in a year”: a weight in stones has no noun behind it.
  private func isStone(_ next: Int, _ story: borrowing Analysis) -> Bool {
    guard next < story.tokens.count, story.tokens[next].kind == .word else { return true }
    return story.isIn(next, .function) || story.isIn(next, .prepositions)
  }

  private static func lowered(_ story: borrowing Analysis, _ range: ByteRange) -> UInt64 {
    var hash = FNV.basis
    for at in range.start..<range.end { hash = FNV.combine(hash, story.bytes[at] | 0x20) }
    return hash
  }

  /// Which of st, nd, rd, th.
  private static func ending(_ value: Int) -> Int {
    if (11...13).contains(value % 100) { return 3 }
    return (1...3).contains(value % 10) ? value % 10 - 1 : 3
  }
}
