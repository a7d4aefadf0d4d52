import Findings
import Stories
import TextBase

/// HTML, a page or a part of one. Of a page only what clearly is the story is read: the element that says so, the longest
/// article, the main part; of a page without them the part that holds the running text.
struct HTMLReader: StoryReader {
  static let format = "html"
  let options: ReadingOptions

  func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText] {
    let tree = try MarkupTree.html(Source(file))
    var builder = StoryBuilder()
    let prose = PageProse(tree)
    let flow = MarkupFlow(tree, page: prose)
    let root = tree.descendants(0, "body").first ?? 0
    let story = storyElement(tree, prose) ?? prose.core(root)
    builder.language = tree.language(story) ?? tree.descendants(0, "html").first.flatMap { tree.language($0) }
    readMetadata(tree, &builder)
    if tree.descendants(story, "h1").isEmpty, story != root, let headline = headline(tree, before: story) {
      flow.walk(headline, field: .headline, into: &builder)
      for node in (headline + 1)..<story where PageNames.isByline(tree, node) && prose.bytes[node] == 0 {
        flow.walk(node, field: .byline, into: &builder, once: true)
      }
    }
    flow.walk(story, into: &builder)
    return [builder.story()]
  }

  /// The element that holds the story, if one says so and holds a good part of the page's text.
  private func storyElement(_ tree: MarkupTree, _ prose: PageProse) -> Int? {
    var articles: [Int] = []
    var main: Int?
    func isStory(_ node: Int) -> Bool { prose.bytes[node] * 3 >= prose.bytes[0] }
    for node in tree.nodes.indices where tree.nodes[node].kind == .element {
      let name = tree.name(node)
      if name == "article" { articles.append(node) }
      if main == nil, name == "main" || tree.attribute(node, "role") == "main", isStory(node) { main = node }
      if name != "meta", let kind = tree.attribute(node, "itemprop"), kind.split(separator: " ").contains("articleBody"),
        isStory(node)
      {
        // The headline stands in the article around it.
        var above = tree.nodes[node].parent
        while above > 0 {
          if tree.name(above) == "article", articleCount(tree, above) == 0 { return above }
          above = tree.nodes[above].parent
        }
        return node
      }
    }
    // Teasers are articles too: the longest counts, if it is by far the longest.
    let sizes = articles.map { (node: $0, size: prose.bytes[$0]) }.sorted { $0.size > $1.size }
    if let longest = sizes.first, isStory(longest.node),
      sizes.count < 2 || longest.size > 2 * sizes[1].size || isInside(tree, sizes[1].node, longest.node)
    {
      return longest.node
    }
    return main.map { prose.core($0) }
  }

  private func articleCount(_ tree: MarkupTree, _ node: Int) -> Int { tree.descendants(node, "article").count }

  private func isInside(_ tree: MarkupTree, _ node: Int, _ ancestor: Int) -> Bool {
    var at = tree.nodes[node].parent
    while at > 0, at != ancestor { at = tree.nodes[at].parent }
    return at == ancestor
  }

  /// The last main heading above the story.
  private func headline(_ tree: MarkupTree, before story: Int) -> Int? {
    tree.descendants(0, "h1").last { $0 < story }
  }

  /// The language a story was translated from, where the page tells it.
  private func readMetadata(_ tree: MarkupTree, _ builder: inout StoryBuilder) {
    for node in tree.nodes.indices where tree.name(node) == "meta" {
      guard let name = tree.attribute(node, "name") ?? tree.attribute(node, "property"),
        let content = tree.attribute(node, "content")
      else { continue }
      if options.isSourceLanguage(name) { builder.sourceLanguage = builder.sourceLanguage ?? LanguageTag.parse(content) }
      if name == "og:locale", builder.language == nil { builder.language = LanguageTag.parse(content) }
    }
    for node in tree.nodes.indices where tree.name(node) == "script" {
      guard tree.attribute(node, "type") == "application/ld+json", let child = tree.children(node).first else { continue }
      let range = tree.nodes[child].range
      guard let value = try? JSONValue(tree.source.bytes, in: range, keepsInvalidBytes: true, keepsControls: true) else {
        continue
      }
      for item in value.elements ?? value["@graph"]?.elements ?? [value] {
        builder.language = builder.language ?? LanguageTag.parse(item["inLanguage"]?.text)
        let original = item["translationOfWork"] ?? item["isTranslationOf"]
        let language = LanguageTag.parse((original?.elements?.first ?? original)?["inLanguage"]?.text)
        builder.sourceLanguage = builder.sourceLanguage ?? language ?? options.sourceLanguage(item)
      }
    }
    // The same as microdata.
    for node in tree.nodes.indices where builder.sourceLanguage == nil && tree.nodes[node].range.count > 28 {
      guard let property = tree.attribute(node, "itemprop"), ["translationOfWork", "isTranslationOf"].contains(property) else {
        continue
      }
      for child in (node + 1)..<max(node + 1, tree.end(of: node)) where tree.attribute(child, "itemprop") == "inLanguage" {
        builder.sourceLanguage = LanguageTag.parse(tree.attribute(child, "content") ?? tree.text(child))
      }
    }
  }
}

extension ReadingOptions {
  func isSourceLanguage(_ name: String) -> Bool {
    sourceLanguageNames.contains { $0.lowercased() == name.lowercased() }
  }
}

extension StoryBuilder {
  /// Adds a string that holds HTML, or NITF, or plain text, whichever it is.
  mutating func rich(_ source: Source, field: Field? = nil, once: Bool = false) throws(DecodedFile.Unreadable) {
    end()
    let text = source.trimmed
    if text.isMarkup, let tree = try? MarkupTree.xml(text), let nitf = tree.descendants(0, "nitf").first {
      nitfBody(tree, nitf)
    } else {
      try html(source, field: field, once: once)
    }
  }

  mutating func html(_ source: Source, field: Field? = nil, once: Bool = false) throws(DecodedFile.Unreadable) {
    let tree = try MarkupTree.html(source)
    MarkupFlow(tree).walk(0, field: field, into: &self, once: once)
  }
}
