import Lexicons
import Stories
import TextBase

/// Figures as copy in a language prints them.
enum FigureText {
  /// 1500 as 1,500 or 1.500 or 1 500; at most `places` decimals, without zeros at the end.
  static func format(_ value: Double, _ profile: LanguageProfile, places: Int = 0) -> String {
    let factor = (0..<places).reduce(1.0) { result, _ in result * 10 }
    let scaled = (value.magnitude * factor).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    var whole = String(Int(scaled / factor))
    var fraction = places > 0 ? String(Int(scaled) % Int(factor)) : ""
    fraction = String(repeating: "0", count: max(0, places - fraction.count)) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    if whole.count > 3 { whole = grouped(whole, mark(profile.groupSeparators.first)) }
    let sign = value < 0 ? "-" : ""
    return fraction.isEmpty ? sign + whole : sign + whole + mark(profile.decimalSeparators.first) + fraction
  }

  /// The digits in groups of three.
  static func grouped(_ digits: String, _ separator: String) -> String {
    var rest = digits
    var groups: [String] = []
    while rest.count > 3 {
      groups.insert(String(rest.suffix(3)), at: 0)
      rest.removeLast(3)
    }
    return ([rest] + groups).joined(separator: separator)
  }

  static func mark(_ scalar: UInt32?) -> String {
    scalar.flatMap { Unicode.Scalar($0) }.map { String(Character($0)) } ?? ""
  }
}

extension Analysis {
  /// The word before a figure gives it another meaning than a quantity: version 2.1, iOS 16.1, chapter 3.4.
  func isLabelled(_ number: NumberColumn) -> Bool {
    var before = number.tokens.lowerBound - 1
    let start = paragraphs[number.paragraph].tokens.lowerBound
    while before >= start, tokens[before].kind == .mark || tokens[before].kind == .symbol, number.tokens.lowerBound - before < 3
    {
      before -= 1
    }
    guard before >= start else { return false }
    return isIn(before, .figureLabels) || isIn(before, .clockWords)
      || (before + 1 == number.tokens.lowerBound && tokens[before].shape == .mixed && tokens[before].joint == 0)
  }

  /// ’47, a year without its century.
  func followsApostrophe(_ number: NumberColumn) -> Bool {
    let before = number.tokens.lowerBound - 1
    guard before >= 0, tokens[before].end == tokens[before + 1].start, number.tokens.count == 1,
      tokens[before + 1].scalars == 2
    else { return false }
    return [0x27, 0x2019].contains(scalar(at: Int(tokens[before].start)))
  }

  /// Whether nothing is stuck to the figure that would make it part of a longer sign: v1.2, 1:25.5, A-4.5, 3.4/5.
  func standsFree(_ number: NumberColumn) -> Bool {
    let range = paragraphs[number.paragraph].tokens
    let first = number.tokens.lowerBound
    if first > range.lowerBound, !tokens[first].flags.contains(.spaceBefore) {
      let before = tokens[first - 1]
      let isOpening =
        before.kind == .quote || isMark(first - 1, 0x28) || isMark(first - 1, 0x5B) || isDash(first - 1)
        || isSign(first - 1)
      guard isOpening || before.kind == .ideograph || before.kind == .symbol && Currency.isSign(scalar(at: Int(before.start)))
      else { return false }
      // COVID-19.5: a hyphen that a word ends with.
      if isMark(first - 1, 0x2D), first - 1 > range.lowerBound, tokens[first - 2].kind == .word,
        !before.flags.contains(.spaceBefore)
      {
        // A Hebrew preposition of one letter takes the hyphen.
        return tokens[first - 2].script == Script.hebrew.code && tokens[first - 2].scalars <= 2
      }
    }
    let next = number.tokens.upperBound
    guard next + 1 < range.upperBound, !tokens[next].flags.contains(.spaceBefore) else { return true }
    let isJoint = isMark(next, 0x2F) || isMark(next, 0x3A) || isMark(next, 0x5F) || isMark(next, 0x2E) || isMark(next, 0x2C)
    return !(isJoint && !tokens[next + 1].flags.contains(.spaceBefore) && tokens[next + 1].isWord)
  }

  /// Plus, plus-minus, about: +8.8 degrees.
  private func isSign(_ token: Int) -> Bool {
    switch scalar(at: Int(tokens[token].start)) {
    case 0x2B, 0xB1, 0x7E, 0x2248, 0x3E, 0x3C: tokens[token].length <= 3
    default: false
    }
  }
}
