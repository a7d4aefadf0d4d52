import Findings
import Linting
import RuleKit
import Synchronization
import TestKit
import TextBase
import Testing

/// The same bytes in give the same bytes out, however many workers share the stories, and in whatever order.
@Suite struct DeterminismTests {
  /// Stories of every kind: each language's copy, and examples put together by tens.
  private static let stories: [[UInt8]] = {
    var texts = InventedCopy.byLanguage.sorted { $0.key < $1.key }.map(\.value)
    let examples = (RuleExample.cards + RuleExample.lexicons.prefix(400)).filter { $0.example.language == "en" }.map(
      \.example.unmarked.text)
    for start in stride(from: 0, to: examples.count, by: 10) {
      texts.append(examples[start..<min(examples.count, start + 10)].joined(separator: "\n"))
    }
    return texts.map { Array($0.utf8) } + [[], [0xFF, 0x61, 0x0A], [0xFF, 0xFE, 0x41, 0], [0]]
  }()

  /// All that a report says, as text.
  private static func lines(_ linter: Linter, _ story: Int) -> String {
    do throws(SetupProblems) {
      return try linter.check(stories[story], path: "\(story).txt").map { "\($0)" }.joined(separator: "\n")
    } catch {
      return "\(error)"
    }
  }

  private static let options: LintOptions = {
    var options = LintOptions()
    options.showsLow = true
    options.keepsText = true
    return options
  }()

  private static func run(workers: Int) -> [String] {
    let next = Atomic<Int>(0)
    let results = Mutex([String](repeating: "", count: stories.count))
    let shared = Work(next: next, results: results)
    Threads.run(workers) {
      let linter = Linter(options, Shared.store)
      while true {
        let story = shared.next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard story < stories.count else { return }
        let text = lines(linter, story)
        shared.results.withLock { $0[story] = text }
      }
    }
    return shared.results.withLock { $0 }
  }

  /// What the threads share.
  private final class Work: Sendable {
    let next: Atomic<Int>
    let results: Mutex<[String]>
    init(next: consuming Atomic<Int>, results: consuming Mutex<[String]>) {
      self.next = next
      self.results = results
    }
  }

  @Test func oneAndEightWorkersAgree() {
    let one = Self.run(workers: 1)
    #expect(one.count > 60 && one.allSatisfy { !$0.isEmpty })
    #expect(one.count { $0.contains("findings: [Findings.Finding(") } > 20)
    for _ in 0..<2 {
      let eight = Self.run(workers: 8)
      for index in one.indices where one[index] != eight[index] { Issue.record("story \(index) differs") }
    }
  }

  /// What a linter checked before leaves no trace.
  @Test func theOrderOfStoriesDoesNotMatter() {
    let forward = Linter(Self.options, Shared.store)
    let backward = Linter(Self.options, Shared.store)
    let a = Self.stories.indices.map { Self.lines(forward, $0) }
    let b = Self.stories.indices.reversed().map { Self.lines(backward, $0) }
    for (index, pair) in zip(a, b.reversed()).enumerated() where pair.0 != pair.1 { Issue.record("story \(index) differs") }
  }

  @Test func checkingTwiceGivesTheSame() {
    let linter = Linter(Self.options, Shared.store)
    for index in Self.stories.indices {
      let first = Self.lines(linter, index)
      #expect(Self.lines(linter, index) == first)
    }
  }

  // MARK: order and bounds

  @Test func findingsAreInOrderAndInBounds() throws {
    var count = 0
    for story in Self.stories {
      let findings = try report(story, language: nil).findings
      count += findings.count
      let keys = findings.map { ($0.span.bytes.start, $0.span.bytes.end, $0.rule) }
      #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 })
      for finding in findings {
        let places = [finding.span.bytes] + finding.related.map(\.span.bytes) + finding.fixes.flatMap(\.edits).map(\.range)
        story.withUnsafeBufferPointer { bytes in
          for place in places {
            let isPlaced =
              place.start >= 0 && place.end <= bytes.count && place.start <= place.end
              && UTF8Text.isBoundary(bytes, place.start)
              && UTF8Text.isBoundary(bytes, place.end)
            #expect(isPlaced, "\(finding.summary): \(place)")
          }
        }
      }
    }
    #expect(count > 100)
  }

  @Test func spansAgreeInEveryUnit() throws {
    for story in Self.stories {
      let index = LineIndex(story)
      for finding in try report(story, language: nil).findings {
        let (start, end) = (index.position(finding.span.bytes.start), index.position(finding.span.bytes.end))
        #expect(
          [finding.span.startLine, finding.span.startColumn, finding.span.utf16.start] == [
            start.line, start.column, start.utf16,
          ])
        #expect([finding.span.endLine, finding.span.endColumn, finding.span.utf16.end] == [end.line, end.column, end.utf16])
        #expect(finding.text == story.text(finding.span.bytes))
      }
    }
  }

  // MARK: the ceiling

  @Test func aRuleStopsAtTheCeiling() throws {
    let text = String(repeating: "The score “ five ” was. ", count: 80)
    let result = try report(Array(text.utf8), language: "en", rules: ["quotes/stray-space"])
    #expect(result.findings.count == FindingSink.ceiling)
    #expect(result.notes == ["quotes/stray-space: 60 more places are not listed"])
    let few = try report(Array("The score “ five ” was.".utf8), language: "en", rules: ["quotes/stray-space"])
    #expect(few.findings.count == 2 && few.notes.isEmpty)
  }

  @Test func messagesAreShortAndPlain() throws {
    for example in RuleExample.cards + RuleExample.lexicons.prefix(300) where example.example.isFlagged {
      for finding in try example.findings(in: Array(example.example.unmarked.text.utf8)) {
        #expect(finding.message.hasSuffix(".") && !finding.message.contains("\n"), "\(finding.summary)")
        #expect(!finding.message.contains("!") || finding.text.contains("!"), "\(finding.summary)")
        #expect(!finding.advice.isEmpty && !finding.fingerprint.isEmpty)
      }
    }
  }
}
