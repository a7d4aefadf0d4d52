import Findings
import Stories
import TextBase

/// NITF 3.x, with or without its namespace.
struct NITFReader: StoryReader {
  static let format = "nitf"
  let options: ReadingOptions

  func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText] {
    let tree = try MarkupTree.xml(Source(file))
    guard let nitf = tree.descendants(0, "nitf").first else {
      throw DecodedFile.Unreadable(reason: "it has no <nitf> element")
    }
    var builder = StoryBuilder()
    builder.language = tree.first(nitf, "body").flatMap { tree.language($0) } ?? tree.language(nitf)
    if builder.language == nil, let content = tree.first(nitf, "body", "body.content") {
      builder.language = tree.language(content)
    }
    builder.identifier = tree.first(nitf, "head", "docdata", "doc-id").flatMap { tree.attribute($0, "id-string")?.nonEmpty }
    for meta in tree.descendants(nitf, "meta") {
      guard let name = tree.attribute(meta, "name") else { continue }
      let content = tree.attribute(meta, "content")
      if options.isSourceLanguage(name) { builder.sourceLanguage = LanguageTag.parse(content) }
      if builder.language == nil, ["language", "lang"].contains(name.lowercased()) {
        builder.language = LanguageTag.parse(content)
      }
    }
    builder.nitfBody(tree, nitf)
    builder.noteCut(tree)
    return [builder.story()]
  }
}

extension StoryBuilder {
  /// The parts of a NITF document, whichever file it stands in.
  mutating func nitfBody(_ tree: MarkupTree, _ nitf: Int, languageLimit: Int = 0) {
    let flow = MarkupFlow(tree, isNITF: true, languageLimit: languageLimit)
    let body = tree.first(nitf, "body")
    let head = body.flatMap { tree.first($0, "body.head") }
    let lines = head.map { tree.descendants($0, "hl1", "hl2") } ?? []
    for line in lines {
      // AP keeps the headline of an earlier version there.
      if tree.attribute(line, "id")?.lowercased().contains("original") ?? false { continue }
      nitfPart(flow, line, tree.name(line) == "hl1" ? .headline : .subheading)
    }
    if lines.isEmpty {
      if let headline = head.flatMap({ tree.first($0, "hedline") }) ?? tree.first(nitf, "head", "title") {
        nitfPart(flow, headline, .headline)
      }
    }
    for part in head.map({ tree.elements($0) }) ?? [] where tree.name(part) != "hedline" {
      guard case .block(let field?) = flow.role(part, tree.name(part)) else { continue }
      nitfPart(flow, part, field)
    }
    guard let body else { return }
    let contents = tree.all(body, "body.content")
    if contents.isEmpty, head == nil { flow.walk(body, into: &self) }
    for content in contents { flow.walk(content, into: &self) }
    for content in tree.all(body, "body.end") { flow.walk(content, into: &self) }
  }

  private mutating func nitfPart(_ flow: MarkupFlow, _ node: Int, _ field: Field) {
    flow.walk(node, field: field, into: &self, once: true)
  }

  /// A transfer that broke off is read as far as it goes, and said to be.
  mutating func noteCut(_ tree: MarkupTree) {
    if tree.isCut { notes.append("the file ends within an element: it was read as far as it goes") }
  }
}
