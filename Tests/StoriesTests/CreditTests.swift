import Stories
import TestKit
import Testing

/// Lines that tell the language a story was translated from; `lexicon check` runs the examples of every language.
@Suite struct CreditTests {
  private static let copy = """
    The council met on Monday and closed the harbour for a week.

    Ships wait outside the port, and the ferry to the island does not sail.

    The mayor said that work on the pier would begin in May.

    Fishermen were told to use the old quay until then.

    The ferry company pays nothing back.
    """

  private func source(_ text: String, language: String = "en", _ option: LanguageOptions.Source = .auto) throws
    -> SourceEvidence
  {
    try withAnalysis(text, language: language, source: option) { $0.source }
  }

  @Test(arguments: [
    "Translated from Finnish by Eva Holm", "(Translated from the Finnish)", "TRANSLATED FROM FINNISH.",
    "*** DISCLAIMER: THIS IS AN AUTOMATED TRANSLATION FROM FINNISH ***",
    "This story was translated automatically from Finnish.",
    "By Eva Holm | Translated from Finnish", "Machine translation from Finnish by Eva Holm and Paul Berg",
  ])
  func declares(_ line: String) throws {
    // A first line of plain words is the headline.
    let isHeadline = line.first?.isLetter == true && line.last != "."
    let first = isHeadline ? "Harbour closed\n\n" + line : line
    for text in [first + "\n\n" + Self.copy, Self.copy + "\n\n" + line] {
      let found = try source(text)
      #expect(found.language == "fi" && found.origin == .declared, "\(text)")
    }
  }

  /// Sentences about translations, credits of books, lines in the middle of the copy, what others say.
  @Test(arguments: [
    "The poem was translated from Finnish by her sister.", "Machine translation from Finnish is getting better.",
    "Translated from the Finnish by Eva Holm. 220 pages, $25.", "“Translated from Finnish,” she read aloud.",
    "Her novel, translated from the Finnish by Eva Holm, came out in May.", "Translated from the original by Eva Holm.",
    "Translated from English by Eva Holm.", "Translated from Finnish into German, the play ran for a year.",
  ])
  func isNotGuessed(_ line: String) throws {
    #expect(try source(Self.copy + "\n\n" + line).language == nil)
  }

  @Test func amongTheCopyItIsNoCredit() throws {
    #expect(try source(Self.copy + "\n\nTranslated from Finnish by Eva Holm\n\n" + Self.copy).language == nil)
  }

  @Test func formatAndOptionComeFirst() throws {
    let text = Self.copy + "\n\nTranslated from Finnish"
    #expect(try source(text, .tag("ru")).language == "ru")
    #expect(try source(text, .none).language == nil)
  }
}
