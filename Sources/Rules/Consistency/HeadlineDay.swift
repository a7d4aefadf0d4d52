import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// The headline sets an event on one weekday, the lede on another: “Port to reopen Monday” over “will reopen on Tuesday”.
struct HeadlineDay: Rule {
  static let card = RuleCard(
    id: "consistency/headline-day", title: "The headline and the story name two days for one event",
    mqm: .mistranslation, severity: .major, confidence: .medium, languages: .withData("weekdays"),
    why: """
      A headline that was translated on its own, or taken over from an earlier version, can name another day than the story. \
      Readers who read no further come on the wrong day.
      """,
    advice: "Look up which day holds, and use it in both places.",
    examples: [
      .flags(
        "en",
        "Ferry port to reopen [[Monday]]\nThe ferry port will reopen on Tuesday after a week of storms, the harbour master said.\nNobody was hurt."
      ),
      .flags(
        "de",
        "Hafen öffnet am [[Montag]] wieder\nDer Hafen öffnet am Dienstag nach einer Woche Sturm.\nVerletzt wurde niemand."),
      .flags(
        "ru",
        "Порт откроется в [[понедельник]]\nПаромный порт откроется во вторник после недели штормов.\nНикто не пострадал."),
      .passes(
        "en",
        "Ferry port to reopen Monday\nThe ferry port will reopen after a week of storms, the harbour master said on Friday.\nNobody was hurt."
      ),
      .passes(
        "en",
        "Ferry port to reopen Monday\nThe ferry port will reopen on Monday, a day later than planned.\nIt was to reopen on Sunday."
      ),
      .passes(
        "en",
        "Ferry port to reopen Monday\nThe harbour master, who had hoped to reopen on Sunday, waits one day more.\nOn Monday the first ship will sail."
      ),
      .passes(
        "de",
        "Hafen öffnet am Montag wieder\nWie die Reederei am Freitag mitteilte, öffnet der Hafen nach einer Woche Sturm.\nVerletzt wurde niemand."
      ),
      .passes(
        "en",
        "Ferry port to reopen Monday\nThe ferry port will reopen on Tuesday, January 4, not on January 3.\nNobody was hurt."),
      .passes(
        "fr",
        "Le port rouvre lundi\nLe port rouvre après une semaine de tempête, a annoncé mardi le capitaine du port.\nPersonne n’a été blessé."
      ),
      .passes(
        "es",
        "El puerto reabre el lunes\nEl puerto reabre tras una semana de temporal, según anunció el martes la capitanía.\nNadie resultó herido."
      ),
      .passes(
        "it",
        "Il porto riapre lunedì\nIl porto riapre dopo una settimana di tempesta, ha annunciato martedì il comandante.\nNessuno è rimasto ferito."
      ),
      .passes(
        "pl",
        "Port otworzy się w poniedziałek\nPort otworzy się po tygodniu sztormów, powiedział we wtorek kapitan portu.\nNikt nie został ranny."
      ),
      .passes(
        "uk",
        "Порт відкриється в понеділок\nПорт відкриється після тижня штормів, сказав у вівторок капітан порту.\nНіхто не постраждав."
      ),
      .passes(
        "pt",
        "Porto reabre na segunda-feira\nO porto reabre depois de uma semana de temporal, disse na terça-feira o capitão.\nNinguém ficou ferido."
      ),
    ])

  static var needs: Needs { .all(.notableWords) }

  init(_ style: HouseStyle) {}

  private struct Day {
    var tokens: Range<Int>
    var paragraph: Int
    var value: Int
  }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    // Words of note stand in the order of the story: without one above the body there is no day in the headline.
    guard let first = story.notable.first, let top = story.paragraphs.prefix(2).last, first < top.tokens.upperBound,
      let parts = Headline.parts(of: story)
    else { return }
    let days = weekdays(story)
    let above = days.filter { $0.paragraph == parts.headline }
    guard above.count == 1, let day = above.first else { return }
    let below = days.filter { $0.paragraph != parts.headline }
    // The day of the headline stands somewhere in the story, or a date that may be it.
    guard !below.contains(where: { $0.value == day.value }), !story.dates.contains(where: { $0.day != nil }) else { return }
    let lede = below.filter { $0.paragraph == parts.opening[0] }
    guard lede.count == 1, let other = lede.first, let word = event(day, story), let same = event(other, story),
      isSame(word, same, story)
    else { return }
    out.report(
      story.bytes(of: day.tokens),
      "The story says \(Wording.quoted(story.text(same..<other.tokens.upperBound))) and never names “\(story.text(day.tokens))”.",
      related: [("another day here", story.bytes(of: other.tokens))])
  }

  private func weekdays(_ story: borrowing Analysis) -> [Day] {
    var days: [Day] = []
    var paragraph = 0
    let wanted = WordClassSet.of(.weekday, .dateOpeners)
    for place in 0..<story.notable.count {
      let token = story.notable[place]
      guard story.language.classes(of: story.tokens[token].id).intersects(wanted) else { continue }
      while story.paragraphs[paragraph].tokens.upperBound <= token { paragraph += 1 }
      let end = story.paragraphs[paragraph].tokens.upperBound
      if let (value, width) = story.weekday(at: token, before: end) {
        days.append(Day(tokens: token..<token + width, paragraph: paragraph, value: value))
      } else if story.language.weekday(story.tokens[token].id) > 0 {
        days.append(
          Day(tokens: token..<token + 1, paragraph: paragraph, value: story.language.weekday(story.tokens[token].id)))
      }
    }
    return days
  }

  /// The word that says what happens on the day: the last before it that is no preposition or article, unless it tells who
  /// said so.
  private func event(_ day: Day, _ story: borrowing Analysis) -> Int? {
    let start = story.paragraphs[day.paragraph].tokens.lowerBound
    var token = day.tokens.lowerBound - 1
    while token >= start, day.tokens.lowerBound - token <= 3, story.tokens[token].isWord, isSmall(token, story) { token -= 1 }
    guard token >= start, story.tokens[token].kind == .word, story.tokens[token].scalars >= 4,
      !story.isIn(token, .speechVerbs), !story.isIn(token, .attributionWords)
    else { return nil }
    return token
  }

  private func isSmall(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.isIn(token, .prepositions) || story.isIn(token, .articles) || story.isIn(token, .function)
      || story.isIn(token, .dateConnectors)
  }

  /// Equal, or two forms of one word: they share all but their last two letters.
  private func isSame(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    if story.tokens[a].hash == story.tokens[b].hash { return true }
    let shared = story.sharedLetters(a, b)
    return shared.prefix >= 5 && shared.longer - shared.prefix <= 2
  }
}
