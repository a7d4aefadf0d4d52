/// The proleptic Gregorian calendar.
public enum Calendar {
  public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  public static func days(in month: Int, of year: Int?) -> Int {
    switch month {
    case 2: year.map { isLeap($0) ? 29 : 28 } ?? 29
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1 March of year 0.
  public static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear
  }

  /// ISO: 1 for Monday … 7 for Sunday.
  public static func weekday(_ year: Int, _ month: Int, _ day: Int) -> Int {
    // 1 March of year 0 was a Wednesday.
    ((dayNumber(year, month, day) + 2) % 7 + 7) % 7 + 1
  }
}
