import Findings
import Stories
import TextBase

/// ninjs 1.x, 2.x and 3.x, and Superdesk's flavour of it.
struct NinjsReader: StoryReader {
  static let format = "ninjs"
  let options: ReadingOptions

  func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText] {
    let root = try JSONFormats.value(file)
    var stories: [StoryText] = []
    for item in root.elements ?? [root] { try add(item, file, language: nil, &stories) }
    return stories
  }

  private func add(
    _ item: JSONValue, _ file: DecodedFile, language inherited: String?, _ stories: inout [StoryText]
  ) throws(DecodedFile.Unreadable) {
    // JSON bounds how deep items lie within each other.
    guard item.members != nil else { return }
    var builder = StoryBuilder()
    builder.language = LanguageTag.parse(item["language"]?.text) ?? inherited
    builder.sourceLanguage =
      options.sourceLanguage(item) ?? item["extra"].flatMap { options.sourceLanguage($0) } ?? associatedSource(item)
    builder.identifier = (item["uri"]?.text ?? item["guid"]?.text ?? item["_id"]?.text)?.nonEmpty

    var isPicture = false
    if let type = item["type"]?.text { isPicture = ["picture", "graphic", "video", "audio"].contains(type) }
    headlines(item, file, &builder)
    for key in ["byline", "by"] as [StaticString] { builder.plain(item[key], .byline, file) }
    if let dateline = item["dateline"]?["text"] { builder.plain(dateline, .dateline, file) }
    try bodies(item, file, &builder)
    try descriptions(item, file, isPicture ? .caption : .summary, &builder)
    try builder.rich(item["body_footer"], nil, file)
    for key in ["ednote", "edNote"] as [StaticString] { builder.plain(item[key], .note, file) }

    var related: [JSONValue] = []
    for association in item["associations"]?.elements ?? item["associations"]?.members?.map(\.value) ?? [] {
      let type = association["type"]?.text ?? ""
      if ["picture", "graphic", "video", "audio"].contains(type) {
        try descriptions(association, file, .caption, &builder)
      } else {
        related.append(association)
      }
    }
    let language = builder.language
    let story = builder.story()
    if !story.blocks.isEmpty { stories.append(story) }
    for item in related { try add(item, file, language: language, &stories) }
  }

  /// The language of an associated item that is said to be what this one was translated from.
  private func associatedSource(_ item: JSONValue) -> String? {
    let named = item["associations"]?.members?.map { ($0.name.text, $0.value) } ?? []
    let listed = item["associations"]?.elements?.map { ($0["name"]?.text ?? "", $0) } ?? []
    for (name, association) in named + listed {
      let relation = (association["rel"]?.text ?? name).lowercased()
      guard relation.contains("translat") else { continue }
      let tag = LanguageTag.parse(association["language"]?.text)
      if let tag, !LanguageTag.isSame(tag, LanguageTag.parse(item["language"]?.text)) { return tag }
    }
    return nil
  }

  private func headlines(_ item: JSONValue, _ file: DecodedFile, _ builder: inout StoryBuilder) {
    builder.plain(item["headline"], .headline, file)
    for member in item.members ?? [] where member.name.text.hasPrefix("headline_") {
      builder.plain(member.value, .headline, file)
    }
    let list = item["headlines"]?.elements ?? []
    let main = list.filter { $0["role"]?.text == "main" }
    for headline in main + list { builder.plain(headline["value"], .headline, file) }
    if builder.isEmpty { builder.plain(item["title"], .headline, file) }
  }

  /// Renditions are one text in several forms; the one with the most markup is read.
  private func bodies(_ item: JSONValue, _ file: DecodedFile, _ builder: inout StoryBuilder) throws(DecodedFile.Unreadable) {
    if let list = item["bodies"]?.elements {
      func rank(_ body: JSONValue) -> Int {
        let type = (body["contentType"]?.text ?? body["contenttype"]?.text ?? "").lowercased()
        return type.contains("html") ? 3 : type.contains("nitf") || type.contains("xml") ? 2 : 1
      }
      let best = list.map(rank).max() ?? 0
      for body in list where rank(body) == best {
        if best > 1 { try builder.rich(body["value"], nil, file) } else { try builder.text(body["value"], nil, file) }
      }
      return
    }
    for key in ["body_html", "body_xhtml", "body_nitf"] as [StaticString] {
      guard let body = item[key], !(body.text ?? "").isEmpty else { continue }
      return try builder.rich(body, nil, file)
    }
    if let body = item["body_text"], body.string != nil { return try builder.text(body, nil, file) }
    if let body = item.members?.first(where: { $0.name.text.hasPrefix("body_") && $0.name.text != "body_footer" }) {
      try builder.text(body.value, nil, file)
    }
  }

  private func descriptions(
    _ item: JSONValue, _ file: DecodedFile, _ field: Field, _ builder: inout StoryBuilder
  ) throws(DecodedFile.Unreadable) {
    for description in item["descriptions"]?.elements ?? [] { try builder.text(description["value"], field, file, once: true) }
    for key in ["abstract", "description_html", "description_text"] as [StaticString] {
      guard let description = item[key], !(description.text ?? "").isEmpty else { continue }
      try builder.text(description, field, file, once: true)
      break
    }
  }
}

/// Arc XP's ANS: a story, or results with several.
struct ANSReader: StoryReader {
  static let format = "ans"
  let options: ReadingOptions

  func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText] {
    let root = try JSONFormats.value(file)
    var items = root.elements ?? [root]
    if root["type"]?.text == "results" || root["headlines"] == nil, let list = root["content_elements"]?.elements,
      list.contains(where: { $0["headlines"] != nil })
    {
      items = list
    }
    var stories: [StoryText] = []
    for item in items {
      let story = try story(item, file)
      if !story.blocks.isEmpty { stories.append(story) }
    }
    return stories
  }

  private func story(_ item: JSONValue, _ file: DecodedFile) throws(DecodedFile.Unreadable) -> StoryText {
    var builder = StoryBuilder()
    builder.language = LanguageTag.parse(item["language"]?.text)
    builder.sourceLanguage =
      options.sourceLanguage(item) ?? item["additional_properties"].flatMap { options.sourceLanguage($0) }
    builder.identifier = item["_id"]?.text?.nonEmpty
    builder.plain(item["headlines"]?["basic"], .headline, file)
    for member in item["headlines"]?.members ?? [] { builder.plain(member.value, .headline, file) }
    builder.plain(item["subheadlines"]?["basic"], .summary, file)
    for author in item["credits"]?["by"]?.elements ?? [] {
      builder.plain(author["byline"] ?? author["name"], .byline, file)
    }
    try elements(item, file, &builder)
    try builder.text(item["description"]?["basic"], .summary, file, once: true)
    for promo in item["promo_items"]?.members ?? [] { try builder.text(promo.value["caption"], .caption, file, once: true) }
    try builder.text(item["editor_note"], .note, file)
    for author in item["credits"]?["by"]?.elements ?? [] { try builder.text(author["bio"], .authorBox, file, once: true) }
    return builder.story()
  }

  private func elements(
    _ item: JSONValue, _ file: DecodedFile, _ builder: inout StoryBuilder
  ) throws(DecodedFile.Unreadable) {
    for element in item["content_elements"]?.elements ?? item["items"]?.elements ?? [] {
      switch element["type"]?.text ?? "" {
      case "text": try builder.rich(element["content"], nil, file)
      case "header": try builder.rich(element["content"], .subheading, file)
      case "correction": try builder.rich(element["text"], .note, file)
      case "interstitial_link": try builder.rich(element["content"], .link, file)
      case "image", "video", "gallery": try builder.text(element["caption"], .caption, file, once: true)
      case "quote", "blockquote", "list", "element_group":
        try builder.rich(element["content"], nil, file)
        try elements(element, file, &builder)
        try builder.rich(element["citation"]?["content"], .credit, file)
      case "table":
        for row in (element["header"].map { [$0] } ?? []) + (element["rows"]?.elements ?? []) {
          for cell in row.elements ?? [] { try builder.rich(cell["content"], .caption, file) }
        }
      default: break
      }
    }
  }
}

enum JSONFormats {
  static func value(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> JSONValue {
    do throws(JSONProblem) {
      return try JSONValue(file.bytes, keepsInvalidBytes: true, keepsControls: true)
    } catch {
      let line = file.bytes.prefix(error.offset).count { $0 == 0x0A } + 1
      throw DecodedFile.Unreadable(reason: "it is not whole JSON: line \(line): \(error.reason)")
    }
  }
}

extension ReadingOptions {
  func sourceLanguage(_ item: JSONValue) -> String? {
    for member in item.members ?? [] where isSourceLanguage(member.name.text) {
      if let tag = LanguageTag.parse(member.value.text) { return tag }
    }
    return nil
  }
}

extension StoryBuilder {
  /// A field of one line.
  mutating func plain(_ value: JSONValue?, _ field: Field, _ file: DecodedFile) {
    guard let string = value?.string, !string.bytes.isEmpty else { return }
    line(Source(string, in: file), field: field)
  }

  /// HTML or NITF, whatever it begins with.
  mutating func rich(_ value: JSONValue?, _ field: Field?, _ file: DecodedFile) throws(DecodedFile.Unreadable) {
    guard let string = value?.string, !string.bytes.isEmpty else { return }
    try rich(Source(string, in: file), field: field)
  }

  /// Plain text, unless it begins with a tag.
  mutating func text(
    _ value: JSONValue?, _ field: Field?, _ file: DecodedFile, once: Bool = false
  ) throws(DecodedFile.Unreadable) {
    guard let string = value?.string, !string.bytes.isEmpty else { return }
    let source = Source(string, in: file)
    if source.isMarkup { try rich(source, field: field, once: once) } else { lines(source, field: field, once: once) }
  }
}
