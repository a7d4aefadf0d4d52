import Findings
import Lexicons
import Rules
import TextBase

/// An example of a rule's card, or one of a lexicon entry, with what tests need of it.
public struct RuleExample: Sendable, CustomStringConvertible {
  public let rule: String
  /// "ru-en#logical-continuation" for an example from a lexicon.
  public let entry: String?
  public let example: Example
  /// Where it stands, for failures.
  public let path: String

  public var description: String { "\(entry ?? rule): \(example.marked.replacing("\n", with: " ⏎ "))" }

  /// Every example of every card.
  public static let cards: [RuleExample] = allRules.flatMap { entry in
    entry.card.examples.map {
      RuleExample(rule: entry.card.id, entry: nil, example: $0, path: Package.path(ofFileID: $0.file))
    }
  }

  /// Every example of every phrase entry: `bad` with its marks, `good` without.
  public static let lexicons: [RuleExample] = {
    guard let sources = try? Shared.store.allSources() else { return [] }
    return sources.phrases.flatMap { entry in
      (entry.bad + entry.good).map { placed in
        RuleExample(
          rule: entry.rule, entry: "\(entry.pack)#\(entry.id)",
          example: Example(
            marked: placed.text, language: entry.language, sourceLanguage: entry.from, fixed: nil, except: [],
            file: "Lexicons/" + placed.path.dropFirst(Package.lexicons.count + 1), line: placed.line),
          path: placed.path)
      }
    }
  }()

  /// The same, entry by entry.
  public static let lexiconEntries: [[RuleExample]] = {
    var order: [String] = []
    var groups: [String: [RuleExample]] = [:]
    for example in lexicons {
      if groups[example.entry!] == nil { order.append(example.entry!) }
      groups[example.entry!, default: []].append(example)
    }
    return order.map { groups[$0]! }
  }()

  /// Entries whose examples cannot hold under a variant, with the reason.
  public static let exempt: [String: (variants: Set<Example.Variant>, reason: String)] = [:]

  /// What the example's rule (or its entry) reports on `file`.
  public func findings(in file: [UInt8]) throws -> [Finding] {
    try report(file, language: example.language, sourceLanguage: example.sourceLanguage, rules: [rule]).findings
      .filter { entry == nil || $0.entry == entry }
  }

  /// Whether other entries of the same rule speak at every marked place: then this one may be silent.
  public func isCovered() throws -> Bool {
    guard entry != nil, example.isFlagged else { return false }
    let (text, spans) = example.unmarked
    let others = try report(
      Array(text.utf8), language: example.language, sourceLanguage: example.sourceLanguage, rules: [rule]
    ).findings.filter { $0.entry != entry }
    return spans.allSatisfy { span in others.contains { $0.span.bytes.overlaps(span) } }
  }

  /// Runs the example; nil when it holds.
  public func failure() throws -> String? {
    if try isCovered() { return nil }
    let (text, spans) = example.unmarked
    return mismatch(try findings(in: Array(text.utf8)), spans, in: text)
  }
}
