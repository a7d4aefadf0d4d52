import TestKit
import Testing

/// Amounts that have grown together with scale and currency, as Korean writes them.
@Suite struct DoubledCurrencyTests {
  @Test(arguments: ["$200만달러", "€3억유로", "¥500엔"])
  func nameInsideTheFigureIsFound(_ amount: String) throws {
    let findings = try check("시는 \(amount)를 지원했다.", language: "ko", rules: ["currency/doubled-currency"])
    #expect(findings.map(\.text) == [amount])
  }

  @Test(arguments: ["200만달러", "$200만", "$200만원"])
  func oneNameIsNoFinding(_ amount: String) throws {
    #expect(try check("시는 \(amount)를 지원했다.", language: "ko", rules: ["currency/doubled-currency"]).isEmpty)
  }
}
