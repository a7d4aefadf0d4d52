/// What a desk prefers where good copy differs. Nothing is preferred by default.
public struct HouseStyle: Sendable {
  /// By entity id, the form to use: ["kyiv": "Kyiv"]; with a language where it is that of one: ["kyiv@de": "Kiew"].
  public var preferred: [String: String] = [:]
  /// By language tag; under "" for every language that has none of its own.
  public var quotes: [String: QuotePair] = [:]
  public var numbers: [String: NumberForm] = [:]
  public var currency: [String: CurrencyForm] = [:]
  public var commas: [String: CommaSide] = [:]
  public var measures: [String: MeasureSystem] = [:]
  public var units: [String: UnitForm] = [:]
  public var percent: [String: PercentForm] = [:]
  /// Options of the rule that is being made.
  public var options: [String: Int] = [:]

  public init() {}

  /// The outer marks of a quotation.
  public struct QuotePair: Hashable, Sendable {
    public var open: UInt32
    public var close: UInt32
    public init(open: UInt32, close: UInt32) {
      self.open = open
      self.close = close
    }
    /// Such as “ ”.
    public var sample: String { HouseStyle.text(open) + " " + HouseStyle.text(close) }
  }

  /// The marks in a figure.
  public struct NumberForm: Hashable, Sendable {
    /// 0 where thousands are not parted.
    public var group: UInt32
    public var decimal: UInt32
    public init(group: UInt32, decimal: UInt32) {
      self.group = group
      self.decimal = decimal
    }
    /// Such as 1,234.5.
    public var sample: String { "1" + HouseStyle.text(group) + "234" + HouseStyle.text(decimal) + "5" }
  }

  /// How a sum of money is written.
  public enum CurrencyForm: String, CaseIterable, Sendable {
    case signBefore = "$5"
    case signAfter = "5 $"
    case codeBefore = "USD 5"
    case codeAfter = "5 USD"
    case name = "5 dollars"
  }

  /// On which side of a closing quotation mark the comma stands.
  public enum CommaSide: String, CaseIterable, Sendable { case inside, outside }

  /// The system that readers know: a measure of the other one is converted.
  public enum MeasureSystem: String, CaseIterable, Sendable { case metric, imperial }

  /// How the unit behind a figure is written: 5 kilometres or 5 km.
  public enum UnitForm: String, CaseIterable, Sendable { case words, symbols }

  /// How a percentage is written; `words` is whatever word the language has.
  public enum PercentForm: String, CaseIterable, Sendable {
    case sign = "%"
    case percent
    case perCent = "per cent"
    case words
  }

  public func preferred(_ entity: String, _ tag: String) -> String? {
    if preferred.isEmpty { return nil }
    return preferred["\(entity)@\(tag)"] ?? preferred["\(entity)@\(tag.prefix { $0 != "-" })"] ?? preferred[entity]
  }

  /// What is said for a language, else for all.
  public func quotes(for tag: String) -> QuotePair? { HouseStyle.pick(quotes, tag) }
  public func numbers(for tag: String) -> NumberForm? { HouseStyle.pick(numbers, tag) }
  public func currency(for tag: String) -> CurrencyForm? { HouseStyle.pick(currency, tag) }
  public func commas(for tag: String) -> CommaSide? { HouseStyle.pick(commas, tag) }
  public func measures(for tag: String) -> MeasureSystem? { HouseStyle.pick(measures, tag) }
  public func units(for tag: String) -> UnitForm? { HouseStyle.pick(units, tag) }
  public func percent(for tag: String) -> PercentForm? { HouseStyle.pick(percent, tag) }

  /// An option of the rule, or what its card says.
  public func option(_ name: String, of card: RuleCard) -> Int {
    options[name] ?? card.options.first { $0.name == name }?.standard ?? 0
  }

  /// For examples: a style with one preference.
  public static func preferring(_ entity: String, _ form: String) -> HouseStyle {
    var style = HouseStyle()
    style.preferred[entity] = form
    return style
  }
  public static func marks(_ open: Unicode.Scalar, _ close: Unicode.Scalar) -> HouseStyle {
    var style = HouseStyle()
    style.quotes[""] = QuotePair(open: open.value, close: close.value)
    return style
  }
  public static func figures(group: Unicode.Scalar?, decimal: Unicode.Scalar) -> HouseStyle {
    var style = HouseStyle()
    style.numbers[""] = NumberForm(group: group?.value ?? 0, decimal: decimal.value)
    return style
  }
  public static func money(_ form: CurrencyForm) -> HouseStyle {
    var style = HouseStyle()
    style.currency[""] = form
    return style
  }

  public static func commas(_ side: CommaSide) -> HouseStyle {
    var style = HouseStyle()
    style.commas[""] = side
    return style
  }
  public static func measuring(
    _ system: MeasureSystem? = nil, units: UnitForm? = nil, percent: PercentForm? = nil
  ) -> HouseStyle {
    var style = HouseStyle()
    style.measures[""] = system
    style.units[""] = units
    style.percent[""] = percent
    return style
  }

  private static func pick<Value>(_ values: [String: Value], _ tag: String) -> Value? {
    values.isEmpty ? nil : values[tag] ?? values[String(tag.prefix { $0 != "-" })] ?? values[""]
  }

  private static func text(_ scalar: UInt32) -> String {
    scalar == 0 ? "" : Unicode.Scalar(scalar).map { String(Character($0)) } ?? ""
  }
}
