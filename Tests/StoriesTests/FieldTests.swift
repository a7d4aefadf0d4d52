import Findings
import Stories
import TestKit
import Testing

/// The parts of a story that plain text leaves to be found out.
@Suite struct FieldTests {
  private func fields(_ text: String, _ language: String) throws -> [Field] {
    try withAnalysis(text, language: language) { $0.paragraphs.map(\.field) }
  }

  private static let stories: [(name: String, language: String, text: String, fields: [Field])] = [
    (
      "English", "en",
      """
      Council raises bridge fees for the second year
      By Anna Holt
      The council raised its bridge fees on Monday, the mayor said in a statement.
      Commuters were not pleased with the decision, which takes effect in May.
      Read also: New bridge closed again
      Anna Holt is a business reporter. She writes about banks and bridges.
      Source: Reuters
      """, [.headline, .byline, .body, .body, .link, .authorBox, .credit]
    ),
    (
      "German", "de",
      """
      Rat erhöht die Gebühren zum zweiten Mal
      Von Anna Weber
      Der Rat hat am Montag die Gebühren für die Brücke erhöht, sagte der Bürgermeister.
      Anna Weber schreibt über Politik und Verkehr.
      Foto: dpa
      """, [.headline, .byline, .body, .authorBox, .credit]
    ),
    (
      "Russian", "ru",
      """
      Совет второй год подряд повышает плату за мост
      Автор: Ольга Петрова
      Совет в понедельник повысил плату за проезд по мосту, сообщил мэр города.
      Ольга Петрова пишет о политике и транспорте.
      Источник: ТАСС
      """, [.headline, .byline, .body, .authorBox, .credit]
    ),
    (
      "French", "fr",
      """
      La ville augmente le péage du pont
      Par Claire Dubois
      La ville a augmenté lundi le péage du pont, a annoncé le maire dans un communiqué.
      Source : AFP
      """, [.headline, .byline, .body, .credit]
    ),
    (
      "a name alone under the headline", "en",
      """
      Council raises bridge fees for the second year
      Peter Novak
      The council raised its bridge fees on Monday, the mayor said in a statement.
      """, [.headline, .byline, .body]
    ),
    ("one paragraph is body", "en", "Council raises bridge fees", [.body]),
    (
      "a sentence is no headline", "en", "The council raised its fees.\nCommuters were not pleased with it.", [.body, .body]
    ),
  ]

  @Test(arguments: stories.map(\.name))
  func partsAreTold(_ name: String) throws {
    let story = try #require(Self.stories.first { $0.name == name })
    #expect(try fields(story.text, story.language) == story.fields)
  }

  /// Near misses: each paragraph looks a little like the field.
  @Test(arguments: [
    ("By the river, the council opened a new path on Monday.", Field.body),
    ("Source code of the program was published on Monday, the company said in a statement to the press.", .body),
    ("Anna Holt is the mayor. She was elected in May.", .body),
    ("Photos of the bridge were shown.", .body),
  ])
  func nearMisses(_ sample: (text: String, field: Field)) throws {
    let text = "The council raised its bridge fees on Monday.\nThe mayor, Anna Holt, said so in a statement.\n" + sample.text
    #expect(try fields(text, "en").last == sample.field)
  }

  /// Somebody of whom the story tells is no author.
  @Test func aPersonOfTheStoryHasNoAuthorBox() throws {
    let text = """
      The court heard the editor, Peter Novak, on Monday morning in the town hall.
      Peter Novak is an editor. He was arrested in May.
      """
    #expect(try fields(text, "en") == [.body, .body])
  }

  // MARK: dateline

  private func dateline(_ text: String, _ language: String) throws -> String? {
    try withAnalysis(text, language: language) { story in story.dateline.map { story.text($0) } }
  }

  @Test(arguments: [
    ("en", "GENEVA (Agency) – The council raised its bridge fees on Monday, the mayor said.", "GENEVA (Agency) –"),
    ("en", "PORT REED, May 4 — The council raised its bridge fees on Monday, the mayor said.", "PORT REED, May 4 —"),
    ("de", "HAMBURG (dpa) - Der Rat hat am Montag die Gebühren für die Brücke erhöht.", "HAMBURG (dpa) -"),
    ("en", "Geneva (Agency) - The council raised its bridge fees on Monday, the mayor said.", "Geneva (Agency) -"),
  ])
  func datelines(_ sample: (language: String, text: String, dateline: String)) throws {
    #expect(try dateline(sample.text, sample.language) == sample.dateline)
    try withAnalysis(sample.text, language: sample.language) { story in
      #expect(story.field(at: 0) == .dateline && story.field(at: sample.dateline.utf8.count + 1) == .body)
    }
  }

  @Test(arguments: [
    "The plan – a good one – failed on Monday, the mayor said in a statement.",
    "“We agree – at last,” the mayor said on Monday in a short statement.",
    "Short – no.",
    "NATO-Russia talks went on in Geneva on Monday, the mayor said.",
  ])
  func noDateline(_ text: String) throws {
    #expect(try dateline(text, "en") == nil)
  }

  // MARK: given by the format

  @Test func fieldsThatTheFormatNamesAreKept() throws {
    var story = try PlainTextReader().read(DecodedFile(Array("Anna Holt\nThe council met.".utf8)))[0]
    story.blocks[0].field = .credit
    story.blocks[1].field = .headline
    try Analyser(Shared.store).analyse(story, LanguageOptions(language: "en")) { analysis in
      #expect(analysis.paragraphs.map(\.field) == [.credit, .headline])
    }
  }

  @Test func findingsCarryTheirField() throws {
    let text = "Council raises fees for the second year\nBy John Doe\nThe council raised its fees on Monday."
    let findings = try check(text, language: "en", rules: ["bylines/placeholder-persona"])
    #expect(findings.map(\.field) == [.byline])
  }

  // MARK: numbers

  @Test(arguments: [
    ("en", "It cost 1,500.5 dollars.", 1500.5), ("de", "Es kostete 1.500,5 Euro.", 1500.5),
    ("fr", "Il a coûté 1\u{202F}500 euros.", 1500), ("en", "About 175 people.", 175), ("ru", "Около 1 500 человек.", 1500),
  ])
  func figuresHaveValues(_ sample: (language: String, text: String, value: Double)) throws {
    try withAnalysis(sample.text, language: sample.language) { #expect($0.numbers.map(\.value) == [sample.value]) }
  }

  /// An ordinal counts.
  @Test func ordinalsHaveValues() throws {
    try withAnalysis("The 20th car.", language: "en") { #expect($0.numbers.map(\.value) == [20]) }
  }
}
