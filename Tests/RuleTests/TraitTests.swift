import Findings
import Linting
import TestKit
import TextBase
import Testing

/// What a rule needs leaves nothing out: every rule finds the same when it is called for every story.
@Suite struct TraitTests {
  /// A language with the source that its examples declare.
  private struct Copy: Hashable {
    let language: String
    let source: String?
  }

  private static let examples: [Copy: [Example]] = Dictionary(
    grouping: (RuleExample.cards + RuleExample.lexicons).map(\.example),
    by: { Copy(language: $0.language, source: $0.sourceLanguage) })

  @Test(arguments: Set(examples.keys.map(\.language)).sorted())
  func needsLeaveNothingOut(_ language: String) throws {
    var found = 0
    for (copy, examples) in Self.examples where copy.language == language {
      var options = LintOptions()
      options.languages.language = language
      if let source = copy.source { options.languages.source = .tag(source) }
      options.showsLow = true
      let linter = Linter(options, Shared.store)
      options.callsAllRules = true
      let patient = Linter(options, Shared.store)
      // Alone, and several together, as other traits then come from the neighbours.
      var texts = examples.map { Array($0.unmarked.text.utf8) }
      for variant in [Example.Variant.decomposed, .noBreakSpaces, .emojiBefore] {
        texts += examples.map { variant.apply(to: $0).file }
      }
      texts += stride(from: 0, to: examples.count, by: 7).map { start in
        Array(examples[start..<min(start + 7, examples.count)].map(\.unmarked.text).joined(separator: "\n").utf8)
      }
      for text in texts {
        let findings = try linter.check(text, path: "a.txt").flatMap(\.findings)
        let all = try patient.check(text, path: "a.txt").flatMap(\.findings)
        found += all.count
        let missed = all.filter { !findings.contains($0) }
        #expect(missed.isEmpty, "\(missed.map(\.summary)) in: \(String(decoding: text, as: UTF8.self))")
        #expect(findings.count == all.count)
      }
    }
    let isFlagged = Self.examples.contains { $0.key.language == language && $0.value.contains(where: \.isFlagged) }
    #expect(found > 0 || !isFlagged)
  }
}
