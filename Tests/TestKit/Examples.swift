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
    try report(file, language: example.language, sourceLanguage: example.sourceLanguage, rules: [rule], style: example.style)
      .findings
      .filter { entry == nil || $0.entry == entry }
  }

  /// Runs the example; nil when it holds.
  public func failure() throws -> String? {
    let (text, spans) = example.unmarked
    return try failure(in: Array(text.utf8), spans)
  }

  /// The same for a varied text.
  public func failure(in file: [UInt8], _ spans: [ByteRange]) throws -> String? {
    let found = try findings(in: file)
    guard let failure = mismatch(found, spans, in: file) else { return nil }
    // Where another entry of the rule takes the place with more words, it speaks and this one is silent.
    if entry != nil, found.isEmpty {
      let others = try report(file, language: example.language, sourceLanguage: example.sourceLanguage, rules: [rule]).findings
      if spans.allSatisfy({ span in others.contains { $0.span.bytes.overlaps(span) } }) { return nil }
    }
    return failure
  }
}
