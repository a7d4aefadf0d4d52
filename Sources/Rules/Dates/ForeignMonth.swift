import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A month that kept its name in another language, beside a day or a year: 24 Dezember, in Eylül 2027.
struct ForeignMonth: Rule {
  static let card = RuleCard(
    id: "dates/foreign-month", title: "A month has its name in another language", mqm: .untranslated, severity: .major,
    confidence: .high, languages: .withData("foreign-months-capital"),
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
    for number in story.numbers where number.tokens.count == 1 {
      let paragraph = story.paragraphs[number.paragraph]
      guard paragraph.language == nil, let month = month(beside: number.tokens.lowerBound, paragraph.tokens, story) else {
        continue
      }
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
  private func month(beside figure: Int, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> Int? {
    if isDay(figure, story) {
      var next = figure + 1
      if next < paragraph.upperBound, story.isMark(next, 0x2E), !story.tokens[next].flags.contains(.spaceBefore) { next += 1 }
      return next < paragraph.upperBound && isForeignMonth(next, story) && !isName(figure, next, paragraph, story) ? next : nil
    }
    let month = figure - 1
    // Behind a capitalised word it is a surname; behind the figure of a day it was met before.
    guard month > paragraph.lowerBound, isYear(figure, story), isForeignMonth(month, story),
      !story.tokens[month - 1].isCapitalised, story.tokens[month - 1].kind == .word
    else { return nil }
    return isName(month, month, paragraph, story) ? nil : month
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

  private func isDay(_ token: Int, _ story: borrowing Analysis) -> Bool {
    guard story.tokens[token].kind == .number, story.tokens[token].length <= 2 else { return false }
    let range = story.tokens[token].range
    var value = 0
    for at in range.start..<range.end {
      let digit = story.bytes[at] &- 0x30
      guard digit <= 9 else { return false }
      value = value * 10 + Int(digit)
    }
    return (1...31).contains(value)
  }

  private func isYear(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let (word, start) = (story.tokens[token], Int(story.tokens[token].start))
    return word.kind == .number && word.length == 4
      && (story.bytes[start] == UInt8(ascii: "2") && story.bytes[start + 1] == UInt8(ascii: "0")
        || story.bytes[start] == UInt8(ascii: "1") && story.bytes[start + 1] >= UInt8(ascii: "8"))
  }

  /// Rue du 22 Septembre, Piazza 25 aprile: the date that begins at `first` is part of a name.
  private func isName(_ first: Int, _ month: Int, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> Bool {
    guard first > paragraph.lowerBound else { return false }
    let before = story.tokens[first - 1]
    guard before.kind == .word, !story.isIn(first - 1, .weekday) else { return false }
    if before.isCapitalised { return !before.flags.contains(.sentenceStart) }
    // A small word in the letters of the month that the language does not use is the other one’s article.
    return before.script == story.tokens[month].script && before.scalars <= 4 && !story.isIn(first - 1, .function)
  }
}
