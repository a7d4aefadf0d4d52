import Findings
import Lexicons
import Rules
import Stories
import TextBase

/// Checks lexicons as an editor would want it after a change: everything parses, every pattern compiles, every rule that
/// an entry names exists, and every example does what it says.
public struct LexiconExamination: Sendable {
  public var problems: [SetupProblem] = []
  public var files = 0
  public var languages = 0
  public var entries = 0
  public var examples = 0

  /// `paths`: the files to look at, and with them only the languages that they speak of; nil for all there are.
  public static func run(
    _ store: LexiconStore, of paths: Set<String>? = nil
  ) throws(SetupProblems) -> LexiconExamination {
    var result = LexiconExamination()
    func isAsked(_ path: String) -> Bool { paths?.contains(path) ?? true }
    let sources = try store.allSources()
    result.files = store.fileCount
    result.languages = sources.languageTags.count
    result.entries = sources.phrases.count + sources.entities.count + sources.personas.count
    let known = Set(allRules.map(\.card.id))
    for entry in sources.phrases where isAsked(entry.place.path) && !known.contains(entry.rule) {
      let near = suggestion(for: entry.rule, among: known.sorted()).map { "; did you mean “\($0)”?" } ?? ""
      result.problems.append(entry.place.problem("no rule is called “\(entry.rule)”\(near)"))
    }
    let tags = paths == nil ? nil : sources.languages(where: isAsked)
    for tag in sources.languageTags where tags?.contains(tag) ?? true { result.problems += try store.problems(of: tag) }
    guard result.problems.isEmpty else { return result }
    try result.runExamples(sources.phrases.filter { isAsked($0.place.path) }, store)
    if paths == nil { try result.runCredits(sources, store) }
    return result
  }

  private mutating func runExamples(_ phrases: [PhraseSource], _ store: LexiconStore) throws(SetupProblems) {
    var linters: [String: Linter] = [:]
    for entry in phrases {
      let key = "\(entry.language) \(entry.from ?? "")"
      if linters[key] == nil {
        var options = LintOptions()
        options.languages = LanguageOptions(language: entry.language, source: entry.from.map { .tag($0) } ?? .none)
        options.showsLow = true
        linters[key] = Linter(options, store)
      }
      let id = "\(entry.pack)#\(entry.id)"
      for example in entry.bad {
        let (text, spans) = Example.unmark(example.text)
        let found = try LexiconExamination.spans(text, linters[key]!, id)
        examples += 1
        // Where another entry covers the place with more words, it speaks and this one may be silent.
        if found != spans, try !LexiconExamination.isCovered(text, spans, linters[key]!, id) {
          problems.append(example.problem("“\(example.text)” \(LexiconExamination.difference(text, spans, found)) (\(id))"))
        }
      }
      for example in entry.good {
        examples += 1
        let found = try LexiconExamination.spans(example.text, linters[key]!, id)
        if let first = found.first {
          problems.append(
            example.problem("“\(example.text)” must not be reported, but “\(Array(example.text.utf8).text(first))” is (\(id))"))
        }
      }
    }
  }

  /// Whether each credit line tells its language, and each near miss none.
  private mutating func runCredits(_ sources: ParsedSources, _ store: LexiconStore) throws(SetupProblems) {
    for source in sources.credits {
      var options = LintOptions()
      options.languages = LanguageOptions(language: source.language, source: .auto)
      let linter = Linter(options, store)
      for (tag, example) in source.examples {
        examples += 1
        let report = try linter.check(Array(example.text.utf8), path: "example").first
        let found = report?.sourceLanguageFrom == "declared" ? report?.sourceLanguage ?? "" : ""
        guard found != tag else { continue }
        let wanted = tag.isEmpty ? "must tell no language" : "must tell the language \(tag)"
        problems.append(
          example.problem("“\(example.text)” \(wanted), but \(found.isEmpty ? "tells none" : "tells \(found)")"))
      }
    }
  }

  /// Where an entry is reported in a text of its own.
  private static func spans(_ text: String, _ linter: Linter, _ id: String) throws(SetupProblems) -> [ByteRange] {
    try linter.check(Array(text.utf8), path: "example").flatMap(\.findings).filter { $0.entry == id }.map(\.span.bytes)
  }

  private static func isCovered(
    _ text: String, _ spans: [ByteRange], _ linter: Linter, _ id: String
  ) throws(SetupProblems) -> Bool {
    let others = try linter.check(Array(text.utf8), path: "example").flatMap(\.findings).filter {
      $0.entry != nil && $0.entry != id
    }
    return spans.allSatisfy { span in others.contains { $0.span.bytes.overlaps(span) } }
  }

  private static func difference(_ text: String, _ expected: [ByteRange], _ found: [ByteRange]) -> String {
    let bytes = Array(text.utf8)
    if found.isEmpty { return "is not reported; check the pattern, the marks and “unless”" }
    return "is reported at “\(found.map { bytes.text($0) }.joined(separator: "”, “"))”, not where it is marked"
  }
}

extension ParsedSources {
  /// The languages that the phrases and entities of some files have forms in.
  fileprivate func languages(where isAsked: (_ path: String) -> Bool) -> Set<String> {
    var tags = Set(phrases.filter { isAsked($0.place.path) }.map(\.language))
    for entity in entities where isAsked(entity.place.path) { tags.formUnion(entity.forms.keys) }
    return tags
  }
}
