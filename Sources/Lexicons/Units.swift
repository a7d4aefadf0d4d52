import TextBase

/// What a unit measures.
public enum UnitDimension: String, CaseIterable, Sendable { case length, area, volume, mass, temperature, speed, ratio }

/// Where a unit is at home: readers elsewhere need a conversion.
public enum UnitSystem: String, CaseIterable, Sendable { case metric, imperial, local }

/// A unit of measurement as it was written.
public struct UnitSource: Sendable {
  public let id: String
  public let dimension: UnitDimension
  public let system: UnitSystem
  /// In metres, square metres, litres, kilograms, degrees Celsius, metres a second; further ones where the name is used for
  /// several units (ton, gallon).
  public let factors: [Double]
  /// Degrees to add after the factor.
  public let offset: Double
  /// Copy of every language leaves it as it is: barrels of oil, knots.
  public let isInternational: Bool
  public let display: String
  /// Written so in every language.
  public let symbols: [PlacedText]
  /// By language tag.
  public let names: [String: [PlacedText]]
  public let place: PlacedText
}

/// A unit of measurement, ready for use.
public struct Unit: Sendable, BitwiseCopyable {
  var idText, displayText: UInt32
  var dimensionCode, systemCode, international: UInt8
  /// The usual size, and other sizes of the same name; 0 for none.
  public var factor, second, third: Double
  public var offset: Double

  public var dimension: UnitDimension { Unit.dimensions[Int(dimensionCode)] }
  public var system: UnitSystem { Unit.systems[Int(systemCode)] }
  /// Copy of every language leaves it as it is.
  public var isInternational: Bool { international != 0 }

  private static let dimensions = UnitDimension.allCases
  private static let systems = UnitSystem.allCases
}

/// Names of months, weekdays, scales and units: looked up by the words and marks in a row, however many.
public enum FigureName {
  public enum Kind: UInt32, Sendable { case month = 1, weekday, scale, unit }
  /// Most words and marks of a name.
  public static let longest = 8
  /// Names that stand for all cases, and names for exactly these letters.
  public static let basis = FNV.basis
  public static let exactBasis = FNV.basis &+ 0x9E37_79B9

  @inlinable public static func combine(_ hash: UInt64, _ token: UInt64) -> UInt64 { (hash ^ token) &* FNV.prime &+ 1 }

  /// A filter over the first words of all names: 4,096 bits.
  static let words = 64
  @inlinable static func word(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 26 & 63) }
  @inlinable static func bit(of hash: UInt64) -> UInt64 { 1 << (hash >> 32 & 63) }
  static func code(_ kind: Kind, _ value: Int) -> UInt32 { kind.rawValue << 24 | UInt32(value) }
}

extension Language {
  /// What the name with this hash means.
  public func figureName(_ hash: UInt64) -> (kind: FigureName.Kind, value: Int)? {
    let code = figureNames[hash]
    guard code != 0, let kind = FigureName.Kind(rawValue: code >> 24) else { return nil }
    return (kind, Int(code & 0xFF_FFFF))
  }

  /// Whether a name may begin with the word or mark of this hash, combined with a basis. Most words begin none.
  @inlinable public func mayBeginFigureName(_ hash: UInt64) -> Bool {
    figureStarts[FigureName.word(of: hash)] & FigureName.bit(of: hash) != 0
  }

  public func id(_ unit: Unit) -> String { strings[unit.idText] }
  /// How a message writes the unit: km.
  public func display(_ unit: Unit) -> String { strings[unit.displayText] }
  /// ISO, 1…7: the first name that the lexicon gives; nil without one.
  public func weekdayName(_ number: Int) -> String? { name(weekdayTexts, number) }
  public func monthName(_ number: Int) -> String? { name(monthTexts, number) }
  public func scaleName(_ power: Int) -> String? { name(scaleTexts, power) }

  private func name(_ texts: Table<UInt32>, _ number: Int) -> String? {
    guard texts.indices.contains(number) else { return nil }
    let text = strings[texts[number]]
    return text.isEmpty ? nil : text
  }
}

extension LexiconParser {
  func units(_ root: YAMLNode) -> [UnitSource]? {
    guard let map = reader.mapping(root, "the file", keys: LexiconParser.head + ["units"]) else { return nil }
    checkHead(map)
    return (map.required("units").map { reader.items($0, "“units”") } ?? []).compactMap { node -> UnitSource? in
      let keys = ["id", "dimension", "system", "factor", "offset", "international", "display", "symbols", "names", "note"]
      guard let entry = reader.mapping(node, "a unit", keys: keys) else { return nil }
      let factors = entry.texts("factor").compactMap { text -> Double? in
        if let factor = Double(text), factor > 0 { return factor }
        reader.report(node, "“factor” must be a number above zero, but is “\(text)”")
        return nil
      }
      var names: [String: [PlacedText]] = [:]
      let byLanguage = entry["names"].map { reader.pairs($0, "“names”") } ?? []
      for (tag, list) in byLanguage {
        names[tag.text ?? ""] = placedList(list, "the names")
      }
      return UnitSource(
        id: entry.text("id"),
        dimension: entry.required("dimension").flatMap { reader.choice($0, "“dimension”", UnitDimension.self) } ?? .length,
        system: entry.required("system").flatMap { reader.choice($0, "“system”", UnitSystem.self) } ?? .metric,
        factors: factors, offset: entry.optionalText("offset").flatMap { Double($0) } ?? 0,
        isInternational: entry["international"].map { reader.flag($0, "“international”") } ?? false,
        display: entry.text("display"),
        symbols: placedList(entry["symbols"], "“symbols”"), names: names,
        place: PlacedText(text: entry.text("id"), path: path, line: node.line, column: node.column))
    }
  }
}
