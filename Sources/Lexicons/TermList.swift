import Findings
import TextBase

/// A list of terms as desks and translation tools exchange it: concepts, and in each language the terms for them with their
/// standing. Our lexicons go out as one, and come in from one.
public struct TermList: Sendable {
  /// What a desk thinks of a term; the words of ISO 12620.
  public enum Status: String, CaseIterable, Sendable { case preferred, admitted, deprecated }

  public struct Term: Sendable {
    public var language: String
    public var text: String
    public var status: Status
    /// Class of the form in our lexicons, where it came from one.
    public var formClass = ""
    /// The pattern behind it, where the text alone does not tell.
    public var pattern = ""
    public init(language: String, text: String, status: Status, formClass: String = "", pattern: String = "") {
      self.language = language
      self.text = text
      self.status = status
      self.formClass = formClass
      self.pattern = pattern
    }
  }

  public struct Concept: Sendable {
    public var id: String
    /// country, organisation, place, outlet; phrase; or whatever the list calls it.
    public var kind = ""
    public var note = ""
    public var terms: [Term] = []
    public init(id: String, kind: String = "", note: String = "") {
      self.id = id
      self.kind = kind
      self.note = note
    }
  }

  public var concepts: [Concept] = []
  public init() {}

  // MARK: from our lexicons

  public init(_ sources: ParsedSources) {
    for entity in sources.entities {
      var concept = Concept(id: entity.id, kind: entity.kind.rawValue)
      for (language, forms) in entity.forms.sorted(by: { $0.key < $1.key }) {
        for form in forms {
          concept.terms.append(
            TermList.term(form.pattern.text, language, TermList.status(form.formClass), form.formClass.rawValue))
        }
      }
      concepts.append(concept)
    }
    for phrase in sources.phrases {
      var concept = Concept(id: "\(phrase.pack)#\(phrase.id)", kind: "phrase", note: phrase.advice)
      if let from = phrase.from {
        concept.terms += phrase.original.map { Term(language: from, text: $0, status: .preferred) }
      }
      concept.terms += phrase.match.map { TermList.term($0.text, phrase.language, .deprecated, "") }
      concepts.append(concept)
    }
  }

  private static func status(_ formClass: FormClass) -> Status {
    switch formClass {
    case .usual, .full: .preferred
    case .formal, .rival, .adjective, .abbreviation, .descriptive: .admitted
    case .calque, .internal: .deprecated
    }
  }

  private static func term(_ pattern: String, _ language: String, _ status: Status, _ formClass: String) -> Term {
    let text = plain(pattern)
    return Term(
      language: language, text: text, status: status, formClass: formClass,
      pattern: self.pattern(text) == pattern ? "" : pattern)
  }

  /// A pattern as a reader would say it: the first of its alternatives, gaps as dots.
  static func plain(_ pattern: String) -> String {
    pattern.split(separator: " ").compactMap { part -> String? in
      if part == "^" || part == "$" || (part.hasPrefix("!") && part.count > 1) { return nil }
      if part.hasPrefix("..") || part.hasPrefix("<") { return "…" }
      var word = part.split(separator: "|").first.map(String.init) ?? String(part)
      if word.count > 1, word.hasSuffix("?") || word.hasSuffix("*") { word.removeLast() }
      if word.count > 1, let first = word.first, "=~".contains(first) { word.removeFirst() }
      return word.replacing("_", with: " ")
    }.joined(separator: " ")
  }

  /// A term as a pattern; nil where it holds what patterns mean otherwise. An abbreviation is looked for as it is written.
  static func pattern(_ term: String) -> String? {
    let words = term.split { $0.isWhitespace }
    guard !words.isEmpty, !term.contains(where: { "|?!*~=<>_$^[]{}…".contains($0) }), !term.contains("..") else { return nil }
    return words.map { word in
      let isAbbreviation = word.count > 1 && word.allSatisfy { $0.isUppercase }
      return (isAbbreviation ? "=" : "") + word
    }.joined(separator: " ")
  }

  // MARK: TSV

  private static let columns = ["id", "kind", "language", "term", "status", "class", "pattern", "note"]

  public func tsv() -> [UInt8] {
    func cell(_ text: String) -> String { text.split { $0 == "\t" || $0.isNewline }.joined(separator: " ") }
    var out = TermList.columns.joined(separator: "\t") + "\n"
    for concept in concepts {
      for term in concept.terms {
        let cells = [
          concept.id, concept.kind, term.language, term.text, term.status.rawValue, term.formClass, term.pattern, concept.note,
        ]
        out += cells.map(cell).joined(separator: "\t") + "\n"
      }
    }
    return Array(out.utf8)
  }

  /// Reads a table with a header row. `id`, `language` and `term` must be there; rows of one id are one concept.
  public init(tsv bytes: [UInt8], path: String) throws(SetupProblems) {
    var problems: [SetupProblem] = []
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    var header: [String] = []
    var places: [String: Int] = [:]
    for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
      func problem(_ column: Int, _ message: String) {
        problems.append(SetupProblem(path: path, line: number + 1, column: column, message))
      }
      if header.isEmpty {
        header = cells
        for name in ["id", "language", "term"] where !cells.contains(name) {
          problem(1, "the table has no column “\(name)”; its columns are \(TermList.columns.joined(separator: ", "))")
        }
        for name in cells where !TermList.columns.contains(name) {
          let near = suggestion(for: name, among: TermList.columns).map { "; did you mean “\($0)”?" } ?? ""
          problem(1, "there is no column “\(name)”\(near)")
        }
        if !problems.isEmpty { break }
        continue
      }
      func cell(_ name: String) -> String {
        header.firstIndex(of: name).flatMap { cells.indices.contains($0) ? cells[$0].trimmed : nil } ?? ""
      }
      let id = cell("id")
      let status = cell("status").isEmpty ? .admitted : Status(rawValue: cell("status"))
      if id.isEmpty { problem(1, "the row has no id") }
      if cell("language").isEmpty { problem(1, "the row has no language") }
      if cell("term").isEmpty { problem(1, "the row has no term") }
      if status == nil { problem(1, "“\(cell("status"))” is no status; use preferred, admitted or deprecated") }
      let place = places[id] ?? concepts.count
      if place == concepts.count {
        concepts.append(Concept(id: id, kind: cell("kind"), note: cell("note")))
        places[id] = place
      }
      concepts[place].terms.append(
        Term(
          language: cell("language"), text: cell("term"), status: status ?? .admitted, formClass: cell("class"),
          pattern: cell("pattern")))
    }
    if header.isEmpty { problems.append(SetupProblem(path: path, "the table is empty; it begins with a row of column names")) }
    if !problems.isEmpty { throw SetupProblems(problems) }
  }

  // MARK: TBX

  /// TBX, ISO 30042:2019, with data categories as attributes.
  public func tbx() -> [UInt8] {
    var out = """
      <?xml version="1.0" encoding="UTF-8"?>
      <tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
      <tbxHeader><fileDesc><sourceDesc><p>Terms of wirecheck lexicons</p></sourceDesc></fileDesc></tbxHeader>
      <text><body>

      """
    for concept in concepts {
      out += "<conceptEntry id=\"\(TermList.escaped(concept.id.replacing("#", with: "__")))\">\n"
      if !concept.kind.isEmpty { out += "  <descrip type=\"subjectField\">\(TermList.escaped(concept.kind))</descrip>\n" }
      if !concept.note.isEmpty { out += "  <note>\(TermList.escaped(concept.note))</note>\n" }
      var languages: [String] = []
      for term in concept.terms where !languages.contains(term.language) { languages.append(term.language) }
      for language in languages {
        out += "  <langSec xml:lang=\"\(TermList.escaped(language))\">\n"
        for term in concept.terms where term.language == language {
          out += "    <termSec><term>\(TermList.escaped(term.text))</term>"
          out += "<termNote type=\"administrativeStatus\">\(term.status.rawValue)Term-admn-sts</termNote>"
          if !term.formClass.isEmpty { out += "<note>wirecheck class: \(TermList.escaped(term.formClass))</note>" }
          if !term.pattern.isEmpty { out += "<note>wirecheck pattern: \(TermList.escaped(term.pattern))</note>" }
          out += "</termSec>\n"
        }
        out += "  </langSec>\n"
      }
      out += "</conceptEntry>\n"
    }
    return Array((out + "</body></text>\n</tbx>\n").utf8)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}

extension String {
  /// Without spaces at its ends.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
