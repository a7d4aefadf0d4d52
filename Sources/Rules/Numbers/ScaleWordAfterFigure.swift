import Findings
import RuleKit
import Stories
import TextBase

/// A figure followed by a scale word that copy in this language writes out in figures: 175 thousand.
struct ScaleWordAfterFigure: Rule {
  static let card = RuleCard(
    id: "numbers/scale-word-after-figure", title: "A figure and a scale word where copy writes the figure out",
    mqm: .numberFormat, severity: .minor, confidence: .high, languages: .withData("numbers.figures-for"),
    why: "“175 thousand” renders «175 тысяч» or „175 tys.” word for word. English wire copy writes 175,000.",
    advice: "Write the number in figures.",
    examples: [
      .flags("en", "About [[175 thousand]] people marched.", fixed: "About 175,000 people marched."),
      .flags("en", "It cost [[1.5 thousand]] dollars.", fixed: "It cost 1,500 dollars."),
      .flags("en", "Some [[2-3 thousand]] cars were sold.", fixed: "Some 2,000-3,000 cars were sold."),
      .passes("en", "Two thousand people marched; thousands of others watched."),
      .passes("en", "They sailed past the 1,864 Thousand Islands."),
      .passes("en", "About 175 million people live there."),
      .passes("ru", "На улицы вышли 175 тысяч человек."),
      .passes("es", "Unas 175 mil personas marcharon."),
    ])

  static var needs: Needs { .all(.figures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    for (index, number) in story.numbers.enumerated() {
      let next = number.tokens.upperBound
      guard next < story.paragraphs[number.paragraph].tokens.upperBound, story.tokens[next].kind == .word,
        story.tokens[next].shape == .lower, story.tokens[next].id != 0
      else { continue }
      let power = language.scale(story.tokens[next].id)
      guard power > 0, language.profile.figuresFor.contains(power), let value = number.value, value > 0 else { continue }
      var tokens = number.tokens.lowerBound..<next + 1
      var values = [value]
      // 2-3 thousand: both ends.
      if index > 0, story.isDash(number.tokens.lowerBound - 1),
        story.numbers[index - 1].tokens.upperBound == number.tokens.lowerBound - 1,
        let low = story.numbers[index - 1].value, low < value
      {
        tokens = story.numbers[index - 1].tokens.lowerBound..<next + 1
        values.insert(low, at: 0)
      }
      let scaled = values.map { $0 * scale(power) }
      guard scaled.allSatisfy({ $0 == $0.rounded() && $0 < 1e15 }) else { continue }
      let separator = language.profile.groupSeparators.first.flatMap { Unicode.Scalar($0) }.map { String(Character($0)) } ?? ""
      let dash = values.count == 2 ? story.text(story.bytes(of: number.tokens.lowerBound - 1..<number.tokens.lowerBound)) : ""
      let figure = scaled.map { grouped(Int($0), separator) }.joined(separator: dash)
      let range = story.bytes(of: tokens)
      out.report(
        range, "\(Wording.quoted(story.text(range))) is a number in words and figures; copy writes “\(figure)”.",
        fixes: [.replace(range, with: figure, "Write the figure out", .safe)])
    }
  }

  private func scale(_ power: Int) -> Double { (0..<power).reduce(1.0) { result, _ in result * 10 } }

  private func grouped(_ value: Int, _ separator: String) -> String {
    var digits = String(value)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: separator)
  }
}
