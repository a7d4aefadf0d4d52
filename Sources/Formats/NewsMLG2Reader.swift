import Findings
import Stories
import TextBase

/// NewsML-G2: a news item, a package or a message of several. An item in several languages gives a story for each.
struct NewsMLG2Reader: StoryReader {
  static let format = "newsml-g2"
  let options: ReadingOptions

  func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText] {
    let tree = try MarkupTree.xml(Source(file))
    var stories: [StoryText] = []
    for item in tree.descendants(0, "newsitem", "packageitem") {
      for story in try self.stories(tree, item) where !story.blocks.isEmpty { stories.append(story) }
    }
    if tree.isCut, let last = stories.indices.last {
      stories[last].notes.append("the file ends within an element: it was read as far as it goes")
    }
    return stories
  }

  private func stories(_ tree: MarkupTree, _ item: Int) throws(DecodedFile.Unreadable) -> [StoryText] {
    let meta = tree.first(item, "contentmeta")
    var source: String?
    var declared: [String] = []
    for language in meta.map({ tree.all($0, "language") }) ?? [] {
      guard let tag = LanguageTag.parse(tree.attribute(language, "tag")) else { continue }
      let role = tree.attribute(language, "role")?.lowercased() ?? ""
      if role.contains("orig") || role.contains("source") { source = source ?? tag } else { declared.append(tag) }
    }
    source = source ?? namedSource(tree, item) ?? linkedSource(tree, item)

    // Renditions of one language are the same story: the richest of them is read.
    var renditions: [(language: String?, nodes: [Int])] = []
    for node in tree.first(item, "contentset").map({ tree.elements($0) }) ?? [] {
      guard ["inlinexml", "inlinedata"].contains(tree.name(node)), tree.attribute(node, "encoding") == nil else { continue }
      let own = ownLanguage(tree, node)
      let language = own ?? (declared.count == 1 ? declared[0] : nil)
      if let index = renditions.firstIndex(where: { $0.language == language }) {
        renditions[index].nodes.append(node)
      } else {
        renditions.append((language, [node]))
      }
    }
    if renditions.isEmpty { renditions = [(declared.first, [])] }

    var stories: [StoryText] = []
    for rendition in renditions {
      var builder = StoryBuilder()
      builder.language = rendition.language ?? declared.first ?? tree.language(item)
      builder.sourceLanguage = LanguageTag.isSame(source, builder.language) ? nil : source
      builder.identifier = tree.attribute(item, "guid")?.nonEmpty
      if renditions.count > 1, let language = rendition.language {
        builder.identifier = (builder.identifier ?? "item") + "#" + language
      }
      addMetadata(tree, item, meta, isOnly: renditions.count == 1, &builder)
      if let node = rendition.nodes.first(where: { tree.name($0) == "inlinexml" }) ?? rendition.nodes.first {
        try add(tree, node, &builder)
      }
      stories.append(builder.story())
    }
    return stories
  }

  /// Headline, byline and the rest. Of an item in several languages only what is in the story's.
  private func addMetadata(
    _ tree: MarkupTree, _ item: Int, _ meta: Int?, isOnly: Bool, _ builder: inout StoryBuilder
  ) {
    var parts: [(node: Int, field: Field)] = []
    if let meta {
      parts += tree.all(meta, "headline").map { ($0, .headline) }
      parts += tree.all(meta, "by").map { ($0, .byline) } + tree.all(meta, "dateline").map { ($0, .dateline) }
      parts += tree.all(meta, "creditline").map { ($0, .credit) } + tree.all(meta, "description").map { ($0, .summary) }
    }
    if let itemMeta = tree.first(item, "itemmeta") {
      if !parts.contains(where: { $0.field == .headline }) {
        parts = tree.all(itemMeta, "title").map { ($0, .headline) } + parts
      }
      parts += tree.all(itemMeta, "ednote").map { ($0, .note) }
    }
    if tree.name(item) == "packageitem" {
      for reference in tree.descendants(item, "itemref") {
        parts += (tree.all(reference, "headline") + tree.all(reference, "title")).map { ($0, .link) }
      }
    }
    for part in parts {
      let language = ownLanguage(tree, part.node) ?? tree.language(item)
      if !isOnly, !LanguageTag.isSame(language, builder.language) { continue }
      let own = ownLanguage(tree, part.node)
      let flow = MarkupFlow(tree)
      // The item's xml:lang is that of the metadata's words, which need not be the story's.
      flow.walk(part.node, field: part.field, language: own, into: &builder, once: true)
    }
  }

  private func add(_ tree: MarkupTree, _ node: Int, _ builder: inout StoryBuilder) throws(DecodedFile.Unreadable) {
    if let nitf = tree.descendants(node, "nitf").first {
      builder.nitfBody(tree, nitf, languageLimit: node - 1)
    } else if tree.elements(node).isEmpty {
      let content = tree.content(node)
      if content.isMarkup { try builder.rich(content) } else { builder.lines(content) }
    } else {
      let body = tree.descendants(node, "body").first ?? node
      MarkupFlow(tree, languageLimit: node - 1).walk(body, into: &builder)
    }
  }

  /// The language an element itself declares, or the rendition's own root does.
  private func ownLanguage(_ tree: MarkupTree, _ node: Int) -> String? {
    if let tag = LanguageTag.parse(tree.attribute(node, "xml:lang")) { return tag }
    guard let child = tree.elements(node).first, tree.elements(node).count == 1, tree.name(node) == "inlinexml" else {
      return nil
    }
    return LanguageTag.parse(tree.attribute(child, "xml:lang") ?? tree.attribute(child, "lang"))
  }

  /// The language in a property of the publisher's own: its type ends with one of the names.
  private func namedSource(_ tree: MarkupTree, _ item: Int) -> String? {
    for property in tree.descendants(item, "itemmetaextproperty", "contentmetaextproperty") {
      let type = (tree.attribute(property, "type") ?? tree.attribute(property, "typeuri") ?? "").split { ":/#".contains($0) }
        .last
      guard let type, options.isSourceLanguage(String(type)) else { continue }
      let value = ["value", "literal", "qcode"].compactMap { tree.attribute(property, $0) }.first
      if let tag = LanguageTag.parse(value?.split(separator: ":").last.map(String.init)) { return tag }
    }
    return nil
  }

  /// The language of the item that a link names as the original, where the link tells it.
  private func linkedSource(_ tree: MarkupTree, _ item: Int) -> String? {
    for link in tree.first(item, "itemmeta").map({ tree.all($0, "link") }) ?? [] {
      let relation = ((tree.attribute(link, "rel") ?? "") + (tree.attribute(link, "reluri") ?? "")).lowercased()
      guard relation.contains("translat") else { continue }
      if let tag = LanguageTag.parse(tree.attribute(link, "hreflang") ?? tree.attribute(link, "xml:lang")) { return tag }
      if let language = tree.descendants(link, "language").first { return LanguageTag.parse(tree.attribute(language, "tag")) }
    }
    return nil
  }
}
