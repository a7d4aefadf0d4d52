import Findings
import Stories
import TextBase

/// RSS 2.0, RSS 1.0 and their like: a story an item.
struct RSSReader: StoryReader {
  static let format = "rss"
  let options: ReadingOptions

  func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText] {
    let tree = try MarkupTree.xml(Source(file))
    guard let root = tree.root else { return [] }
    let channel = tree.first(root, "channel") ?? root
    let language = tree.first(channel, "language").flatMap { LanguageTag.parse(tree.text($0)) } ?? tree.language(root)
    // A feed of translations may say so once.
    let source = tree.feedSource(channel, options)
    var stories: [StoryText] = []
    for item in tree.descendants(root, "item") {
      var builder = StoryBuilder()
      builder.language = tree.first(item, "language").flatMap { LanguageTag.parse(tree.text($0)) } ?? language
      builder.identifier =
        ["guid", "link"].compactMap { name in tree.first(item, name).map { tree.text($0) } }
        .first { !$0.isEmpty } ?? tree.attribute(item, "about")
      builder.sourceLanguage = tree.feedSource(item, options) ?? source
      for title in tree.all(item, "title").prefix(1) { try builder.feedText(tree, title, .headline) }
      for creator in tree.all(item, "creator") { try builder.feedText(tree, creator, .byline) }
      let encoded = tree.all(item, "encoded")
      let summary = tree.all(item, "description")
      // Without the whole text, the description is all there is of the story.
      for node in encoded { try builder.feedText(tree, node, nil, isHTML: true) }
      for node in summary { try builder.feedText(tree, node, encoded.isEmpty ? nil : .summary, isHTML: true) }
      let story = builder.story()
      if !story.blocks.isEmpty { stories.append(story) }
    }
    if tree.isCut, let last = stories.indices.last {
      stories[last].notes.append("the file ends within an element: it was read as far as it goes")
    }
    return stories
  }
}

/// Atom: a story an entry.
struct AtomReader: StoryReader {
  static let format = "atom"
  let options: ReadingOptions

  func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText] {
    let tree = try MarkupTree.xml(Source(file))
    let source = tree.descendants(0, "feed").first.flatMap { tree.feedSource($0, options) }
    var stories: [StoryText] = []
    for entry in tree.descendants(0, "entry") {
      var builder = StoryBuilder()
      let content = tree.first(entry, "content")
      builder.language = content.flatMap { tree.language($0) } ?? tree.language(entry)
      builder.identifier = tree.first(entry, "id").flatMap { tree.text($0).nonEmpty }
      builder.sourceLanguage = tree.feedSource(entry, options) ?? source
      if let title = tree.first(entry, "title") { try builder.atomText(tree, title, .headline) }
      for author in tree.all(entry, "author", "name") { try builder.feedText(tree, author, .byline) }
      if let content { try builder.atomText(tree, content, nil) }
      if let summary = tree.first(entry, "summary") { try builder.atomText(tree, summary, content == nil ? nil : .summary) }
      let story = builder.story()
      if !story.blocks.isEmpty { stories.append(story) }
    }
    if tree.isCut, let last = stories.indices.last {
      stories[last].notes.append("the file ends within an element: it was read as far as it goes")
    }
    return stories
  }
}

extension MarkupTree {
  /// The language that an item, or a whole feed, says it was translated from.
  fileprivate func feedSource(_ node: Int, _ options: ReadingOptions) -> String? {
    for child in elements(node) {
      if options.isSourceLanguage(name(child)) { return LanguageTag.parse(text(child)) }
      // A link to the original, with its language.
      if name(child) == "link", let relation = attribute(child, "rel"), relation.lowercased().contains("translat"),
        let tag = LanguageTag.parse(attribute(child, "hreflang"))
      {
        return tag
      }
    }
    return nil
  }
}

extension StoryBuilder {
  /// The content of an element of a feed: escaped HTML, HTML in CDATA, markup, or plain text. `isHTML`: the format says so,
  /// though not all feeds keep to it.
  fileprivate mutating func feedText(
    _ tree: MarkupTree, _ node: Int, _ field: Field?, isHTML: Bool = false
  ) throws(DecodedFile.Unreadable) {
    if !tree.elements(node).isEmpty {
      MarkupFlow(tree).walk(node, field: field, into: &self, once: true)
      return
    }
    let content = tree.content(node)
    // What holds no tag keeps its lines, which HTML would join.
    let hasMarkup = content.escaping.first == .cdata || content.bytes.contains(UInt8(ascii: "<"))
    let hasReferences = isHTML && content.holdsReference
    if hasMarkup || hasReferences {
      try html(content, field: field, once: true)
    } else {
      lines(content, field: field, once: true)
    }
  }

  fileprivate mutating func atomText(_ tree: MarkupTree, _ node: Int, _ field: Field?) throws(DecodedFile.Unreadable) {
    switch tree.attribute(node, "type") ?? "text" {
    case "xhtml", "application/xhtml+xml": MarkupFlow(tree).walk(node, field: field, into: &self, once: true)
    case "html", "text/html": try html(tree.content(node), field: field, once: true)
    case "text", "text/plain": lines(tree.content(node), field: field, once: true)
    case let type where type.contains("xml"): MarkupFlow(tree, isNITF: true).walk(node, field: field, into: &self, once: true)
    default: break
    }
  }
}
