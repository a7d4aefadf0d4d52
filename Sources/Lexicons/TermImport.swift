import Findings
import TextBase

/// Turns a list of terms into lexicon files: names of countries, bodies, places and outlets into entities, terms that are
/// deprecated into phrases that say what to write instead. What came out of our lexicons goes back as it was, into files of
/// the same names.
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
    var idle = 0
    for concept in list.concepts {
      if EntityKind(rawValue: concept.kind) != nil {
        let text = entity(concept)
        add(text, of: concept, to: "und/entities/\(name).yaml", head("entities"))
      } else {
        let before = phrases
        let pair = Pair(concept)
        for (language, text) in phraseEntries(concept, pair) {
          let from = pair?.language == language ? pair?.from : nil
          let folder = from.map { "pairs/\($0)-\(language)" } ?? language
          add(text, of: concept, to: "\(folder)/\(name).yaml", head("phrases", from: from, language))
        }
        if phrases == before { idle += 1 }
      }
    }
    if idle > 0 { notes.append("\(idle) concepts have no deprecated term, so there is nothing to look for") }
    files.sort { Array($0.path.utf8).lexicographicallyPrecedes(Array($1.path.utf8)) }
  }

  /// Languages of an entry of a pack of ours, which its id begins with: `ru-en#id`.
  private struct Pair {
    let from: String
    let language: String

    init?(_ concept: TermList.Concept) {
      guard let mark = concept.id.firstIndex(of: "#"),
        let language = concept.terms.first(where: { $0.formClass == "match" })?.language,
        concept.id[..<mark].hasSuffix("-\(language)")
      else { return nil }
      self.language = language
      from = String(concept.id[..<mark].dropLast(language.count + 1))
    }
  }

  /// Adds an entry to the file that it came from, or else to the one that is given.
  private mutating func add(_ text: String, of concept: TermList.Concept, to path: String, _ head: String) {
    var path = path
    if let own = concept.properties["file"]?.first {
      if TermImport.isBelow(own) {
        path = own
      } else {
        notes.append("“\(own)” is no path below a lexicon folder: \(path) it is")
      }
    }
    guard let index = files.firstIndex(where: { $0.path == path }) else { return files.append((path, head + text)) }
    if files[index].text.hasPrefix(head) {
      files[index].text += text
    } else {
      notes.append("\(concept.id) is left out: \(path) holds entries of another kind or language")
    }
  }

  private static func isBelow(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return path.hasSuffix(".yaml") && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.contains("\\") }
  }

  private func head(_ kind: String, from: String? = nil, _ language: String? = nil) -> String {
    "lexicon: \(kind)\nformat: 1\n" + (from.map { "from: \($0)\n" } ?? "") + (language.map { "language: \($0)\n" } ?? "")
      + "owner: desk\nsource: \(quoted("imported from " + source))\nlicence: own\nentries:\n"
  }

  /// The pattern of a term; nil, with a note, where it has none.
  private mutating func pattern(_ term: TermList.Term, of concept: TermList.Concept) -> String? {
    if !term.pattern.isEmpty { return term.pattern }
    if let pattern = TermList.pattern(term.text) { return pattern }
    notes.append("“\(term.text)” (\(concept.id)) is left out: it holds marks that patterns use")
    return nil
  }

  private mutating func entity(_ concept: TermList.Concept) -> String {
    var out = "  - id: \(TermImport.id(concept.id))\n    kind: \(concept.kind)\n"
    for key in ["known", "origin"] { out += line(key, concept.properties[key]?.first) }
    out += "    forms:\n"
    var languages: [String] = []
    for term in concept.terms where !languages.contains(term.language) { languages.append(term.language) }
    for language in languages {
      var classes: [(name: String, patterns: [String])] = []
      for term in concept.terms where term.language == language {
        guard let pattern = pattern(term, of: concept) else { continue }
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
      out += "      \(quoted(language)):\n"
      for item in classes { out += "        \(item.name): \(list(item.patterns))\n" }
    }
    entities += 1
    return out + line("unless", concept.properties["unless"])
  }

  /// An entry for each language that has a deprecated term. Of a desk's own list only the terms are known, the rest is what
  /// an entry needs at least.
  private mutating func phraseEntries(_ concept: TermList.Concept, _ pair: Pair?) -> [(language: String, text: String)] {
    var result: [(String, String)] = []
    for language in Set(concept.terms.map(\.language)).sorted() {
      let terms = concept.terms.filter { $0.language == language && $0.formClass != "original" }
      var patterns: [String] = []
      var examples = concept.properties["bad"] ?? []
      let isGiven = !examples.isEmpty
      for term in terms where term.status == .deprecated {
        guard let pattern = pattern(term, of: concept) else { continue }
        patterns.append(pattern)
        // The words of a pattern with gaps are no sentence that it would match.
        if !isGiven, !term.text.contains("…") { examples.append("[[\(term.text)]]") }
      }
      guard !patterns.isEmpty else { continue }
      guard !examples.isEmpty else {
        notes.append("\(concept.id) in \(language) is left out: no term of it can serve as its example")
        continue
      }
      let preferred = terms.filter { $0.status == .preferred }.map(\.text) + terms.filter { $0.status == .admitted }.map(\.text)
      let fallback = preferred.first.map { "Write “\($0)”." } ?? "Use another term."
      let reason = "The term list marks this term as deprecated" + (preferred.first.map { "; it prefers “\($0)”." } ?? ".")
      // Of an entry of ours the id is what stands behind the pack.
      let id = concept.properties["rule"] == nil ? concept.id : String(concept.id.split(separator: "#").last ?? "")
      func own(_ key: String, _ other: String) -> String { concept.properties[key]?.first ?? other }
      var out = "  - id: \(TermImport.id(id))\n"
      out += line("rule", own("rule", "style/deprecated-term")) + line("match", patterns)
      out += line("unless", concept.properties["unless"]) + line("confidence", own("confidence", "high"))
      out += line("needs", own("needs", "nothing")) + line("severity", own("severity", "minor"))
      out += line("stance", concept.properties["stance"]?.first)
      out += line("advice", concept.note.isEmpty || concept.note.count > 140 ? fallback : concept.note)
      out += line("why", own("why", reason))
      out += line("original", concept.terms.filter { $0.formClass == "original" }.map(\.text))
      out += line("also-from", concept.properties["also-from"])
      if let counts = concept.properties["measured"]?.first {
        out += "    measured: {\(counts.filter { $0.isASCII && ($0.isLetter || $0.isNumber || ":, ".contains($0)) })}\n"
      }
      out += line("bad", examples) + line("good", concept.properties["good"] ?? [preferred.first ?? "…"])
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
}

/// YAML of an entry.
extension TermImport {
  private func line(_ key: String, _ value: String?) -> String { value.map { "    \(key): \(quoted($0))\n" } ?? "" }

  private func line(_ key: String, _ values: [String]?) -> String {
    guard let values, !values.isEmpty else { return "" }
    return "    \(key): \(list(values))\n"
  }

  private func list(_ values: [String]) -> String { "[\(values.map(quoted).joined(separator: ", "))]" }

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
