import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A weekday that the date does not fall on. The year comes from the copy, never from the clock.
struct WeekdayMismatch: Rule {
  static let card = RuleCard(
    id: "dates/weekday-mismatch", title: "The weekday does not belong to the date", mqm: .dateFormat, severity: .major,
    confidence: .high, languages: .withData("weekdays"),
    why: """
      Weekday and date check each other. When they disagree, one was mistyped, misread from another calendar or taken from \
      another year, and readers may come on the wrong day.
      """,
    advice: "Check weekday and date against the source.",
    examples: [
      .flags(
        "en", "The next hearing is on [[Friday]], October 16, 2023, the court said.",
        fixed: "The next hearing is on Monday, October 16, 2023, the court said."),
      .flags(
        "de", "Die Verhandlung ist am [[Samstag]], den 18. April 2022.",
        fixed: "Die Verhandlung ist am Montag, den 18. April 2022."),
      .flags("ru", "Дата заседания: [[суббота]], 24 мая 2022 года.", fixed: "Дата заседания: вторник, 24 мая 2022 года."),
      .flags("fr", "L’audience est prévue le [[samedi]] 19 juin 2017.", fixed: "L’audience est prévue le lundi 19 juin 2017."),
      .flags(
        "en",
        "The talks begin on Monday, January 10.\nA second round is set for Wednesday, January 12, and a third for [[Friday]], January 13.",
        fixed:
          "The talks begin on Monday, January 10.\nA second round is set for Wednesday, January 12, and a third for Thursday, January 13."
      ),
      .passes("en", "The next hearing is on Monday, October 16, 2023, the court said."),
      .passes("en", "On January 7, Friday prayers were cancelled; on Friday, January 13, they were held."),
      .passes("en", "The fair runs Friday-Sunday, January 7-9, 2022."),
      .flags("fr", "C’était le 14 décembre 1993, un [[lundi]], se souvient un voisin."),
      .flags("es", "Llovía. El 2 de noviembre de 1998, [[martes]], empezó todo."),
      .flags("es", "Aquel 2 de noviembre de 1998 era [[martes]], recordó un vecino."),
      .passes("en", "It began on January 7, 2022, a Friday, and lasted a week."),
      .passes("en", "Since January 7, 2022, the Monday talks have been held online."),
      .flags("th", "การประชุมจะมีขึ้นใน[[วันพฤหัสบดี]]ที่ 7 มกราคม 2565"),
      .flags(
        "es", "Muere un ingeniero\n\nAlmaty, 19 de mayo de 2026\n\nEl ingeniero murió el [[lunes]] 17 de mayo.",
        fixed: "Muere un ingeniero\n\nAlmaty, 19 de mayo de 2026\n\nEl ingeniero murió el domingo 17 de mayo."),
      .passes(
        "es", "Muere un ingeniero\n\nAlmaty, 19 de mayo de 2026\n\nEl ingeniero murió el domingo 17 de mayo."),
      .flags("cs", "Pokus ztroskotal v [[pondělí]] 24. 8. 2023 na dálnici."),
      .flags("pl", "Pieniądze przekazywano od 5 marca 2024 r., w [[środę]], przez kantory."),
      .flags("ar", "بدأت المحاكمة يوم [[الاثنين]] 16 يناير (كانون الثاني) 2024 في المدينة."),
      .passes("cs", "Pokus ztroskotal ve čtvrtek 24. 8. 2023 na dálnici."),
      .passes("uk", "Дата засідання: неділя, 24 березня 2024 року."),
      .passes("es", "El club lo fichó hasta el 30 de junio de 2030. Juega de nuevo el lunes 30 de noviembre."),
      .passes("es", "Será el jueves 12 de enero, dijo."),
      .passes("ja", "会議は2022年1月7日（金）に開かれる。"),
      .passes("en", "The talks begin on Monday, January 10, and end on Thursday, January 13."),
    ])

  static var needs: Needs { .all(.weekdays) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var open: [Int] = []
    for (index, date) in story.dates.enumerated() {
      guard let weekday = date.weekday, let day = date.day, let month = date.month, !date.isList, (1...12).contains(month),
        day <= Calendar.days(in: month, of: date.year)
      else { continue }
      guard let year = date.year else {
        open.append(index)
        continue
      }
      // Before the calendar reform of Greece two calendars were in use.
      guard year >= 1924 else { continue }
      let right = Calendar.weekday(year, month, day)
      if right != weekday { report(date, right, .high, nil, story, &out) }
    }
    guard !open.isEmpty else { return }
    if let anchor = anchor(story) { compare(open, with: anchor, story, &out) } else { compareAmong(open, story, &out) }
  }

  private func report(
    _ date: DateColumn, _ right: Int, _ confidence: Confidence, _ related: (String, ByteRange)?, _ story: borrowing Analysis,
    _ out: inout FindingSink
  ) {
    guard let tokens = date.weekdayTokens, let name = story.language.weekdayName(right) else { return }
    let range = story.bytes(of: tokens)
    let written = story.text(range)
    let isSlip = [1, 6].contains((right - (date.weekday ?? 0) + 7) % 7)
    // An inflected weekday needs the desk to inflect the other; the first name of the lexicon fits one like it.
    let first = story.language.weekdayName(date.weekday ?? 0) ?? ""
    let isPlain = written.lowercased() == first.lowercased()
    let isCapital = written.first?.isUppercase ?? false
    let shorts = story.language.profile.dateMarks.weekdays
    let isShort = shorts.count == 7 && story.tokens[tokens.lowerBound].scalars <= 1 && tokens.count == 1
    let replacement =
      isShort
      ? FigureText.mark(shorts[right - 1]) : isCapital ? name.prefix(1).uppercased() + name.dropFirst() : name
    out.report(
      range,
      "\(Wording.quoted(story.text(story.bytes(of: whole(date))))) is not a “\(written)” but a “\(isShort ? replacement : name)”.",
      severity: isSlip ? .minor : .major, confidence: confidence, related: related.map { [$0] } ?? [],
      fixes: isPlain || isShort ? [.replace(range, with: replacement, "Write “\(replacement)”", .review)] : [])
  }

  private func whole(_ date: DateColumn) -> Range<Int> { date.tokens }

  /// The story’s own date: the first whole one in its dateline, or above its text. One in the text may be that of a crime years
  /// ago, or of a contract’s end.
  private func anchor(_ story: borrowing Analysis) -> DateColumn? {
    story.dates.first {
      $0.isWhole && $0.paragraph <= 2 && ($0.month ?? 13) <= 12 && ($0.year ?? 0) >= 1924 && isAboveText($0, story)
    }
  }

  private func isAboveText(_ date: DateColumn, _ story: borrowing Analysis) -> Bool {
    switch story.field(at: story.bytes(of: date.tokens).start) {
    case .body, .headline, .summary, .subheading, .caption: false
    default: true
    }
  }

  /// Dates without a year lie near the story’s own date, or in a year that their paragraph or the two before it name.
  private func compare(_ open: [Int], with anchor: DateColumn, _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let year = anchor.year, let month = anchor.month, let day = anchor.day else { return }
    let own = Calendar.dayNumber(year, month, day)
    let years = namedYears(story)
    var next = 0
    for index in open {
      let date = story.dates[index]
      // Those of its paragraph and the two before; both lists are in the order of the story.
      while next < years.count, years[next].paragraph < date.paragraph - 2 { next += 1 }
      let named = years[next...].prefix { $0.paragraph <= date.paragraph }.map(\.year)
      guard let month = date.month, let day = date.day, let weekday = date.weekday else { continue }
      let candidates = [year - 1, year, year + 1].filter { (other: Int) in day <= Calendar.days(in: month, of: other) }
      let distances = candidates.map { ($0, (Calendar.dayNumber($0, month, day) - own).magnitude) }
      guard let nearest = distances.min(by: { $0.1 < $1.1 }) else { continue }
      let possible = distances.filter { $0.1 < 250 }.map { $0.0 } + named.filter { day <= Calendar.days(in: month, of: $0) }
      guard !possible.contains(where: { Calendar.weekday($0, month, day) == weekday }) else { continue }
      report(
        date, Calendar.weekday(nearest.0, month, day), .medium, ("the story’s date", story.bytes(of: anchor.tokens)), story,
        &out)
    }
  }

  /// Years that the copy names, in its order.
  private func namedYears(_ story: borrowing Analysis) -> [(paragraph: Int, year: Int)] {
    var years: [(paragraph: Int, year: Int)] = []
    for number in story.numbers where number.shape.separators == 0 && number.shape.lead == 4 {
      if let value = number.value, value >= 1924, value <= 2200 { years.append((number.paragraph, Int(value))) }
    }
    return years
  }

  /// Without any year: dates that cannot all belong to one. The odd one out, when the others agree.
  private func compareAmong(_ open: [Int], _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard open.count >= 2, namedYears(story).isEmpty else { return }
    let winters = open.contains { story.dates[$0].month ?? 0 >= 10 } && open.contains { story.dates[$0].month ?? 13 <= 3 }
    let fits = open.map { calendars(story.dates[$0], winters) }
    guard fits.reduce(~0, &) == 0 else { return }
    var odd: [Int] = []
    for skipped in open.indices {
      let rest = fits.indices.filter { $0 != skipped }.map { fits[$0] }.reduce(~0, &)
      if rest != 0 { odd.append(skipped) }
    }
    // With two dates nobody can say which is wrong.
    guard odd.count == 1, let place = odd.first, open.count >= 3 else { return }
    let rest = fits.indices.filter { $0 != place }.map { fits[$0] }.reduce(~0, &)
    let date = story.dates[open[place]]
    let rights = Set((0..<14).filter { rest >> UInt32($0) & 1 == 1 }.map { weekday(date, in: $0) })
    let twin = story.dates[open[place == 0 ? 1 : 0]]
    guard rights.count == 1, let right = rights.first else { return }
    report(date, right, .medium, ("the other dates agree with this one", story.bytes(of: twin.tokens)), story, &out)
  }

  /// Which of the fourteen calendars put the date on its weekday, a bit each; with dates on both sides of New Year also those
  /// of the year before.
  private func calendars(_ date: DateColumn, _ winters: Bool) -> UInt32 {
    var bits: UInt32 = 0
    for calendar in 0..<14 {
      if weekday(date, in: calendar) == date.weekday { bits |= 1 << UInt32(calendar) }
      guard winters, (date.month ?? 0) >= 10 else { continue }
      // The year before may or may not be a leap year, unless this one is.
      for days in calendar >= 7 ? [365] : [365, 366] where shifted(date, calendar, by: days) == date.weekday {
        bits |= 1 << UInt32(calendar)
      }
    }
    return bits
  }

  /// ISO weekday in a calendar: 0…6 for common years that begin on Monday…Sunday, 7…13 for leap years.
  private func weekday(_ date: DateColumn, in calendar: Int) -> Int {
    (calendar % 7 + dayOfYear(date, isLeap: calendar >= 7)) % 7 + 1
  }

  private func shifted(_ date: DateColumn, _ calendar: Int, by days: Int) -> Int {
    let first = ((calendar % 7 - days) % 7 + 7) % 7
    return (first + dayOfYear(date, isLeap: days == 366)) % 7 + 1
  }

  private func dayOfYear(_ date: DateColumn, isLeap: Bool) -> Int {
    let year = isLeap ? 2000 : 2001
    return Calendar.dayNumber(year, date.month ?? 1, date.day ?? 1) - Calendar.dayNumber(year, 1, 1)
  }
}
