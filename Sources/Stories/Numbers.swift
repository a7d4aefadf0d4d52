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

/// A figure with its value, and what stands beside it.
public struct NumberColumn: Sendable {
  /// The figure itself; several tokens when white space parts its groups.
  public var tokens: Range<Int>
  public var paragraph: Int
  /// Digits and separators, without letters grown on (the 20 of 20th).
  public var digits: ByteRange
  public var shape: FigureShape
  /// By the language’s separators, else by the only reading there is; nil when it is none or has two.
  public var value: Double?
  /// The value follows from separators that are not the language’s.
  public var isForeign = false
  /// Letters grown on: 20th, 3G, 2.8bn.
  public var hasLetters = false
  public var isNegative = false
  /// Power of ten of the scale word behind; 0 without one.
  public var scale = 0
  /// Index of the unit behind; nil without one.
  public var unit: Int?
  /// A currency sign before it or a currency behind it.
  public var isMoney = false
  /// Index of the upper end in `numbers`, where this is the lower end of a range with a dash: 10–15.
  public var upper: Int?
  /// The token behind the figure, its scale word and its unit.
  public var end: Int

  /// With its scale word: 3 million.
  public var quantity: Double? {
    value.map { value in (0..<scale).reduce(isNegative ? -value : value) { result, _ in result * 10 } }
  }
}

extension Analysis {
  /// Figures with their values, scale words, units and currencies.
  func findNumbers(_ scalars: ScalarTable, into numbers: inout [NumberColumn]) {
    guard !figures.isEmpty else { return }
    let language = language
    let groupsBySpace = traits.groupsBySpace
    numbers.reserveCapacity(figures.count)
    var place = 0
    for paragraph in paragraphs.indices {
      let end = paragraphs[paragraph].tokens.upperBound
      while place < figures.count, figures[place] < end {
        let index = figures[place]
        place += 1
        var figure = figure(index, scalars)
        var next = index + 1
        // 175 000: plain digits, at most three, then groups of three; decimals end it.
        while groupsBySpace, next < end, tokens[next].kind == .number, tokens[next].length >= 3, !figure.hasLetters,
          figure.shape.separators == 0 || figure.shape.last == 0x20,
          figure.shape.separators > 0 || figure.shape.lead <= 3 && !figure.shape.leadsWithZero,
          Int(tokens[next].start) - Int(tokens[next - 1].end) <= 3, tokens[next].flags.contains(.spaceBefore)
        {
          let group = self.figure(next, scalars)
          guard group.shape.lead == 3, group.shape.separators <= 1, !group.hasLetters || group.shape.separators == 0 else {
            break
          }
          figure.append(group)
          next += 1
        }
        figure.tokens = index..<next
        figure.paragraph = paragraph
        figure.end = next
        let reading = figure.shape.value(figure.whole, figure.fraction, language)
        var number = NumberColumn(
          tokens: index..<next, paragraph: paragraph, digits: figure.digits, shape: figure.shape, value: reading?.value,
          end: next)
        number.isForeign = reading?.isForeign ?? false
        number.hasLetters = figure.hasLetters
        readNeighbours(&number, figure.letters, index, end)
        if let last = numbers.last, last.paragraph == paragraph, last.end == index - 1, isDash(index - 1), !number.isNegative {
          numbers[numbers.count - 1].upper = numbers.count
        }
        numbers.append(number)
        while place < figures.count, figures[place] < next { place += 1 }
      }
    }
  }

  /// Sign, scale word, unit and currency beside a figure.
  private func readNeighbours(_ number: inout NumberColumn, _ letters: UInt64, _ index: Int, _ end: Int) {
    let start = paragraphs[number.paragraph].tokens.lowerBound
    if index > start {
      let before = tokens[index - 1]
      if before.end == tokens[index].start {
        number.isMoney = before.kind == .symbol && Currency.isSign(scalar(at: Int(before.start)))
        if isDash(index - 1), before.flags.contains(.spaceBefore) || index - 1 == start { number.isNegative = true }
      } else if before.kind == .symbol, Currency.isSign(scalar(at: Int(before.start))) {
        number.isMoney = true
      }
    }
    if number.hasLetters {
      // 2.8bn, 10km.
      if let (kind, value) = language.figureName(FigureName.combine(FigureName.basis, letters)) {
        if kind == .scale { number.scale = value }
        if kind == .unit { number.unit = value }
      }
    }
    var next = number.end
    // The hyphen of a 10-mile drive, not the dash before an aside.
    let hasHyphen =
      next + 1 < end && isMark(next, 0x2D) && !tokens[next].flags.contains(.spaceBefore)
      && !tokens[next + 1].flags.contains(.spaceBefore)
    if hasHyphen { next += 1 }
    let names = number.unit == nil ? figureNames(next, end) : nil
    if let (value, width) = names?.unit {
      number.unit = value
      number.end = next + width
    } else if number.scale == 0, let (value, width) = names?.scale {
      number.scale = value
      number.end = next + width
      next += width
      if next < end, isMark(next, 0x2E), tokens[next].start == tokens[next - 1].end, next + 1 < end,
        tokens[next + 1].shape == .lower
      {
        next += 1
      }
      if next + 1 < end, isMark(next, 0x2D), hasHyphen { next += 1 }
      if let (value, width) = figureNames(next, end)?.unit {
        number.unit = value
        number.end = next + width
      }
    }
    next = number.end
    if next < end {
      number.isMoney =
        number.isMoney || isIn(next, .currencyWords)
        || (tokens[next].kind == .symbol && Currency.isSign(scalar(at: Int(tokens[next].start))))
    }
  }

  /// The digits and separators of one token.
  private func figure(_ token: Int, _ scalars: ScalarTable) -> Figure {
    var figure = Figure(start: Int(tokens[token].start))
    var at = figure.digits.start
    let end = Int(tokens[token].end)
    var group = 0
    var letters = FNV.basis
    while at < end {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      if let digit = Digit.value(scalar) {
        guard !figure.hasLetters else { break }
        if figure.shape.separators == 0, group == 0 { figure.shape.leadsWithZero = digit == 0 }
        group += 1
        figure.add(digit)
        figure.digits.end = at + length
      } else if figure.hasLetters || scalars[scalar].isLetter {
        if !figure.hasLetters { figure.hasLetters = true }
        let folded = WordHash.folded(scalar, scalars[scalar])
        if folded != 0 { letters = FNV.combine(letters, scalar: folded) }
      } else if scalars[scalar].word_break != WordBreak.extend {
        figure.separate(scalar, after: group)
        group = 0
      }
      at += length
    }
    figure.finish(group)
    figure.letters = letters
    return figure
  }
}

/// A figure while it is read.
private struct Figure {
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
  fileprivate func value(_ whole: Double, _ fraction: Double, _ language: Language) -> (value: Double, isForeign: Bool)? {
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

/// Signs of currencies.
public enum Currency {
  public static func isSign(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x24, 0xA2...0xA5, 0xE3F, 0x20A0...0x20CF, 0xFF04, 0xFFE0, 0xFFE1, 0xFFE5, 0xFFE6: true
    default: false
    }
  }
}
