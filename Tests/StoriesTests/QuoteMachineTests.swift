import Stories
import TestKit
import TextBase
import Testing

/// What each quotation mark does, and what lies in quotations.
@Suite struct QuoteMachineTests {
  /// The quotations with their marks, and the faults in order.
  private func read(_ text: String, _ language: String) throws -> (quotations: [String], faults: [QuoteFault]) {
    try withAnalysis(text, language: language) { story in
      (
        story.quotations.map { story.text($0.tokens) }.sorted(), story.quoteMarks.compactMap(\.fault)
      )
    }
  }

  private static let good: [(language: String, text: String, quotations: [String])] = [
    ("en", "“We agree,” she said. “We all do.”", ["“We agree,”", "“We all do.”"]),
    ("en", "\"We agree,\" she said. \"We all do.\"", ["\"We agree,\"", "\"We all do.\""]),
    ("en", "“He said ‘yes’ to me,” she said.", ["“He said ‘yes’ to me,”", "‘yes’"]),
    ("en", "‘We agree,’ she said. ‘It’s the dogs’ home.’", ["‘It’s the dogs’ home.’", "‘We agree,’"]),
    ("en", "The ’90s, rock ’n’ roll, the workers’ rights, don't, 5'11\" and 6'2\".", []),
    ("en", "The so-called “safe-area” (“zone”) – “…and then” – “5%”.", ["“5%”", "“safe-area”", "“zone”", "“…and then”"]),
    ("en", "``We agree,'' she said.", ["``We agree,''"]),
    ("de", "„Ja“, sagte er, „wir gehen.“", ["„Ja“", "„wir gehen.“"]),
    ("de", "»Ja«, sagte er, »wir gehen.«", ["»Ja«", "»wir gehen.«"]),
    ("de", "„Er rief: ‚Halt!‘, dann lief er“, sagte sie. Wie geht’s?", ["„Er rief: ‚Halt!‘, dann lief er“", "‚Halt!‘"]),
    ("pl", "„Tak”, powiedział. Pismo „Poranek” też.", ["„Poranek”", "„Tak”"]),
    ("sv", "”Ja”, sade hon. ”Vi går.”", ["”Ja”", "”Vi går.”"]),
    ("fr", "« Oui », a-t-il dit. « Nous partons. »", ["« Nous partons. »", "« Oui »"]),
    ("fr", "«\u{A0}Oui\u{A0}», a-t-il dit aujourd’hui.", ["«\u{A0}Oui\u{A0}»"]),
    ("ru", "«Клуб „Север“ победил», — сказал он. «Да».", ["«Да»", "«Клуб „Север“ победил»", "„Север“"]),
    ("uk", "«Так», — сказав він. П’ять сіл, об’їзд.", ["«Так»"]),
    ("he", "צה״ל וארה\"ב הודיעו. \"כן\", אמר ד\"ר לוי.", ["\"כן\""]),
    ("es", "«Sí», dijo. «Vamos.»", ["«Sí»", "«Vamos.»"]),
    ("zh", "他说：“我们不走。”然后离开。", ["“我们不走。”"]),
    ("ja", "「はい」と話し、『本』を閉じた。", ["「はい」", "『本』"]),
    ("ar", "قال: «نعم». وأضاف: “لا”.", ["«نعم»", "“لا”"]),
  ]

  @Test(arguments: good.map(\.text))
  func goodCopyHasNoFaults(_ text: String) throws {
    let sample = try #require(Self.good.first { $0.text == text })
    let found = try read(text, sample.language)
    #expect(found.quotations == sample.quotations.sorted())
    // Full-width copy sets no spaces; `quotes/missing-space` leaves it out.
    let isFullWidth = ["ja", "zh"].contains(sample.language)
    #expect(found.faults.filter { !(isFullWidth && $0 == .missingSpace) } == [])
  }

  private static let bad: [(language: String, text: String, faults: [QuoteFault])] = [
    ("en", "“We agree, ”she said. “We all do.”", [.misplacedSpace]),
    ("en", "She called it“ a start” on Monday.", [.misplacedSpace]),
    ("en", "She called the\" safe\" area good.", [.misplacedSpace]),
    ("de", "Er nannte es„ stabil“ und ging.", [.misplacedSpace]),
    ("ru", "Он назвал это« стабильным», но ушёл.", [.misplacedSpace]),
    ("pl", "Nazwał to„ żartem” i wyszedł.", [.misplacedSpace]),
    ("en", "She called it “ a start ” on Monday.", [.straySpace, .straySpace]),
    ("en", "“We agree,”she said on Monday.", [.missingSpace]),
    ("en", "“One,” he said. The council goes on with it”, she said. “Fine,” he added.", [.unopened]),
    ("en", "“One,” he said. ”Two,“ she said. “Three,” he said.", [.reversed, .reversed]),
  ]

  @Test(arguments: bad.map(\.text))
  func faultsAreNamed(_ text: String) throws {
    let sample = try #require(Self.bad.first { $0.text == text })
    #expect(try read(text, sample.language).faults == sample.faults)
  }

  // MARK: over paragraphs

  @Test(arguments: [
    ("en", "“First paragraph of a statement.\n“Second one.\n“Third,” he said."),
    ("en", "“First paragraph of a statement.\nIt goes on here,” he said."),
    ("fr", "« Premier paragraphe.\n« Deuxième », a-t-il dit."),
    ("es", "«Primer párrafo.\n»Segundo párrafo», dijo."),
    ("de", "„Erster Absatz.\n„Zweiter Absatz“, sagte er."),
  ])
  func reopenedQuotationsAreGood(_ sample: (language: String, text: String)) throws {
    let found = try read(sample.text, sample.language)
    #expect(found.faults.isEmpty)
  }

  @Test func anUnclosedQuotationEndsAtItsParagraph() throws {
    let text = "“One,” he said. “Two.\nThe council met. “It is late,” he said, “but fine.” They left."
    try withAnalysis(text, language: "en") { story in
      let outside = story.tokens.indices.filter { story.text($0) == "They" || story.text($0) == "council" }
      #expect(outside.count == 2)
      #expect(outside.allSatisfy { !story.tokens[$0].flags.contains(.quoted) })
    }
  }

  @Test func tokensKnowWhetherTheyAreQuoted() throws {
    try withAnalysis("He said “we agree” and left.", language: "en") { story in
      let quoted = story.tokens.indices.filter { story.tokens[$0].flags.contains(.quoted) }.map { story.text($0) }
      #expect(quoted == ["“", "we", "agree", "”"])
    }
  }

  /// Partners point at each other, and a quotation’s tokens run from the one to the other.
  @Test func partnersAgree() throws {
    for sample in Self.good {
      try withAnalysis(sample.text, language: sample.language) { story in
        for (index, mark) in story.quoteMarks.enumerated() {
          if let partner = mark.partner { #expect(story.quoteMarks[partner].partner == index, "\(sample.text)") }
        }
        for quotation in story.quotations {
          let open = story.quoteMarks[quotation.openMark]
          let close = story.quoteMarks[quotation.closeMark]
          #expect(open.role == .open && close.role == .close)
          #expect(quotation.tokens == open.token..<close.token + close.width)
        }
      }
    }
  }

  @Test func apostrophesAndPrimesAreNoQuotations() throws {
    try withAnalysis("It’s the dogs’ 6'2\" and 12″ in 5′.", language: "en") { story in
      #expect(story.quotations.isEmpty)
      #expect(story.quoteMarks.allSatisfy { $0.role == .apostrophe || $0.role == .prime })
    }
  }

  /// Five thousand marks in one paragraph cost no more than five thousand marks in many; here: they are read at all.
  @Test func manyMarksAreRead() throws {
    let text = String(repeating: "“yes,” she said. ", count: 2500)
    let found = try read(text, "en")
    #expect(found.quotations.count == 2500 && found.faults.isEmpty)
  }
}
