import Findings
import RuleKit
import Stories
import TextBase

/// A letter in the place of a digit, or digits of two sets in one figure: “2O22”, “20l9”, “2٠24”.
struct LookAlikeDigit: Rule {
  static let card = RuleCard(
    id: "script/look-alike-digit", title: "A letter or a digit of another set stands in a figure",
    mqm: .characterEncoding, severity: .major, confidence: .high,
    why: "Recognised scans and other keyboards put O for 0 and l for 1. Readers see a figure, programs and searches do not.",
    advice: "Type the figure again.",
    examples: [
      .flags("en", "The town spent [[2O22]] on roads.", fixed: "The town spent 2022 on roads."),
      .flags("en", "It was founded in [[20l9]] by farmers.", fixed: "It was founded in 2019 by farmers."),
      .flags("pt", "O museu guarda [[1.7OO]] peças e [[6OO]] moedas."),
      .passes("en", "The stock code is A6OO, and she came 1O seconds late with 6 OO wagons."),
      .flags("ru", "Город основан в [[19З8]] году.", fixed: "Город основан в 1938 году."),
      .flags("ar", "عقد الاجتماع في [[2٠24]] في المدينة.", fixed: "عقد الاجتماع في 2024 في المدينة."),
      .flags("en", "It was founded in [[l984]] by farmers.", fixed: "It was founded in 1984 by farmers."),
      .passes("en", "A 20l tank, 4K video, B2B sales, CO2, 3D and the 1O class."),
      .passes("en", "The G20 met; E. coli O157 was found; the I405 was shut."),
      .passes("ar", "عقد الاجتماع في ٢٠٢٤ في المدينة."),
      .passes("ru", "Школа 12З и дом 3А."),
    ])

  static var needs: Needs { .any([.letteredFigures, .yearlikeWords]) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.figures {
      let token = story.tokens[index]
      if token.length >= 3, !isPlain(token.range, story) { check(token, story, &out) }
    }
    for index in story.capitalised { checkYear(story.tokens[index], story, &out) }
    for index in story.unlisted { checkYear(story.tokens[index], story, &out) }
  }

  private func checkYear(_ token: Token, _ story: borrowing Analysis, _ out: inout FindingSink) {
    if token.length == 4, isYear(token.range, story) { check(token, story, &out) }
  }

  /// ASCII digits and marks alone.
  private func isPlain(_ range: ByteRange, _ story: borrowing Analysis) -> Bool {
    for at in range.start..<range.end where story.bytes[at] > 0x39 { return false }
    return true
  }

  /// l984, I876
  private func isYear(_ range: ByteRange, _ story: borrowing Analysis) -> Bool {
    let first = story.bytes[range.start]
    guard first == 0x6C || first == 0x49, story.bytes[range.start + 1] == 0x39 || story.bytes[range.start + 1] == 0x38 else {
      return false
    }
    return (range.start + 2..<range.end).allSatisfy { story.bytes[$0] &- 0x30 < 10 }
  }

  private func check(_ token: Token, _ story: borrowing Analysis, _ out: inout FindingSink) {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(Int(token.scalars))
    var at = Int(token.start)
    while at < Int(token.end) {
      let (scalar, length) = UTF8Text.decode(story.bytes, at)
      scalars.append(scalar)
      at += length
    }
    var text = ""
    var letters = 0
    var ascii = 0
    var sets: Set<UInt32> = []
    for (index, scalar) in scalars.enumerated() {
      if scalar &- 0x30 < 10 {
        ascii += 1
        sets.insert(0x30)
        text.unicodeScalars.append(Unicode.Scalar(UInt8(scalar)))
      } else if let value = Unicode.Scalar(scalar), value.properties.numericType == .decimal,
        let digit = value.properties.numericValue
      {
        sets.insert(scalar - UInt32(digit))
        text += String(Int(digit))
      } else if scalar == 0x2C || scalar == 0x2E || scalar == 0x66B || scalar == 0x66C {
        text.unicodeScalars.append(Unicode.Scalar(scalar)!)
      } else if let digit = LookAlikeDigit.digit(scalar) {
        // Between two digits, so that 20l, 1O and 12З stay what they are.
        let isBetween = index > 0 && index + 1 < scalars.count && isFigure(scalars[index - 1]) && isFigure(scalars[index + 1])
        guard isBetween || index == 0 && token.kind == .word || isLastZero(index, scalars) else { return }
        letters += 1
        text.unicodeScalars.append(Unicode.Scalar(digit))
      } else {
        return
      }
    }
    guard letters > 0 && ascii >= 2 || letters > 1 && ascii > 0 || sets.count > 1 else { return }
    let found = Wording.quoted(story.text(token.range))
    out.report(
      token.range,
      letters > 0 ? "\(found) has a letter in the place of a digit." : "\(found) mixes the digits of two sets.",
      fixes: [.replace(token.range, with: text, "Write \(Wording.quoted(text))", .review)])
  }

  /// 6OO: two letters at the end, both in the place of a zero.
  private func isLastZero(_ index: Int, _ scalars: [UInt32]) -> Bool {
    index == scalars.count - 1 && index > 1 && [index - 1, index].allSatisfy { LookAlikeDigit.digit(scalars[$0]) == 0x30 }
  }

  private func isFigure(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 || LookAlikeDigit.digit(scalar) != nil }

  private static func digit(_ scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0x4F, 0x6F, 0x41E, 0x43E, 0x39F, 0x3BF: 0x30
    case 0x6C, 0x49, 0x406, 0x4CF: 0x31
    case 0x417: 0x33
    default: nil
    }
  }
}
