import Findings
import TextBase

/// One way to set quotations: an outer and an inner pair.
public struct QuoteStyle: Hashable, Sendable {
  public let outerOpen: UInt32, outerClose: UInt32
  public let innerOpen: UInt32, innerClose: UInt32

  /// Such as “ ” for a message.
  public var sample: String {
    func string(_ scalar: UInt32) -> String { Unicode.Scalar(scalar).map { String(Character($0)) } ?? "" }
    return "\(string(outerOpen)) \(string(outerClose))"
  }
}

/// How a quotation that runs over several paragraphs is reopened.
public enum QuoteReopening: String, CaseIterable, Sendable { case opening, closing, none }
public enum QuoteSpacing: String, CaseIterable, Sendable {
  case none
  case noBreak = "no-break"
}
/// What is written on to the outer side of a quotation mark without a space: suffixes (Korean, Turkish), prepositions
/// (Hebrew, Arabic), or anything, where copy sets no spaces.
public enum QuoteNeighbours: String, CaseIterable, Sendable { case none, suffix, prefix, any }
public enum CommaPlace: String, CaseIterable, Sendable { case inside, outside, any }
public enum ApostropheUse: String, CaseIterable, Sendable { case letters, suffix, none }
public enum Direction: String, CaseIterable, Sendable { case ltr, rtl }
/// How a sign of measure stands behind its figure: as one likes, in one way throughout a story, close to it, or apart.
public enum SignSpacing: String, CaseIterable, Sendable { case free, even, close, apart }
public enum DateOrder: String, CaseIterable, Sendable { case dmy, mdy, ymd }

/// Signs that stand behind the figures of a date: 2022年1月7日（金）, 2022년 1월 7일.
public struct DateMarks: Sendable, Equatable {
  public var year: [UInt32] = []
  public var month: [UInt32] = []
  public var day: [UInt32] = []
  /// Monday to Sunday by one sign, in brackets behind a date.
  public var weekdays: [UInt32] = []
  public init() {}
}

/// What `language.yaml` says of a language, apart from its word lists.
public struct LanguageProfile: Sendable {
  public var tag: String
  public var name: String
  /// ISO 15924.
  public var scripts: [String]
  public var direction: Direction
  /// The commonest first.
  public var quoteStyles: [QuoteStyle]
  /// Pairs that betray another language.
  public var foreignQuotes: [[UInt32]]
  public var quoteSpacing: QuoteSpacing
  public var reopening: QuoteReopening
  public var attached: QuoteNeighbours
  public var comma: CommaPlace
  public var apostrophes: ApostropheUse
  public var groupSeparators: [UInt32]
  public var decimalSeparators: [UInt32]
  /// Powers of ten that copy writes out in figures.
  public var figuresFor: [Int]
  public var dateOrders: [DateOrder]
  public var dateMarks = DateMarks()
  /// Marks with a space before them.
  public var spaceBefore: [UInt32]
  public var fullWidth: Bool
  /// The measures that its readers know, where they all know the same.
  public var measures: UnitSystem?
  /// Of the percent sign, and of signs of units: 5 km.
  public var percentSpacing = SignSpacing.free
  public var unitSpacing = SignSpacing.free
  public var sentenceFinal: [UInt32]
  /// Small letters that its words are written with, sorted; empty where nothing is said of them.
  public var letters: [UInt32]
  public var habits = Habits()
  public var marks = MarkSet.western
  public var moneySide: MoneySide?
  /// Regions that write another decimal mark than the rest of the language.
  public var otherRegions: [String] = []
  /// Marks that may have a space before them.
  public var mayStandApart: [UInt32] = []
  /// Hashes of words that lose their vowel before the next one, which follows the apostrophe (l’OTAN), and of the endings
  /// that English sets behind one (it’s).
  public var elisions: [UInt64] = []
  public var contractions: [UInt64] = []
  /// Month and day, 425 for 25 April, of dates that are names and keep their capital.
  public var namedDates: [Int] = []
  /// Data that rules ask for and the language has no use for: no verb of English agrees in gender.
  public var needsNo: [String] = []

  /// Whether two marks are a pair that betrays another language.
  public func betrays(_ open: UInt32, _ close: UInt32) -> Bool {
    foreignQuotes.contains { $0[0] == open && $0[1] == close }
  }

  /// What CLDR says, for a language that no lexicon describes.
  public static func cldr(_ tag: String) -> LanguageProfile {
    let data = LocaleData(locale: tag)
    func scalar(_ text: String) -> UInt32 { text.unicodeScalars.first?.value ?? 0 }
    let marks = data.quotationMarks.map(scalar)
    var styles = [QuoteStyle(outerOpen: 0x22, outerClose: 0x22, innerOpen: 0x27, innerClose: 0x27)]
    if marks.allSatisfy({ $0 != 0 }), marks[0] != 0x22 {
      styles.insert(
        QuoteStyle(outerOpen: marks[0], outerClose: marks[1], innerOpen: marks[2], innerClose: marks[3]), at: 0)
    }
    var profile = LanguageProfile(
      tag: tag, name: tag, scripts: [], direction: .ltr, quoteStyles: styles, foreignQuotes: [], quoteSpacing: .none,
      reopening: .opening, attached: .none, comma: .any, apostrophes: .letters, groupSeparators: [scalar(data.groupSeparator)],
      decimalSeparators: [scalar(data.decimalSeparator)], figuresFor: [], dateOrders: [.dmy], spaceBefore: [],
      fullWidth: false, sentenceFinal: [0x2E, 0x21, 0x3F, 0x2026], letters: [])
    profile.habits = Habits.withoutLexicon[String(tag.prefix { $0 != "-" })] ?? Habits()
    return profile
  }
}

/// `language.yaml` as it was written.
struct LanguageSource: Sendable {
  var profile: LanguageProfile
  var functionWords: [PlacedText]
  /// By power of ten.
  var scale: [(number: Int, words: [PlacedText])]
  /// Scale words that translation leaves behind, by power of ten.
  var leftover: [(number: Int, words: [PlacedText])]
  var months: [(number: Int, words: [PlacedText])]
  var weekdays: [(number: Int, words: [PlacedText])]
  var abbreviations: [PlacedText]
  var closingAbbreviations: [PlacedText]
  var titlesMale: [PlacedText]
  var titlesFemale: [PlacedText]
  var titlesAny: [PlacedText]
}

extension LexiconParser {
  func language(_ root: YAMLNode) -> LanguageSource? {
    let keys = [
      "lexicon", "format", "language", "name", "owner", "source", "licence", "scripts", "direction", "function-words",
      "quotes", "numbers", "months", "weekdays", "date-orders", "date-marks", "abbreviations", "closing-abbreviations",
      "titles", "spacing", "sentence-final", "letters", "measures", "habits", "marks", "named-dates",
      "elisions", "contractions", "needs-no", "note",
    ]
    guard let map = reader.mapping(root, "the file", keys: keys) else { return nil }
    var profile = LanguageProfile.cldr(map.text("language"))
    for key in ["owner", "source", "licence"] { _ = map.required(key) }
    profile.name = map.text("name")
    profile.scripts = map.texts("scripts")
    for script in profile.scripts where Script(iso: script) == nil {
      reader.report(map["scripts"] ?? root, "“\(script)” is no ISO 15924 script")
    }
    profile.direction = map.required("direction").flatMap { reader.choice($0, "“direction”", Direction.self) } ?? .ltr
    readQuotes(map, &profile)
    var scale: [(number: Int, words: [PlacedText])] = []
    var leftover: [(number: Int, words: [PlacedText])] = []
    if let numbers = map.required("numbers").flatMap({
      reader.mapping(
        $0, "“numbers”", keys: ["group", "decimal", "elsewhere", "money-sign", "scale", "figures-for", "leftover"])
    }) {
      profile.groupSeparators = numbers.texts("group").compactMap { $0.unicodeScalars.first?.value }
      profile.decimalSeparators = numbers.texts("decimal").compactMap { $0.unicodeScalars.first?.value }
      profile.otherRegions = numbers.optionalTexts("elsewhere")
      profile.moneySide = numbers["money-sign"].flatMap { reader.choice($0, "“money-sign”", MoneySide.self) }
      profile.figuresFor =
        numbers.required("figures-for").map { reader.items($0, "“figures-for”").map { reader.integer($0, "a power of ten") } }
        ?? []
      leftover = numbers["leftover"].map { numbered($0, "“leftover”", 1...24) } ?? []
      scale = numbers.required("scale").map { numbered($0, "“scale”", 1...24) } ?? []
    }
    if let spacing = map.required("spacing").flatMap({
      reader.mapping($0, "“spacing”", keys: ["before", "may-stand-apart", "after-opening", "full-width", "percent", "units"])
    }) {
      profile.spaceBefore = spacing.texts("before").compactMap { $0.unicodeScalars.first?.value }
      profile.mayStandApart = spacing.optionalTexts("may-stand-apart").compactMap { $0.unicodeScalars.first?.value }
      profile.fullWidth = spacing.required("full-width").map { reader.flag($0, "“full-width”") } ?? false
      profile.percentSpacing = spacing["percent"].flatMap { reader.choice($0, "“percent”", SignSpacing.self) } ?? .free
      profile.unitSpacing = spacing["units"].flatMap { reader.choice($0, "“units”", SignSpacing.self) } ?? .free
    }
    profile.measures = map["measures"].flatMap { reader.choice($0, "“measures”", UnitSystem.self) }
    profile.dateOrders =
      map.required("date-orders").map {
        reader.items($0, "“date-orders”").compactMap { reader.choice($0, "a date order", DateOrder.self) }
      } ?? []
    if let marks = map["date-marks"].flatMap({
      reader.mapping($0, "“date-marks”", keys: ["year", "month", "day", "weekdays"])
    }) {
      func scalars(_ key: String) -> [UInt32] { marks.optionalTexts(key).compactMap { $0.unicodeScalars.first?.value } }
      profile.dateMarks.year = scalars("year")
      profile.dateMarks.month = scalars("month")
      profile.dateMarks.day = scalars("day")
      profile.dateMarks.weekdays = scalars("weekdays")
    }
    profile.sentenceFinal = map.texts("sentence-final").compactMap { $0.unicodeScalars.first?.value }
    profile.letters = map.optionalText("letters").map { $0.unicodeScalars.map(\.value).sorted() } ?? []
    profile.habits = Habits(
      map["habits"].map { reader.items($0, "“habits”").compactMap { reader.choice($0, "a habit", Habit.self) } } ?? [])
    profile.marks = map["marks"].flatMap { reader.choice($0, "“marks”", MarkSet.self) } ?? .western
    profile.elisions = map.optionalTexts("elisions").map { WordHash.of(folded: $0) }
    profile.contractions = map.optionalTexts("contractions").map { WordHash.of(folded: $0) }
    profile.namedDates = namedDates(map["named-dates"])
    profile.needsNo = needless(map["needs-no"])
    let titles = map.required("titles").flatMap { reader.mapping($0, "“titles”", keys: ["male", "female", "any"]) }
    return LanguageSource(
      profile: profile, functionWords: list(map.required("function-words")), scale: scale,
      leftover: leftover,
      months: map.required("months").map { numbered($0, "“months”", 1...12) } ?? [],
      weekdays: map.required("weekdays").map { numbered($0, "“weekdays”", 1...7) } ?? [],
      abbreviations: list(map.required("abbreviations")),
      closingAbbreviations: list(map.required("closing-abbreviations")), titlesMale: list(titles?["male"]),
      titlesFemale: list(titles?["female"]), titlesAny: list(titles?["any"]))
  }

  /// “25-4”: day and month.
  private func namedDates(_ node: YAMLNode?) -> [Int] {
    guard let node else { return [] }
    return reader.items(node, "“named-dates”").compactMap { item in
      let parts = reader.text(item, "each date").split(separator: "-").compactMap { Int($0) }
      guard parts.count == 2, (1...31).contains(parts[0]), (1...12).contains(parts[1]) else {
        reader.report(item, "a date is written as day and month, 25-4")
        return nil
      }
      return parts[1] * 100 + parts[0]
    }
  }

  private func needless(_ node: YAMLNode?) -> [String] {
    guard let node else { return [] }
    return reader.items(node, "“needs-no”").map { item in
      let name = reader.text(item, "what a language needs not")
      if WordClass(rawValue: name) == nil, Language.sections[name] == nil {
        reader.report(item, "no rule asks for “\(name)”; name a word class, or what `notChecked` names")
      }
      return name
    }
  }

  private func list(_ node: YAMLNode?) -> [PlacedText] {
    guard let node else { return [] }
    return reader.items(node, "this").map {
      PlacedText(text: reader.text($0, "each item"), path: path, line: $0.line, column: $0.column)
    }
  }

  private func numbered(_ node: YAMLNode, _ what: String, _ range: ClosedRange<Int>) -> [(number: Int, words: [PlacedText])] {
    reader.pairs(node, what).compactMap { key, words in
      guard let number = Int(key.text ?? ""), range.contains(number) else {
        reader.report(key, "\(what) is keyed by \(range.lowerBound) to \(range.upperBound), not “\(key.text ?? "")”")
        return nil
      }
      return (number, list(words))
    }
  }

  private func readQuotes(_ map: SchemaReader.Mapping, _ profile: inout LanguageProfile) {
    guard
      let quotes = map.required("quotes").flatMap({
        reader.mapping($0, "“quotes”", keys: ["styles", "foreign", "spaced", "reopens", "attached", "comma", "apostrophes"])
      })
    else { return }
    func pair(_ node: YAMLNode) -> [UInt32] {
      let marks = reader.texts(node, "a pair of marks").compactMap { $0.unicodeScalars.first?.value }
      if marks.count != 2 { reader.report(node, "a pair of marks has two: the opening and the closing one") }
      return marks.count == 2 ? marks : [0, 0]
    }
    profile.quoteStyles = (quotes.required("styles").map { reader.items($0, "“styles”") } ?? []).compactMap { node in
      guard let style = reader.mapping(node, "a style", keys: ["outer", "inner"]), let outer = style.required("outer"),
        let inner = style.required("inner")
      else { return nil }
      let (o, i) = (pair(outer), pair(inner))
      return QuoteStyle(outerOpen: o[0], outerClose: o[1], innerOpen: i[0], innerClose: i[1])
    }
    profile.foreignQuotes = (quotes.required("foreign").map { reader.items($0, "“foreign”") } ?? []).map(pair)
    profile.quoteSpacing =
      quotes.required("spaced").flatMap { reader.choice($0, "“spaced”", QuoteSpacing.self) } ?? .none
    profile.reopening =
      quotes.required("reopens").flatMap { reader.choice($0, "“reopens”", QuoteReopening.self) } ?? .opening
    profile.attached = quotes["attached"].flatMap { reader.choice($0, "“attached”", QuoteNeighbours.self) } ?? .none
    profile.comma = quotes.required("comma").flatMap { reader.choice($0, "“comma”", CommaPlace.self) } ?? .any
    profile.apostrophes =
      quotes.required("apostrophes").flatMap { reader.choice($0, "“apostrophes”", ApostropheUse.self) } ?? .letters
  }
}
