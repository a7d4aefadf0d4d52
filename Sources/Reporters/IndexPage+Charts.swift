import Findings
import TextBase

extension IndexPage {
  /// Rules shown in the table of the most frequent.
  private static let ruleLimit = 15
  /// Bars of one chart.
  private static let barLimit = 12

  func writeCharts(_ out: inout [UInt8]) {
    let read = stories.filter(\.isRead)
    guard read.count > 1 else { return }
    out.write("<div class=\"charts\">\n")
    chart("Findings by family", families.map { ($0.key, $0.value) }, sorts: true, &out)
    var pairs: [String: (stories: Int, findings: Int)] = [:]
    for story in read {
      let language = story.language.map(LanguageNames.name) ?? "not known"
      let pair = story.source.map { "\(LanguageNames.name($0)) → \(language)" } ?? language
      let score = story.score
      pairs[pair, default: (0, 0)].stories += 1
      pairs[pair, default: (0, 0)].findings += score.critical + score.major + score.minor + score.neutral
    }
    chart("Findings by language pair", pairs.map { ($0.key, $0.value.findings) }, sorts: true, &out)
    chart("Stories by language pair", pairs.map { ($0.key, $0.value.stories) }, sorts: true, &out)
    chart("Stories by points per 1,000 words", distribution(read), sorts: false, &out)
    let (unit, bars) = overTime(read)
    if bars.count > 1 { chart("Points per 1,000 words by \(unit)", bars, sorts: false, &out) }
    out.write("</div>\n")
  }

  /// Rounded points per 1,000 words of the stories of a day; of a month or a year where there are too many days.
  private func overTime(_ stories: [Story]) -> (String, [(String, Int)]) {
    for (unit, length) in [("day", 10), ("month", 7), ("year", 4)] {
      var buckets: [String: (points: Int, words: Int)] = [:]
      for story in stories {
        guard let date = story.date else { continue }
        buckets[String(date.prefix(length)), default: (0, 0)].points += story.score.penaltyPoints
        buckets[String(date.prefix(length)), default: (0, 0)].words += story.score.words
      }
      guard buckets.count <= IndexPage.barLimit || unit == "year" else { continue }
      let bars = buckets.sorted { $0.key < $1.key }.suffix(IndexPage.barLimit)
      return (
        unit, bars.map { ($0.key, $0.value.words == 0 ? 0 : ($0.value.points * 1000 + $0.value.words / 2) / $0.value.words) }
      )
    }
    return ("year", [])
  }

  private func distribution(_ stories: [Story]) -> [(String, Int)] {
    let edges: [Double] = [0, 5, 10, 20, 40, 80, 160]
    var counts = Array(repeating: 0, count: edges.count + 1)
    for story in stories {
      let rate = story.score.perThousandWords
      counts[edges.firstIndex { rate <= $0 } ?? edges.count] += 1
    }
    var bars = [("0", counts[0])]
    for index in 1..<edges.count { bars.append(("to \(Int(edges[index]))", counts[index])) }
    bars.append(("over \(Int(edges[edges.count - 1]))", counts[edges.count]))
    return bars
  }

  /// Horizontal bars with their numbers: a figure that also reads as a list.
  private func chart(_ title: String, _ values: [(name: String, count: Int)], sorts: Bool, _ out: inout [UInt8]) {
    if values.isEmpty { return }
    var bars = sorts ? values.sorted { ($1.count, $0.name) < ($0.count, $1.name) } : values
    let left = bars.dropFirst(IndexPage.barLimit).reduce(0) { $0 + $1.count }
    bars = Array(bars.prefix(IndexPage.barLimit))
    if left > 0 { bars.append(("all others", left)) }
    let most = max(1, bars.map(\.count).max() ?? 1)
    let height = bars.count * 24
    out.write("<figure>\n<figcaption>\(title)</figcaption>\n<svg viewBox=\"0 0 360 \(height)\" role=\"img\"")
    out.writeAttribute("aria-label", "\(title): " + bars.map { "\($0.name) \($0.count)" }.joined(separator: ", "))
    out.write(">\n")
    for (index, bar) in bars.enumerated() {
      let y = index * 24
      // Whole units, so that the bytes do not depend on rounding elsewhere.
      let width = bar.count == 0 ? 0 : max(2, bar.count * 170 / most)
      out.write("<text class=\"bar-name\" x=\"140\" y=\"\(y + 16)\" text-anchor=\"end\">")
      out.writeHTML(bar.name)
      out.write("</text><rect class=\"bar\" x=\"148\" y=\"\(y + 5)\" width=\"\(width)\" height=\"14\" rx=\"2\"/>")
      out.write("<text class=\"bar-count\" x=\"\(154 + width)\" y=\"\(y + 16)\">\(bar.count)</text>\n")
    }
    out.write("</svg>\n</figure>\n")
  }

  func writeRules(_ cards: [String: RuleCard], _ out: inout [UInt8]) {
    if rules.isEmpty { return }
    let sorted = rules.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(IndexPage.ruleLimit)
    out.write("<section class=\"panel\" aria-labelledby=\"rules\">\n<h2 id=\"rules\">Most frequent</h2>\n")
    out.write(
      "<table>\n<thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">Findings</th><th scope=\"col\">Stories</th>")
    out.write("<th scope=\"col\">For example</th></tr></thead>\n<tbody>\n")
    for (rule, count) in sorted {
      out.write("<tr><th scope=\"row\">")
      if let card = cards[rule] { out.writeElement("span", class: "name", card.title) }
      out.write(" <code>")
      out.writeHTML(rule)
      out.write("</code></th><td>\(count.count)</td><td>\(count.stories)</td><td>")
      if let href = count.href {
        out.write("<a")
        out.writeAttribute("href", href)
        out.write(">")
      }
      out.writeHTML(count.message)
      if count.href != nil { out.write("</a>") }
      out.write("</td></tr>\n")
    }
    out.write("</tbody>\n</table>\n</section>\n")
  }
}
