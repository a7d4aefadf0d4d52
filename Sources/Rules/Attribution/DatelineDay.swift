import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A dateline of one day over a lede in which somebody spoke on a later one.
struct DatelineDay: Rule {
  static let card = RuleCard(
    id: "attribution/dateline-day", title: "The dateline is older than its lede", mqm: .inconsistentUse, severity: .minor,
    confidence: .medium, languages: .withData("not-yet"),
    why: """
      A story filed on December 4 cannot report what was said on December 6. One of the two dates was misread, or the \
      dateline is that of an earlier version.
      """,
    advice: "Check both dates against the source.",
    examples: [
      .flags("en", "RIGA, Dec 4 (Courier) — The minister of transport said on [[December 6]] that trains would run again."),
      .flags("de", "RIGA, 4. Dezember (Bote) — Der Verkehrsminister sagte am [[6. Dezember]], die Züge würden wieder fahren."),
      .flags("ru", "РИГА, 4 декабря (Вестник) — Министр транспорта заявил [[6 декабря]], что поезда снова пойдут."),
      .passes("en", "RIGA, Dec 4 (Courier) — The minister of transport said on December 3 that trains would run again."),
      .passes("en", "RIGA, Dec 4 (Courier) — The minister is to say on December 6 whether trains will run again."),
      .passes("en", "RIGA, Dec 4 (Courier) — The minister of transport said that on December 6 trains would run again."),
      .passes("en", "RIGA, Dec 4 (Courier) — The minister of transport said December 6 would be a day without trains."),
      .passes("en", "RIGA, Dec 31 (Courier) — The minister said on January 20 trains had stopped, and they still stand."),
      .passes("de", "RIGA, 4. Dezember (Bote) — Der Verkehrsminister will am 6. Dezember sagen, ob Züge fahren."),
      .passes(
        "fr",
        "RIGA, 4 décembre (Courrier) — Le ministre des Transports dira le 6 décembre si les trains rouleront de nouveau."),
      .passes(
        "es",
        "RIGA, 4 de diciembre (Correo) — El ministro de Transportes dijo que el 6 de diciembre los trenes volverán a circular."),
      .passes(
        "it",
        "RIGA, 4 dicembre (Corriere) — Il ministro dei Trasporti ha detto che il 6 dicembre i treni torneranno a circolare."),
      .passes(
        "pl",
        "RYGA, 4 grudnia (Goniec) — Minister transportu powie 6 grudnia, czy pociągi znów pojadą."),
      .passes(
        "uk",
        "РИГА, 4 грудня (Вісник) — Міністр транспорту заявив, що 6 грудня поїзди знову підуть."),
      .passes(
        "pt",
        "RIGA, 4 de dezembro (Correio) — O ministro dos Transportes disse que em 6 de dezembro os comboios voltam a circular."),
    ])

  static var needs: Needs { .all(.dates) }

  init(_ style: HouseStyle) {}

  /// A story runs on for some days under its first dateline, but not for weeks; a date weeks ahead is that of last year.
  private static let span = 1...14

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let dateline = story.dateline, story.dates.count > 1 else { return }
    guard
      let own = story.dates.first(where: {
        $0.day != nil && $0.month != nil && dateline.contains(story.bytes(of: $0.tokens).start)
      }),
      let sentence = story.sentences.first(where: { $0.paragraph == own.paragraph })
    else { return }
    for date in story.dates where date.paragraph == own.paragraph && date.tokens.lowerBound > own.tokens.upperBound {
      guard date.tokens.lowerBound < max(sentence.tokens.upperBound, own.tokens.upperBound + 60), !date.isList,
        !story.tokens[date.tokens.lowerBound].flags.contains(.quoted), date.year == nil || date.year == own.year,
        let days = days(own, date), DatelineDay.span.contains(days), isWhenSaid(date, story)
      else { continue }
      out.report(
        story.bytes(of: date.tokens),
        "The dateline says \(Wording.quoted(story.text(own.tokens))), \(days == 1 ? "one day" : "\(days) days") before this was said.",
        related: [("the dateline", story.bytes(of: own.tokens))])
      return
    }
  }

  /// From the first date to the second, over the turn of a year if need be.
  private func days(_ a: DateColumn, _ b: DateColumn) -> Int? {
    guard let day = a.day, let month = a.month, let other = b.day, let otherMonth = b.month, (1...12).contains(month),
      (1...12).contains(otherMonth)
    else { return nil }
    let year = a.year ?? 2001
    let next = otherMonth < month ? year + 1 : year
    return Calendar.dayNumber(next, otherMonth, other) - Calendar.dayNumber(year, month, day)
  }

  /// A verb of saying stands directly before the date, in the past.
  private func isWhenSaid(_ date: DateColumn, _ story: borrowing Analysis) -> Bool {
    let start = story.paragraphs[date.paragraph].tokens.lowerBound
    var token = (date.weekdayTokens.map { min($0.lowerBound, date.tokens.lowerBound) } ?? date.tokens.lowerBound) - 1
    var steps = 0
    while token > start, steps < 2, story.tokens[token].isWord, !story.isIn(token, .speechVerbs),
      story.isIn(token, .prepositions) || story.isIn(token, .dateConnectors) || story.isIn(token, .articles)
    {
      token -= 1
      steps += 1
    }
    // “Said December 6 would be a holiday”: where copy has articles, the day of speech has a word before it.
    guard token > start, isSpeech(token, story), steps > 0 || !story.language.has(.articles) else { return false }
    return !(max(start, token - 4)..<token).contains { story.isIn($0, .notYet) }
  }

  private func isSpeech(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.isIn(token, .speechVerbs)
      || story.classHits.contains { $0.index == WordClass.speechVerbs.bit && $0.tokens.contains(token) }
  }
}
