import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

// 1,250 villages in German: with the language’s own mark it would be a village and a quarter.
extension GroupSeparator {
  /// Reports a figure that reads as a decimal with three places before a noun that is counted. Measures, amounts and shares may
  /// have three places; a last zero tells that this one has none.
  func reportCount(
    _ number: NumberColumn, _ customs: inout Customs?, _ story: borrowing Analysis, _ out: inout FindingSink
  ) {
    let (shape, profile) = (number.shape, story.language.profile)
    guard shape.separators == 1, shape.tail == 3, (1...3).contains(shape.lead), !shape.leadsWithZero,
      shape.last == 0x2C || shape.last == 0x2E, !profile.groupSeparators.contains(shape.last), !number.hasLetters,
      number.scale == 0, number.unit == nil, !number.isMoney, story.paragraphs[number.paragraph].language == nil,
      isCounted(number, story), story.standsFree(number),
      // No hour has three figures behind the mark: las 2,450 parejas.
      !story.isLabelled(number) || story.isIn(number.tokens.lowerBound - 1, .articles)
    else { return }
    let custom = customs ?? Customs(story)
    customs = custom
    // Where usage differs by country, a figure parted as the language does tells which.
    if story.language.habits.contains(.figuresByCountry), !custom.hasOwnGroups { return }
    let endsInZero = story.bytes[number.digits.end - 1] == UInt8(ascii: "0")
    guard endsInZero, !custom.allow(shape, story) else { return }
    // By point, papers of some countries part thousands where others use a space.
    let isOldCustom = shape.last == 0x2E && !profile.decimalSeparators.contains(0x2E)
    let isSure = !isOldCustom || story.language.habits.contains(.neverGroupsByPoint) || custom.hasSpaceGroups
    let range = story.bytes(of: number.tokens)
    let written = story.text(range)
    let digits = written.filter(\.isNumber)
    guard let value = Double(digits), let group = profile.groupSeparators.first else { return }
    let right = FigureText.format(value, profile, places: 0)
    out.report(
      range,
      "“\(written)” parts thousands with a \(shape.last == 0x2C ? "comma" : "point"); copy in \(profile.name) writes “\(right)”.",
      confidence: isSure ? .medium : .low,
      fixes: group == 0 ? [] : [.replace(range, with: right, "Part thousands as the language does", .review)])
  }

  /// Whether the word behind, or behind “de”, is a noun of which there are so many.
  private func isCounted(_ number: NumberColumn, _ story: borrowing Analysis) -> Bool {
    var next = number.tokens.upperBound
    let end = story.paragraphs[number.paragraph].tokens.upperBound
    guard next < end else { return false }
    if story.tokens[next].kind != .number, GroupSeparator.counters.contains(story.scalar(at: Int(story.tokens[next].start))) {
      return true
    }
    if story.isIn(next, .genitiveLinks) { next += 1 }
    guard next < end, story.tokens[next].kind == .word, story.tokens[next].flags.contains(.spaceBefore) else { return false }
    let noun = story.tokens[next]
    let hasCapital = story.language.habits.contains(.capitalNouns)
    return noun.scalars >= 4 && (hasCapital ? noun.shape == .capitalised : noun.shape == .lower)
      && (noun.id == 0 || !story.language.isIn(noun.id, .function)) && !story.isIn(next, .clockWords)
      && !story.isIn(next, .currencyWords) && !story.isIn(next, .fractionNouns)
  }

  /// Behind a figure they count people, houses, pieces: 人, 名, 개, 명.
  private static let counters = Set("人名户戶户家件台辆輛头頭匹所座本枚개명마리채곳건".unicodeScalars.map(\.value))
}
