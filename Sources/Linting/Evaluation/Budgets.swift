import Findings
import TextBase

/// What CI allows: ceilings of false alarms on clean copy, floors of recall and of silence. They are kept in
/// `Tests/Accuracy/budgets.tsv` and are only ever tightened by the program; to loosen one is a decision that an editor of
/// the file takes and signs.
///
/// Columns: kind · language or `*` for all · rule or class, `*` for all · bound.
public struct Budgets: Sendable {
  public static let header = "kind\tlanguage\trule or class\tbound"

  public enum Kind: String, Sendable, CaseIterable, Comparable {
    /// At most so many false alarms per 1,000 clean words in the default view.
    case clean
    /// The same with high confidence alone.
    case cleanHigh = "clean-high"
    /// At least this recall, 0 to 1.
    case recall
    /// At least this share of silent controls, 0 to 1.
    case silence

    var isCeiling: Bool { self == .clean || self == .cleanHigh }

    public static func < (a: Kind, b: Kind) -> Bool { a.rank < b.rank }
    private var rank: Int { Kind.allCases.firstIndex(of: self)! }
  }

  public struct Row: Hashable, Sendable, Comparable {
    public var kind: Kind
    public var language: String
    public var name: String
    /// In ten-thousandths, so that a file that is read and written stays the same.
    public var bound: Int

    public static func < (a: Row, b: Row) -> Bool {
      (a.kind, a.language, a.name) < (b.kind, b.language, b.name)
    }
    var key: Key { Key(kind: kind, language: language, name: name) }
  }

  struct Key: Hashable {
    let kind: Kind
    let language: String
    let name: String
  }

  public private(set) var rows: [Row]
  static let scale = 10_000.0

  public init(_ rows: [Row] = []) { self.rows = rows.sorted() }

  /// Reads the table; `path` is named in problems.
  public init(_ bytes: [UInt8], path: String) throws(SetupProblems) {
    var rows: [Row] = []
    var seen: Set<Key> = []
    var problems: [SetupProblem] = []
    for row in TabbedRows(bytes) {
      let cells = row.cells
      if row.line == 1, cells.first == "kind" { continue }
      guard cells.count == 4, let kind = Kind(rawValue: cells[0]), let bound = Double(cells[3]), (0...10_000).contains(bound)
      else {
        let kinds = Kind.allCases.map(\.rawValue).joined(separator: ", ")
        problems.append(
          SetupProblem(
            path: path, line: row.line, column: 1, "a row has a kind (\(kinds)), a language, a rule or class, and a bound"))
        continue
      }
      let new = Row(kind: kind, language: cells[1], name: cells[2], bound: Int((bound * Budgets.scale).rounded()))
      if !seen.insert(new.key).inserted {
        problems.append(SetupProblem(path: path, line: row.line, column: 1, "this budget stands twice; keep one"))
      }
      rows.append(new)
    }
    guard problems.isEmpty else { throw SetupProblems(problems) }
    self.init(rows)
  }

  public func tsv() -> [UInt8] {
    var text = Budgets.header + "\n"
    for row in rows {
      let bound = Figures.decimal(Double(row.bound) / Budgets.scale, 4)
      text += "\(row.kind.rawValue)\t\(row.language)\t\(row.name)\t\(bound)\n"
    }
    return Array(text.utf8)
  }

  /// Every figure of a result as the budget that it just keeps.
  public static func measured(_ result: EvaluationResult) -> Budgets {
    var rows: [Row] = []
    func add(_ kind: Kind, _ language: String, _ name: String, _ value: Double?) {
      guard let value else { return }
      // Rounded to the loose side, by less than one finding in any corpus that we have.
      let scaled = value * Budgets.scale
      let bound = kind.isCeiling ? scaled.rounded(.up) : scaled.rounded(.down)
      rows.append(Row(kind: kind, language: language, name: name, bound: Int(bound)))
    }
    for (language, rates) in result.clean {
      add(.clean, language, "*", rates.perThousand(rates.all.alarms))
      add(.cleanHigh, language, "*", rates.perThousand(rates.all.high.alarms))
      for (rule, count) in rates.rules where count.alarms > 0 {
        add(.clean, language, rule, rates.perThousand(count.alarms))
      }
    }
    for (name, result) in result.classes where !result.isBilingual || result.isControl {
      let kind: Kind = result.isControl ? .silence : .recall
      add(kind, "*", name, result.all.share)
      for (language, tally) in result.byLanguage { add(kind, language, name, tally.share) }
    }
    return Budgets(rows)
  }
}
