import Stories
import TestKit
import TextBase
import Testing

/// Single marks beside apostrophes: a story that quotes with them has their faults found, and no apostrophe is one.
@Suite struct SingleQuoteTests {
  /// A pair before and one behind, so that the story is seen to quote with single marks.
  private func faults(_ text: String, _ language: String, _ pairs: (String, String)) throws -> [QuoteFault] {
    try withAnalysis("\(pairs.0)\n\(text)\n\(pairs.1)\n", language: language) { story in story.quoteMarks.compactMap(\.fault) }
  }

  private static let pairs: [String: (String, String)] = [
    "en": ("‘We have waited long enough,’ said Maud Farrell.", "‘The boats cannot stay outside,’ she said."),
    "nl": ("‘Wij hebben lang genoeg gewacht’, zei Geert Bolsma.", "‘De schepen kunnen niet buiten blijven’, zei zij."),
    "de": ("„Er rief ‚wir kommen gleich‘ und lief davon“, sagte Heike Brandt.", "„Dann hieß es ‚zu spät‘, mehr nicht.“"),
    "it": ("«Ha gridato ‘arriviamo subito’ ed è corso via», ha detto Paolo Brandi.", "«Poi ‘troppo tardi’, e basta.»"),
  ]

  @Test(arguments: [
    ("en", "‘It is a fine day, she told the crowd. Nobody answered.", QuoteFault.unclosed),
    ("en", "It is a fine day,’ she told the crowd. Nobody answered.", .unopened),
    ("en", "‘It is a fine day, ’she told the crowd. Nobody answered.", .misplacedSpace),
    ("en", "Nobody answered.‘ It is a fine day,’ she said again.", .misplacedSpace),
    ("en", "‘ It is a fine day,’ she said again.", .straySpace),
    ("en", "‘It is a fine day,’she said again.", .missingSpace),
    ("en", "’It is a fine day,’ she said again.", .reversed),
    ("nl", "‘Het is een mooie dag, zei zij tegen de menigte. Niemand gaf antwoord.", .unclosed),
    ("nl", "Het is een mooie dag’, zei zij tegen de menigte. Niemand gaf antwoord.", .unopened),
    ("nl", "Volgens haar is dat‘ een mooie dag’ voor de haven.", .misplacedSpace),
    ("de", "„Er rief ‚das Tor ist zu und ging nach Hause“, sagte Heike Brandt.", .unclosed),
  ])
  func faultsAreFound(_ language: String, _ text: String, _ fault: QuoteFault) throws {
    let found = try faults(text, language, SingleQuoteTests.pairs[language]!)
    #expect(found == [fault], "\(text): \(found)")
    guard language != "de" else { return }
    // The same in straight marks, which show nothing by their shape.
    func straight(_ text: String) -> String { String(text.map { $0 == "‘" || $0 == "’" ? "'" : $0 }) }
    let pairs = SingleQuoteTests.pairs[language]!
    let other = try faults(straight(text), language, (straight(pairs.0), straight(pairs.1)))
    #expect(other.allSatisfy { $0 == fault }, "\(straight(text)): \(other)")
  }

  @Test(arguments: [
    ("en", "O’Brien said the dogs’ tails and the workers’ rights mattered in the ’90s, when rock ’n’ roll was king."),
    ("en", "The Joneses’, the Smiths’ and the Farrells’ boats lay there, goin’ nowhere ’til dawn. ‘Stay,’ he said."),
    ("en", "He stood 6’ tall, or 5’ 11” by his own count. The U.S.’ role was small. ’Tis said so."),
    ("en", "‘One long speech begins here.\n‘It goes on here, with the dogs’ tails.\n‘And it ends here,’ she said."),
    ("en", "The Boys‘ Club and the dogs‘ tails of the ‘80s, and ‘Abd al-Karim of the Ka‘ba."),
    ("nl", "’s Morgens ligt Max’ boot in ’s-Hertogenbosch; ’t is zo’n mooie dag in ’n jaar. Foto’s van de jaren ’90."),
    ("de", "Hans’ Boot und Max’ Haus, so ’n Tag, ’s ist spät, wie geht’s? Der Boys‘ Club und Andrea‘s Laden."),
    ("it", "Un po’ d’acqua, dell’‘affare’ e degli anni ’70: ‘un po’ di tutto’, dice. Il ’68 e la ’ndrangheta."),
  ])
  func apostrophesHaveNone(_ language: String, _ text: String) throws {
    let pairs = SingleQuoteTests.pairs[language]!
    #expect(try faults(text, language, pairs).isEmpty)
    #expect(try faults(text, language, ("", "")).isEmpty)
  }

  /// Without a pair, a ‘ before a listed word shows that the story quotes so; one before a name it does not know proves nothing.
  @Test func anOpeningMarkIsEvidence() throws {
    #expect(
      try faults("They called it‘ the end’ of the harbour, and nobody was surprised.", "en", ("", "")) == [.misplacedSpace])
    #expect(try faults("‘Uthman, ‘Umar and the ‘Ndrangheta met in the old town.", "en", ("", "")).isEmpty)
  }
}
