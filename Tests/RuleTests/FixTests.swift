import Findings
import TestKit
import TextBase
import Testing

/// What fixes do to the text: what the card promises, and nothing else.
@Suite struct FixTests {
  private static let examples = RuleExample.cards.filter { $0.example.fixed != nil }

  @Test func someRulesOfferFixes() { #expect(Self.examples.count >= 8) }

  @Test(arguments: examples)
  func fixGivesWhatTheCardPromises(_ example: RuleExample) throws {
    try hold(example, Array(example.example.unmarked.text.utf8), promised: Array((example.example.fixed ?? "").utf8))
  }

  /// The same behind a byte order mark and joined emoji, and with other line ends: edits are bytes of the file.
  @Test(arguments: [Example.Variant.byteOrderMark, .emojiBefore, .carriageReturns, .secondParagraph], examples)
  func fixHoldsInAVariedFile(_ variant: Example.Variant, _ example: RuleExample) throws {
    guard !example.example.except.contains(variant), let fixed = example.example.fixed else { return }
    let promised = Example(
      marked: fixed, language: example.example.language, sourceLanguage: nil, fixed: nil, except: [], file: "", line: 1)
    try hold(example, variant.apply(to: example.example).file, promised: variant.apply(to: promised).file)
  }

  private func hold(_ example: RuleExample, _ file: [UInt8], promised: [UInt8]) throws {
    let before = try example.findings(in: file)
    guard let fixes = onlyFixes(before), let fixed = apply(fixes, to: file) else {
      return example.fail("a finding has no single fix, or the edits overlap: \(before.map(\.summary))")
    }
    if fixed != promised {
      return example.fail(
        "gives “\(fixed.text(ByteRange(0, fixed.count)))”, not “\(promised.text(ByteRange(0, promised.count)))”")
    }
    // Edits are small, in order, on scalar boundaries, and leave the rest as it was.
    for fix in fixes {
      #expect(!fix.title.isEmpty && !fix.edits.isEmpty)
      for (a, b) in zip(fix.edits, fix.edits.dropFirst()) { #expect(a.range.end <= b.range.start) }
      for edit in fix.edits {
        file.withUnsafeBufferPointer { bytes in
          let isPlaced = UTF8Text.isBoundary(bytes, edit.range.start) && UTF8Text.isBoundary(bytes, edit.range.end)
          #expect(isPlaced, "\(edit)")
        }
      }
    }
    #expect(untouched(file, fixes) == untouched(fixed, moved(fixes)))
    // The finding is gone, and applying again changes nothing.
    let after = try example.findings(in: fixed)
    if !after.isEmpty { example.fail("still reported after the fix: \(after.map(\.summary))") }
    #expect(apply(after.flatMap { $0.fixes }, to: fixed) == fixed)
    // No rule finds anything new of medium confidence or above.
    let options = (example.example.language, example.example.sourceLanguage)
    let known = Set(try report(file, language: options.0, sourceLanguage: options.1).findings.map(\.rule))
    let fresh = try report(fixed, language: options.0, sourceLanguage: options.1, showsLow: false).findings
      .filter { !known.contains($0.rule) }
    if !fresh.isEmpty { example.fail("the fix brought: \(fresh.map(\.summary))") }
  }

  private func onlyFixes(_ findings: [Finding]) -> [Fix]? {
    let fixes = findings.compactMap(\.onlyFix)
    return fixes.count == findings.count && !fixes.isEmpty ? fixes : nil
  }

  /// The bytes outside all edits.
  private func untouched(_ file: [UInt8], _ fixes: [Fix]) -> [UInt8] {
    var rest: [UInt8] = []
    var at = 0
    for edit in fixes.flatMap(\.edits).sorted(by: { $0.range < $1.range }) {
      rest += file[at..<edit.range.start]
      at = edit.range.end
    }
    return rest + file[at...]
  }

  /// The edits where their replacements stand in the fixed file.
  private func moved(_ fixes: [Fix]) -> [Fix] {
    var shift = 0
    let edits = fixes.flatMap(\.edits).sorted { $0.range < $1.range }.map { edit -> Edit in
      let start = edit.range.start + shift
      let length = edit.replacement.utf8.count
      shift += length - edit.range.count
      return Edit(ByteRange(start, start + length), edit.replacement)
    }
    return [Fix(title: "", applicability: .safe, edits: edits)]
  }

  /// A rule that offers a fix shows it in an example; a text that passes offers none.
  @Test(arguments: Array(Set(RuleExample.cards.map(\.rule))).sorted())
  func fixesAreShownInExamples(_ rule: String) throws {
    let examples = RuleExample.cards.filter { $0.rule == rule }
    let offers = try examples.contains { example in
      try example.findings(in: Array(example.example.unmarked.text.utf8)).contains { $0.onlyFix != nil }
    }
    #expect(
      offers == examples.contains { $0.example.fixed != nil },
      "\(rule) \(offers ? "offers a fix that no example shows" : "promises a fix that it does not offer")")
  }

  // MARK: speech

  /// Inside direct speech every safe fix is one to be looked at.
  @Test func speechIsNotEditedByMachine() throws {
    let outside = try check("About 175 thousand people marched.", language: "en", rules: ["numbers/scale-word-after-figure"])
    #expect(outside.flatMap(\.fixes).map(\.applicability) == [.safe])
    let inside = try check(
      "“About 175 thousand people marched,” she said.", language: "en", rules: ["numbers/scale-word-after-figure"])
    #expect(inside.flatMap(\.fixes).map(\.applicability) == [.review])
  }

  /// The marks around speech are the desk’s own.
  @Test func marksAroundSpeechAreTheDesks() throws {
    let text = "“The talks will go on, but we promise no, ”Larsen told reporters."
    let findings = try check(text, language: "en", rules: ["quotes/misplaced-space"])
    #expect(findings.flatMap(\.fixes).map(\.applicability) == [.safe])
  }

  // MARK: the kit’s own means

  @Test func overlappingEditsAreRefused() {
    let fix = Fix(title: "x", applicability: .safe, edits: [Edit(ByteRange(0, 3), "a"), Edit(ByteRange(2, 4), "b")])
    #expect(apply([fix], to: Array("abcdef".utf8)) == nil)
    let outside = Fix(title: "x", applicability: .safe, edits: [Edit(ByteRange(5, 9), "a")])
    #expect(apply([outside], to: Array("abcdef".utf8)) == nil)
    let two = Fix(title: "x", applicability: .safe, edits: [Edit(ByteRange(3, 3), "-"), Edit(ByteRange(0, 1), "")])
    #expect(apply([two], to: Array("abcdef".utf8)) == Array("bc-def".utf8))
  }
}
