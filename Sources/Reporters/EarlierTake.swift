import Findings

extension FindingState {
  /// As an editor reads it.
  var words: String { self == .unchanged ? "still there" : rawValue }
}

extension HTMLStory {
  /// What the earlier take of the story had and this one has no more: places where nobody can go any longer.
  func writeGone(into out: inout [UInt8]) {
    guard let gone = document.gone, !gone.isEmpty else { return }
    out.write("<div class=\"row gone\">\n<div class=\"copy aside\">\n<p>Gone since the earlier take:</p>\n<ul>\n")
    for finding in gone {
      out.write("<li>\(finding.severity.rawValue), ")
      out.writeHTML(HTMLStory.family(finding.rule))
      out.write(": “<bdi")
      writeLanguage(&out)
      out.write(">")
      out.writeHTML(finding.text)
      out.write("</bdi>” ")
      out.writeHTML(finding.message)
      out.write("</li>\n")
    }
    out.write("</ul>\n</div>\n</div>\n")
  }

  /// “1 new”, “2 still there”, “1 gone”; nothing where no earlier take was given.
  var changes: [String] {
    guard let gone = document.gone else { return [] }
    return FindingState.allCases.compactMap { state in
      let count = state == .gone ? gone.count : document.findings.count { $0.state == state }
      return count > 0 ? "\(count) \(state.words)" : nil
    }
  }
}
