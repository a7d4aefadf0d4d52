import Stories
import TextBase

/// The formats that stories come in, told apart by what stands in the file.
public struct StoryFormats: Sendable {
  private let readers: [String: any StoryReader]

  /// As `--input-format` takes them.
  public static let names = [
    PlainTextReader.format, MarkdownReader.format, HTMLReader.format, NinjsReader.format, NITFReader.format,
    NewsMLG2Reader.format, NewsML1Reader.format, IPTC7901Reader.format, ANPAReader.format, RSSReader.format,
    AtomReader.format, ANSReader.format,
  ]

  public init(_ options: ReadingOptions = ReadingOptions()) {
    let list: [any StoryReader] = [
      PlainTextReader(), MarkdownReader(options: options), HTMLReader(options: options), NinjsReader(options: options),
      NITFReader(options: options), NewsMLG2Reader(options: options), NewsML1Reader(options: options), IPTC7901Reader(),
      ANPAReader(), RSSReader(options: options), AtomReader(options: options), ANSReader(options: options),
    ]
    readers = Dictionary(uniqueKeysWithValues: list.map { (type(of: $0).format, $0) })
  }

  /// The reader of a file. `name` overrules what the file looks like; the ending of `path` decides only where the content
  /// leaves it open.
  public func reader(
    for file: DecodedFile, path: String, named name: String?
  ) throws(DecodedFile.Unreadable) -> any StoryReader {
    if let name, let reader = readers[name] { return reader }
    let format = try FormatSniffer(file, path).format()
    return format == PlainTextReader.format ? PlainTextReader() : readers[format] ?? PlainTextReader()
  }

  /// Whether the beginning of a file that a folder holds looks like a story in one of the formats.
  public static func looksLikeStory(_ bytes: [UInt8]) -> Bool {
    guard let file = try? DecodedFile(bytes) else { return false }
    let sniffer = FormatSniffer(file, "")
    return sniffer.isNewsJSON || sniffer.xmlFormat != nil
  }
}

struct FormatSniffer {
  private let bytes: [UInt8]
  private let start: Int
  private let ending: String

  init(_ file: DecodedFile, _ path: String) {
    bytes = file.bytes
    var at = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while at < bytes.count, bytes[at] == 0x20 || (bytes[at] >= 0x09 && bytes[at] <= 0x0D) { at += 1 }
    start = at
    ending = FormatSniffer.ending(of: path)
  }

  /// What stands behind the last point of a file's name, in small letters.
  private static func ending(of path: String) -> String {
    var path = path
    return path.withUTF8 { bytes in
      var at = bytes.count
      while at > 0, bytes[at - 1] != UInt8(ascii: "/") {
        at -= 1
        if bytes[at] == UInt8(ascii: ".") {
          return String(decoding: UnsafeBufferPointer(rebasing: bytes[(at + 1)...]), as: UTF8.self).lowercased()
        }
      }
      return ""
    }
  }

  func format() throws(DecodedFile.Unreadable) -> String {
    guard start < bytes.count else { return PlainTextReader.format }
    switch bytes[start] {
    case 0x01, 0x16: return wire ?? PlainTextReader.format
    case UInt8(ascii: "<"):
      if let format = xmlFormat { return format }
      if isHTML { return HTMLReader.format }
      if starts("<?xml") || ending == "xml" {
        throw DecodedFile.Unreadable(
          reason: "it is XML, but no news format that wirecheck reads\(rootName.map { ": its root is <\($0)>" } ?? "")")
      }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if isNewsJSON { return has("\"content_elements\"") ? ANSReader.format : NinjsReader.format }
      if ending == "json" || isJSON {
        throw DecodedFile.Unreadable(reason: "it is JSON, but no news format that wirecheck reads")
      }
    default: break
    }
    return isMarkdown ? MarkdownReader.format : PlainTextReader.format
  }

  private func starts(_ text: StaticString, at offset: Int? = nil) -> Bool {
    let at = offset ?? start
    return text.withUTF8Buffer { text in
      at + text.count <= bytes.count && zip(bytes[at...], text).allSatisfy { lower($0) == lower($1) }
    }
  }

  private func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  private func has(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { text in
      var at = start
      while at + text.count <= bytes.count {
        if bytes[at] == text[0], bytes[at..<(at + text.count)].elementsEqual(text) { return true }
        at += 1
      }
      return false
    }
  }

  // MARK: wire

  /// SYN SYN SOH is ANPA's; SOH and a source with a number is IPTC 7901's.
  private var wire: String? {
    var at = start
    while at < bytes.count, bytes[at] == 0x16 { at += 1 }
    guard at < bytes.count, bytes[at] == 0x01, bytes[at...].prefix(4096).contains(0x02) else { return nil }
    return at > start || bytes[at...].prefix(12).contains(0x1F) ? ANPAReader.format : IPTC7901Reader.format
  }

  // MARK: XML and HTML

  /// The first element's name without its prefix, in lower case.
  var rootName: String? {
    var scanner = MarkupScanner(Source(bytes, range: ByteRange(start, min(bytes.count, start + 65_536))), isHTML: false)
    for _ in 0..<200 {
      switch scanner.next() {
      case .start(let name, _, _): return name
      case nil: return nil
      default: continue
      }
    }
    return nil
  }

  var xmlFormat: String? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "<") else { return nil }
    switch rootName {
    case "nitf": return NITFReader.format
    case "newsitem", "packageitem", "newsmessage": return NewsMLG2Reader.format
    case "newsml": return NewsML1Reader.format
    case "rss", "rdf": return RSSReader.format
    case "feed", "entry": return AtomReader.format
    default: return nil
    }
  }

  /// A page; or a part of one, which in a plain text file would be damage.
  private var isHTML: Bool {
    guard let root = rootName else { return false }
    if root == "html" || starts("<!doctype html") { return true }
    if ["txt", "text"].contains(ending) { return false }
    if ["html", "htm", "xhtml"].contains(ending) { return true }
    let last = bytes.last { $0 > 0x20 }
    return ["head", "body", "article", "main", "section", "div", "h1", "h2", "p"].contains(root) && last == UInt8(ascii: ">")
      && bytes[start + 1] != UInt8(ascii: "?")
  }

  // MARK: JSON

  private var isJSON: Bool {
    let first = bytes[(start + 1)...].first { $0 > 0x20 }
    guard first == UInt8(ascii: "\"") || first == UInt8(ascii: "{") || first == UInt8(ascii: "}") else { return false }
    return (try? JSONValue(bytes, keepsInvalidBytes: true, keepsControls: true)) != nil
  }

  /// Keys that only news formats have.
  var isNewsJSON: Bool {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") else { return false }
    let first = bytes[(start + 1)...].first { $0 > 0x20 }
    guard first == UInt8(ascii: "\"") || first == UInt8(ascii: "{") else { return false }
    if has("\"content_elements\"") { return true }
    let isNamed = has("\"uri\"") || has("\"guid\"") || has("\"_id\"")
    return has("\"body_html\"") || has("\"body_text\"") || has("\"bodies\"")
      || (isNamed
        && (has("\"body_") || has("\"headline\"") || has("\"headline_") || has("\"headlines\"") || has("\"description_")
          || has("\"descriptions\"")))
  }

  // MARK: Markdown

  /// Front matter says it; else the file's ending, or a heading together with another sign. In a file that calls itself
  /// plain text such signs are what is left of another format.
  private var isMarkdown: Bool {
    if ["md", "markdown", "mdown", "mkd"].contains(ending) { return true }
    if MarkdownReader.frontMatter(bytes, from: start) != nil { return true }
    if ["txt", "text"].contains(ending) { return false }
    guard starts("# ") || starts("## ") else { return false }
    return has("](") || has("**") || has("\n## ") || has("\n> ") || has("\n- ") || has("\n* ")
  }
}
