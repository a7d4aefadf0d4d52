import Findings
import TextBase

/// Turns a list of terms into lexicon files: names of countries, bodies, places and outlets into entities, terms that are
/// deprecated into phrases that say what to write instead.
public struct TermImport: Sendable {
  /// Relative path and text.
  public private(set) var files: [(path: String, text: String)] = []
  public private(set) var entities = 0
  public private(set) var phrases = 0
  /// What was left out, and why.
  public private(set) var notes: [String] = []

  private let name: String
  private let source: String

  /// - Parameters:
  ///   - name: of the files, without ending.
  ///   - source: where the list comes from, for the head of the files.
  public init(_ list: TermList, name: String, source: String) {
    self.name = name
    self.source = source
    var entityText = ""
    var byLanguage: [String: String] = [:]
    var idle = 0
    for concept in list.concepts {
      if EntityKind(rawValue: concept.kind) != nil {
        entityText += entity(concept)
      } else {
        let before = phrases
        for (language, text) in phraseEntries(concept) { byLanguage[language, default: ""] += text }
        if phrases == before { idle += 1 }
      }
    }
    if idle > 0 { notes.append("\(idle) concepts have no deprecated term, so there is nothing to look for") }
    if !entityText.isEmpty {
      files.append(("und/entities/\(name).yaml", head("entities", nil) + entityText))
    }
    for (language, text) in byLanguage.sorted(by: { $0.key < $1.key }) {
      files.append(("\(language)/\(name).yaml", head("phrases", language) + text))
    }
  }

  private func head(_ kind: String, _ language: String?) -> String {
    "lexicon: \(kind)\nformat: 1\n" + (language.map { "language: \($0)\n" } ?? "")
      + "owner: desk\nsource: \(quoted("imported from " + source))\nlicence: own\nentries:\n"
  }

  private mutating func entity(_ concept: TermList.Concept) -> String {
    var out = "  - id: \(TermImport.id(concept.id))\n    kind: \(concept.kind)\n    forms:\n"
    var languages: [String] = []
    for term in concept.terms where !languages.contains(term.language) { languages.append(term.language) }
    for language in languages {
      var classes: [(name: String, patterns: [String])] = []
      for term in concept.terms where term.language == language {
        guard let pattern = term.pattern.isEmpty ? TermList.pattern(term.text) : term.pattern else {
          notes.append("“\(term.text)” (\(concept.id)) is left out: it holds marks that patterns use")
          continue
        }
        // Several names that a desk admits are free to mix; which one it prefers the house style says.
        let known = FormClass(rawValue: term.formClass)
        let formClass = known ?? (term.status == .deprecated ? .calque : .usual)
        if let index = classes.firstIndex(where: { $0.name == formClass.rawValue }) {
          classes[index].patterns.append(pattern)
        } else {
          classes.append((formClass.rawValue, [pattern]))
        }
      }
      if classes.isEmpty { continue }
      out += "      \(language):\n"
      for item in classes { out += "        \(item.name): [\(item.patterns.map(quoted).joined(separator: ", "))]\n" }
    }
    entities += 1
    return out
  }

  /// An entry for each language that has a deprecated term.
  private mutating func phraseEntries(_ concept: TermList.Concept) -> [(language: String, text: String)] {
    var result: [(String, String)] = []
    let languages = Set(concept.terms.map(\.language)).sorted()
    for language in languages {
      let terms = concept.terms.filter { $0.language == language }
      var patterns: [String] = []
      var examples: [String] = []
      for term in terms where term.status == .deprecated {
        guard let pattern = term.pattern.isEmpty ? TermList.pattern(term.text) : term.pattern else {
          notes.append("“\(term.text)” (\(concept.id)) is left out: it holds marks that patterns use")
          continue
        }
        patterns.append(pattern)
        // The words of a pattern with gaps are no sentence that it would match.
        if !term.text.contains("…") { examples.append("[[\(term.text)]]") }
      }
      guard !patterns.isEmpty else { continue }
      guard !examples.isEmpty else {
        notes.append("\(concept.id) in \(language) is left out: no term of it can serve as its example")
        continue
      }
      let preferred = terms.filter { $0.status == .preferred }.map(\.text) + terms.filter { $0.status == .admitted }.map(\.text)
      let fallback = preferred.first.map { "Write “\($0)”." } ?? "Use another term."
      let advice = concept.note.isEmpty || concept.note.count > 110 ? fallback : concept.note
      let reason = "The term list marks this term as deprecated" + (preferred.first.map { "; it prefers “\($0)”." } ?? ".")
      var out = "  - id: \(TermImport.id(concept.id))\n    rule: style/deprecated-term\n"
      out += "    match: [\(patterns.map(quoted).joined(separator: ", "))]\n"
      out += "    confidence: high\n    needs: nothing\n    severity: minor\n"
      out += "    advice: \(quoted(advice))\n    why: \(quoted(reason))\n"
      out += "    bad: [\(examples.map(quoted).joined(separator: ", "))]\n    good: [\(quoted(preferred.first ?? "…"))]\n"
      result.append((language, out))
      phrases += 1
    }
    return result
  }

  /// An id of ours: small letters, digits and dashes.
  public static func id(_ text: String) -> String {
    var id = ""
    for scalar in text.lowercased().unicodeScalars {
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isPlain { id.unicodeScalars.append(scalar) } else if !id.hasSuffix("-"), !id.isEmpty { id += "-" }
    }
    while id.hasSuffix("-") { id.removeLast() }
    return id.isEmpty ? "term-" + FNV.hex(FNV.hash(text.utf8)) : id
  }

  private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(Character(scalar))"
      case _ where scalar.value < 0x20 || scalar.properties.isDefaultIgnorableCodePoint || scalar == "\u{A0}":
        let hex = String(scalar.value, radix: 16)
        out +=
          hex.count > 4
          ? "\\U" + String(repeating: "0", count: 8 - hex.count) + hex
          : "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
