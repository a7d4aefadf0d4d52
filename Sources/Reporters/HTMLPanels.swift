import Findings
import TextBase

extension HTMLStory {
  /// What stands below the story: who and what, score, what was not checked.
  func writePanels(into out: inout [UInt8]) {
    guard document.status == .checked else { return }
    out.write("<div class=\"panels\" dir=\"ltr\">\n")
    writeEntities(&out)
    writeFacts(document.facts, &out)
    writeScore(&out)
    writeNotChecked(&out)
    out.write("</div>\n")
  }

  func panel(_ id: String, _ title: String, _ out: inout [UInt8]) {
    out.write(
      "<section class=\"panel \(id)\" aria-labelledby=\"\(prefix)\(id)\">\n<h2 id=\"\(prefix)\(id)\">\(title)</h2>\n")
  }

  // MARK: who and what

  /// Mentions of one form that are linked one by one.
  private static let placeLimit = 12

  private func writeEntities(_ out: inout [UInt8]) {
    guard !document.entities.isEmpty else { return }
    panel("who", "Who and what", &out)
    out.write(
      "<table>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Written as</th></tr></thead>\n<tbody>\n")
    for (index, entity) in document.entities.enumerated() {
      out.write("<tr><th scope=\"row\"><span class=\"name\">")
      out.writeHTML(entity.name)
      out.write("</span> ")
      out.writeElement("span", class: "kind", entity.kind)
      out.write("</th><td>")
      writeForms(entity, index, &out)
      out.write("</td></tr>\n")
    }
    out.write("</tbody>\n</table>\n</section>\n")
  }

  /// Every form in the order of its first mention, with its places.
  private func writeForms(_ entity: EntityMentions, _ index: Int, _ out: inout [UInt8]) {
    var order: [String] = []
    var places: [String: [Int]] = [:]
    for (place, mention) in entity.mentions.enumerated() {
      if places[mention.text] == nil { order.append(mention.text) }
      places[mention.text, default: []].append(place)
    }
    out.write("<ul class=\"forms\">")
    for form in order {
      let list = places[form] ?? []
      out.write("<li><span class=\"form\"")
      writeLanguage(&out)
      out.write(">")
      out.writeHTML(form)
      out.write(
        "</span> <span class=\"times\">×\u{2009}\(list.count)</span> <span class=\"places\">\(list.count == 1 ? "line" : "lines")\u{A0}"
      )
      for (position, place) in list.prefix(HTMLStory.placeLimit).enumerated() {
        if position > 0 { out.write(", ") }
        let line = entity.mentions[place].span.startLine
        if marks.placedMentions.contains(StoryMarks.key(index, place)) {
          out.write("<a href=\"#\(prefix)e\(index + 1)-\(place + 1)\">\(line)</a>")
        } else {
          out.write(line)
        }
      }
      if list.count > HTMLStory.placeLimit { out.write(" and \(list.count - HTMLStory.placeLimit) more") }
      out.write("</span></li>")
    }
    out.write("</ul>")
  }

  // MARK: score

  private func writeScore(_ out: inout [UInt8]) {
    let score = document.score
    panel("score", "Score", &out)
    out.write("<p class=\"points\"><b>\(score.penaltyPoints)</b> penalty points by rule-based checks, in MQM terms")
    out.write("; <b>\(score.perThousandWords.oneDecimal)</b> per 1,000 words</p>\n")
    if document.words < HTMLStory.fewWords {
      out.write("<p class=\"caution\">The story has \(counted(document.words, "word", "words")). ")
      out.write(
        "Under \(HTMLStory.fewWords) words one finding moves the rate a long way: read the counts, not the rate.</p>\n")
    }
    guard !document.findings.isEmpty else { return out.write("</section>\n") }
    out.write("<table class=\"figures\">\n<thead><tr><th scope=\"col\">Severity</th><th scope=\"col\">Findings</th>")
    out.write("<th scope=\"col\">Points each</th><th scope=\"col\">Points</th></tr></thead>\n<tbody>\n")
    for severity in Severity.allCases.reversed() {
      let count = document.findings.count { $0.severity == severity }
      if count == 0 { continue }
      out.write("<tr><th scope=\"row\"><span class=\"key \(severity.rawValue)\">\(severity.rawValue)</span></th>")
      out.write("<td>\(count)</td><td>\(severity.penaltyPoints)</td><td>\(count * severity.penaltyPoints)</td></tr>\n")
    }
    out.write("</tbody>\n</table>\n")
    writeCategories(&out)
    out.write(
      "<p class=\"small\">A count of what rules found, not a verdict on the translation: no person has confirmed the findings.</p>\n"
    )
    out.write("</section>\n")
  }

  private func writeCategories(_ out: inout [UInt8]) {
    var counts: [MQMCategory: (findings: Int, points: Int)] = [:]
    for finding in document.findings {
      counts[finding.mqm, default: (0, 0)].findings += 1
      counts[finding.mqm, default: (0, 0)].points += finding.severity.penaltyPoints
    }
    let sorted = counts.sorted {
      ($1.value.points, $1.value.findings, $0.key.rawValue) < ($0.value.points, $0.value.findings, $1.key.rawValue)
    }
    out.write(
      "<table class=\"figures\">\n<thead><tr><th scope=\"col\">MQM category</th><th scope=\"col\">Findings</th>")
    out.write("<th scope=\"col\">Points</th></tr></thead>\n<tbody>\n")
    for (category, count) in sorted {
      let words = category.rawValue.split(separator: "-").joined(separator: " ")
      out.write("<tr><th scope=\"row\">\(words)</th><td>\(count.findings)</td><td>\(count.points)</td></tr>\n")
    }
    out.write("</tbody>\n</table>\n")
  }

  // MARK: not checked

  private func writeNotChecked(_ out: inout [UInt8]) {
    guard !document.notChecked.isEmpty else { return }
    panel("unchecked", "Not checked", &out)
    out.write("<dl>\n")
    var families: [String] = []
    for item in document.notChecked where !families.contains(item.family) { families.append(item.family) }
    for family in families {
      out.writeElement("dt", family)
      for item in document.notChecked where item.family == family { out.writeElement("dd", item.reason) }
      out.write("\n")
    }
    out.write("</dl>\n</section>\n")
  }
}
