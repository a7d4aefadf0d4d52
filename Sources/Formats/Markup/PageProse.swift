/// Where on a page running text stands: what tells the story from menus, teasers and comments where no element says so.
struct PageProse {
  private let tree: MarkupTree
  /// Bytes of prose below each node: text outside of links, in paragraphs long enough to be sentences.
  private(set) var bytes: [Int]
  /// Nodes of readers' comments.
  private(set) var comments: Set<Int> = []
  /// Articles within an article that holds more prose of its own: comments and teasers, as HTML has it.
  private(set) var inner: Set<Int> = []

  /// Shorter pieces are labels, dates and buttons. A line of Chinese of this length has about 25 characters.
  private static let shortest = 80

  /// What is never copy, as its element says.
  private static let silent: Set<String> = [
    "script", "style", "noscript", "template", "head", "title", "nav", "aside", "footer", "button", "select", "textarea",
    "svg", "iframe", "object", "dialog",
  ]

  /// Elements that part their text from what stands around them.
  private static let blocks: Set<String> = HTMLNames.endingParagraph.union(["body", "html", "figcaption"])

  init(_ tree: MarkupTree) {
    self.tree = tree
    bytes = [Int](repeating: 0, count: tree.nodes.count)
    // Nodes stand in the order of the file, so an ancestor comes before what is below it.
    var block = bytes
    var isSilent = [Bool](repeating: false, count: tree.nodes.count)
    var isLink = isSilent
    let holdsStory = PageProse.holdingStory(tree)
    for node in tree.nodes.indices.dropFirst() {
      let parent = tree.nodes[node].parent
      block[node] = block[parent]
      isSilent[node] = isSilent[parent]
      isLink[node] = isLink[parent]
      if tree.nodes[node].kind == .element {
        let name = tree.nodes[node].name
        if PageProse.blocks.contains(name) { block[node] = node }
        if !isSilent[node], !holdsStory[node], ReaderComments.isIn(tree, node) { comments.insert(node) }
        if PageProse.silent.contains(name) || comments.contains(node) { isSilent[node] = true }
        if tree.isLink(node) { isLink[node] = true }
      } else if !isSilent[node], !isLink[node] {
        let range = tree.nodes[node].range
        bytes[block[node]] += tree.source.bytes[range.start..<range.end].count { $0 > 0x20 }
      }
    }
    for node in tree.nodes.indices where bytes[node] < PageProse.shortest { bytes[node] = 0 }
    for node in tree.nodes.indices.dropFirst().reversed() where bytes[node] > 0 {
      bytes[tree.nodes[node].parent] += bytes[node]
    }
    findInnerArticles()
  }

  /// For each node whether the headline or what the page calls the story stands in it.
  private static func holdingStory(_ tree: MarkupTree) -> [Bool] {
    var holds = [Bool](repeating: false, count: tree.nodes.count)
    for node in tree.nodes.indices.dropFirst().reversed() {
      let name = tree.nodes[node].name
      // Most elements have no attributes at all.
      let isBody = tree.nodes[node].range.count > name.utf8.count + 23 && tree.attribute(node, "itemprop") == "articleBody"
      if name == "h1" || (isBody && name != "meta") { holds[node] = true }
      if holds[node] { holds[tree.nodes[node].parent] = true }
    }
    return holds
  }

  /// An article of which most stands in articles is a live blog or a list: these are left alone.
  private mutating func findInnerArticles() {
    var within: [Int: [Int]] = [:]
    for node in tree.descendants(0, "article") {
      var above = tree.nodes[node].parent
      while above > 0, tree.name(above) != "article" { above = tree.nodes[above].parent }
      if above > 0 { within[above, default: []].append(node) }
    }
    for (article, nodes) in within where nodes.reduce(0, { $0 + bytes[$1] }) * 2 < bytes[article] { inner.formUnion(nodes) }
  }

  /// Whether most of the page's text stands below a node: then it is no furniture, whatever it is called.
  func isMost(_ node: Int) -> Bool { bytes[node] * 2 > bytes[0] }

  /// The smallest element below `root` that holds what is prose there. What little stands behind it is left out, teasers and
  /// notices; what stands before it is not, since that may be the lead, unless the headline comes only after it.
  func core(_ root: Int) -> Int {
    var node = root
    while let child = tree.elements(node).max(by: { bytes[$0] < bytes[$1] }), bytes[child] * 10 >= bytes[node] * 7,
      bytes[child] > 0, tree.name(child) != "p",
      tree.elements(node).prefix(while: { $0 != child }).allSatisfy({ bytes[$0] == 0 })
        || !tree.descendants(child, "h1").isEmpty
    {
      node = child
    }
    return node
  }
}

/// What classes and ids of a page's elements say.
enum PageNames {
  static func words(_ tree: MarkupTree, _ node: Int) -> [Substring] {
    guard tree.nodes[node].range.count > tree.name(node).utf8.count + 7 else { return [] }
    return [tree.attribute(node, "class"), tree.attribute(node, "id")].compactMap { $0 }.flatMap { $0.split(separator: " ") }
  }

  static func isByline(_ tree: MarkupTree, _ node: Int) -> Bool {
    words(tree, node).contains { ["byline", "author", "article-author", "article__author", "article-byline"].contains($0) }
  }

  static func isFurniture(_ tree: MarkupTree, _ node: Int) -> Bool {
    words(tree, node).contains { furniture.contains($0) }
      || tree.attribute(node, "role").map { landmarks.contains($0) } ?? false
  }

  /// Roles of ARIA that parts beside the main one have.
  private static let landmarks: Set<String> = ["complementary", "navigation", "search", "contentinfo"]

  /// What surrounds a story on a page.
  private static let furniture: Set<Substring> = [
    "ad", "ads", "advert", "advertisement", "banner", "breadcrumb", "breadcrumbs", "cookie", "cookies", "copyright",
    "disclaimer", "menu", "navigation", "newsletter", "pagination", "promo", "recommended", "related", "related-articles",
    "related-stories", "related-news", "share", "share-buttons", "sharing", "sidebar", "social", "social-share", "sr-only",
    "subscribe", "subscription", "tags", "visually-hidden", "widget",
  ]
}
