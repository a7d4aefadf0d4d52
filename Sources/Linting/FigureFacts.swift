import Findings
import Lexicons
import Stories
import TextBase

/// Figures and days as a desk checks them: what the copy says, read as the analysis read it.
extension Resolver {
  /// Columns are listed up to here: panels show fewer, and a story of megabytes must stay a page.
  static let factLimit = 5000

  func facts(_ story: borrowing Analysis) -> StoryFacts {
    var facts = StoryFacts()
    facts.quotations = quotations(story)
    facts.days = days(story)
    facts.figures = figures(story)
    facts.storyDate =
      story.dates.first { $0.isWhole && $0.paragraph <= 2 && !$0.isAmbiguous }.flatMap { date in
        day(date, story.bytes(of: date.tokens), story).iso
      }
    return facts
  }

  // MARK: days

  private func days(_ story: borrowing Analysis) -> [StoryFacts.Day] {
    var list: [(start: Int, day: StoryFacts.Day)] = []
    var covered: Set<Int> = []
    for date in story.dates.prefix(Resolver.factLimit) {
      var range = story.bytes(of: date.tokens)
      covered.formUnion(date.tokens)
      if let weekday = date.weekdayTokens {
        let other = story.bytes(of: weekday)
        range = ByteRange(min(range.start, other.start), max(range.end, other.end))
        covered.formUnion(weekday)
      }
      list.append((range.start, day(date, range, story)))
    }
    // Weekdays on their own: on Friday.
    for index in story.tokens.indices where story.tokens[index].id != 0 {
      let weekday = story.language.weekday(story.tokens[index].id)
      guard weekday > 0, !covered.contains(index) else { continue }
      if list.count == 2 * Resolver.factLimit { break }
      let range = story.coreBytes(of: index..<index + 1)
      list.append(
        (
          range.start,
          StoryFacts.Day(
            place: place(range, story.text(range)), year: nil, month: nil, day: nil, weekday: weekday, trueWeekday: nil,
            isAmbiguous: false)
        ))
    }
    return list.sorted { $0.start < $1.start }.map(\.day)
  }

  private func day(_ date: DateColumn, _ range: ByteRange, _ story: borrowing Analysis) -> StoryFacts.Day {
    var trueWeekday: Int?
    if let year = date.year, let month = date.month, let day = date.day, (1...12).contains(month),
      (1...Calendar.days(in: month, of: year)).contains(day), (1583...9999).contains(year), !date.isAmbiguous
    {
      trueWeekday = Calendar.weekday(year, month, day)
    }
    return StoryFacts.Day(
      place: place(range, story.text(range)), year: date.year, month: date.month, day: date.day, weekday: date.weekday,
      trueWeekday: trueWeekday, isAmbiguous: date.isAmbiguous)
  }

  // MARK: figures

  private func figures(_ story: borrowing Analysis) -> [StoryFacts.Figure] {
    var ofDates = Set<Int>()
    for date in story.dates { ofDates.formUnion(date.tokens) }
    var figures: [StoryFacts.Figure] = []
    for (index, number) in story.numbers.prefix(Resolver.factLimit).enumerated()
    where !ofDates.contains(number.tokens.lowerBound) {
      var tokens = number.tokens.lowerBound..<max(number.end, number.tokens.upperBound)
      let paragraph = story.paragraphs[number.paragraph].tokens
      if number.isMoney {
        if tokens.lowerBound > paragraph.lowerBound, isCurrency(tokens.lowerBound - 1, story) {
          tokens = tokens.lowerBound - 1..<tokens.upperBound
        } else if tokens.upperBound < paragraph.upperBound,
          story.isIn(tokens.upperBound, .currencyWords) || isCurrency(tokens.upperBound, story)
        {
          tokens = tokens.lowerBound..<tokens.upperBound + 1
        }
      }
      let range = story.bytes(of: tokens)
      let unit = number.unit.map { story.language.units[$0] }
      let kind: StoryFacts.Figure.Kind =
        number.isMoney ? .money : unit.map { $0.dimension == .ratio ? .share : .measure } ?? .number
      var figure = StoryFacts.Figure(
        place: place(range, story.text(range)), kind: kind, reading: number.quantity.flatMap(Conversion.grouped))
      if let unit, let value = number.quantity { figure.converted = Conversion.convert(value, unit) }
      figure.beside = conversion(beside: index, story)
      figures.append(figure)
    }
    return figures
  }

  private func isCurrency(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.tokens[token].kind == .symbol && Currency.isSign(story.scalar(at: Int(story.tokens[token].start)))
  }

  /// The measure in brackets behind a measure.
  private func conversion(beside index: Int, _ story: borrowing Analysis) -> String? {
    let number = story.numbers[index]
    guard let unit = number.unit, index + 1 < story.numbers.count else { return nil }
    let next = story.numbers[index + 1]
    guard next.paragraph == number.paragraph, let other = next.unit, other != unit,
      story.language.units[other].dimension == story.language.units[unit].dimension,
      next.tokens.lowerBound - number.end <= 2,
      story.isMark(number.end, 0x28) || story.isMark(number.end, 0xFF08) || story.isMark(number.end, 0x5B)
    else { return nil }
    return story.text(story.bytes(of: next.tokens.lowerBound..<next.end))
  }
}

/// A measure in the units of the other system, and numbers in English writing.
enum Conversion {
  static func convert(_ value: Double, _ unit: Unit) -> String? {
    // A name of several sizes has no one conversion.
    guard unit.second == 0, unit.factor > 0, unit.system != .local else { return nil }
    if unit.dimension == .temperature {
      let isCelsius = unit.factor == 1
      return isCelsius ? text(value * 1.8 + 32, "°F") : text((value - 32) / 1.8, "°C")
    }
    let base = value * unit.factor
    let isMetric = unit.system == .metric
    switch unit.dimension {
    case .length:
      if isMetric {
        return base >= 1000 ? text(base / 1609.344, "mi") : base >= 1 ? text(base / 0.3048, "ft") : text(base / 0.0254, "in")
      }
      return base >= 1000 ? text(base / 1000, "km") : base >= 1 ? text(base, "m") : text(base * 100, "cm")
    case .area:
      if isMetric { return base >= 1e5 ? text(base / 2_589_988.11, "sq mi") : text(base / 0.09290304, "sq ft") }
      return base >= 1e5 ? text(base / 1e6, "km²") : text(base, "m²")
    case .volume: return isMetric ? text(base / 3.785411784, "US gal") : text(base, "l")
    case .mass: return isMetric ? text(base / 0.45359237, "lb") : text(base, "kg")
    case .speed: return isMetric ? text(base / 0.44704, "mph") : text(base * 3.6, "km/h")
    case .temperature, .ratio: return nil
    }
  }

  private static func text(_ value: Double, _ unit: String) -> String? {
    let places = value.magnitude < 100 ? 10.0 : 1.0
    return grouped((value * places).rounded() / places).map { "\($0) \(unit)" }
  }

  /// "1,234.5"; nil for what no figure in a newspaper says.
  static func grouped(_ value: Double) -> String? {
    guard value.isFinite, value.magnitude < 1e15 else { return nil }
    let thousandths = Int((value.magnitude * 1000).rounded())
    var whole = String(thousandths / 1000)
    var fraction = String(thousandths % 1000)
    fraction = String(repeating: "0", count: 3 - fraction.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    var groups: [String] = []
    while whole.count > 3 {
      groups.insert(String(whole.suffix(3)), at: 0)
      whole.removeLast(3)
    }
    groups.insert(whole, at: 0)
    return (value < 0 ? "−" : "") + groups.joined(separator: ",") + (fraction.isEmpty ? "" : "." + fraction)
  }
}
