import Findings
import Stories
import TextBase

/// Reads running text out of markup: which elements end a paragraph, which stand within a word, which hold no copy.
struct MarkupFlow {
  enum Role {
    case inline
    /// A paragraph or something that holds paragraphs; the field where the element names one.
    case block(Field?)
    case lineBreak
    /// No copy.
    case skip
    /// Copy that is not judged: code.
    case protected
    /// Lines as they stand.
    case lines
  }

  let tree: MarkupTree
  /// NITF's names rather than HTML's.
  let isNITF: Bool
  /// Of a whole page, where furniture stands around the story.
  let page: PageProse?
  /// Languages that this element or one above it declares are not the copy's.
  let languageLimit: Int

  init(_ tree: MarkupTree, isNITF: Bool = false, page: PageProse? = nil, languageLimit: Int = 0) {
    self.tree = tree
    self.languageLimit = languageLimit
    self.isNITF = isNITF
    self.page = page
  }

  /// Adds what a node holds; `once` leaves out what is a block already.
  func walk(_ node: Int, field: Field? = nil, into builder: inout StoryBuilder, once: Bool = false) {
    walk(node, field: field, language: tree.language(node, below: languageLimit), into: &builder, once: once)
  }

  /// The same with a language that is known; nil for the story's.
  func walk(
    _ node: Int, field: Field? = nil, language: String?, into builder: inout StoryBuilder, once: Bool = false
  ) {
    builder.end()
    builder.leavesOutKnown = once
    defer { builder.leavesOutKnown = false }
    builder.field = field
    builder.blockLanguage = language
    children(node, State(field: field, language: builder.blockLanguage), &builder)
    builder.end()
    builder.field = nil
    builder.blockLanguage = nil
  }

  private struct State {
    var field: Field?
    var language: String?
    var isLink = false
  }

  private func children(_ node: Int, _ state: State, _ builder: inout StoryBuilder) {
    var child = tree.nodes[node].first
    var breaks = 0
    while child >= 0 {
      let isBreak = visit(child, state, breaks, &builder)
      // White space between two line breaks does not part them.
      if isBreak { breaks += 1 } else if !isBlank(child) { breaks = 0 }
      child = tree.nodes[child].next
    }
  }

  private func isBlank(_ node: Int) -> Bool {
    let range = tree.nodes[node].range
    return tree.nodes[node].kind == .text && tree.source.bytes[range.start..<range.end].allSatisfy { $0 <= 0x20 }
  }

  /// Returns whether the node is a line break.
  private func visit(_ node: Int, _ state: State, _ breaks: Int, _ builder: inout StoryBuilder) -> Bool {
    switch tree.nodes[node].kind {
    case .text:
      let before = builder.bytes.count
      text(tree.nodes[node].range, &builder)
      if state.isLink { builder.linked += builder.bytes.count - before }
    case .cdata:
      var source = tree.source
      source.escaping.insert(.cdata, at: 0)
      builder.collapsed(tree.nodes[node].range, of: source)
    case .element:
      return element(node, state, breaks, &builder)
    }
    return false
  }

  private func text(_ range: ByteRange, _ builder: inout StoryBuilder) {
    var source = tree.source
    source.escaping.insert(.markup, at: 0)
    for piece in tree.pieces(range) {
      if let value = piece.value {
        builder.put(value, for: piece.range, of: source)
      } else {
        builder.collapsed(piece.range, of: source)
      }
    }
  }

  private func element(_ node: Int, _ state: State, _ breaks: Int, _ builder: inout StoryBuilder) -> Bool {
    let name = tree.name(node)
    let role = role(node, name)
    switch role {
    case .skip: return false
    case .lineBreak:
      if breaks > 0 {
        builder.end()
      } else {
        builder.lineBreak(tree.nodes[node].range, of: tree.source)
      }
      return true
    case .lines:
      builder.end()
      builder.lines(tree.content(node), field: .caption)
      builder.field = state.field
      return false
    case .inline, .protected, .block: break
    }
    let isProtected = if case .protected = role { true } else { isUntranslated(node) }
    var inner = state
    if tree.isLink(node) { inner.isLink = true }
    if case .block(let field) = role {
      builder.end()
      inner.field = field ?? state.field
      if name == "h1", page == nil, builder.hasHeadline { inner.field = .subheading }
      if let own = LanguageTag.parse(tree.attribute(node, "lang")) { inner.language = own }
      (builder.field, builder.blockLanguage) = (inner.field, inner.language)
    }
    if isProtected { builder.protection += 1 }
    children(node, inner, &builder)
    if isProtected { builder.protection -= 1 }
    if case .block = role {
      builder.end(once: name == "h1")
      (builder.field, builder.blockLanguage) = (state.field, state.language)
    }
    return false
  }

  private func isUntranslated(_ node: Int) -> Bool {
    // Most elements have no attributes at all.
    guard tree.nodes[node].range.count > tree.name(node).utf8.count + 12 else { return false }
    if tree.attribute(node, "translate") == "no" { return true }
    return tree.attribute(node, "class")?.split(separator: " ").contains("notranslate") ?? false
  }

  // MARK: what elements are

  func role(_ node: Int, _ name: String) -> Role {
    if isNITF, let role = MarkupFlow.nitf[name] { return role }
    switch name {
    case "script", "style", "noscript", "template", "head", "title", "nav", "aside", "footer", "button", "select",
      "textarea", "svg", "math", "iframe", "object", "video", "audio", "canvas", "rt", "rp", "map", "dialog", "input":
      return .skip
    // Some sites wrap all of a page in one.
    case "form": return page?.isMost(node) ?? false ? .block(nil) : .skip
    case "br": return .lineBreak
    case "pre": return .lines
    case "code", "kbd", "samp", "var": return .protected
    case "h1": return isHidden(node) ? .skip : .block(.headline)
    case "h2", "h3", "h4", "h5", "h6": return isHidden(node) ? .skip : .block(.subheading)
    case "figcaption", "caption", "td", "th": return .block(.caption)
    case "p", "div", "section", "article", "main", "body", "html", "header", "figure", "blockquote", "ul", "ol", "li", "dl",
      "dt", "dd", "table", "tbody", "thead", "tfoot", "tr", "hr", "address", "center", "details", "summary", "fieldset",
      "menu", "hgroup", "block", "hl1", "hl2", "hedline", "body.content", "body.head", "body.end", "nitf", "img", "picture":
      return isHidden(node) ? .skip : page != nil && PageNames.isByline(tree, node) ? .block(.byline) : .block(nil)
    default: return page != nil && isHidden(node) ? .skip : .inline
    }
  }

  private static let nitf: [String: Role] = [
    "hl1": .block(.headline), "hl2": .block(.subheading), "hedline": .block(.headline), "byline": .block(.byline),
    "dateline": .block(.dateline), "abstract": .block(.summary), "distributor": .block(.credit), "note": .block(.note),
    "media": .block(nil), "media-caption": .block(.caption), "media-producer": .block(.credit), "tagline": .block(.credit),
    "bibliography": .block(.credit), "credit": .block(.credit), "bq": .block(nil), "fn": .block(.note), "p": .block(nil),
    "story.date": .skip, "rights": .skip, "media-reference": .skip, "media-metadata": .skip, "media-object": .skip,
    "nitf-table-metadata": .skip, "datasource": .block(.credit), "nitf-table": .block(nil), "nitf-col": .skip,
  ]

  private func isHidden(_ node: Int) -> Bool {
    guard tree.isHTML else { return false }
    if page?.inner.contains(node) ?? false { return true }
    guard tree.nodes[node].range.count > tree.name(node).utf8.count + 3 else { return false }
    if tree.attribute(node, "hidden") != nil || tree.attribute(node, "aria-hidden") == "true" { return true }
    guard let page else { return false }
    if page.comments.contains(node) { return true }
    return PageNames.isFurniture(tree, node) && !page.isMost(node)
  }
}
