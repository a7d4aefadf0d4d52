import Findings
import Stories
import TestKit
import Testing

/// The language that a story was translated from: declared, or inferred from traces of two kinds, or none.
@Suite struct SourceTests {
  private func source(_ text: String, _ option: LanguageOptions.Source = .auto) throws -> SourceEvidence {
    try withAnalysis(text, language: "en", source: option) { $0.source }
  }

  private static let plain = "The mayor said on Monday that the bridge would open in May. Commuters were pleased."

  @Test func cleanCopyHasNone() throws {
    let found = try source(Self.plain)
    #expect(found.language == nil && found.origin == .none && found.traces.isEmpty)
  }

  @Test func theOptionDeclaresIt() throws {
    let found = try source(Self.plain, .tag("uk"))
    #expect(found.language == "uk" && found.origin == .option)
    #expect(try source(Self.plain, .none).origin == .none)
  }

  /// Phrases that speak without evidence, of two rules.
  @Test func twoKindsOfTracesInferIt() throws {
    let text = """
      The bank will close, the agency said with reference to the ministry.
      The head of the White House stressed that talks would go on. The call became a logical continuation of the talks.
      """
    let found = try source(text)
    #expect(found.language == "ru" && found.origin == .inferred)
    #expect(found.traces.contains("ru"))
    #expect(try source(text, .none).language == nil)
  }

  @Test func oneKindDoesNot() throws {
    let text = "The bank will close, the agency said with reference to the ministry."
    let found = try source(text)
    #expect(found.language == nil && found.origin == .none)
  }

  /// Wordings that native writers use too prove nothing alone, but three of them do, of two rules.
  @Test func manyWordingsInferIt() throws {
    let sentences = [
      "Recall that the harbour was closed in the spring.", "So, on March 5, the gates were locked.",
      "One gets the impression that nobody has a plan.",
    ]
    #expect(try source(sentences.joined(separator: "\n")).language == "ru")
    for left in sentences.indices {
      let two = sentences.indices.filter { $0 != left }.map { sentences[$0] }
      #expect(try source(two.joined(separator: "\n")).language == nil)
    }
  }

  /// What others say in quotation marks is no trace of the desk's.
  @Test func quotationsAreNoEvidence() throws {
    let text = """
      “The bank will close, with reference to the ministry,” she said. “The call became a logical continuation of the \
      talks. The head of the White House stressed it.”
      """
    #expect(try source(text).language == nil)
  }

  @Test func theReportNamesTheSource() throws {
    let result = try report(Array(Self.plain.utf8), language: "en", sourceLanguage: "ru")
    #expect(result.sourceLanguage == "ru" && result.sourceLanguageFrom == "option")
    let none = try report(Array(Self.plain.utf8), language: "en")
    #expect(none.sourceLanguage == nil && none.sourceLanguageFrom == "none")
  }

  @Test func aStoryMayDeclareIt() throws {
    var story = try PlainTextReader().read(DecodedFile(Array(Self.plain.utf8)))[0]
    story.sourceLanguage = "pl"
    story.language = "en"
    try Analyser(Shared.store).analyse(story, LanguageOptions()) { analysis in
      #expect(analysis.source.language == "pl" && analysis.source.origin == .declared)
      #expect(analysis.languageFrom == .declared && analysis.languageTag == "en")
    }
  }
}
