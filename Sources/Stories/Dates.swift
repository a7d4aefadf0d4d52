import Lexicons
import TextBase

/// A date: what of it the copy names.
public struct DateColumn: Sendable {
  public enum Form: UInt8, Sendable {
    /// With the name of the month, or the signs 年月日.
    case words
    /// 7.1.2022, 7/1/2022, 2022-01-07.
    case figures
  }
  public var tokens: Range<Int>
  public var paragraph: Int
  public var form = Form.words
  /// 1…31; nil where the copy names none.
  public var day: Int?
  /// 1…12; nil for figures that could be read in two ways.
  public var month: Int?
  /// Of the common era; a year of the Buddhist era is converted.
  public var year: Int?
  /// ISO, 1…7.
  public var weekday: Int?
  public var weekdayTokens: Range<Int>?
  /// The day or the weekday is one of several: 7-9 January, Friday and Saturday.
  public var isList = false
  /// Two figures of at most 12: which is the month depends on the country.
  public var isAmbiguous = false
  /// 03/28/2022, which can be read in one way alone.
  public var isMonthFirst = false

  /// Day, month and year are there.
  public var isWhole: Bool { day != nil && month != nil && year != nil }
}

/// The name of a month or weekday where it stands.
struct NameHit {
  var tokens: Range<Int>
  var value: Int
}

extension Analysis {
  /// Dates in words and figures, in every order.
  func findDates(into dates: inout [DateColumn]) {
    guard !notable.isEmpty || !figures.isEmpty else { return }
    var months: [NameHit] = []
    var weekdays: [NameHit] = []
    let language = language
    let marksMonths = traits.marksMonths
    var word = 0
    var figure = 0
    var number = 0
    for paragraph in paragraphs.indices where paragraphs[paragraph].language == nil {
      let range = paragraphs[paragraph].tokens
      while number < numbers.count, numbers[number].tokens.lowerBound < range.lowerBound { number += 1 }
      while word < notable.count, notable[word] < range.lowerBound { word += 1 }
      // Most paragraphs name no day.
      let hasNames = word < notable.count && notable[word] < range.upperBound
      let hasNumbers = number < numbers.count && numbers[number].paragraph == paragraph
      guard hasNames || hasNumbers else { continue }
      months.removeAll(keepingCapacity: true)
      weekdays.removeAll(keepingCapacity: true)
      // Names of months, with figures that carry a sign of the month between them, in order.
      var end = range.lowerBound
      while true {
        while word < notable.count, notable[word] < end { word += 1 }
        while figure < figures.count, figures[figure] < end { figure += 1 }
        let nextWord = word < notable.count ? notable[word] : Int.max
        let nextFigure = marksMonths && figure < figures.count ? figures[figure] : Int.max
        let index = min(nextWord, nextFigure)
        guard index < range.upperBound else { break }
        let token = tokens[index]
        end = index + 1
        if index == nextWord {
          guard language.classes(of: token.id).intersects(Analysis.dateClasses) else { continue }
          let names = figureNames(index, range.upperBound)
          if let (value, width) = names?.month {
            end = index + width
            months.append(NameHit(tokens: index..<end, value: value))
          } else if let (value, width) = names?.weekday {
            end = index + width
            weekdays.append(NameHit(tokens: index..<end, value: value))
          } else if language.month(token.id) > 0 {
            months.append(NameHit(tokens: index..<end, value: language.month(token.id)))
          } else if language.weekday(token.id) > 0 {
            weekdays.append(NameHit(tokens: index..<end, value: language.weekday(token.id)))
          }
        } else if let (value, last) = marked(index, language.profile.dateMarks.month, range.upperBound),
          (1...12).contains(value)
        {
          months.append(NameHit(tokens: index..<last, value: value))
          end = last
        }
      }
      let first = dates.count
      for month in months { if let date = date(month, range, paragraph) { dates.append(date) } }
      if hasNumbers { findNumericDates(paragraph, from: number, &dates) }
      guard dates.count > first else { continue }
      if dates.count > first + 1 { dates[first...].sort { $0.tokens.lowerBound < $1.tokens.lowerBound } }
      for index in first..<dates.count { attachWeekday(&dates[index], weekdays, range) }
    }
  }

  private static let dateClasses = WordClassSet.of(.month, .weekday, .dateOpeners)

  /// A figure with one of `signs` behind it or grown on: 1月, 1월에.
  private func marked(_ index: Int, _ signs: [UInt32], _ end: Int) -> (value: Int, end: Int)? {
    guard let (value, digitsEnd) = smallNumber(index) else { return nil }
    if digitsEnd < Int(tokens[index].end) {
      return signs.contains(scalar(at: digitsEnd)) ? (value, index + 1) : nil
    }
    guard index + 1 < end, tokens[index + 1].isWord, signs.contains(scalar(at: Int(tokens[index + 1].start))) else {
      return nil
    }
    return (value, index + 2)
  }

  /// The plain digits at the start of a token, at most four, and where they end; nil for 1.5 or 1,000.
  func smallNumber(_ token: Int) -> (value: Int, end: Int)? {
    guard tokens.indices.contains(token), tokens[token].kind == .number else { return nil }
    var at = Int(tokens[token].start)
    let end = Int(tokens[token].end)
    var value = 0
    var count = 0
    while at < end {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      guard let digit = Digit.value(scalar) else {
        if scalar == 0x2E || scalar == 0x2C || scalar == 0x27 { return nil }
        break
      }
      value = value * 10 + digit
      count += 1
      guard count <= 4 else { return nil }
      at += length
    }
    return count > 0 ? (value, at) : nil
  }

  /// A year in four digits, of the common or the Buddhist era.
  public func year(_ token: Int) -> Int? {
    guard let (value, end) = smallNumber(token) else { return nil }
    let isAlone = end == Int(tokens[token].end) || language.profile.dateMarks.year.contains(scalar(at: end))
    guard isAlone else { return nil }
    if language.habits.contains(.buddhistYears), (2400...2700).contains(value) { return value - 543 }
    return (1500...2200).contains(value) ? value : nil
  }

  func isConnector(_ token: Int) -> Bool { isIn(token, .dateConnectors) }

  /// The date around the name of a month.
  private func date(_ month: NameHit, _ range: Range<Int>, _ paragraph: Int) -> DateColumn? {
    var date = DateColumn(tokens: month.tokens, paragraph: paragraph)
    date.month = month.value
    let name = tokens[month.tokens.lowerBound]
    var next = month.tokens.upperBound
    if next < range.upperBound, isMark(next, 0x2E), tokens[next].start == tokens[next - 1].end { next += 1 }
    // يناير (كانون الثاني): the bracket holds the month’s other name.
    if isMark(month.tokens.lowerBound - 1, 0x28), isMark(month.tokens.upperBound, 0x29),
      let other = monthName(before: month.tokens.lowerBound - 1, range), other == month.value
    {
      return nil
    }
    // كانون الثاني/يناير: the Levantine and the western name of one month.
    if isMark(month.tokens.lowerBound - 1, 0x2F), month.tokens.lowerBound - 1 > range.lowerBound,
      isIn(month.tokens.lowerBound - 2, .month) || isIn(month.tokens.lowerBound - 2, .dateOpeners)
        || figureNames(max(range.lowerBound, month.tokens.lowerBound - 3), month.tokens.lowerBound - 1)?.month != nil
    {
      return nil
    }
    if next + 1 < range.upperBound, isMark(next, 0x2F), let (value, width) = figureNames(next + 1, range.upperBound)?.month,
      value == month.value
    {
      next += 1 + width
      date.tokens = month.tokens.lowerBound..<next
    } else if let end = bracketed(month, at: next, range) {
      next = end
      date.tokens = month.tokens.lowerBound..<next
    }
    let isMarked = tokens[month.tokens.lowerBound].kind == .number
    if !isMarked, let day = day(before: month.tokens.lowerBound, range) {
      date.day = day.value
      date.tokens = day.token..<date.tokens.upperBound
      date.isList = day.isList
    } else if isMarked || language.profile.dateOrders.contains(.mdy), next < range.upperBound,
      let (value, end) = smallNumber(next), (1...31).contains(value)
    {
      // May 10.30am and January 7:30 are no days.
      let hasMark = isMarked && marked(next, language.profile.dateMarks.day, range.upperBound) != nil
      let isTime = next + 1 < range.upperBound && isMark(next + 1, 0x3A) && tokens[next + 1].start == tokens[next].end
      if hasMark || (!isMarked && !isTime && (end == Int(tokens[next].end) || isOrdinal(next, end))) {
        date.day = value
        let stop = hasMark ? marked(next, language.profile.dateMarks.day, range.upperBound)!.end : next + 1
        date.tokens = month.tokens.lowerBound..<stop
        next = stop
        if next + 1 < range.upperBound, isDash(next), tokens[next + 1].kind == .number { date.isList = true }
      }
    }
    // In lower case, may and march are other words unless a whole date stands around them.
    if name.shape == .lower, isIn(month.tokens.lowerBound, .monthHomonyms) {
      guard date.day != nil, date.tokens.lowerBound < month.tokens.lowerBound else { return nil }
    }
    readYear(&date, isMarked ? max(next, date.tokens.upperBound) : next, range)
    return date.day != nil || date.year != nil ? date : nil
  }

  /// The token behind a bracket that holds another name of the same month.
  private func bracketed(_ month: NameHit, at next: Int, _ range: Range<Int>) -> Int? {
    guard next + 2 < range.upperBound, isMark(next, 0x28) else { return nil }
    let named = figureNames(next + 1, range.upperBound)?.month ?? (language.month(tokens[next + 1].id), 1)
    guard named.value == month.value, isMark(next + 1 + named.width, 0x29) else { return nil }
    return next + 2 + named.width
  }

  /// The month whose name, of one word or two, ends before a token.
  private func monthName(before token: Int, _ range: Range<Int>) -> Int? {
    for width in 1...2 where token - width >= range.lowerBound {
      if let (value, length) = figureNames(token - width, token)?.month, length == width { return value }
    }
    let value = token > range.lowerBound ? language.month(tokens[token - 1].id) : 0
    return value > 0 ? value : nil
  }

  /// st, th, er, º: letters behind a day.
  private func isOrdinal(_ token: Int, _ digitsEnd: Int) -> Bool { Int(tokens[token].end) - digitsEnd <= 6 }

  /// The day before a month: 7, 7th of, 7. and so on.
  private func day(before month: Int, _ range: Range<Int>) -> (value: Int, token: Int, isList: Bool)? {
    var index = month - 1
    var steps = 0
    while index >= range.lowerBound, steps < 3 {
      if tokens[index].kind == .number {
        guard let (value, end) = smallNumber(index), (1...31).contains(value),
          end == Int(tokens[index].end) || isOrdinal(index, end)
        else { return nil }
        // 10:30 January is a time; 7-9 January and 7 and 8 January are several days.
        var isList = false
        if index > range.lowerBound {
          let before = tokens[index - 1]
          if isMark(index - 1, 0x3A), before.end == tokens[index].start { return nil }
          // 7. und 8. Januar; not the full stop of the sentence before.
          let isPoint = index - 2 > range.lowerBound && isMark(index - 2, 0x2E) && tokens[index - 3].kind == .number
          if index - 1 > range.lowerBound, tokens[index - 2].kind == .number || isPoint,
            isDash(index - 1) || isMark(index - 1, 0x2F) || isMark(index - 1, 0x2C) || before.kind == .word
          {
            isList = true
          }
        }
        return (value, index, isList)
      }
      guard isIn(index, .dateLinks) || isMark(index, 0x2E) || isMark(index, 0x2D) else { return nil }
      index -= 1
      steps += 1
    }
    return nil
  }

  /// The year behind a date, or before 年.
  private func readYear(_ date: inout DateColumn, _ start: Int, _ range: Range<Int>) {
    let marks = language.profile.dateMarks
    if !marks.year.isEmpty, date.tokens.lowerBound > range.lowerBound {
      for width in 1...2 where date.tokens.lowerBound - width >= range.lowerBound {
        let token = date.tokens.lowerBound - width
        if let (value, end) = marked(token, marks.year, range.upperBound), end == date.tokens.lowerBound,
          (1500...2200).contains(value)
        {
          date.year = value
          date.tokens = token..<date.tokens.upperBound
          return
        }
      }
    }
    var next = start
    var steps = 0
    while next < range.upperBound, steps < 3 {
      if let year = year(next) {
        // The figure may belong to what follows: January 7, 2022 people.
        date.year = year
        date.tokens = date.tokens.lowerBound..<next + 1
        return
      }
      guard isConnector(next) || (isMark(next, 0x2C) && date.day != nil) || isMark(next, 0x2E) else { return }
      next += 1
      steps += 1
    }
  }
}
