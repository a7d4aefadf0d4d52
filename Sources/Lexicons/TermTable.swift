import Findings
import TextBase

/// Term lists as tables: tab-separated, a header row, a row a term. The lists that an entry holds beside its terms go down
/// its rows, an item each.
extension TermList {
  private static let columns = ["id", "kind", "language", "term", "status", "class", "pattern", "note"]
  private static let known = columns + properties

  public func tsv() -> [UInt8] {
    var out = TermList.known.joined(separator: "\t") + "\n"
    for concept in concepts {
      let rows = max(concept.terms.count, concept.properties.values.map(\.count).max() ?? 0)
      for row in 0..<rows {
        let term = row < concept.terms.count ? concept.terms[row] : nil
        var cells = [concept.id, concept.kind]
        cells +=
          term.map { [$0.language, $0.text, $0.status.rawValue, $0.formClass, $0.pattern] } ?? Array(repeating: "", count: 5)
        cells.append(row == 0 ? concept.note : "")
        cells += TermList.properties.map { name in
          concept.properties[name].flatMap { row < $0.count ? $0[row] : nil } ?? ""
        }
        out += cells.map(TermList.escaped).joined(separator: "\t") + "\n"
      }
    }
    return Array(out.utf8)
  }

  /// Reads a table with a header row. `id`, `language` and `term` must be there; rows of one id are one concept.
  public init(tsv bytes: [UInt8], path: String) throws(SetupProblems) {
    self.init()
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
          problem(1, "the table has no column “\(name)”; its columns are \(TermList.known.joined(separator: ", "))")
        }
        for name in cells where !TermList.known.contains(name) {
          let near = suggestion(for: name, among: TermList.known).map { "; did you mean “\($0)”?" } ?? ""
          problem(1, "there is no column “\(name)”\(near)")
        }
        if !problems.isEmpty { break }
        continue
      }
      func cell(_ name: String) -> String {
        header.firstIndex(of: name).flatMap { cells.indices.contains($0) ? TermList.unescaped(cells[$0].trimmed) : nil } ?? ""
      }
      let id = cell("id")
      if id.isEmpty { problem(1, "the row has no id") }
      let place = places[id] ?? concepts.count
      if place == concepts.count {
        concepts.append(Concept(id: id))
        places[id] = place
      }
      if concepts[place].kind.isEmpty { concepts[place].kind = cell("kind") }
      if concepts[place].note.isEmpty { concepts[place].note = cell("note") }
      var isMore = false
      for name in TermList.properties {
        let value = cell(name)
        if value.isEmpty { continue }
        concepts[place].properties[name, default: []].append(value)
        isMore = true
      }
      // A row that carries on a list of its concept needs no term.
      if isMore, cell("language").isEmpty, cell("term").isEmpty { continue }
      let status = cell("status").isEmpty ? .admitted : Status(rawValue: cell("status"))
      if cell("language").isEmpty { problem(1, "the row has no language") }
      if cell("term").isEmpty { problem(1, "the row has no term") }
      if status == nil { problem(1, "“\(cell("status"))” is no status; use preferred, admitted or deprecated") }
      concepts[place].terms.append(
        Term(
          language: cell("language"), text: cell("term"), status: status ?? .admitted, formClass: cell("class"),
          pattern: cell("pattern")))
    }
    if header.isEmpty { problems.append(SetupProblem(path: path, "the table is empty; it begins with a row of column names")) }
    if !problems.isEmpty { throw SetupProblems(problems) }
  }

  private static let escapes: [(character: UnicodeScalar, letter: UnicodeScalar)] = [
    ("\\", "\\"), ("\t", "t"), ("\n", "n"), ("\r", "r"),
  ]

  /// A text that stays in its cell and its line.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      if let escape = escapes.first(where: { $0.character == scalar }) {
        out.unicodeScalars.append("\\")
        out.unicodeScalars.append(escape.letter)
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// What `escaped` was given; a backslash before another letter is one.
  public static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    var out = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\\", let escape = escapes.first(where: { $0.letter == rest.first }) {
        rest.removeFirst()
        out.unicodeScalars.append(escape.character)
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
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
