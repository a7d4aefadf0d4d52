/// What HTML's elements are.
enum HTMLNames {
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]

  /// A page has one of each.
  static let once: Set<String> = ["html", "body"]

  /// Their content is no markup.
  static let raw: Set<String> = ["script", "style", "textarea", "title", "xmp", "noembed", "noframes", "plaintext"]

  /// A start tag of these ends an open paragraph.
  static let endingParagraph: Set<String> = [
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "div", "dl", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "menu", "nav", "ol", "p",
    "pre", "section", "table", "ul", "dd", "dt", "tr", "td", "th", "tbody", "thead", "tfoot",
  ]

  /// Elements that end by themselves: what begins, what it closes, and what that is not looked for beyond.
  private static let implied: [String: (closes: Set<String>, within: Set<String>)] = [
    "li": (["li"], ["ul", "ol", "menu"]), "dt": (["dt", "dd"], ["dl"]), "dd": (["dt", "dd"], ["dl"]),
    "tr": (["tr", "td", "th"], ["table"]), "td": (["td", "th"], ["table", "tr"]), "th": (["td", "th"], ["table", "tr"]),
    "tbody": (["thead", "tbody", "tr", "td", "th"], ["table"]), "option": (["option"], ["select"]),
  ]

  /// Closes what an element that begins ends by itself.
  static func close(before name: String, _ open: inout [Int], _ nodes: [MarkupTree.Node]) {
    if let rule = implied[name] {
      var depth = open.count - 1
      var cut: Int?
      while depth > 0, !rule.within.contains(nodes[open[depth]].name) {
        if rule.closes.contains(nodes[open[depth]].name) { cut = depth }
        depth -= 1
      }
      if let cut { open.removeSubrange(cut...) }
    }
    guard endingParagraph.contains(name) else { return }
    // Only inline elements may stand between it and the paragraph.
    var depth = open.count - 1
    while depth > 0, nodes[open[depth]].name != "p" {
      if endingParagraph.contains(nodes[open[depth]].name) || nodes[open[depth]].name == "body" { return }
      depth -= 1
    }
    if depth > 0 { open.removeSubrange(depth...) }
  }
}
