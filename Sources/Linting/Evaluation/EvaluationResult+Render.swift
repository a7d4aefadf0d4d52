import Findings

extension EvaluationResult {
  public enum Format: String, Sendable, CaseIterable { case text, json, markdown }

  public func render(_ format: Format) -> [UInt8] {
    switch format {
    case .text: Array(sections().map { $0.plain() }.joined(separator: "\n").utf8)
    case .markdown: Array(sections().map { $0.markdown(level: 2) }.joined(separator: "\n").utf8)
    case .json: json()
    }
  }

  /// Everything, from the totals to the places that somebody should read.
  func sections() -> [EvaluationSection] {
    var sections = [EvaluationSection("Data", corporaTable())]
    sections += goldSections() + cleanSections() + machineSections() + annotatedSections()
    if !entries.isEmpty { sections.append(EvaluationSection("Lexicon entries in running text", entriesTable())) }
    if !unreadable.isEmpty {
      sections.append(EvaluationSection("Not read", lines: unreadable.map { "\($0.name): \($0.reason)" }))
    }
    if !misses.isEmpty { sections.append(missesSection()) }
    for place in Alarm.Place.allCases {
      // Everything on clean copy and controls is for reading; of the rest a few of each rule show what there is.
      let section = alarmsSection(place, limit: place == .clean || place == .control ? .max : 3)
      if let section { sections.append(section) }
    }
    return sections
  }

  func goldSections() -> [EvaluationSection] {
    guard !classes.isEmpty else { return [] }
    var sections: [EvaluationSection] = []
    let isAnyBilingual = classes.values.contains { $0.isBilingual && !$0.isControl }
    if classes.values.contains(where: { !$0.isControl && !$0.isBilingual }) {
      sections.append(EvaluationSection("Recall by class of artefact", recallTable(isBilingual: false)))
    }
    if isAnyBilingual {
      sections.append(
        EvaluationSection(
          "Classes that need the source text", recallTable(isBilingual: true),
          note: "The checker was not given the source, so these are no part of the recall in all."))
    }
    if classes.values.contains(where: { !$0.isControl }) {
      sections.append(EvaluationSection("Which rules find what", findersTable()))
      sections.append(EvaluationSection("Rules on stories with an artefact", goldRulesTable()))
    }
    if classes.values.contains(where: \.isControl) {
      sections.append(
        EvaluationSection(
          "Silence on controls", controlsTable(),
          note: "A control to which nothing was added is its own base story, and so silent by definition."))
    }
    return sections
  }

  func cleanSections() -> [EvaluationSection] {
    guard !clean.isEmpty else { return [] }
    return [
      EvaluationSection(
        "False alarms on clean stories by language", cleanTable(),
        note: "Default view. What nobody has judged real counts as false. For Chinese, Japanese and Thai 1,500 characters "
          + "stand for 1,000 words."),
      EvaluationSection("False alarms on clean stories by rule", cleanRulesTable()),
    ]
  }

  func machineSections() -> [EvaluationSection] {
    guard !machine.isEmpty else { return [] }
    return [
      EvaluationSection("Machine translations beside human ones", machineTable()),
      EvaluationSection(
        "Machine translations by rule", machineRulesTable(),
        note: "A rule that fires as often in both marks style, not artefacts."),
    ]
  }

  func annotatedSections() -> [EvaluationSection] {
    guard !annotated.isEmpty else { return [] }
    return [
      EvaluationSection("Translations with marked errors", annotatedTable()),
      EvaluationSection("Marked errors that findings touch", annotatedCategoriesTable()),
    ]
  }

  private func missesSection() -> EvaluationSection {
    let sorted = misses.sorted { ($0.classID, $0.language, $0.id) < ($1.classID, $1.language, $1.id) }
    return EvaluationSection(
      "Artefacts that nothing found",
      lines: sorted.map { miss in
        let variant = miss.variant.map { " (\($0))" } ?? ""
        let hidden = miss.hiddenRules.isEmpty ? "" : " — hidden: " + miss.hiddenRules.joined(separator: ", ")
        return "\(miss.id)\(variant)\(hidden): \(miss.excerpt.text)"
      })
  }

  private func alarmsSection(_ place: Alarm.Place, limit: Int) -> EvaluationSection? {
    var shown: [String: Int] = [:]
    let sorted = alarms.filter { $0.place == place && $0.verdict != .real }.sorted { $0.order < $1.order }
    let lines = sorted.compactMap { alarm -> String? in
      shown[alarm.finding.rule, default: 0] += 1
      return shown[alarm.finding.rule]! <= limit ? alarm.line : nil
    }
    guard !lines.isEmpty else { return nil }
    let note = lines.count < sorted.count ? "\(limit) of each rule out of \(sorted.count) in all; JSON has every one." : nil
    return EvaluationSection(place.title, lines: lines, note: note)
  }
}

extension Alarm {
  /// By rule, group and place.
  var order: (String, String, String, Int, Int) {
    (finding.rule, group, file, finding.range.start, finding.range.end)
  }

  var line: String {
    let entry = finding.entry.map { "#\($0)" } ?? ""
    let hint = hint.map { " (\($0))" } ?? ""
    return "\(finding.rule)\(entry) \(finding.confidence.rawValue) \(group) \(file)@\(finding.range.start)\(hint): "
      + "\(finding.excerpt.text) — \(finding.message)"
  }
}

extension Alarm.Place {
  var title: String {
    switch self {
    case .clean: "False alarms on clean stories"
    case .control: "False alarms on controls"
    case .stray: "New findings beside the artefact"
    case .target: "Findings in machine translations"
    case .reference: "Findings in human translations"
    }
  }
}

/// A titled table or list.
struct EvaluationSection {
  let title: String
  var note: String?
  var table: EvaluationTable?
  var lines: [String] = []

  init(_ title: String, _ table: EvaluationTable, note: String? = nil) {
    self.title = title
    self.table = table
    self.note = note
  }

  init(_ title: String, lines: [String], note: String? = nil) {
    self.title = title
    self.lines = lines
    self.note = note
  }

  func plain() -> String {
    var text = title.uppercased() + "\n"
    if let note { text += note + "\n" }
    if let table { text += table.plain() }
    for line in lines { text += "- " + line + "\n" }
    return text
  }

  func markdown(level: Int) -> String {
    var text = String(repeating: "#", count: level) + " " + title + "\n\n"
    if let note { text += note + "\n\n" }
    if let table { text += table.markdown() }
    for line in lines { text += "- " + EvaluationSection.escape(line) + "\n" }
    return text
  }

  /// Copy must not turn into markup.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if "\\`*_<>#|".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
