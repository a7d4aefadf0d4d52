import Findings
import RuleKit
import Stories
import TextBase

/// A decimal figure with the mark of another language: 14.5 points in German, 14,5 in English.
struct DecimalSeparator: Rule {
  static let card = RuleCard(
    id: "numbers/decimal-separator", title: "A decimal mark of another language", mqm: .numberFormat, severity: .minor,
    confidence: .high, languages: .withData("numbers.decimal"),
    why: """
      English, Chinese and Japanese write 14.5, most of Europe writes 14,5. A mark that came with the source makes readers \
      stop, and can change a figure a thousandfold.
      """,
    advice: "Use the decimal mark of the language of the copy.",
    examples: [
      .flags("de", "Die Firma setzte [[2.8]] Milliarden Euro um.", fixed: "Die Firma setzte 2,8 Milliarden Euro um."),
      .flags("en", "The bank lent £[[2,8bn]] to small firms.", fixed: "The bank lent £2.8bn to small firms."),
      .flags("en", "The team scored [[14,5]] points in all.", fixed: "The team scored 14.5 points in all."),
      .flags("fr", "Le chômage a reculé à [[7.4]] % en mars.", fixed: "Le chômage a reculé à 7,4 % en mars."),
      .flags("ru", "Цены выросли на [[3.2]] процента.", fixed: "Цены выросли на 3,2 процента."),
      .flags("pl", "Drużyna wygrała [[16.5]] do 10,5.", fixed: "Drużyna wygrała 16,5 do 10,5."),
      .flags(
        "es", "El agua tiene un pH de [[10.2]] y 33,8 miligramos de sal.",
        fixed: "El agua tiene un pH de 10,2 y 33,8 miligramos de sal."),
      .flags(
        "pl", "Na mecie dzieliło ich [[0.03]] s, a na starcie 7,5 metra.",
        fixed: "Na mecie dzieliło ich 0,03 s, a na starcie 7,5 metra."),
      .flags(
        "en", "Kenya beat Jamaica ([[42,35]]) and the United States (42.90) in the relay.",
        fixed: "Kenya beat Jamaica (42.35) and the United States (42.90) in the relay."),
      .flags("de", "Das Album ist erschienen (2 CDs, [[22.99]] Euro).", fixed: "Das Album ist erschienen (2 CDs, 22,99 Euro)."),
      .passes("es", "El coche lleva un motor 1.5, gasta 5,2 litros y pesa poco."),
      .passes("fr", "Le système en version 5.9, sorti en mai, pèse 3,8 gigaoctets."),
      .passes("de", "Das Update auf iOS 16.1 ist da, Version 2.5 folgt um 20.15 Uhr."),
      .passes("en", "See chapters 3,4 and 5 of the report."),
      .passes("en", "The Czech won 6,4 6,3 after 1,500 minutes on court."),
      .passes("it", "La riunione comincia alle 8.30 e finisce alle 10.45."),
      .passes("de", "Vom 1.9. bis 30.9. sind die Schulen zu, sagte er am 24.12. im Radio."),
      .passes("es", "El índice subió 2.5 por ciento, a 1,500.40 puntos."),
    ])

  static var needs: Needs { .all(.partedFigures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let own = ownMark(story) else { return }
    let foreign: UInt32 = own == 0x2C ? 0x2E : 0x2C
    var natives = 0
    var candidates: [(index: Int, isSure: Bool)] = []
    for index in story.numbers.indices where story.numbers[index].shape.separators > 0 {
      let number = story.numbers[index]
      if isNative(number, own) { natives += 1 }
      guard number.shape.separators == 1, number.shape.last == foreign, number.shape.isCertainDecimal,
        (1...2).contains(number.shape.tail), number.shape.lead <= 4, story.paragraphs[number.paragraph].language == nil,
        let isSure = reading(story, index, own) ?? comparison(story, index, own)
      else { continue }
      candidates.append((index, isSure))
    }
    guard !candidates.isEmpty else { return }
    // Mexico and the United States write Spanish with the point: the story must show the comma somewhere.
    if story.language.habits.contains(.figuresByCountry), natives == 0 { return }
    for (index, isSure) in candidates {
      let number = story.numbers[index]
      let written = story.text(number.tokens)
      let right = written.replacing(FigureText.mark(foreign), with: FigureText.mark(own))
      out.report(
        story.bytes(of: number.tokens),
        "“\(written)” uses a \(foreign == 0x2E ? "point" : "comma") for decimals; copy in \(story.language.profile.name) writes “\(right)”.",
        confidence: isSure && (natives > 0 || candidates.count < 4) ? .high : .medium,
        fixes: [.replace(story.bytes(of: number.tokens), with: right, "Use the language’s decimal mark", .safe)])
    }
  }

  /// The one decimal mark of the language; nil where usage differs by country or the lexicon has two.
  private func ownMark(_ story: borrowing Analysis) -> UInt32? {
    let marks = story.language.profile.decimalSeparators
    guard story.language.hasLexicon, marks.count(where: { $0 < 0xFF00 }) == 1, let own = marks.first(where: { $0 < 0xFF00 }),
      own == 0x2C || own == 0x2E
    else { return nil }
    guard let tag = story.languageTag, tag.utf8.contains(UInt8(ascii: "-")) else { return own }
    let region = tag.split(separator: "-").dropFirst().last ?? ""
    return story.language.profile.otherRegions.contains { $0 == region } ? nil : own
  }

  /// A figure that shows the language’s own custom.
  private func isNative(_ number: NumberColumn, _ own: UInt32) -> Bool {
    if number.shape.isCertainDecimal { return number.shape.last == own }
    let group: UInt32 = own == 0x2C ? 0x2E : 0x2C
    return number.shape.separators >= 1 && number.shape.first == group && number.shape.tail == 3 && number.shape.hasThrees
  }

  /// Whether the figure is a decimal for sure (true), very likely (false), or may be something else (nil).
  private func reading(_ story: borrowing Analysis, _ index: Int, _ own: UInt32) -> Bool? {
    let number = story.numbers[index]
    if number.hasLetters, number.scale == 0, number.unit == nil { return nil }
    let next = number.tokens.upperBound
    let range = story.paragraphs[number.paragraph].tokens
    if next < range.upperBound, story.isIn(next, .clockWords) { return nil }
    if let partner = partner(story, index), partner.shape.separators == 1, partner.shape.last == own,
      partner.shape.isCertainDecimal
    {
      return true
    }
    guard story.standsFree(number), !story.isLabelled(number) else { return nil }
    if number.scale > 0 || number.unit != nil || number.isMoney { return true }
    // 8.30 may be a time, 24.12 a date, 2.0 a version.
    // No time has a comma in English, and no time or date has sixty or more behind the point.
    guard let value = number.value, value != value.rounded() else { return nil }
    let fraction = Int(((value - value.rounded(.down)) * 100).rounded())
    guard next < range.upperBound, story.tokens[next].kind == .word, story.tokens[next].flags.contains(.spaceBefore) else {
      return nil
    }
    let noun = story.tokens[next]
    // 0.03 s, 0.01 mg: nothing happens so soon after midnight.
    if value < 1, own == 0x2C, noun.scalars <= 3, noun.shape == .lower, !story.isIn(next, .function) { return true }
    guard number.shape.tail == 1 || value > 32 || own == 0x2E || fraction >= 60 else { return nil }
    // TWh is a unit of its own kind.
    let isNoun =
      noun.shape == .lower || (story.language.habits.contains(.capitalNouns) && noun.shape == .capitalised)
      || (noun.shape == .mixed && noun.scalars <= 4)
    guard isNoun, noun.id == 0 || !story.language.isIn(noun.id, .function) else { return nil }
    // Windows 8.1 update: a name before the figure takes it along.
    let before = number.tokens.lowerBound - 1
    if before >= range.lowerBound, story.tokens[before].isCapitalised, !story.tokens[before].flags.contains(.sentenceStart) {
      return nil
    }
    return false
  }

  /// A figure that has no noun of its own, in a paragraph that shows the right mark: a pH of 10.2 and 33,8 mg; (42,35) beside
  /// (42.90). Nil when it may be anything else.
  private func comparison(_ story: borrowing Analysis, _ index: Int, _ own: UInt32) -> Bool? {
    let number = story.numbers[index]
    guard !number.hasLetters, number.scale == 0, number.unit == nil, story.standsFree(number), !story.isLabelled(number) else {
      return nil
    }
    let (before, next) = (number.tokens.lowerBound - 1, number.tokens.upperBound)
    let range = story.paragraphs[number.paragraph].tokens
    guard before >= range.lowerBound, next < range.upperBound else { return nil }
    func isBeside(_ shape: (FigureShape) -> Bool) -> Bool {
      [index - 2, index - 1, index + 1, index + 2].contains { other in
        story.numbers.indices.contains(other) && story.numbers[other].paragraph == number.paragraph
          && story.numbers[other].shape.separators == 1 && story.numbers[other].shape.last == own
          && story.numbers[other].shape.isCertainDecimal && shape(story.numbers[other].shape)
      }
    }
    if story.isMark(before, 0x28), story.isMark(next, 0x29) {
      return isBeside { $0.tail == number.shape.tail && $0.lead == number.shape.lead } && number.shape.tail == 2 ? false : nil
    }
    guard own == 0x2C, number.shape.tail == 1, story.isIn(before, .prepositions), story.isIn(next, .function),
      !story.isIn(next, .clockWords), isBeside({ _ in true })
    else { return nil }
    return false
  }

  /// The other side of a score or comparison: 16.5 to 10,5.
  private func partner(_ story: borrowing Analysis, _ index: Int) -> NumberColumn? {
    for other in [index - 1, index + 1] where story.numbers.indices.contains(other) {
      let (a, b) = other < index ? (story.numbers[other], story.numbers[index]) : (story.numbers[index], story.numbers[other])
      guard a.paragraph == b.paragraph, b.tokens.lowerBound - a.tokens.upperBound == 1 else { continue }
      let joint = a.tokens.upperBound
      if story.isDash(joint) || story.isMark(joint, 0x3A)
        || (story.tokens[joint].kind == .word && story.tokens[joint].scalars <= 5)
      {
        return story.numbers[other]
      }
    }
    return nil
  }
}
