import Findings
import TestKit
import TextBase
import Testing

/// Every example again, behind joined emoji, with other line ends, in another normal form and so on: what is found must not
/// depend on them. An example opts out of a variant in its own source, with the reason beside it.
@Suite struct AmplifierTests {
  @Test(arguments: Example.Variant.allCases, RuleExample.cards)
  func cardExample(_ variant: Example.Variant, _ example: RuleExample) throws {
    try hold(variant, example)
  }

  @Test(arguments: Example.Variant.allCases, RuleExample.lexiconEntries)
  func lexiconEntry(_ variant: Example.Variant, _ examples: [RuleExample]) throws {
    for example in examples { try hold(variant, example) }
  }

  private func hold(_ variant: Example.Variant, _ example: RuleExample) throws {
    guard !example.example.except.contains(variant), RuleExample.exempt[example.entry ?? ""]?.variants.contains(variant) != true
    else { return }
    // What fails unvaried is ExampleTests' to say.
    guard try example.failure() == nil else { return }
    let varied = variant.apply(to: example.example)
    if let failure = try example.failure(in: varied.file, varied.spans) {
      example.fail("\(variant): \(failure)")
    }
  }

  /// Few examples opt out: an amplifier that nobody has to pass proves nothing.
  @Test func optOutsAreFew() {
    let optOuts = RuleExample.cards.reduce(0) { $0 + $1.example.except.count }
    #expect(optOuts <= 6, "\(RuleExample.cards.filter { !$0.example.except.isEmpty }.map(\.description))")
    #expect(RuleExample.exempt.values.allSatisfy { !$0.reason.isEmpty })
    let entries = Set(RuleExample.lexicons.compactMap(\.entry))
    for entry in RuleExample.exempt.keys { #expect(entries.contains(entry), "there is no entry \(entry)") }
  }

  /// An opt-out that is no longer needed goes.
  @Test(arguments: RuleExample.cards.filter { !$0.example.except.isEmpty })
  func optOutIsNeeded(_ example: RuleExample) throws {
    for variant in example.example.except {
      let varied = variant.apply(to: example.example)
      if try example.failure(in: varied.file, varied.spans) == nil {
        example.fail("holds under \(variant) too; take the opt-out away")
      }
    }
  }

  /// Variants change what they say and nothing else.
  @Test func variantsAreWhatTheySay() {
    let example = Example.flags("en", "Café [[na\u{EF}ve]] x.\nTwo.")
    func text(_ variant: Example.Variant) -> String { String(decoding: variant.apply(to: example).file, as: UTF8.self) }
    #expect(text(.carriageReturns) == "Café naïve x.\r\nTwo.\r\n")
    #expect(text(.decomposed).unicodeScalars.contains("\u{308}") && !text(.decomposed).unicodeScalars.contains("\u{EF}"))
    #expect(text(.noBreakSpaces).unicodeScalars.filter { $0 == "\u{A0}" }.count == 2)
    #expect(text(.byteOrderMark).unicodeScalars.first == "\u{FEFF}")
    #expect(text(.secondParagraph).hasPrefix("Café naïve x.\nTwo.\n"))
    for variant in Example.Variant.allCases {
      let (file, spans) = variant.apply(to: example)
      #expect(spans.map { NormalForm.nfc.apply(file.text($0)) } == ["na\u{EF}ve"], "\(variant)")
    }
  }
}
