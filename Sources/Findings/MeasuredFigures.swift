/// What was measured of one rule when this version was made: `explain` and the reports show it beside the confidence.
public struct MeasuredFigures: Sendable, Equatable {
  /// Words of clean copy that were read by the program; for Chinese, Japanese and Thai 1,500 characters stand for 1,000.
  public var cleanWords = 0
  /// Findings of the default view there, and those of them that a reader called real defects.
  public var cleanFindings = 0
  public var cleanReal = 0
  /// Findings on planted artefacts, out of all new findings in stories with one.
  public var onArtefact = 0
  public var inArtefactStories = 0
  /// Findings of the default view in machine translations and in human ones of the same stories.
  public var machineWords = 0
  public var machineFindings = 0
  public var humanWords = 0
  public var humanFindings = 0
  /// Findings in clean copy and machine translations that somebody read, and those that an editor would change.
  public var read = 0
  public var real = 0

  public init() {}

  private static let columns: [(name: String, path: WritableKeyPath<MeasuredFigures, Int> & Sendable)] = [
    ("clean-words", \.cleanWords), ("clean-findings", \.cleanFindings), ("clean-real", \.cleanReal),
    ("on-artefact", \.onArtefact), ("in-artefact-stories", \.inArtefactStories), ("machine-words", \.machineWords),
    ("machine-findings", \.machineFindings), ("human-words", \.humanWords), ("human-findings", \.humanFindings),
    ("read", \.read), ("real", \.real),
  ]

  /// A table by rule id, tab-separated, with a header row; lines that begin with # tell its source.
  public static func tsv(_ rules: [String: MeasuredFigures], note: String) -> [UInt8] {
    var text = "# \(note)\nrule\t" + columns.map(\.name).joined(separator: "\t") + "\n"
    for (rule, figures) in rules.sorted(by: { $0.key < $1.key }) {
      text += rule + "\t" + columns.map { String(figures[keyPath: $0.path]) }.joined(separator: "\t") + "\n"
    }
    return Array(text.utf8)
  }

  /// Reads what `tsv` wrote; rows it does not understand are left out, as figures are no setting.
  public static func parse(_ bytes: [UInt8]) -> [String: MeasuredFigures] {
    var rules: [String: MeasuredFigures] = [:]
    var places: [Int?] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if cells.first == "rule" {
        places = columns.map { column in cells.firstIndex(of: column.name) }
        continue
      }
      var figures = MeasuredFigures()
      for (column, place) in zip(columns, places) {
        if let place, place < cells.count, let value = Int(cells[place]) { figures[keyPath: column.path] = value }
      }
      if let rule = cells.first, !places.isEmpty { rules[rule] = figures }
    }
    return rules
  }

  /// In sentences, for people; nil when nothing was measured.
  public var sentences: [String] {
    var result: [String] = []
    if cleanWords > 0 {
      let alarms = cleanFindings - cleanReal
      let real = cleanReal == 0 ? "" : " besides \(cleanReal) real \(cleanReal == 1 ? "defect" : "defects")"
      result.append(
        alarms == 0
          ? "No false alarm in \(cleanWords) words of clean news\(real)."
          : "\(alarms) \(alarms == 1 ? "alarm" : "alarms") in \(cleanWords) words of clean news\(real).")
    }
    if inArtefactStories > 0 {
      result.append(
        "\(onArtefact) of its \(inArtefactStories) findings in stories with a planted artefact were on the artefact.")
    }
    if machineWords > 0 {
      let human = humanWords > 0 ? ", \(humanFindings) in \(humanWords) words of human ones" : ""
      result.append("\(machineFindings) findings in \(machineWords) words of machine translations\(human).")
    }
    if read > 0 { result.append("Of \(read) findings that were read, an editor would change \(real).") }
    return result
  }
}
