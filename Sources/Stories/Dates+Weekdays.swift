import Lexicons
import TextBase

extension Analysis {
  /// The weekday that stands beside a date and names the same day.
  func attachWeekday(_ date: inout DateColumn, _ weekdays: [NameHit], _ range: Range<Int>) {
    guard date.day != nil else { return }
    func joins(_ token: Int) -> Bool {
      isConnector(token) || (isMark(token, 0x2D) && isConnector(token - 1)) || isMark(token, 0x2C) || isMark(token, 0x2E)
        || isMark(token, 0x60C) || isMark(token, 0x3001)
    }
    if let before = weekdays.last(where: { $0.tokens.upperBound <= date.tokens.lowerBound }),
      date.tokens.lowerBound - before.tokens.upperBound <= 4,
      (before.tokens.upperBound..<date.tokens.lowerBound).allSatisfy({ joins($0) || isMark($0, 0x28) }),
      !tokens[before.tokens.lowerBound].flags.contains(.possessive)
    {
      date.weekday = before.value
      date.weekdayTokens = before.tokens
      // Friday-Sunday, January 7-9 and Friday and Saturday, January 7 and 8 name several days.
      let gap = before.tokens.lowerBound - 2
      if gap >= range.lowerBound, weekdays.contains(where: { $0.tokens.upperBound == gap + 1 }) { date.isList = true }
      return
    }
    var next = date.tokens.upperBound
    // （金）
    let shorts = language.profile.dateMarks.weekdays
    if !shorts.isEmpty, next + 2 < range.upperBound, isMark(next, 0xFF08) || isMark(next, 0x28),
      isMark(next + 2, 0xFF09) || isMark(next + 2, 0x29), tokens[next + 1].isWord, tokens[next + 1].scalars <= 1,
      let place = shorts.firstIndex(of: scalar(at: Int(tokens[next + 1].start)))
    {
      date.weekday = place + 1
      date.weekdayTokens = next + 1..<next + 2
      return
    }
    guard let after = weekdays.first(where: { $0.tokens.lowerBound >= date.tokens.upperBound }),
      after.tokens.lowerBound - date.tokens.upperBound <= 5
    else { return }
    let isBracketed = isMark(after.tokens.lowerBound - 1, 0x28) || isMark(after.tokens.lowerBound - 1, 0xFF08)
    // “5 May 2020, a Tuesday,”; “5 de mayo de 2020 era martes.”
    let isSaid =
      !tokens[after.tokens.lowerBound].flags.contains(.possessive)
      && (next..<after.tokens.lowerBound).contains { isIn($0, .articles) || isIn($0, .dateCopulas) }
    while next < after.tokens.lowerBound {
      guard
        joins(next) || (isBracketed && next == after.tokens.lowerBound - 1)
          || isSaid && date.year != nil && (isIn(next, .dateCopulas) || isIn(next, .articles))
      else { return }
      next += 1
    }
    let stop = after.tokens.upperBound
    let isDirect = after.tokens.lowerBound == date.tokens.upperBound
    // January 7, Friday prayers: a weekday behind a date ends its phrase, unless the language writes the two together.
    let isClosed = stop >= range.upperBound || tokens[stop].kind == .mark && !isDash(stop)
    let habits = language.habits
    guard isClosed || isDirect && habits.contains(.weekdayJoinsDate) || habits.contains(.weekdayFollowsComma) else { return }
    if stop + 1 < range.upperBound, isDash(stop) { return }
    date.weekday = after.value
    date.weekdayTokens = after.tokens
  }
}
