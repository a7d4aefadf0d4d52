/// Term lists as TBX, ISO 30042:2019, with data categories as attributes. What TBX has no category for stands in notes.
extension TermList {
  public func tbx() -> [UInt8] {
    var out = """
      <?xml version="1.0" encoding="UTF-8"?>
      <tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
      <tbxHeader><fileDesc><sourceDesc><p>Terms of wirecheck lexicons</p></sourceDesc></fileDesc></tbxHeader>
      <text><body>

      """
    for concept in concepts {
      out += "<conceptEntry id=\"\(TermList.markup(concept.id.replacing("#", with: "__")))\">\n"
      if !concept.kind.isEmpty { out += "  <descrip type=\"subjectField\">\(TermList.markup(concept.kind))</descrip>\n" }
      if !concept.note.isEmpty { out += "  <note>\(TermList.markup(concept.note))</note>\n" }
      for name in TermList.properties {
        for value in concept.properties[name] ?? [] {
          out += "  <note>wirecheck \(name): \(TermList.markup(TermList.escaped(value)))</note>\n"
        }
      }
      var languages: [String] = []
      for term in concept.terms where !languages.contains(term.language) { languages.append(term.language) }
      for language in languages {
        out += "  <langSec xml:lang=\"\(TermList.markup(language))\">\n"
        for term in concept.terms where term.language == language {
          out += "    <termSec><term>\(TermList.markup(term.text))</term>"
          out += "<termNote type=\"administrativeStatus\">\(term.status.rawValue)Term-admn-sts</termNote>"
          if !term.formClass.isEmpty { out += "<note>wirecheck class: \(TermList.markup(term.formClass))</note>" }
          if !term.pattern.isEmpty { out += "<note>wirecheck pattern: \(TermList.markup(term.pattern))</note>" }
          out += "</termSec>\n"
        }
        out += "  </langSec>\n"
      }
      out += "</conceptEntry>\n"
    }
    return Array((out + "</body></text>\n</tbx>\n").utf8)
  }

  private static func markup(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
