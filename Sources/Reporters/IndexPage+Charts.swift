import Findings
import TextBase

extension IndexPage {
  /// Rules shown in the table of the most frequent.
  private static let ruleLimit = 15
  /// Bars of one chart.
  private static let barLimit = 12
  /// Columns of a chart over time.
  private static let dayLimit = 31

  var hasCharts: Bool { stories.lazy.filter(\.isRead).prefix(2).count > 1 }

  func writeCharts(_ out: inout [UInt8]) {
    guard hasCharts else { return }
    let read = stories.filter(\.isRead)
    out.write("<section class=\"panel\" aria-labelledby=\"charts\">\n<h2 id=\"charts\">Charts</h2>\n<div class=\"charts\">\n")
    bars("Findings by family", families.map { ($0.key, $0.value) }, &out)
    var pairs: [String: (stories: Int, findings: Int)] = [:]
    for story in read {
      let language = story.language.map(LanguageNames.name) ?? "not known"
      let pair = story.source.map { "\(LanguageNames.name($0)) → \(language)" } ?? language
      let score = story.score
      pairs[pair, default: (0, 0)].stories += 1
      pairs[pair, default: (0, 0)].findings += score.critical + score.major + score.minor + score.neutral
    }
    bars("Findings by language pair", pairs.map { ($0.key, $0.value.findings) }, &out)
    bars("Stories by language pair", pairs.map { ($0.key, $0.value.stories) }, &out)
    columns("Stories by points per 1,000 words", distribution(read), &out)
    let (unit, values) = overTime(read)
    if values.count > 1 { columns("Points per 1,000 words by \(unit)", values, &out) }
    out.write("</div>\n</section>\n")
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
      guard buckets.count <= IndexPage.dayLimit || unit == "year" else { continue }
      let bars = buckets.sorted { $0.key < $1.key }.suffix(IndexPage.dayLimit)
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
    for index in 1..<edges.count { bars.append(("≤\u{2009}\(Int(edges[index]))", counts[index])) }
    bars.append((">\u{2009}\(Int(edges[edges.count - 1]))", counts[edges.count]))
    return bars
  }

  /// Horizontal bars with their numbers: a figure that also reads as a list.
  private func bars(_ title: String, _ values: [(name: String, count: Int)], _ out: inout [UInt8]) {
    if values.isEmpty { return }
    var bars = values.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    let left = bars.dropFirst(IndexPage.barLimit).reduce(0) { $0 + $1.count }
    bars = Array(bars.prefix(IndexPage.barLimit))
    if left > 0 { bars.append(("all others", left)) }
    let most = max(1, bars.map(\.count).max() ?? 1)
    let height = bars.count * 24
    begin(title, bars, height: height, &out)
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

  /// Upright columns, for values that have an order.
  private func columns(_ title: String, _ values: [(name: String, count: Int)], _ out: inout [UInt8]) {
    let most = max(1, values.map(\.count).max() ?? 1)
    let step = min(52, 360 / max(1, values.count))
    let bar = step * 3 / 4
    /// Of labels that would run into each other every second is written, or every third.
    func every(_ longest: Int) -> Int { max(1, (longest * 6 + 6 + step - 1) / step) }
    let everyName = every(values.map(\.name.unicodeScalars.count).max() ?? 0)
    let everyCount = every(String(most).count)
    begin(title, values, height: 160, &out)
    out.write("<rect class=\"ground\" x=\"0\" y=\"140\" width=\"\(step * values.count)\" height=\"1\"/>\n")
    for (index, value) in values.enumerated() {
      let left = index * step + (step - bar) / 2
      let middle = index * step + step / 2
      let height = value.count == 0 ? 0 : max(2, value.count * 116 / most)
      out.write("<rect class=\"bar\" x=\"\(left)\" y=\"\(140 - height)\" width=\"\(bar)\" height=\"\(height)\"/>")
      if index % everyCount == 0 {
        out.write(
          "<text class=\"bar-count\" x=\"\(middle)\" y=\"\(134 - height)\" text-anchor=\"middle\">\(value.count)</text>")
      }
      // In the middle of its group, and never over the edge of the drawing.
      if index % everyName == everyName / 2, middle + value.name.unicodeScalars.count * 3 <= 360 {
        out.write("<text class=\"bar-name\" x=\"\(middle)\" y=\"156\" text-anchor=\"middle\">")
        out.writeHTML(value.name)
        out.write("</text>")
      }
      out.write("\n")
    }
    out.write("</svg>\n</figure>\n")
  }

  private func begin(_ title: String, _ values: [(name: String, count: Int)], height: Int, _ out: inout [UInt8]) {
    out.write("<figure>\n<figcaption>\(title)</figcaption>\n<svg viewBox=\"0 0 360 \(height)\" role=\"img\"")
    out.writeAttribute("aria-label", "\(title): " + values.map { "\($0.name) \($0.count)" }.joined(separator: ", "))
    out.write(">\n")
  }

  /// How many stories there are of each kind, by the worst that was found in them: one bar in proportion, named below.
  func writeWorst(_ out: inout [UInt8]) {
    let read = stories.filter(\.isRead)
    guard read.count > 1 else { return }
    var parts = Severity.allCases.reversed().map { severity in (severity.rawValue, read.count { $0.worst == severity }) }
    parts.append(("clean", read.count { $0.worst == nil }))
    parts.removeAll { $0.1 == 0 }
    out.write(
      "<svg class=\"worst\" viewBox=\"0 0 1000 14\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Stories by their worst finding: "
    )
    out.write(parts.map { "\($0.1) \($0.0)" }.joined(separator: ", "))
    out.write("\">\n")
    var seen = 0
    for (name, count) in parts {
      let start = seen * 1000 / read.count
      seen += count
      let end = seen * 1000 / read.count
      // A gap parts what only colour would.
      out.write("<rect class=\"\(name)\" x=\"\(start)\" y=\"0\" width=\"\(max(1, end - start - 3))\" height=\"14\"/>")
    }
    out.write("\n</svg>\n<ul class=\"facts worst-key\">\n")
    for (name, count) in parts {
      out.write("<li><b>\(count)</b> <span class=\"key \(name)\">\(name == "clean" ? "clean" : "with \(name)")</span></li>\n")
    }
    out.write("</ul>\n")
  }

  func writeRules(_ cards: [String: RuleCard], _ out: inout [UInt8]) {
    if rules.isEmpty { return }
    let sorted = rules.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(IndexPage.ruleLimit)
    out.write("<section class=\"panel\" aria-labelledby=\"rules\">\n<h2 id=\"rules\">Most frequent</h2>\n")
    out.write("<table class=\"frequent\">\n<thead><tr><th scope=\"col\">Rule, and one of its findings</th>")
    out.write(
      "<th scope=\"col\" class=\"num\">Findings</th><th scope=\"col\" class=\"num\">Stories</th></tr></thead>\n<tbody>\n")
    for (rule, count) in sorted {
      out.write("<tr><th scope=\"row\">")
      if let card = cards[rule] { out.writeElement("span", class: "name", card.title) }
      out.write(" <code>")
      out.writeHTML(rule)
      out.write("</code> <span class=\"example\">")
      if let href = count.href {
        out.write("<a")
        out.writeAttribute("href", href)
        out.write(">")
      }
      out.writeHTML(count.message)
      if count.href != nil { out.write("</a>") }
      out.write("</span></th><td class=\"num\">\(count.count)</td><td class=\"num\">\(count.stories)</td></tr>\n")
    }
    out.write("</tbody>\n</table>\n</section>\n")
  }
}
