import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A month that kept its name in another language, beside a day or a year: 24 Dezember, in Eylül 2027.
struct ForeignMonth: Rule {
  static let card = RuleCard(
    id: "dates/foreign-month", title: "A month has its name in another language", mqm: .untranslated, severity: .major,
    confidence: .medium, languages: .withData("foreign-months-capital"),
    why: """
      A translation system that takes the name of a month for the name of something else leaves it as it is, and the date says \
      nothing to readers of the other language.
      """,
    advice: "Name the month in the language of the copy.",
    examples: [
      .flags("en", "The talks began on 24 [[Dezember]] in Bonn.", fixed: "The talks began on 24 December in Bonn."),
      .flags("en", "The bridge opens in [[Eylül]] 2027."),
      .flags("fr", "Le pont ouvrira le 18. [[Oktober]] 2027."),
      .flags("ru", "Мост откроют 24 [[Dezember]] утром."),
      .flags("de", "Die Brücke öffnet am 3 [[października]] für alle."),
      .flags("th", "สะพานจะเปิดวันที่ 24 [[Dezember]] นี้"),
      .passes("en", "The talks began on 24 December and ended in May 2027."),
      .passes("en", "She lives at 12 Rue du 22 Septembre and works in the Place du 11 novembre 1918."),
      .passes("en", "The Piazza 25 aprile was full, and so was the Avenida 9 de Julio."),
      .passes("de", "Die Via 4 novembre ist gesperrt, die Brücke des 15 Temmuz Verbands auch."),
      .passes("en", "The 15 Temmuz Martyrs Bridge was closed on Monday."),
      .passes("fr", "Le pont du 15 Temmuz Şehitler a rouvert lundi."),
      .passes("en", "He cited La Repubblica, 12 settembre 2019, as the source."),
      .passes("en", "Ahmet Kasım, 24, and Mehmet Ekim 2 were named; the Mars 2020 rover landed."),
      .passes("de", "Der Rover Mars 2020 landete, und Theresa May 2019 trat zurück."),
      .passes("fr", "Le pont ouvrira le 18 octobre 2027."),
      .passes("en", "“Am 24. Dezember ist Heiligabend”, he said in German."),
    ])

  static var needs: Needs { .all(.figures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let classes = WordClassSet.of(.foreignMonthsSmall, .foreignMonthsCapital)
    guard story.wordClasses.intersects(classes) else { return }
    for number in story.numbers where number.shape.separators == 0 && !number.hasLetters {
      let paragraph = story.paragraphs[number.paragraph]
      guard paragraph.language == nil, let month = month(beside: number, paragraph.tokens, story) else { continue }
      let range = story.tokens[month].range
      let name = story.language.monthName(story.language.month(story.tokens[month].id))
      // Where months are inflected the desk must choose the form.
      let isPlain = name != nil && story.language.profile.dateOrders.contains(.mdy)
      out.report(
        range, "“\(story.text(range))” is the name of a month in another language\(name.map { "; here it is “\($0)”" } ?? "").",
        fixes: isPlain ? [.replace(range, with: name!, "Write “\(name!)”", .review)] : [])
    }
  }

  /// The month behind the figure of a day, with or without a point, or before that of a year.
  private func month(beside number: NumberColumn, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> Int? {
    let figure = number.tokens.lowerBound
    if let value = number.value, (1...31).contains(value) {
      var next = number.tokens.upperBound
      if next < paragraph.upperBound, story.isMark(next, 0x2E), !story.tokens[next].flags.contains(.spaceBefore) { next += 1 }
      guard next < paragraph.upperBound, isForeignMonth(next, story) else { return nil }
      return isInName(figure, next, paragraph, story) ? nil : next
    }
    let month = figure - 1
    // Behind a figure it was met with the day.
    guard month > paragraph.lowerBound, story.year(figure) != nil, isForeignMonth(month, story),
      story.tokens[month - 1].kind == .word
    else { return nil }
    return isInName(month, month, paragraph, story) ? nil : month
  }

  /// Whether a word is a month of another language, written as there, outside of text that is foreign on purpose.
  private func isForeignMonth(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[token]
    guard word.kind == .word, word.id != 0, !word.flags.contains(.quoted) else { return false }
    switch word.shape {
    case .capitalised: return story.language.isIn(word.id, .foreignMonthsCapital)
    case .lower, .none: return story.language.isIn(word.id, .foreignMonthsSmall)
    default: return false
    }
  }

  /// Rue du 22 Septembre, Piazza 25 aprile, 15 Temmuz Martyrs Bridge, La Repubblica, 12 settembre 2019: the date that begins at
  /// `first` is part of a name, or of what another paper printed.
  private func isInName(_ first: Int, _ month: Int, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> Bool {
    let next = month + 1
    if next < paragraph.upperBound, story.tokens[next].isCapitalised, !story.tokens[next].flags.contains(.sentenceStart) {
      return true
    }
    guard first > paragraph.lowerBound else { return false }
    var before = first - 1
    if before > paragraph.lowerBound, story.isMark(before, 0x2C) { before -= 1 }
    guard story.tokens[before].kind == .word, !story.isIn(before, .weekday) else { return false }
    if story.tokens[before].isCapitalised { return !story.tokens[before].flags.contains(.sentenceStart) }
    // A small word in the letters of the month that the language does not use is the other one’s article.
    return story.tokens[before].script == story.tokens[month].script && story.tokens[before].scalars <= 4
      && !story.isIn(before, .function)
  }
}
