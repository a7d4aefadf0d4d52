import Findings
import TextBase

extension HTMLStory {
  /// Filters and jumps; hidden until the script can serve them.
  func writeToolbar(_ out: inout [UInt8]) {
    out.write("<div class=\"toolbar\" role=\"group\" aria-label=\"Steps and filters\" hidden>\n")
    out.write(
      "<span class=\"steps\"><button type=\"button\" class=\"step\" data-step=\"-1\" aria-label=\"Previous finding (k)\">↑</button>"
    )
    out.write("<span class=\"position\" role=\"status\"></span>")
    out.write(
      "<button type=\"button\" class=\"step\" data-step=\"1\" aria-label=\"Next finding (j)\">↓</button></span>\n")
    out.write("<details class=\"filters\"><summary>Filter</summary>\n<div class=\"groups\">\n")
    let severities = counts(document.score).filter { $0.1 > 0 }
    group("severity", severities.map { ($0.0.rawValue, $0.1, $0.0.rawValue) }, &out)
    group("family", familyCounts.map { ($0.name, $0.count, "t\(tint($0.name))") }, &out)
    let byConfidence = Dictionary(grouping: document.findings, by: \.confidence)
    group(
      "confidence", byConfidence.sorted { $1.key < $0.key }.map { ($0.key.rawValue, $0.value.count, "plain") }, &out)
    // Whoever dictates to the browser must be able to turn single letters off.
    out.write(
      "<fieldset><legend>keyboard</legend><label class=\"chip\"><input type=\"checkbox\" checked class=\"letters\"> <span>single letters</span></label></fieldset>\n"
    )
    out.write("</div>\n</details>\n")
    out.write("<span class=\"copies\"><button type=\"button\" class=\"copy-all\">Copy all notes</button>\n")
    if document.findings.contains(where: { $0.fixes.count == 1 && $0.fixes[0].applicability == .safe }) {
      out.write("<button type=\"button\" class=\"copy-fixed\">Copy the text with safe fixes</button>\n")
    }
    out.write("</span>\n<span class=\"keys\"><kbd>j</kbd> <kbd>k</kbd> next, previous <kbd>c</kbd> copy</span>\n</div>\n")
  }

  private func group(_ name: String, _ values: [(value: String, count: Int, style: String)], _ out: inout [UInt8]) {
    out.write("<fieldset><legend>\(name)</legend>")
    for item in values {
      out.write("<label class=\"chip \(item.style)\"><input type=\"checkbox\" checked data-filter=\"\(name)\"")
      out.writeAttribute("value", item.value)
      out.write("> <span>")
      out.writeHTML(item.value)
      out.write("</span> <b>\(item.count)</b></label>\n")
    }
    out.write("</fieldset>\n")
  }
}
