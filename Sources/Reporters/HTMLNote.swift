import Findings
import TextBase

extension HTMLStory {
  /// One finding beside its paragraph.
  func note(_ index: Int, _ out: inout [UInt8]) {
    let finding = document.findings[index]
    let number = index + 1
    let family = HTMLStory.family(finding.rule)
    out.write(
      "<li class=\"note \(finding.severity.rawValue) t\(tint(finding.rule))\" id=\"\(prefix)f\(number)\" tabindex=\"-1\""
    )
    out.write(" data-n=\"\(number)\" data-severity=\"\(finding.severity.rawValue)\"")
    out.write(" data-confidence=\"\(finding.confidence.rawValue)\"")
    out.writeAttribute("data-family", family)
    out.write(">\n<p class=\"what\">")
    if marks.elsewhere.contains(index) {
      out.write("<span class=\"number\">\(number)</span>")
    } else {
      out.write(
        "<a class=\"number\" href=\"#\(prefix)m\(number)\" aria-label=\"Finding \(number): to the text\">\(number)</a>")
    }
    out.write(" <span class=\"severity\">\(finding.severity.rawValue)</span> <span class=\"family\">")
    out.writeHTML(family)
    let state = finding.state.map { ", \($0.words)" } ?? ""
    out.write("</span> <span class=\"trusted\">\(finding.confidence.rawValue) confidence\(state)</span></p>\n")
    out.write("<p class=\"message\">")
    write(finding.message, quoting: [finding.text] + finding.related.map(\.text), &out)
    out.write("</p>\n")
    for fix in finding.fixes { write(fix, finding, index, &out) }
    if !finding.advice.isEmpty {
      out.writeElement("p", class: "advice", finding.advice)
      out.write("\n")
    }
    twins(finding, index, &out)
    details(finding, &out)
    out.write("</li>\n")
  }

  /// A sentence of ours with the copy it quotes set apart, so that neither reorders the other.
  private func write(_ sentence: String, quoting texts: [String], _ out: inout [UInt8]) {
    let bytes = Array(sentence.utf8)
    let quoted = texts.map { Array("“\($0)”".utf8) }
    var copied = 0
    var at = 0
    while at < bytes.count {
      // “ begins with E2; every other byte is passed at once.
      guard bytes[at] == 0xE2, let match = quoted.first(where: { bytes[at...].starts(with: $0) }) else {
        at += 1
        continue
      }
      bytes[copied..<at].withUnsafeBufferPointer { out.writeHTML($0) }
      out.write("“<bdi")
      writeLanguage(&out)
      out.write(">")
      match[3..<(match.count - 3)].withUnsafeBufferPointer { out.writeHTML($0) }
      out.write("</bdi>”")
      at += match.count
      copied = at
    }
    bytes[copied...].withUnsafeBufferPointer { out.writeHTML($0) }
  }

  private func twins(_ finding: Finding, _ index: Int, _ out: inout [UInt8]) {
    for (place, twin) in finding.related.enumerated() {
      out.write("<p class=\"related\">")
      out.writeHTML(twin.label)
      out.write(": ")
      let isPlaced = marks.placedTwins.contains(StoryMarks.key(index, place))
      if isPlaced { out.write("<a href=\"#\(prefix)t\(index + 1)-\(place + 1)\">") }
      out.write("“<bdi")
      writeLanguage(&out)
      out.write(">")
      out.writeHTML(twin.text)
      out.write("</bdi>” <span class=\"where\">\(twin.span.startLine):\(twin.span.startColumn)</span>")
      if isPlaced { out.write("</a>") }
      out.write("</p>\n")
    }
  }

  /// The why, the confidence and the place: closed until asked for.
  private func details(_ finding: Finding, _ out: inout [UInt8]) {
    out.write("<details><summary>Why</summary>\n")
    if let card = cards[finding.rule], !card.why.isEmpty {
      out.writeElement("p", class: "why", card.why)
      out.write("\n")
    }
    out.write("<p class=\"sure\"><span class=\"confidence\">\(finding.confidence.rawValue) confidence</span>: ")
    out.write(HTMLStory.meaning(finding.confidence))
    out.write("</p>\n<p class=\"measured\">")
    out.writeHTML(measured(finding.rule))
    out.write("</p>\n<p class=\"id\"><code>")
    out.writeHTML(finding.rule)
    out.write("</code>")
    if let entry = finding.entry {
      out.write(" <code>")
      out.writeHTML(entry)
      out.write("</code>")
    }
    out.write(" line \(finding.span.startLine), column \(finding.span.startColumn)</p>\n</details>\n")
  }

  private func measured(_ rule: String) -> String {
    guard let sentences = measured[rule]?.sentences, !sentences.isEmpty else { return "Not measured yet." }
    return "Measured: " + sentences.joined(separator: " ")
  }

  static func meaning(_ confidence: Confidence) -> String {
    switch confidence {
    case .high: "on clean professional news at most 1 such finding in 20 is a false alarm."
    case .medium: "on clean professional news at most 1 such finding in 5 is a false alarm."
    case .low: "often a false alarm; look twice."
    }
  }

  private func write(_ fix: Fix, _ finding: Finding, _ index: Int, _ out: inout [UInt8]) {
    let span = index < document.decodedSpans.count ? document.decodedSpans[index] : nil
    guard let preview = ChangePreview(fix, of: document, span: span, finding: finding) else {
      guard fix.edits.count == 1 else { return }
      out.write("<p class=\"change\">")
      line("now", "in its place", [.init(text: fix.edits[0].replacement, isChanged: true)], &out)
      return out.write("</p>\n")
    }
    out.write("<p class=\"change\" dir=\"\(document.isRightToLeft ? "rtl" : "ltr")\"")
    out.writeAttribute("data-copy", preview.after.map(\.text).joined())
    out.write(">")
    line("was", "before", preview.before, &out)
    line("now", "after", preview.after, &out)
    out.write("<span class=\"trust\" dir=\"ltr\">")
    switch fix.applicability {
    case .safe: out.write("safe fix")
    case .review: out.write("read it before you apply it")
    case .displayOnly: out.write("change it by hand")
    }
    out.write("</span></p>\n")
  }

  private func line(_ style: String, _ label: String, _ pieces: [ChangePreview.Piece], _ out: inout [UInt8]) {
    let element = style == "was" ? "del" : "ins"
    out.write("<span class=\"\(style)\"><span class=\"vh\">\(label): </span><bdi")
    writeLanguage(&out)
    out.write(">")
    for piece in pieces {
      if piece.isChanged { out.write("<\(element)>") }
      out.writeHTML(piece.text, spellingOut: piece.isChanged)
      if piece.isChanged { out.write("</\(element)>") }
    }
    out.write("</bdi></span>")
  }
}
