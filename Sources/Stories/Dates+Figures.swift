import TextBase

/// Dates in figures alone.
extension Analysis {
  /// 7.1.2022, 7/1/2022, 7-1-2022, 2022-01-07.
  func findNumericDates(_ paragraph: Int, from first: Int, _ dates: inout [DateColumn]) {
    let range = paragraphs[paragraph].tokens
    var index = first
    while index < numbers.count, numbers[index].paragraph == paragraph {
      let number = numbers[index]
      index += 1
      let token = number.tokens.lowerBound
      if number.shape.separators == 2, number.shape.first == 0x2E, number.shape.last == 0x2E, !number.hasLetters {
        if let date = pointed(token, paragraph) { dates.append(date) }
        continue
      }
      if let date = spaced(token, range, paragraph) {
        dates.append(date)
        index += 2
        continue
      }
      guard number.shape.separators == 0, token + 4 < range.upperBound, tokens[token + 1].kind == .mark,
        tokens[token + 1].hash == tokens[token + 3].hash, isMark(token + 1, 0x2F) || isMark(token + 1, 0x2D),
        tokens[token + 4].end - tokens[token].start <= 10, let (a, aEnd) = smallNumber(token),
        let (b, _) = smallNumber(token + 2),
        let (c, cEnd) = smallNumber(token + 4), aEnd == Int(tokens[token].end), cEnd == Int(tokens[token + 4].end)
      else { continue }
      var date = DateColumn(tokens: token..<token + 5, paragraph: paragraph, form: .figures)
      if a > 999 {
        guard (1500...2200).contains(a), b >= 1, c >= 1, b <= 99, c <= 99 else { continue }
        (date.year, date.month, date.day) = (a, b, c)
      } else {
        guard (1500...2200).contains(c), a >= 1, b >= 1, a <= 99, b <= 99 else { continue }
        date.year = c
        let orders = language.profile.dateOrders
        if a > 12 {
          (date.day, date.month) = (a, b)
        } else if b > 12 {
          (date.day, date.month, date.isMonthFirst) = (b, a, b <= 31)
        } else if orders.contains(.mdy) {
          date.isAmbiguous = true
        } else {
          (date.day, date.month) = (a, b)
        }
      }
      dates.append(date)
      index += 2
    }
  }

  /// 7. 1. 2022, as Czech and German set it.
  private func spaced(_ token: Int, _ range: Range<Int>, _ paragraph: Int) -> DateColumn? {
    guard token + 4 < range.upperBound, isMark(token + 1, 0x2E), isMark(token + 3, 0x2E),
      tokens[token + 1].start == tokens[token].end, tokens[token + 3].start == tokens[token + 2].end,
      tokens[token + 2].flags.contains(.spaceBefore), tokens[token + 4].flags.contains(.spaceBefore),
      language.profile.dateOrders.contains(.dmy), let (day, _) = smallNumber(token), (1...31).contains(day),
      let (month, _) = smallNumber(token + 2), (1...12).contains(month), let year = year(token + 4),
      (1800...2100).contains(year)
    else { return nil }
    var date = DateColumn(tokens: token..<token + 5, paragraph: paragraph, form: .figures)
    (date.day, date.month, date.year) = (day, month, year)
    return date
  }

  /// 07.01.2022 is one token.
  private func pointed(_ token: Int, _ paragraph: Int) -> DateColumn? {
    var parts: [Int] = []
    var value = 0
    var digits = 0
    var at = Int(tokens[token].start)
    let end = Int(tokens[token].end)
    while at < end {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      if let digit = Digit.value(scalar) {
        value = value * 10 + digit
        digits += 1
        guard digits <= 4 else { return nil }
      } else {
        parts.append(value)
        guard digits <= 2 else { return nil }
        (value, digits) = (0, 0)
      }
      at += length
    }
    guard parts.count == 2, digits == 4, (1500...2200).contains(value), parts[0] >= 1, parts[1] >= 1 else { return nil }
    var date = DateColumn(tokens: token..<token + 1, paragraph: paragraph, form: .figures)
    (date.day, date.month, date.year) = (parts[0], parts[1], value)
    return date
  }
}
