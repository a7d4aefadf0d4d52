import Stories
import TextBase

/// Text that a format carries inside something else: a JSON string, the content of an element, the file itself.
struct Source: Sendable {
  /// UTF-8 without the escapes of what carries it.
  let bytes: [UInt8]
  /// Its part of `bytes`.
  var range: ByteRange
  /// From `bytes` to the decoded file.
  let map: SourceMap
  /// What a fix must go through on its way to the file, innermost first.
  var escaping: [Escaping]

  init(_ bytes: [UInt8], range: ByteRange? = nil, map: SourceMap = .identity(), escaping: [Escaping] = []) {
    self.bytes = bytes
    self.range = range ?? ByteRange(0, bytes.count)
    self.map = map
    self.escaping = escaping
  }

  /// A file's text without its byte order mark.
  init(_ file: DecodedFile) {
    self.init(file.bytes, range: ByteRange(file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, file.bytes.count))
  }

  init(_ string: JSONString, in file: DecodedFile) {
    self.init(string.bytes, map: string.map(in: file.bytes), escaping: [.json])
  }

  var text: String { String(decoding: bytes[range.start..<range.end], as: UTF8.self) }

  /// Without ASCII white space at both ends.
  var trimmed: Source {
    var copy = self
    while copy.range.start < copy.range.end, bytes[copy.range.start] <= 0x20 { copy.range.start += 1 }
    while copy.range.end > copy.range.start, bytes[copy.range.end - 1] <= 0x20 { copy.range.end -= 1 }
    return copy
  }

  /// Whether a character is written as `&rsquo;` or `&#8217;` in it.
  var holdsReference: Bool {
    (range.start..<range.end).contains { at in
      bytes[at] == UInt8(ascii: "&") && Entities.decode(bytes, at, end: range.end, own: [:], isHTML: true) != nil
    }
  }

  /// Whether it begins with a tag, a comment or a declaration.
  var isMarkup: Bool {
    let start = trimmed.range.start
    guard start + 2 < range.end, bytes[start] == UInt8(ascii: "<") else { return false }
    let next = bytes[start + 1]
    return next | 0x20 >= 0x61 && next | 0x20 <= 0x7A || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
  }
}

/// Names by which formats are told things that they have no standard place for.
public struct ReadingOptions: Sendable {
  /// Names whose value is the language a story was translated from: JSON keys, front matter keys, elements of feeds, names
  /// of HTML's and NITF's meta, of properties of NewsML.
  public var sourceLanguageNames = [
    "translatedFrom", "translated_from", "translated-from", "sourceLanguage", "source_language", "source-language",
    "originalLanguage", "original_language", "original-language", "sourceLang", "source_lang", "source-lang",
  ]
  public init() {}
}

/// Language tags as formats write them.
enum LanguageTag {
  /// Three-letter codes of ISO 639-2 that have a two-letter one.
  private static let short = [
    "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "ita": "it", "por": "pt", "rus": "ru",
    "ukr": "uk", "pol": "pl", "cze": "cs", "ces": "cs", "slo": "sk", "slk": "sk", "dut": "nl", "nld": "nl", "swe": "sv",
    "nor": "no", "nob": "nb", "nno": "nn", "dan": "da", "fin": "fi", "est": "et", "lav": "lv", "lit": "lt", "hun": "hu",
    "rum": "ro", "ron": "ro", "bul": "bg", "gre": "el", "ell": "el", "tur": "tr", "ara": "ar", "heb": "he", "per": "fa",
    "fas": "fa", "hin": "hi", "chi": "zh", "zho": "zh", "jpn": "ja", "kor": "ko", "vie": "vi", "tha": "th", "srp": "sr",
    "hrv": "hr", "slv": "sl", "bel": "be", "kaz": "kk", "geo": "ka", "kat": "ka", "arm": "hy", "hye": "hy", "cat": "ca",
  ]

  /// BCP 47 for what stands in a file: `en_us`, ` DE `, `eng`; nil for what is no tag or says nothing (`und`, `mul`).
  static func parse(_ text: String?) -> String? {
    guard let text, text.utf8.count <= 40 else { return nil }
    let parts = text.split { $0.isWhitespace }.joined().replacing("_", with: "-").split(
      separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first?.lowercased(), (2...3).contains(first.utf8.count),
      first.utf8.allSatisfy({ (0x61...0x7A).contains($0) }), !["und", "mul", "mis", "zxx", "all"].contains(first)
    else { return nil }
    for part in parts.dropFirst() {
      let isSubtag = (1...8).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      if !isSubtag { return nil }
    }
    let rest = parts.dropFirst().map { part in
      part.count == 2
        ? part.uppercased() : part.count == 4 ? part.prefix(1).uppercased() + part.dropFirst().lowercased() : part.lowercased()
    }
    return ([short[first] ?? first] + rest).joined(separator: "-")
  }

  /// Whether two tags are of one language, whatever the region.
  static func isSame(_ a: String?, _ b: String?) -> Bool { a?.prefix { $0 != "-" } == b?.prefix { $0 != "-" } }
}
