import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A place that kept the name of another language where the copy’s language has its own: à London, in Deutschland.
struct ForeignName: Rule {
  static let card = RuleCard(
    id: "places/foreign-name", title: "A place has its name in another language", mqm: .untranslated, severity: .minor,
    confidence: .medium, languages: .withData("place-prepositions"),
    why: """
      A translation system takes names over as they stand. Great cities, regions and countries have a name of their own in most \
      languages, and readers look for that.
      """,
    advice: "Use the name that the language of the copy has for the place.",
    examples: [
      .flags("fr", "La réunion s’est tenue lundi à [[London]], a indiqué le ministère."),
      .flags("en", "The talks were held in [[Deutschland]] on Monday."),
      .flags("de", "Das Treffen fand am Montag in [[Lisboa]] statt."),
      .flags("es", "La feria se celebró en [[Torino]] el lunes."),
      .flags("pl", "Rozmowy odbyły się w [[London]] w poniedziałek."),
      .flags("ru", "Переговоры прошли в [[London]] в понедельник."),
      .flags("sv", "Mötet hölls i [[Lisboa]] på måndagen."),
      .flags("es", "Llovió en Londres. La línea entre [[London]] y Oxford sigue cerrada."),
      .flags("pt", "A companhia vem de Praga. Em outubro segue para [[Prague]]."),
      .passes("es", "Llovió en Nápoles. El equipo jugó contra Napoli y ganó."),
      .passes("de", "Venezia FC spielt in Venedig. Das Spiel gegen Venezia endete 2:1."),
      .passes("it", "A Londra piove. Jack London visse in California; il romanzo di London esce oggi."),
      .passes("sv", "Han spelar i Milan och har spelat i Roma och i Napoli."),
      .passes("de", "Er spielt bei Napoli, vorher bei Roma."),
      .passes("ro", "A jucat la Marseille și la Napoli."),
      .passes("fr", "La réunion s’est tenue lundi à Londres, puis à Milan et à Munich."),
      .passes("fr", "Il étudie à London, Ontario, et à London (Ontario)."),
      .passes("it", "La serie Emily in Paris è girata in Francia; Jack London visse in California."),
      .passes("de", "Das Etikett sagt made in Italy; sie wohnt in Berlin-Mitte."),
      .passes("de", "Die Konferenz fand in Georgia statt, und das Buch heißt „Tod in Venice“."),
      .passes("en", "The club is famous in Argentine football and in Italian cinema."),
      .passes("en", "The match in Milan ended 1-0; the Roma striker and Napoli were absent."),
      .passes("it", "Il derby a Genova è finito in parità."),
      .passes("en", "He lived in Zürich and in Málaga."),
    ])

  static var needs: Needs { .all(.foreignPlaces) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var known: [UInt32: Bool] = [:]
    for paragraph in story.paragraphs where paragraph.language == nil {
      for token in paragraph.tokens.dropFirst() where isForeignPlace(token, paragraph.tokens, &known, story) {
        let range = story.tokens[token].range
        let own = story.language.partner(story.tokens[token].id).map { "; here it is called “\($0)”" } ?? ""
        out.report(range, "“\(story.text(range))” is the name of a place in another language\(own).")
      }
    }
  }

  /// `known` keeps by word whether the story names the place otherwise too.
  private func isForeignPlace(
    _ token: Int, _ paragraph: Range<Int>, _ known: inout [UInt32: Bool], _ story: borrowing Analysis
  ) -> Bool {
    let word = story.tokens[token]
    guard word.id != 0, story.language.isIn(word.id, .foreignPlaces), word.shape == .capitalised,
      !word.flags.contains(.quoted), !isNamed(token + 1, paragraph, story)
    else { return false }
    guard story.isIn(token - 1, .placePrepositions) else {
      guard story.isIn(token - 1, .prepositions), !story.isIn(token - 1, .opponentPrepositions) else { return false }
      let answer = known[word.id] ?? isNamedOtherwise(token, story)
      known[word.id] = answer
      return answer
    }
    let before = token - 2
    guard before >= paragraph.lowerBound, !story.tokens[token - 1].flags.contains(.sentenceStart) else { return true }
    // Made in Italy: a turn of the other language.
    return !mayBeName(before, story) && !story.isIn(before, .foreignTurns)
  }

  /// entre Bologna y Rímini: behind any preposition, where the story has the place’s own name too.
  private func isNamedOtherwise(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[token]
    guard let own = story.language.partner(word.id), !ForeignName.clubs.contains(story.text(token)),
      // Jack London: a person of that name.
      !story.capitalised.contains(where: { $0 > 0 && story.tokens[$0].hash == word.hash && story.tokens[$0 - 1].isCapitalised })
    else { return false }
    // Cases change the last letter or add to it.
    let stem = Array((own.count > 4 ? own.dropLast() : own[...]).utf8)
    return story.capitalised.contains { place in
      let range = story.tokens[place].range
      return range.count >= stem.count && story.bytes[range.start..<range.start + stem.count].elementsEqual(stem)
    }
  }

  /// Clubs that bear the name of their city in all languages.
  private static let clubs: Set<String> = [
    "Bayern", "Braga", "Genoa", "Lazio", "Milan", "Napoli", "Roma", "Sevilla", "Torino", "Valencia",
  ]

  /// Emily in Paris: the word before the preposition may begin the name of something. A day does not, and where nouns have a
  /// capital only a foreign word does.
  private func mayBeName(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[token]
    guard word.isCapitalised, !word.flags.contains(.sentenceStart), !story.isIn(token, .weekday), !story.isIn(token, .month)
    else { return false }
    return !story.language.habits.contains(.capitalNouns) || story.language.foreignWords[word.hash] != 0
  }

  /// Whether what stands at `next` makes another place, or a longer name, of the word before: London, Ontario; Berlin-Mitte.
  private func isNamed(_ next: Int, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> Bool {
    guard next < paragraph.upperBound else { return false }
    if story.tokens[next].isCapitalised { return !story.tokens[next].flags.contains(.sentenceStart) }
    if story.isMark(next, 0x28) || story.isMark(next, 0x2D) || story.isMark(next, 0x2F) { return true }
    return story.isMark(next, 0x2C) && next + 1 < paragraph.upperBound && story.tokens[next + 1].isCapitalised
  }
}
