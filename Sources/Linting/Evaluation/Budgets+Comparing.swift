import Findings

extension Budgets {
  /// A budget that a result does not keep.
  public struct Breach: Sendable {
    public var row: Row
    public var measured: Double
    /// One line, and for false alarms a few of the places.
    public var sentence: String
    public var places: [String]
  }

  /// The budgets that `result` does not keep. A rule without a row in a language that has rows may raise no alarm there.
  /// Budgets whose data were not measured are passed over.
  public func breaches(_ result: EvaluationResult) -> [Breach] {
    var bounds: [Key: Row] = [:]
    for row in rows { bounds[row.key] = row }
    var breaches: [Breach] = []
    for measured in Budgets.measured(result).rows {
      guard let row = bounds[measured.key] ?? implied(measured, bounds) else { continue }
      let isKept = row.kind.isCeiling ? measured.bound <= row.bound : measured.bound >= row.bound
      if !isKept { breaches.append(breach(row, measured, result)) }
    }
    return breaches
  }

  /// Nothing is allowed where a language has budgets and a rule has none.
  private func implied(_ measured: Row, _ bounds: [Key: Row]) -> Row? {
    let whole = Key(kind: measured.kind, language: measured.language, name: "*")
    guard measured.kind == .clean, measured.name != "*", bounds[whole] != nil else { return nil }
    return Row(kind: measured.kind, language: measured.language, name: measured.name, bound: 0)
  }

  private func breach(_ row: Row, _ measured: Row, _ result: EvaluationResult) -> Breach {
    let value = Double(measured.bound) / Budgets.scale
    let bound = Double(row.bound) / Budgets.scale
    let scope = row.language == "*" ? "all languages" : row.language
    let name = row.name == "*" ? "all rules" : row.name
    let sentence =
      switch row.kind {
      case .clean, .cleanHigh:
        "\(row.kind.rawValue), \(scope), \(name): \(Figures.decimal(value, 3)) false alarms per 1,000 words, "
          + "at most \(Figures.decimal(bound, 3)) are allowed"
      case .recall:
        "recall, \(scope), \(name): \(Figures.decimal(value, 3)), at least \(Figures.decimal(bound, 3)) is required"
      case .silence:
        "silence, \(scope), \(name): \(Figures.decimal(value, 3)), at least \(Figures.decimal(bound, 3)) is required"
      }
    return Breach(row: row, measured: value, sentence: sentence, places: places(row, result))
  }

  /// Copy that shows the breach, at most eight places.
  private func places(_ row: Row, _ result: EvaluationResult) -> [String] {
    let lines: [String]
    switch row.kind {
    case .clean, .cleanHigh:
      lines = result.alarms.filter { alarm in
        alarm.place == .clean && alarm.verdict != .real && alarm.group == row.language
          && (row.name == "*" || alarm.finding.rule == row.name)
          && (row.kind == .clean || alarm.finding.confidence == .high)
      }.sorted { $0.order < $1.order }.map(\.line)
    case .silence:
      lines = result.alarms.filter {
        $0.place == .control && $0.corpus == row.name && (row.language == "*" || $0.group == row.language)
      }.sorted { $0.order < $1.order }.map(\.line)
    case .recall:
      lines = result.misses.filter {
        $0.classID == row.name && (row.language == "*" || $0.language == row.language)
      }.map { "\($0.id): \($0.excerpt.text)" }.sorted()
    }
    return Array(lines.prefix(8))
  }

  /// These budgets, tightened to what `result` keeps, never loosened. Languages and classes that have none yet get what
  /// was measured; a ceiling at zero needs no row of its own.
  public func tightened(to result: EvaluationResult) -> Budgets {
    let measured = Budgets.measured(result)
    var bounds: [Key: Row] = [:]
    for row in rows { bounds[row.key] = row }
    for row in measured.rows {
      if let old = bounds[row.key] {
        bounds[row.key]!.bound = row.kind.isCeiling ? min(old.bound, row.bound) : max(old.bound, row.bound)
      } else if implied(row, bounds) == nil || !rows.contains(where: { $0.kind == row.kind && $0.language == row.language }) {
        bounds[row.key] = row
      }
    }
    // A rule that has fallen silent in a language that was measured needs no allowance any more.
    let kept = Set(measured.rows.map(\.key))
    for row in rows where row.kind == .clean && row.name != "*" && result.clean[row.language] != nil {
      if !kept.contains(row.key) { bounds[row.key] = nil }
    }
    return Budgets(Array(bounds.values))
  }
}
