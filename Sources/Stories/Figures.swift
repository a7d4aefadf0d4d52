import Lexicons
import TextBase

/// How the digits of a figure are parted.
public struct FigureShape: Sendable, Equatable {
  /// Separators between digits; white space between groups counts.
  public var separators = 0
  /// The first and the last of them; 0 without one, U+0020 for any white space.
  public var first: UInt32 = 0
  public var last: UInt32 = 0
  /// Digits before the first and behind the last separator.
  public var lead = 0
  public var tail = 0
  /// Digits of the groups between: all threes, or twos before the last three (12,34,567).
  public var hasThrees = true
  public var hasTwos = true
  /// The last two digits are zeros: 1,500 is no decimal.
  public var endsInZeros = false
  public var leadsWithZero = false

  /// One separator and digits behind it that are no group: 14.5 or 14,25, whatever the language.
  public var isCertainDecimal: Bool {
    separators == 1 && last != 0x20 && (tail < 3 || tail > 3 || (lead == 1 && leadsWithZero) || lead > 3)
  }
  /// Several groups of three by one mark: 1,234,567.
  public var isCertainGrouping: Bool {
    separators > 1 && first == last && hasThrees && tail == 3 && lead <= 3 && !leadsWithZero
  }
  /// Groups by one mark, then decimals by another: 1,234.5.
  public var isCertainBoth: Bool { separators > 1 && first != last && hasThrees && lead <= 3 && !leadsWithZero }
}

/// A figure while it is read.
struct Figure {
  var digits: ByteRange
  var shape = FigureShape()
  /// Of all digits, and of those behind the last separator.
  var whole = 0.0
  var fraction = 0.0
  var hasLetters = false
  var letters: UInt64 = 0
  var tokens = 0..<0
  var paragraph = 0
  var end = 0

  init(start: Int) { digits = ByteRange(start, start) }

  mutating func add(_ digit: Int) {
    whole = whole * 10 + Double(digit)
    fraction = fraction * 10 + Double(digit)
  }

  mutating func separate(_ scalar: UInt32, after group: Int) {
    close(group)
    shape.separators += 1
    if shape.separators == 1 { shape.first = scalar }
    shape.last = scalar
    fraction = 0
  }

  private mutating func close(_ group: Int) {
    if shape.separators == 0 {
      shape.lead = group
    } else {
      if group != 3 { shape.hasThrees = false }
      if group != 2 { shape.hasTwos = false }
    }
  }

  mutating func finish(_ group: Int) {
    if shape.separators == 0 { shape.lead = group } else { shape.tail = group }
    shape.endsInZeros = group > 1 && fraction == (fraction / 100).rounded(.down) * 100
  }

  /// A further group behind white space.
  mutating func append(_ group: Figure) {
    let tail = shape.separators == 0 ? 0 : shape.tail
    if shape.separators > 0, tail != 3 { shape.hasThrees = false }
    shape.hasTwos = false
    shape.separators += 1 + group.shape.separators
    if shape.first == 0 { shape.first = 0x20 }
    shape.last = group.shape.separators == 0 ? 0x20 : group.shape.last
    shape.tail = group.shape.separators == 0 ? group.shape.lead : group.shape.tail
    shape.endsInZeros = group.shape.endsInZeros
    let places = group.shape.lead + (group.shape.separators == 0 ? 0 : group.shape.tail)
    whole = (0..<places).reduce(whole) { result, _ in result * 10 } + group.whole
    fraction = group.fraction
    digits.end = group.digits.end
    hasLetters = group.hasLetters
    letters = group.letters
  }
}

extension FigureShape {
  /// What the figure says: by the language where its separators allow, else by the only reading there is.
  func value(_ whole: Double, _ fraction: Double, _ language: Language) -> (value: Double, isForeign: Bool)? {
    if separators == 0 { return (whole, false) }
    var decimal = whole
    for _ in 0..<tail { decimal /= 10 }
    func groups(_ scalar: UInt32) -> Bool { scalar == 0x20 || language.profile.groupSeparators.contains(scalar) }
    let isLakh = separators > 1 && hasTwos && tail == 3 && first == last && lead <= 2
    if separators == 1 {
      if groups(last), tail == 3, lead <= 3, !leadsWithZero { return (whole, false) }
      let isGroup = tail == 3 && endsInZeros && lead <= 3 && !leadsWithZero
      if language.profile.decimalSeparators.contains(last) { return isGroup ? (whole, true) : (decimal, false) }
      if isCertainDecimal { return last == 0x2E || last == 0x2C || last == 0x66B ? (decimal, true) : nil }
      // 1.500 in Russian: a group, by its zeros.
      return isGroup && (last == 0x2E || last == 0x2C) ? (whole, true) : nil
    }
    if isCertainGrouping || isLakh { return (whole, !groups(last)) }
    if isCertainBoth { return (decimal, !(groups(first) && language.profile.decimalSeparators.contains(last))) }
    return nil
  }
}

/// Digits of the scripts that news is printed in.
public enum Digit {
  public static func value(_ scalar: UInt32) -> Int? {
    switch scalar {
    case 0x30...0x39: Int(scalar - 0x30)
    case 0x660...0x669: Int(scalar - 0x660)
    case 0x6F0...0x6F9: Int(scalar - 0x6F0)
    case 0x966...0x96F: Int(scalar - 0x966)
    case 0xE50...0xE59: Int(scalar - 0xE50)
    case 0xFF10...0xFF19: Int(scalar - 0xFF10)
    default: nil
    }
  }
}
