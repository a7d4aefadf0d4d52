import TextBase

/// A table that text and Markdown share.
struct EvaluationTable {
  let columns: [String]
  /// Columns with figures, which are set to the right.
  var rows: [[String]] = []

  init(_ columns: [String]) { self.columns = columns }

  func markdown() -> String {
    var text = "| " + columns.map(EvaluationTable.cell).joined(separator: " | ") + " |\n|"
    for index in columns.indices { text += isFigures(index) ? " --: |" : " --- |" }
    text += "\n"
    for row in rows { text += "| " + row.map(EvaluationTable.cell).joined(separator: " | ") + " |\n" }
    return text
  }

  func plain() -> String {
    let widths = columns.indices.map { index in
      rows.reduce(columns[index].unicodeScalars.count) { max($0, $1[index].unicodeScalars.count) }
    }
    var text = ""
    for row in [columns] + rows {
      var line = ""
      for (index, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[index] - cell.unicodeScalars.count)
        line += (index > 0 ? "  " : "") + (isFigures(index) ? padding + cell : cell + padding)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  private func isFigures(_ index: Int) -> Bool {
    index > 0 && rows.contains { !$0[index].isEmpty }
      && rows.allSatisfy { row in row[index].unicodeScalars.allSatisfy { "0123456789./%–-+ ".unicodeScalars.contains($0) } }
  }

  private static func cell(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "|" { result += "\\|" } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }
}

/// Figures in fixed decimals, whatever the locale.
enum Figures {
  static func decimal(_ value: Double, _ places: Int) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    guard places > 0 else { return String(scaled) }
    let fraction = String(abs(scaled) % scale)
    let zeros = String(repeating: "0", count: places - fraction.utf8.count)
    return "\(scaled < 0 ? "-" : "")\(abs(scaled) / scale).\(zeros)\(fraction)"
  }

  /// "7/8", or a dash when nothing was counted.
  static func fraction(_ tally: Tally) -> String { tally.total == 0 ? "–" : "\(tally.hits)/\(tally.total)" }

  /// "0.88", or a dash.
  static func share(_ value: Double?) -> String { value.map { decimal($0, 2) } ?? "–" }

  /// A count without its zero, so that a table shows what there is.
  static func count(_ value: Int) -> String { value == 0 ? "" : String(value) }

  /// A rate with two decimals; empty for none.
  static func rate(_ count: Int, _ rates: TextRates) -> String { count == 0 ? "0" : decimal(rates.perThousand(count), 2) }
}
