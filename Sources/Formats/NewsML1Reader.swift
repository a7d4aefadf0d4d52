import Findings
import Stories
import TextBase

/// NewsML 1.2. Components of a news item that are in different languages give a story each.
struct NewsML1Reader: StoryReader {
  static let format = "newsml1"
  let options: ReadingOptions

  func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText] {
    let tree = try MarkupTree.xml(Source(file))
    var stories: [StoryText] = []
    for item in tree.descendants(0, "newsitem") {
      var parts: [(language: String?, builder: StoryBuilder)] = []
      let identifier = tree.first(item, "identification", "newsidentifier").flatMap { node in
        (tree.first(node, "publicidentifier") ?? tree.first(node, "newsitemid")).map { tree.text($0) }
      }
      // What a publisher has no element for stands in properties: a name and a value.
      let source = tree.descendants(item, "property").first { node in
        tree.attribute(node, "formalname").map(options.isSourceLanguage) ?? false
      }.flatMap { LanguageTag.parse(tree.attribute($0, "value")) }
      for component in tree.all(item, "newscomponent") {
        try add(tree, component, language: nil, &parts)
      }
      for part in parts {
        var builder = part.builder
        builder.identifier = identifier?.nonEmpty
        builder.sourceLanguage = LanguageTag.isSame(source, builder.language) ? nil : source
        if parts.count > 1, let language = part.language {
          builder.identifier = (identifier?.nonEmpty ?? "item") + "#" + language
        }
        let story = builder.story()
        if !story.blocks.isEmpty { stories.append(story) }
      }
    }
    if tree.isCut, let last = stories.indices.last {
      stories[last].notes.append("the file ends within an element: it was read as far as it goes")
    }
    return stories
  }

  private static let lines: [String: Field] = [
    "headline": .headline, "subheadline": .subheading, "byline": .byline, "dateline": .dateline, "creditline": .credit,
    "editorsnote": .note,
  ]

  private func add(
    _ tree: MarkupTree, _ component: Int, language inherited: String?,
    _ parts: inout [(language: String?, builder: StoryBuilder)]
  ) throws(DecodedFile.Unreadable) {
    let declared = tree.first(component, "descriptivemetadata", "language").flatMap {
      LanguageTag.parse(tree.attribute($0, "formalname"))
    }
    let language = declared ?? LanguageTag.parse(tree.attribute(component, "xml:lang")) ?? inherited
    let nested = tree.all(component, "newscomponent")
    var index = parts.firstIndex { LanguageTag.isSame($0.language, language) }
    func builder() -> Int {
      if let known = index { return known }
      var builder = StoryBuilder()
      builder.language = language
      parts.append((language, builder))
      index = parts.count - 1
      return parts.count - 1
    }
    for line in tree.first(component, "newslines").map({ tree.elements($0) }) ?? [] {
      guard let field = NewsML1Reader.lines[tree.name(line)] else { continue }
      MarkupFlow(tree).walk(line, field: field, language: nil, into: &parts[builder()].builder, once: true)
    }
    for data in tree.all(component, "contentitem", "datacontent") {
      let index = builder()
      if let nitf = tree.descendants(data, "nitf").first {
        parts[index].builder.nitfBody(tree, nitf)
      } else if tree.elements(data).isEmpty {
        let content = tree.content(data)
        if content.isMarkup { try parts[index].builder.rich(content) } else { parts[index].builder.lines(content) }
      } else {
        let isPicture = tree.first(component, "role").flatMap { tree.attribute($0, "formalname") }?.lowercased() == "caption"
        let body = tree.descendants(data, "body").first ?? data
        MarkupFlow(tree).walk(body, field: isPicture ? .caption : nil, language: nil, into: &parts[index].builder)
      }
    }
    for component in nested { try add(tree, component, language: language, &parts) }
  }
}
