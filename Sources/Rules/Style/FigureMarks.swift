import Findings
import RuleKit
import Stories
import TextBase

/// Marks within a figure that are good in the language, but not those of the house style.
struct FigureMarks: Rule {
  static let card = RuleCard(
    id: "style/figure-marks", title: "A figure is not parted as the house style parts it",
    mqm: .numberFormat, severity: .minor, confidence: .high, languages: .withData("numbers.group"),
    why: "The configuration shows how the house style writes 1,234.5. Without such a setting the rule is silent.",
    advice: "Write the figure as the house style does.",
    examples: [
      .flags(
        "de", "Rund [[25.000]] Menschen kamen.", fixed: "Rund 25 000 Menschen kamen.",
        style: .figures(group: " ", decimal: ",")),
      .flags(
        "en", "The plant cost [[1,250,000]] euros.", fixed: "The plant cost 1250000 euros.",
        style: .figures(group: nil, decimal: ".")),
      .passes("de", "Rund 25.000 Menschen kamen."),
      .passes("de", "Rund 25.000 Menschen kamen.", style: .figures(group: ".", decimal: ",")),
      .passes("en", "The rate rose by 2.5 percent in 2024.", style: .figures(group: " ", decimal: ".")),
      .passes("en", "The server at 192.168.100.200 runs on.", style: .figures(group: " ", decimal: ".")),
    ])

  static var needs: Needs { .all(.partedFigures) }

  private let style: HouseStyle
  init(_ style: HouseStyle) { self.style = style }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let wanted = style.numbers(for: story.language.tag) else { return }
    let profile = story.language.profile
    // What follows no custom of the language is another rule's matter.
    for number in story.numbers where !number.isForeign && number.shape.separators > 0 && number.value != nil {
      let shape = number.shape
      guard !number.hasLetters, story.paragraphs[number.paragraph].language == nil, !story.isLabelled(number),
        story.standsFree(number)
      else { continue }
      let isDecimalMark = profile.decimalSeparators.contains(shape.last)
      let hasDecimals = shape.separators == 1 ? isDecimalMark : shape.first != shape.last && isDecimalMark
      let groups = shape.separators - (hasDecimals ? 1 : 0)
      guard groups == 0 || (shape.hasThrees && shape.lead <= 3 && (hasDecimals || shape.tail == 3)) else { continue }
      let isGroupWrong = groups > 0 && !FigureMarks.isSame(shape.first, wanted.group)
      let isDecimalWrong = hasDecimals && !FigureMarks.isSame(shape.last, wanted.decimal)
      guard isGroupWrong || isDecimalWrong else { continue }
      let written = story.text(number.digits)
      let right = FigureMarks.rewrite(written, decimals: hasDecimals, wanted)
      guard right != written else { continue }
      out.report(
        number.digits, "House style writes \(Wording.quoted(right)), not \(Wording.quoted(written)).",
        fixes: [.replace(number.digits, with: right, "Write it as the house style does", .safe)])
    }
  }

  /// Any white space between groups counts as one mark.
  private static func isSame(_ mark: UInt32, _ wanted: UInt32) -> Bool {
    mark == wanted || (mark == 0x20 && [0x20, 0xA0, 0x2009, 0x202F].contains(wanted))
  }

  private static func rewrite(_ text: String, decimals: Bool, _ wanted: HouseStyle.NumberForm) -> String {
    func mark(_ scalar: UInt32) -> String { scalar == 0 ? "" : FigureText.mark(scalar) }
    let scalars = Array(text.unicodeScalars)
    let last = scalars.lastIndex { $0.properties.numericType == nil }
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      if scalar.properties.numericType != nil {
        result.unicodeScalars.append(scalar)
      } else {
        result += decimals && index == last ? mark(wanted.decimal) : mark(wanted.group)
      }
    }
    return result
  }
}
