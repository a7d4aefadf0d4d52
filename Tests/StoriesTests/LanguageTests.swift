import Findings
import Stories
import TestKit
import Testing

/// The language of a story and of its paragraphs, and when none is named.
@Suite struct LanguageTests {
  private func language(_ text: String, _ option: String? = nil) throws -> (tag: String?, from: Analysis.LanguageOrigin) {
    try withAnalysis(text, language: option) { ($0.languageTag, $0.languageFrom) }
  }

  @Test func twentyFiveLanguages() {
    #expect(InventedCopy.byLanguage.count == 25)
    #expect(InventedCopy.byLanguage.keys.sorted() == Shared.store.index.tags)
  }

  @Test(arguments: InventedCopy.byLanguage.keys.sorted())
  func isIdentified(_ tag: String) throws {
    let found = try language(try #require(InventedCopy.byLanguage[tag]))
    #expect(found.tag == tag)
    #expect(found.from == .detected)
  }

  /// More text does not change the answer.
  @Test(arguments: InventedCopy.byLanguage.keys.sorted())
  func repetitionChangesNothing(_ tag: String) throws {
    let text = try #require(InventedCopy.byLanguage[tag])
    #expect(try language(Array(repeating: text, count: 40).joined(separator: "\n")).tag == tag)
  }

  @Test(arguments: [
    "", ".", "12 345 678", "Holt", "NATO, OTAN", "Anna Holt – Peter Novak", "a b c d e", "“”", "https://example.org/a/b",
    "\u{1F600} \u{1F600} \u{1F600}",
  ])
  func abstainsOnTooLittle(_ text: String) throws {
    // The reader refuses a blank file; a dot is text.
    guard !text.isEmpty else { return }
    #expect(try language(text).tag == nil)
  }

  /// Copy that shares its function words with a language of the lexicons is none of theirs, and nothing in it is left over.
  @Test(arguments: [
    (
      "da",
      "Den nye bro over åen åbner på mandag, oplyser kommunen. Borgerne har ventet på den i femten år og håber nu, at vejen bliver kortere end før, hvor de måtte køre uden om. Den er ikke blevet dyrere."
    ),
    (
      "be",
      "Новы мост праз раку адкрыюць у панядзелак, паведамілі ў гарвыканкаме. Па словах спецыялістаў, ён не стаў даражэйшым, але для горада гэта быў галоўны праект года."
    ),
    (
      "sr",
      "Нови мост преко реке биће отворен у понедељак, саопштено је из градске управе. Према речима стручњака, није поскупео, али је за град то био главни пројекат године."
    ),
    (
      "gl",
      "A nova ponte sobre o río abrirase o luns, segundo informou o concello. Os veciños agardaban por ela desde había quince anos e agora confían en que o camiño ao traballo sexa máis curto ca antes."
    ),
    (
      "af",
      "Die nuwe brug oor die rivier gaan Maandag oop, het die stadsraad gesê. Die inwoners wag al vyftien jaar daarop en hoop dat die pad na die werk nou korter sal wees. Dit het nie duurder geword nie, want die ekonomie groei weer."
    ),
  ])
  func aRelativeIsNotTakenForItsKin(_ tag: String, _ text: String) throws {
    #expect(try language(text).tag == tag)
    #expect(try check(text, language: nil, rules: ["residue"]).isEmpty)
  }

  /// A quotation in a related language, or a few of its words, make the story no other one.
  @Test func aFewStrangeLettersChangeNothing() throws {
    let text = try #require(InventedCopy.byLanguage["sv"])
    #expect(try language(text + "\nEn skylt sade: ”Her må du ikke køre over åen før mandag”.").tag == "sv")
  }

  /// Names and figures in many languages say nothing of any.
  @Test func abstainsOnNames() throws {
    let names = "Holt Novak Orlov Silva Weber Rossi Nagy Popescu Yilmaz Nguyen Tanaka Kim 1 2 3 4 5"
    #expect(try language(names).tag == nil)
  }

  @Test func abstentionIsReported() throws {
    let result = try report(Array("Holt, Novak".utf8), language: nil)
    #expect(result.language == nil && result.languageFrom == nil)
    #expect(result.notChecked.map(\.family) == ["all language rules"])
  }

  @Test func theOptionWins() throws {
    let found = try language(try #require(InventedCopy.byLanguage["de"]), "en")
    #expect(found.tag == "en" && found.from == .option)
  }

  @Test func aRegionFallsBackOnItsLanguage() throws {
    try withAnalysis("The mayor left.", language: "en-GB") { story in
      #expect(story.languageTag == "en-GB" && story.language.tag == "en" && story.language.hasLexicon)
    }
  }

  @Test func aLanguageWithoutLexiconHasTheMarksOfCLDR() throws {
    try withAnalysis("„Tere,“ ütles ta.", language: "et") { story in
      #expect(!story.language.hasLexicon && story.language.tag == "et")
      #expect(story.language.profile.quoteStyles.first.map { [$0.outerOpen, $0.outerClose] } == [0x201E, 0x201C])
    }
    let result = try report(Array("„Tere,“ ütles ta.".utf8), language: "et")
    #expect(result.notChecked.contains { $0.family == "language" })
  }

  @Test(arguments: [("ar", true), ("he", true), ("fa", true), ("en", false), ("ru", false)])
  func directionIsReported(_ sample: (tag: String, isRightToLeft: Bool)) throws {
    let text = try #require(InventedCopy.byLanguage[sample.tag])
    #expect(try report(Array(text.utf8), language: nil).isRightToLeft == sample.isRightToLeft)
  }

  // MARK: paragraphs in another language

  @Test func aForeignParagraphIsMarked() throws {
    let english = try #require(InventedCopy.byLanguage["en"])
    let french = try #require(InventedCopy.byLanguage["fr"])
    try withAnalysis([english, french, english].joined(separator: "\n"), language: nil) { story in
      #expect(story.languageTag == "en")
      #expect(story.paragraphs.map(\.language?.text) == [nil, "fr", nil])
    }
  }

  @Test func aShortForeignLineIsNot() throws {
    let english = try #require(InventedCopy.byLanguage["en"])
    try withAnalysis(english + "\nLiberté, égalité, fraternité\n" + english, language: nil) { story in
      #expect(story.paragraphs.allSatisfy { $0.language == nil })
    }
  }

  // MARK: words

  @Test func wordsAreCountedAsEditorsDo() throws {
    try withAnalysis("Don’t count – marks, 3 words (plus four).", language: "en") { #expect($0.wordCount == 7) }
    // Seventeen Han characters are ten words.
    try withAnalysis(String(repeating: "桥", count: 17), language: "zh") { #expect($0.wordCount == 10) }
    try withAnalysis("นายกเทศมนตรีกล่าวว่าสะพาน", language: "th") { #expect((3...8).contains($0.wordCount)) }
  }
}
