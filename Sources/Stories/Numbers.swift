import Lexicons
import TextBase

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

/// Signs of currencies.
public enum Currency {
  public static func isSign(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x24, 0xA2...0xA5, 0xE3F, 0x20A0...0x20CF, 0xFF04, 0xFFE0, 0xFFE1, 0xFFE5, 0xFFE6: true
    default: false
    }
  }
}
