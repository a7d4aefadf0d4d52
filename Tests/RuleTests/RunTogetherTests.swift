import TestKit
import Testing

/// Copy whose paragraphs somebody ran together into one.
///
/// No examples on a card, since a paragraph must be long to show it.
@Suite struct RunTogetherTests {
  private let speech =
    "\"We will go on with it,\" the mayor said. \"The work begins in May. \"Nobody will pay more for it,\" he said. "
  private let rest = String(
    repeating: "The council met again at noon and the members talked about the price of the work. ", count: 8)

  private func unclosed(_ text: String, _ language: String = "en") throws -> [String] {
    try check(text, language: language, rules: ["quotes/unclosed"], showsLow: false).map(\.text)
  }

  @Test func aQuotationIsOpenedAgainWhereItsNextParagraphBegan() throws {
    #expect(try unclosed(rest + speech) == [])
  }

  @Test func inParagraphsOfTheirOwnTheMarkIsMissing() throws {
    #expect(try unclosed(speech + "\n" + rest) == ["\""])
  }

  @Test func polishOpensNoQuotationAgain() throws {
    let speech = "„Idziemy dalej”, powiedział burmistrz. „Praca zaczyna się w maju. „Nikt nie zapłaci więcej”, powiedział. "
    let rest = String(repeating: "Rada zebrała się znowu w południe i rozmawiała o cenie prac w porcie miasta. ", count: 12)
    #expect(try unclosed(rest + speech, "pl") == ["„"])
  }
}
