import Findings
import RuleKit
import Stories
import TextBase

/// Thousands parted with the mark of another language: 25,000 in German, 25.000 in English.
struct GroupSeparator: Rule {
  static let card = RuleCard(
    id: "numbers/group-separator", title: "Thousands parted as in another language", mqm: .numberFormat, severity: .minor,
    confidence: .high, languages: .withData("numbers.group"),
    why: """
      In English 25,000 is twenty-five thousand; in German it is twenty-five. A mark that came with the source makes a large \
      figure small, or a small one large.
      """,
    advice: "Part thousands as the language of the copy does.",
    examples: [
      .flags("de", "Rund [[25,000]] Menschen kamen.", fixed: "Rund 25.000 Menschen kamen."),
      .flags("en", "The plant cost [[1.250.000]] euros.", fixed: "The plant cost 1,250,000 euros."),
      .flags("en", "Some [[25.000]] people came.", fixed: "Some 25,000 people came."),
      .flags("it", "Il bilancio è di [[1,234,567]] euro.", fixed: "Il bilancio è di 1.234.567 euro."),
      .passes("de", "Der Kurs stieg auf 1,234 Dollar, 25.000 Anleger freuten sich."),
      .passes("en", "The server at 192.168.100.200 runs version 10.15."),
      .passes("en", "The reactor ran for 1.234 seconds."),
      .passes("fr", "Le décret 2.18.512 du 9 mars fixe le montant des bourses."),
      .passes("es", "El peso cerró en 17.35 por dólar y la ciudad tiene 18,500 habitantes."),
      .passes("fr", "Le budget est de 1.744.000 dinars, soit 2.500 de plus qu’en mai."),
      .passes("hi", "सरकार ने 12,34,567 घर बनाए।"),
      .flags("de", "In Peschawar sind [[1,250]] Dörfer abgeschnitten, 4.000 Menschen warten."),
      .flags("fr", "Une panne a privé de courant [[12.400]] foyers ; 3 800 n’en avaient toujours pas."),
      .flags("ru", "Из [[1,250]] кернов 900 хранятся в Турку."),
      .flags("es", "La población era de 1.300 parejas; el censo pasó de las [[2,450]] parejas."),
      .passes("de", "Die Turnerin siegte mit 14,600, vor der Französin mit 14,333."),
      .passes("he", "הקול איטי פי 1.300 מאשר במים, והמדד עלה."),
      .passes("de", "Der Index stieg um 1,257 Prozent, der Topf wiegt 1,250 Kilogramm, 4.000 Menschen kamen."),
      .passes("en", "The ratio was 1.618, and 4,000 people came; the motor ran for 1.250 seconds."),
      .flags("ru", "Ремонт обошёлся в [[310.500.000]] рублей."),
      .passes("ru", "Пришли 25 000 человек."),
    ])

  static var needs: Needs { .all(.partedFigures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let profile = story.language.profile
    guard story.language.hasLexicon, profile.decimalSeparators.count == 1, let group = profile.groupSeparators.first else {
      return
    }
    var customs: Customs?
    for number in story.numbers where number.shape.separators > 0 {
      let shape = number.shape
      guard number.isForeign else {
        reportCount(number, &customs, story, &out)
        continue
      }
      guard let value = number.value, !shape.isCertainDecimal, story.paragraphs[number.paragraph].language == nil,
        shape.first == 0x2C || shape.first == 0x2E, story.standsFree(number), !story.isLabelled(number),
        // Groups of two are parted with commas: 2.18.512 is the number of a decree.
        shape.separators == 1 || shape.hasThrees || shape.first == 0x2C, !(shape.separators == 3 && isAddress(value))
      else { continue }
      var confidence = Confidence.high
      let custom = customs ?? Customs(story)
      customs = custom
      if shape.separators == 1 {
        guard let sure = single(story, number, hasSpaceGroups: custom.hasSpaceGroups) else { continue }
        // Copy of Mexico and Peru parts so; a figure of the language’s own custom tells that this is none.
        let mayBeCustom = shape.first == 0x2C && story.language.habits.contains(.figuresByCountry) && !custom.hasOwnMarks
        confidence = mayBeCustom ? .low : sure
      } else if shape.isCertainBoth, shape.last == profile.decimalSeparators[0] {
        // 1.234,5 in French: an older custom that papers of some countries keep.
        confidence = .low
      } else if story.language.habits.contains(.figuresByCountry) {
        confidence = .medium
      }
      if custom.allow(shape, story) { continue }
      let range = story.bytes(of: number.tokens)
      let written = story.text(range)
      guard !number.hasLetters else { continue }
      let right = FigureText.format(value, profile, places: shape.isCertainBoth ? shape.tail : 0)
      out.report(
        range,
        "“\(written)” parts thousands with a \(shape.first == 0x2C ? "comma" : "point"); copy in \(profile.name) writes “\(right)”.",
        confidence: confidence,
        fixes: group == 0 ? [] : [.replace(range, with: right, "Part thousands as the language does", .safe)])
    }
  }

  /// Whether the story keeps the custom of another country throughout: 18,500 beside 2.5 in Mexico, 1.744.000 beside 2.500 in
  /// French copy from Algiers. Counted once a story.
  struct Customs {
    var hasPointDecimals = false
    var pointGroups = 0
    var hasSpaceGroups = false
    /// Any figure with the language’s own marks.
    var hasOwnMarks = false
    /// Any figure whose thousands are parted with the language’s own mark.
    var hasOwnGroups = false

    init(_ story: borrowing Analysis) {
      for number in story.numbers where number.shape.separators > 0 {
        let shape = number.shape
        if shape.isCertainDecimal, shape.last == 0x2E { hasPointDecimals = true }
        if shape.first == 0x2E, shape.tail == 3 { pointGroups += 1 }
        if shape.first == 0x20 { hasSpaceGroups = true }
        if !number.isForeign { hasOwnMarks = true }
        let isGrouped = shape.tail == 3 && shape.hasThrees
        if isGrouped, story.language.profile.groupSeparators.contains(shape.first) { hasOwnGroups = true }
      }
    }

    func allow(_ shape: FigureShape, _ story: borrowing Analysis) -> Bool {
      if shape.first == 0x2C { return story.language.habits.contains(.figuresByCountry) && hasPointDecimals }
      return !story.language.profile.decimalSeparators.contains(0x2E) && !hasSpaceGroups
        && !story.language.habits.contains(.neverGroupsByPoint)
        && pointGroups > (shape.tail == 3 ? 1 : 0)
    }
  }

  /// One separator and three digits: a group only by its zeros and what follows.
  private func single(_ story: borrowing Analysis, _ number: NumberColumn, hasSpaceGroups: Bool) -> Confidence? {
    let range = story.paragraphs[number.paragraph].tokens
    let next = number.tokens.upperBound
    guard number.scale == 0 else { return nil }
    // By point, French, Polish and Swedish papers of some countries do so.
    let isOldCustom = number.shape.first == 0x2E && !story.language.profile.decimalSeparators.contains(0x2E)
    if isOldCustom { return story.language.habits.contains(.neverGroupsByPoint) || hasSpaceGroups ? .medium : .low }
    if number.isMoney || number.unit != nil { return .medium }
    guard next < range.upperBound, story.tokens[next].kind == .word else { return nil }
    if isTwin(story, next) { return .high }
    let noun = story.tokens[next]
    let isNoun = noun.shape == .lower || (story.language.habits.contains(.capitalNouns) && noun.isCapitalised)
    // Some lists of function words hold people and year.
    return isNoun && (noun.id == 0 || !story.language.isIn(noun.id, .function) || noun.scalars > 4) ? .high : nil
  }

  /// 12.000 to 15.000: a figure of the same kind stands behind the word.
  private func isTwin(_ story: borrowing Analysis, _ word: Int) -> Bool {
    guard story.tokens[word].scalars <= 3, let twin = story.numbers.first(where: { $0.tokens.lowerBound == word + 1 }) else {
      return false
    }
    return twin.isForeign && twin.shape.endsInZeros && twin.shape.tail == 3
  }

  /// 192.168.100.200: four numbers of a byte.
  private func isAddress(_ value: Double) -> Bool {
    guard value < 256e9 else { return false }
    var rest = Int(value)
    while rest > 0 {
      if rest % 1000 > 255 { return false }
      rest /= 1000
    }
    return true
  }
}
