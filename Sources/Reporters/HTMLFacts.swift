import Findings
import TextBase

extension HTMLStory {
  /// Quotations, figures and days: nothing of it is a fault, all of it can be checked against the source.
  func writeFacts(_ facts: StoryFacts, _ out: inout [UInt8]) {
    writeQuotations(facts.quotations, &out)
    writeFigures(facts.figures, &out)
    writeDays(facts.days, &out)
  }

  private func head(_ columns: [String], _ out: inout [UInt8]) {
    out.write("<table class=\"facts-table\">\n<thead><tr>")
    for column in columns { out.write("<th scope=\"col\">\(column)</th>") }
    out.write("</tr></thead>\n<tbody>\n")
  }

  private func foot(_ count: Int, _ out: inout [UInt8]) {
    out.write("</tbody>\n</table>\n")
    let more = count - StoryMarks.factLimit
    if more > 0 { out.write("<p class=\"small\">\(more) more are not listed.</p>\n") }
    out.write("</section>\n")
  }

  /// The text of the copy, linked to its place where the page shows it.
  private func cell(_ place: CopyPlace, _ id: String, isPlaced: Bool, _ out: inout [UInt8]) {
    out.write("<th scope=\"row\">")
    if isPlaced { out.write("<a href=\"#\(prefix)\(id)\">") }
    copy(place.text.excerpt(ends: HTMLStory.ends), &out)
    if isPlaced { out.write("</a>") }
    out.write(" <span class=\"places\">line\u{A0}\(place.line)</span></th>")
  }

  private func copy(_ text: String, _ out: inout [UInt8]) {
    out.write("<bdi class=\"form\"")
    writeLanguage(&out)
    out.write(">")
    out.writeHTML(text)
    out.write("</bdi>")
  }

  /// Scalars of a quotation shown at each end.
  static let ends = 60

  // MARK: quotations

  private func writeQuotations(_ quotations: [StoryFacts.Quotation], _ out: inout [UInt8]) {
    guard !quotations.isEmpty else { return }
    panel("quotations", "Quotations", &out)
    let paired = quotations.count { $0.state == .paired }
    out.write("<p>\(counted(paired, "quotation has", "quotations have")) both marks")
    if paired < quotations.count { out.write("; \(counted(quotations.count - paired, "mark has", "marks have")) no partner") }
    out.write(".</p>\n")
    head(["Quotation", "Who, in the copy’s words", "Marks"], &out)
    for (index, quotation) in quotations.prefix(StoryMarks.factLimit).enumerated() {
      out.write("<tr>")
      cell(quotation.place, "q\(index + 1)", isPlaced: marks.placedQuotations.contains(index), &out)
      out.write("<td>")
      write(who: quotation, &out)
      out.write("</td><td>")
      switch quotation.state {
      case .paired: out.write(quotation.isInner ? "within another" : "paired")
      case .unclosed: out.write("<strong class=\"odd\">never closed</strong>")
      case .unopened: out.write("<strong class=\"odd\">never opened</strong>")
      }
      out.write("</td></tr>\n")
    }
    foot(quotations.count, &out)
  }

  private func write(who quotation: StoryFacts.Quotation, _ out: inout [UInt8]) {
    if let speaker = quotation.speaker {
      out.write("<span class=\"name\">")
      copy(speaker.text, &out)
      out.write("</span>")
      if let clause = quotation.attribution, clause != speaker.text {
        out.write(" <span class=\"kind\">")
        copy(clause, &out)
        out.write("</span>")
      }
    } else if let clause = quotation.attribution {
      copy(clause, &out)
    } else {
      out.write("<span class=\"kind\">nobody is named beside it</span>")
    }
  }

  // MARK: figures

  private func writeFigures(_ figures: [StoryFacts.Figure], _ out: inout [UInt8]) {
    guard !figures.isEmpty else { return }
    panel("numbers", "Figures", &out)
    let isConverted = figures.prefix(StoryMarks.factLimit).contains { $0.converted != nil || $0.beside != nil }
    head(["Written", "Read as", "Kind"] + (isConverted ? ["Converted"] : []), &out)
    for (index, figure) in figures.prefix(StoryMarks.factLimit).enumerated() {
      out.write("<tr>")
      cell(figure.place, "n\(index + 1)", isPlaced: marks.placedFigures.contains(index), &out)
      out.write("<td class=\"num\">")
      if let reading = figure.reading {
        out.writeHTML(reading)
      } else {
        out.write("<span class=\"kind\">open to two readings</span>")
      }
      out.write("</td><td>\(figure.kind.rawValue)</td>")
      if isConverted { out.write("<td>") }
      if let converted = figure.converted { out.writeHTML(converted) }
      if let beside = figure.beside {
        out.write(" <span class=\"kind\">the copy says ")
        copy(beside, &out)
        out.write("</span>")
      }
      out.write(isConverted ? "</td></tr>\n" : "</tr>\n")
    }
    foot(figures.count, &out)
  }

  // MARK: days

  private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]

  private func writeDays(_ days: [StoryFacts.Day], _ out: inout [UInt8]) {
    guard !days.isEmpty else { return }
    panel("days", "Dates and weekdays", &out)
    head(["Written", "Read as", "Weekday"], &out)
    for (index, day) in days.prefix(StoryMarks.factLimit).enumerated() {
      out.write("<tr>")
      cell(day.place, "d\(index + 1)", isPlaced: marks.placedDays.contains(index), &out)
      out.write("<td class=\"num\">\(HTMLStory.reading(day))</td><td>")
      let written = day.weekday.map { HTMLStory.weekdays[$0 - 1] }
      let right = day.trueWeekday.map { HTMLStory.weekdays[$0 - 1] }
      switch (written, right) {
      case (let written?, let right?) where written == right: out.write("\(written), as the calendar has it")
      case (let written?, let right?): out.write("<strong class=\"odd\">\(written); the calendar says \(right)</strong>")
      case (let written?, nil): out.write(written)
      case (nil, let right?): out.write("<span class=\"kind\">\(right) by the calendar</span>")
      case (nil, nil): break
      }
      out.write("</td></tr>\n")
    }
    foot(days.count, &out)
  }

  private static func reading(_ day: StoryFacts.Day) -> String {
    if let iso = day.iso { return iso }
    if day.isAmbiguous { return "<span class=\"kind\">day or month first: open</span>" }
    let month = day.month.flatMap { (1...12).contains($0) ? months[$0 - 1] : nil }
    let parts = [day.day.map(String.init), month, day.year.map(String.init)].compactMap { $0 }
    if parts.isEmpty { return "<span class=\"kind\">no date</span>" }
    return parts.joined(separator: " ") + (day.year == nil ? " <span class=\"kind\">no year given</span>" : "")
  }

  // MARK: the fixed text

  /// The text of a part with the safe fixes made, where there is one.
  func fixed(_ part: StoryMarks.Part) -> String? {
    guard let decoded = part.decoded else { return nil }
    var edits: [(range: ByteRange, text: String)] = []
    for index in part.findings {
      let finding = document.findings[index]
      guard finding.fixes.count == 1, finding.fixes[0].applicability == .safe else { continue }
      let placed = finding.fixes[0].edits.compactMap { edit in
        document.decodedRange(edit.range, near: finding, at: document.decodedSpans[index]).map { ($0, edit.replacement) }
      }
      guard placed.count == finding.fixes[0].edits.count,
        placed.allSatisfy({ $0.0.start >= decoded.start && $0.0.end <= decoded.end })
      else { continue }
      edits += placed
    }
    guard !edits.isEmpty else { return nil }
    var text: [UInt8] = []
    var at = decoded.start
    for edit in edits.sorted(by: { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) })
    where edit.range.start >= at {
      text += part.text[(at - decoded.start)..<(edit.range.start - decoded.start)]
      text += Array(edit.text.utf8)
      at = edit.range.end
    }
    text += part.text[(at - decoded.start)...]
    return String(decoding: text, as: UTF8.self)
  }
}
