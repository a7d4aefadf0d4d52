import Findings
import TextBase

/// Verdicts of people who read findings, kept in `Tests/Accuracy/adjudications.tsv` and `mt-verdicts.tsv`.
///
/// Columns: corpus (name of its folder) · file (path or record within it) · rule · start (byte of the story) · text ·
/// verdict (real or false) · reason. Where the copy must not be repeated, a column “end” stands in the place of “text”. A
/// verdict holds for every finding of that rule that overlaps the place, so that a rule may sharpen its span without losing
/// what was read.
public struct Adjudications: Sendable {
  public static let header = "corpus\tfile\trule\tstart\ttext\tverdict\treason"

  private struct Key: Hashable {
    let corpus: String
    let file: String
    let rule: String
  }
  private var verdicts: [Key: [(range: ByteRange, verdict: Verdict)]] = [:]
  public private(set) var count = 0

  public init() {}

  /// Reads the table; `path` is named in problems.
  public init(_ bytes: [UInt8], path: String) throws(SetupProblems) { try add(bytes, path: path) }

  /// Reads one more table.
  public mutating func add(_ bytes: [UInt8], path: String) throws(SetupProblems) {
    var problems: [SetupProblem] = []
    var isHeader = true
    var hasEnds = false
    for row in TabbedRows(bytes) {
      let cells = row.cells
      if isHeader, cells.first == "corpus" {
        hasEnds = cells.count > 4 && cells[4] == "end"
        isHeader = false
        continue
      }
      guard cells.count == 7 else {
        problems.append(
          SetupProblem(path: path, line: row.line, column: 1, "seven cells are expected: \(cells.count) stand here"))
        continue
      }
      guard let start = Int(cells[3]), start >= 0 else {
        problems.append(SetupProblem(path: path, line: row.line, column: 1, "“\(cells[3])” is no byte offset"))
        continue
      }
      guard let verdict = Verdict(rawValue: cells[5]), verdict != .unread else {
        problems.append(
          SetupProblem(path: path, line: row.line, column: 1, "the verdict “\(cells[5])” is neither real nor false"))
        continue
      }
      let length = hasEnds ? Int(cells[4]).map { $0 - start } : TabbedRows.unescape(cells[4]).utf8.count
      guard let length, length >= 0 else {
        problems.append(
          SetupProblem(path: path, line: row.line, column: 1, "“\(cells[4])” is no byte offset behind \(start)"))
        continue
      }
      let key = Key(corpus: cells[0], file: cells[1], rule: cells[2])
      verdicts[key, default: []].append((ByteRange(start, start + max(1, length)), verdict))
      count += 1
    }
    guard problems.isEmpty else { throw SetupProblems(problems) }
  }

  func verdict(corpus: String, file: String, _ finding: ObservedFinding) -> Verdict {
    let list = verdicts[Key(corpus: corpus, file: file, rule: finding.rule)] ?? []
    let range = ByteRange(finding.range.start, max(finding.range.end, finding.range.start + 1))
    return list.first { $0.range.overlaps(range) }?.verdict ?? .unread
  }
}

/// Rows of a tab-separated table; comments and empty lines are passed over.
struct TabbedRows: Sequence {
  struct Row {
    /// From 1.
    let line: Int
    let cells: [String]
  }
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func makeIterator() -> some IteratorProtocol<Row> {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.enumerated().lazy.compactMap { index, line -> Row? in
      let line = line.last == 0x0D ? line.dropLast() : line
      guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
      return Row(line: index + 1, cells: cells.map { String(decoding: $0, as: UTF8.self) })
    }.makeIterator()
  }

  /// A text for one cell: tab, line feed and backslash become \t, \n and \\.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func unescape(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        let plain: Unicode.Scalar = scalar == "t" ? "\t" : scalar == "n" ? "\n" : scalar == "r" ? "\r" : scalar
        result.unicodeScalars.append(plain)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
