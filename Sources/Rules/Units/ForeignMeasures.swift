import Lexicons
import RuleKit
import Stories
import TextBase

/// Measures of a system that readers do not know, and that the story does not convert.
enum ForeignMeasures {
  static func report(_ story: borrowing Analysis, known measures: UnitSystem, _ out: inout FindingSink) {
    let foreign = story.numbers.indices.filter { index in
      guard let unit = story.numbers[index].unit.map({ story.language.units[$0] }) else { return false }
      // A ton is at home in both systems.
      let isShared = measures == .imperial && unit.second > 0
      return unit.system != measures && unit.system != .local && !unit.isInternational && !isShared
    }
    guard !foreign.isEmpty else { return }
    // A story that converts a unit once has told its readers.
    var done: Set<Int> = []
    for index in foreign where isConverted(story.numbers[index], measures, story) { done.insert(story.numbers[index].unit!) }
    for index in foreign {
      let number = story.numbers[index]
      guard let value = number.quantity, value >= 2, story.paragraphs[number.paragraph].language == nil,
        !isName(number, story), !story.tokens[number.tokens.lowerBound].flags.contains(.quoted),
        number.end > number.tokens.upperBound,
        done.insert(number.unit!).inserted
      else { continue }
      report(number, value, measures, story, &out)
    }
  }

  /// A measure of the other system for the same thing stands in the paragraph, or any figure in brackets behind.
  private static func isConverted(_ number: NumberColumn, _ measures: UnitSystem, _ story: borrowing Analysis) -> Bool {
    let bracket = number.end
    if story.isMark(bracket, 0x28) || story.isMark(bracket, 0xFF08) {
      if (bracket + 1...bracket + 3).contains(where: { story.tokens.indices.contains($0) && story.tokens[$0].kind == .number })
      {
        return true
      }
    }
    let dimension = story.language.units[number.unit!].dimension
    return story.numbers.contains { other in
      guard other.paragraph == number.paragraph, let unit = other.unit.map({ story.language.units[$0] }) else { return false }
      return unit.dimension == dimension && (unit.system == measures || unit.system == .local)
    }
  }

  /// 8 Mile, 500 Miles: a unit with a capital is part of a name where nouns have none. 4 mil. lidí: a short form of million.
  private static func isName(_ number: NumberColumn, _ story: borrowing Analysis) -> Bool {
    let unit = number.tokens.upperBound
    guard unit < number.end else { return true }
    let next = number.end
    if story.isMark(next, 0x2E), story.tokens.indices.contains(next + 1), story.tokens[next + 1].shape == .lower { return true }
    return story.tokens[unit].shape == .capitalised && !story.language.habits.contains(.capitalNouns)
      && story.tokens[unit].scalars > 2
  }

  private static func report(
    _ number: NumberColumn, _ value: Double, _ measures: UnitSystem, _ story: borrowing Analysis, _ out: inout FindingSink
  ) {
    let language = story.language
    let unit = language.units[number.unit!]
    let size = value * unit.factor + unit.offset
    // The largest unit of which there is at least one; speeds by the hour and gallons, as news give them.
    let known = language.units.filter { $0.dimension == unit.dimension && $0.system == measures && !$0.isInternational }
    let fitting = known.filter { size.magnitude >= $0.factor }
    guard
      let target = unit.dimension == .speed || (unit.dimension == .volume && measures == .imperial)
        ? known.min(by: { $0.factor < $1.factor })
        : (fitting.max(by: { $0.factor < $1.factor }) ?? known.min(by: { $0.factor < $1.factor }))
    else { return }
    let converted = (size - target.offset) / target.factor
    let tokens = number.tokens.lowerBound..<number.end
    out.report(
      story.bytes(of: tokens),
      "\(Wording.quoted(story.text(tokens))) is about \(FigureText.format(converted, language.profile, places: converted.magnitude < 10 ? 1 : 0)) \(language.display(target)), which the story does not say."
    )
  }
}
