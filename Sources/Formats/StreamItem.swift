import Findings
import Stories
import TextBase

/// One story of a stream: a JSON object that stands on a line.
public struct StreamItem: Sendable {
  public enum Identifier: Sendable, Equatable {
    case none
    case text(String)
    /// As it was written.
    case number(String)
  }

  public enum Content: Sendable {
    /// A file of its own, in whatever format.
    case text([UInt8])
    case fields(FieldMap)
  }

  public struct Problem: Error, Sendable {
    /// What of the line can still be told.
    public let identifier: Identifier
    public let path: String?
    public let reason: String

    public init(identifier: Identifier = .none, path: String? = nil, reason: String) {
      self.identifier = identifier
      self.path = path
      self.reason = reason
    }
  }

  public private(set) var identifier = Identifier.none
  public private(set) var path: String?
  public private(set) var content = Content.text([])
  public private(set) var language: String?
  public private(set) var sourceLanguage: String?
  /// What was passed over in reading the line.
  public private(set) var notes: [String] = []

  /// Reads a line. A string may hold what is no UTF-8: that is evidence. Members of other names are passed over.
  public init(_ line: [UInt8]) throws(Problem) {
    guard line.contains(where: { $0 > 0x20 }) else { throw Problem(reason: "the line is empty") }
    let value: JSONValue
    do throws(JSONProblem) {
      value = try JSONValue(line, keepsInvalidBytes: true, keepsControls: true)
    } catch {
      throw Problem(reason: "the line is no JSON: \(error)")
    }
    guard value.members != nil else { throw Problem(reason: "the line is no JSON object") }
    switch value["id"] {
    case .string(let id): identifier = .text(id.text)
    case .number(let id): identifier = .number(id.raw)
    case nil, .null: break
    default: notes.append("“id” is neither a string nor a number")
    }
    path = value["path"]?.text
    language = tag(value["lang"], "lang")
    sourceLanguage = tag(value["source_lang"], "source_lang")
    do throws(Problem) {
      content = try StreamItem.content(value)
    } catch {
      throw Problem(identifier: identifier, path: path, reason: error.reason)
    }
  }

  private static func content(_ value: JSONValue) throws(Problem) -> Content {
    let text = value["text"].flatMap { $0.isNull ? nil : $0 }
    let fields = value["fields"].flatMap { $0.isNull ? nil : $0 }
    switch (text, fields) {
    case (.string(let text), nil): return .text(text.bytes)
    case (nil, .object(let members)): return .fields(try FieldMap(members))
    case (nil, nil): throw Problem(reason: "the line has neither “text” nor “fields”")
    case (_, nil): throw Problem(reason: "“text” is no string")
    case (nil, _): throw Problem(reason: "“fields” is no object")
    default: throw Problem(reason: "the line has “text” and “fields”; a story comes in one of them")
    }
  }

  private mutating func tag(_ value: JSONValue?, _ name: String) -> String? {
    guard let text = value?.text, !text.isEmpty, text != "auto" else {
      if let value, !value.isNull, value.text == nil { notes.append("“\(name)” is no string") }
      return nil
    }
    let tag = LanguageTag.parse(text)
    if tag == nil { notes.append("“\(name)” is no language tag such as en or pt-BR: “\(text)”") }
    return tag
  }
}

/// A story whose parts are named: headline, byline, body. Places in it are places in a part.
public struct FieldMap: Sendable {
  struct Part: Sendable {
    let name: String
    let field: Field?
    let range: ByteRange
  }

  private(set) var parts: [Part] = []
  /// The parts one after another, each from the start of a line.
  private(set) var bytes: [UInt8] = []

  /// Names and what they mean; the format leaves open what a body's paragraphs are.
  static let names: [(name: String, field: Field?)] = [
    ("headline", .headline), ("title", .headline), ("subheadline", .summary), ("summary", .summary), ("lead", .summary),
    ("abstract", .summary), ("description", .summary), ("byline", .byline), ("author", .byline), ("dateline", .dateline),
    ("body", nil), ("text", nil), ("body_text", nil), ("body_html", nil), ("subheading", .subheading), ("caption", .caption),
    ("credit", .credit), ("note", .note), ("ednote", .note),
  ]

  /// For help.
  public static var known: String { "headline, byline, dateline, summary, body, caption, credit, note" }

  init(_ members: [JSONValue.Member]) throws(StreamItem.Problem) {
    for member in members {
      let name = member.name.text
      guard let known = FieldMap.names.first(where: { $0.name == name }) else {
        let near = suggestion(for: name, among: FieldMap.names.map(\.name)).map { "; did you mean “\($0)”?" } ?? ""
        throw StreamItem.Problem(reason: "there is no field called “\(name)”\(near)")
      }
      switch member.value {
      case .null: continue
      case .string(let text): add(text.bytes, known)
      case .array(let elements):
        // Paragraphs, one to a line.
        var text: [UInt8] = []
        for element in elements {
          guard let string = element.string else { throw StreamItem.Problem(reason: "“\(name)” holds what is no string") }
          if !text.isEmpty { text.append(0x0A) }
          text += string.bytes
        }
        add(text, known)
      default: throw StreamItem.Problem(reason: "“\(name)” is neither a string nor a list of strings")
      }
    }
  }

  private mutating func add(_ text: [UInt8], _ known: (name: String, field: Field?)) {
    parts.append(Part(name: known.name, field: known.field, range: ByteRange(bytes.count, bytes.count + text.count)))
    bytes += text + [0x0A]
  }

  /// The story, and the parts as the file it came from.
  public func read() throws(DecodedFile.Unreadable) -> (file: DecodedFile, story: StoryText) {
    let file = try DecodedFile(verbatim: bytes)
    var builder = StoryBuilder()
    for part in parts {
      let source = Source(bytes, range: part.range)
      if source.isMarkup {
        try builder.rich(source, field: part.field)
      } else if part.field == .headline || part.field == .byline || part.field == .dateline {
        builder.line(source, field: part.field, once: false)
      } else {
        builder.lines(source, field: part.field)
      }
    }
    return (file, builder.story())
  }

  /// Turns places in all of the parts into places in the one that holds their start.
  public func locate(_ report: inout DocumentReport) {
    guard !report.findings.isEmpty || !report.entities.isEmpty else { return }
    let lines = LineIndex(bytes)
    let starts = parts.map { lines.position($0.range.start) }
    func index(_ byte: Int) -> Int { parts.lastIndex { $0.range.start <= byte && !$0.range.isEmpty } ?? 0 }
    func place(_ span: Span) -> Span {
      let index = index(span.bytes.start)
      let (part, start) = (parts[index], starts[index])
      var span = span
      span.part = part.name
      span.bytes = ByteRange(span.bytes.start - part.range.start, min(span.bytes.end, part.range.end) - part.range.start)
      span.utf16 = ByteRange(span.utf16.start - start.utf16, span.utf16.end - start.utf16)
      span.startLine -= start.line - 1
      span.endLine -= start.line - 1
      return span
    }
    for at in report.findings.indices {
      let part = parts[index(report.findings[at].span.bytes.start)].range
      report.findings[at].span = place(report.findings[at].span)
      for twin in report.findings[at].related.indices {
        report.findings[at].related[twin].span = place(report.findings[at].related[twin].span)
      }
      for fix in report.findings[at].fixes.indices {
        let edits = report.findings[at].fixes[fix].edits
        if edits.allSatisfy({ part.contains($0.range) }) {
          report.findings[at].fixes[fix].edits = edits.map {
            Edit(ByteRange($0.range.start - part.start, $0.range.end - part.start), $0.replacement)
          }
        } else {
          // Half of a fix is none, and edits name no part.
          report.findings[at].fixes[fix].edits = []
          report.findings[at].fixes[fix].applicability = .displayOnly
        }
      }
    }
    for entity in report.entities.indices {
      for mention in report.entities[entity].mentions.indices {
        report.entities[entity].mentions[mention].span = place(report.entities[entity].mentions[mention].span)
      }
    }
  }
}
