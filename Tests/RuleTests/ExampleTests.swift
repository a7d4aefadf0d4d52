import Findings
import Rules
import TestKit
import Testing

/// The examples of cards and of lexicon entries are tests: `[[…]]` marks both ends of every place that must be reported, and
/// nothing else may be.
@Suite struct ExampleTests {
  @Test(arguments: RuleExample.cards)
  func cardExample(_ example: RuleExample) throws {
    if let failure = try example.failure() { example.fail(failure) }
  }

  @Test(arguments: RuleExample.lexicons)
  func lexiconExample(_ example: RuleExample) throws {
    if let failure = try example.failure() { example.fail(failure) }
  }

  @Test func lexiconsHaveExamples() {
    #expect(RuleExample.lexicons.count > 1000)
    #expect(RuleExample.lexicons.contains { $0.example.isFlagged } && RuleExample.lexicons.contains { !$0.example.isFlagged })
  }

  /// Rules with fewer examples than asked for, each with its reason.
  private static let fewExamples: [String: String] = [
    "encoding/invalid-bytes": "no text holds an invalid byte; DecodedFileTests and FuzzTests hold the rule",
    "style/deprecated-term": "it speaks only for a desk's own list of terms; TermListTests hold it",
  ]

  /// At least two texts that fire and three near misses. The entries of a pack count for the rule that reports them.
  @Test(arguments: allRules.map(\.card.id))
  func ruleHasEnoughExamples(_ id: String) {
    let examples = (RuleExample.cards + RuleExample.lexicons).filter { $0.rule == id }
    let firing = examples.count { $0.example.isFlagged }
    let silent = examples.count - firing
    if let reason = Self.fewExamples[id] {
      #expect(firing < 2 || silent < 3, "\(id) has enough examples now; take it off the list (\(reason))")
    } else {
      #expect(firing >= 2, "\(id) has \(firing) examples that fire; give it two")
      #expect(silent >= 3, "\(id) has \(silent) near misses; give it three")
    }
  }

  @Test(arguments: Array(fewExamples.keys))
  func exceptionNamesARule(_ id: String) {
    #expect(allRules.contains { $0.card.id == id })
  }
}

extension RuleExample {
  /// Records a failure where the example stands.
  func fail(_ text: String) {
    Issue.record(
      "\(entry ?? rule) \(text)",
      sourceLocation: SourceLocation(fileID: example.file, filePath: path, line: max(1, example.line), column: 1))
  }
}
