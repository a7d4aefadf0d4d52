import Findings
import TextBase

/// A file's text as UTF-8, with the way back to its bytes on disk.
public struct DecodedFile: Sendable {
  /// UTF-8, the byte order mark included. May hold invalid bytes: they are evidence.
  public let bytes: [UInt8]
  /// From `bytes` to the file on disk.
  public let disk: SourceMap
  /// Whether `bytes` are the file's own.
  public let isFile: Bool
  /// What an editor should know: "decoded as windows-1251".
  public let notes: [String]
  /// Offsets in `bytes` of bytes that are not UTF-8, at most 1,000 of them; and their number.
  public let invalid: [Int]
  public let invalidCount: Int
  /// Whether what is put into the file must be ASCII too: it is, and it declares a character set other than UTF-8, by which
  /// another program would misread the bytes of “é”.
  public let takesOnlyASCII: Bool

  /// Largest file that is read, in bytes. Analysis needs ten to twenty times as much memory.
  public static let sizeLimit = 64 << 20

  /// Why a file is no story, in an editor's words.
  public struct Unreadable: Error, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
  }

  public init(_ file: [UInt8]) throws(Unreadable) {
    guard file.count <= DecodedFile.sizeLimit else {
      throw Unreadable(reason: "it is larger than \(DecodedFile.sizeLimit >> 20) MB, the most that wirecheck reads; split it")
    }
    if let mark = ByteOrderMark(file) {
      let (bytes, map) = try DecodedFile.decode(file, mark.charset, from: mark.length)
      self.init(
        bytes: bytes, disk: map, isFile: false, notes: ["decoded as \(mark.charset), by its byte order mark"], invalid: [],
        invalidCount: 0)
    } else {
      try DecodedFile.refuseBinary(file)
      let (offsets, count) = file.withUnsafeBufferPointer { UTF8Text.invalidBytes($0, limit: 1000) }
      if count > 0, let charset = DecodedFile.legacyCharset(file, invalid: offsets, count) {
        let (bytes, map) = try DecodedFile.decode(file, charset.name, from: 0)
        self.init(
          bytes: bytes, disk: map, isFile: false,
          notes: ["decoded as \(charset.name) (not UTF-8; \(charset.reason))"],
          invalid: [], invalidCount: 0)
      } else {
        let takesOnlyASCII =
          count == 0 && DecodedFile.declaredCharset(file) != nil && file.allSatisfy { $0 < 0x80 }
        self.init(
          bytes: file, disk: .identity(), isFile: true, notes: [], invalid: offsets, invalidCount: count,
          takesOnlyASCII: takesOnlyASCII)
      }
    }
    let isBlank = bytes.allSatisfy { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    if isBlank { throw DecodedFile.empty }
  }

  /// Text that something else carried, so that its character set is settled: damage in it stays damage.
  public init(verbatim bytes: [UInt8]) throws(Unreadable) {
    try DecodedFile.refuseBinary(bytes)
    guard bytes.contains(where: { $0 > 0x20 }) else { throw DecodedFile.empty }
    let (invalid, count) = bytes.withUnsafeBufferPointer { UTF8Text.invalidBytes($0, limit: 1000) }
    self.init(bytes: bytes, disk: .identity(), isFile: true, notes: [], invalid: invalid, invalidCount: count)
  }

  private static let empty = Unreadable(reason: "it is empty: there is no text to check")

  private init(
    bytes: [UInt8], disk: SourceMap, isFile: Bool, notes: [String], invalid: [Int], invalidCount: Int,
    takesOnlyASCII: Bool = false
  ) {
    self.bytes = bytes
    self.disk = disk
    self.isFile = isFile
    self.notes = notes
    self.invalid = invalid
    self.invalidCount = invalidCount
    self.takesOnlyASCII = takesOnlyASCII
  }

  private struct ByteOrderMark {
    let charset: String
    let length: Int

    /// Nil for UTF-8, whose mark stays in the text.
    init?(_ file: [UInt8]) {
      if file.starts(with: [0xFF, 0xFE, 0, 0]) {
        (charset, length) = ("UTF-32LE", 4)
      } else if file.starts(with: [0, 0, 0xFE, 0xFF]) {
        (charset, length) = ("UTF-32BE", 4)
      } else if file.starts(with: [0xFF, 0xFE]) {
        (charset, length) = ("UTF-16LE", 2)
      } else if file.starts(with: [0xFE, 0xFF]) {
        (charset, length) = ("UTF-16BE", 2)
      } else {
        return nil
      }
    }
  }

  private static func refuseBinary(_ file: [UInt8]) throws(Unreadable) {
    if file.starts(with: Array("%PDF".utf8)) {
      throw Unreadable(reason: "it is a PDF, not text; export the story as text first")
    }
    let length = min(file.count, 8192)
    var hasNUL = false
    var controls = 0
    file.withUnsafeBufferPointer { bytes in
      var at = UTF8Text.control(bytes, from: 0, to: length)
      while at < length {
        if bytes[at] == 0 { hasNUL = true }
        if bytes[at] &- 9 > 4, bytes[at] != 0x1B { controls += 1 }
        at = UTF8Text.control(bytes, from: at + 1, to: length)
      }
    }
    if hasNUL { throw Unreadable(reason: "it looks like a binary file: it holds NUL bytes") }
    // Wire formats carry a few control bytes; compressed and compiled files are a tenth of them.
    if controls * 12 > length, controls > 8 {
      throw Unreadable(reason: "it looks like a binary file: one byte in \(max(1, length / controls)) is a control")
    }
  }

  /// The legacy character set of a file that is not valid UTF-8, or nil when it is UTF-8 with damage.
  private static func legacyCharset(_ file: [UInt8], invalid: [Int], _ count: Int) -> (name: String, reason: String)? {
    let multibyte = file.withUnsafeBufferPointer { bytes in
      var count = 0
      var at = 0
      while at < bytes.count {
        let (scalar, length) = UTF8Text.decode(bytes, at)
        if length > 1, scalar != UTF8Text.invalid { count += 1 }
        at += length
      }
      return count
    }
    // Legacy text hardly ever forms valid sequences by chance, so a few of them prove UTF-8.
    if multibyte * 2 >= count { return nil }
    if let name = declaredCharset(file) { return (name, "the file declares it") }
    // In ASCII with a few odd bytes: windows-1252 quotes, dashes and accented letters make sense, others are damage.
    if count <= 3, multibyte == 0 {
      let sense = invalid.allSatisfy { offset in
        let byte = file[offset]
        let isPunctuation = (0x91...0x97).contains(byte) || byte == 0x85 || byte == 0x80 || byte == 0xA0
        let isLetter = (0xC0...0xFD).contains(byte)
        let nearLetter =
          (offset > 0 && file[offset - 1] | 0x20 >= 0x61) || (offset + 1 < file.count && file[offset + 1] | 0x20 >= 0x61)
        return isPunctuation || (isLetter && nearLetter)
      }
      if !sense { return nil }
    }
    guard let guess = file.withUnsafeBufferPointer({ Charset.detect($0) }), guess.name != "UTF-8" else { return nil }
    // ICU names ISO-8859-1 where windows-1252 is meant: bytes 0x80 to 0x9F are controls in the one, quotes in the other.
    let name = guess.name == "ISO-8859-1" ? "windows-1252" : guess.name
    return (name, "ICU's detector, confidence \(guess.confidence) of 100")
  }

  /// The character set that XML or HTML declares, if it is one that can be read and not UTF-8.
  private static func declaredCharset(_ file: [UInt8]) -> String? {
    guard file.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else { return nil }
    let head = file.prefix(2048).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let isXML = head.starts(with: Array("<?xml".utf8))
    let key = Array((isXML ? "encoding" : "charset").utf8)
    var at = 0
    while at + key.count < head.count, !head[at...].starts(with: key) { at += 1 }
    at += key.count
    while at < head.count, [0x20, 0x22, 0x27, UInt8(ascii: "=")].contains(head[at]) { at += 1 }
    guard at < head.count else { return nil }
    let name = String(
      decoding: head[at...].prefix(40).prefix { $0 > 0x20 && ![0x22, 0x27, 0x3B, 0x3E, 0x3F, 0x2F].contains($0) }, as: UTF8.self
    )
    guard !name.isEmpty, !name.hasPrefix("utf") else { return nil }
    if ["iso-8859-1", "latin1", "us-ascii", "ascii"].contains(name) { return "windows-1252" }
    let probe: [UInt8] = [0x20]
    return probe.withUnsafeBufferPointer { try? Charset.decode($0, as: name) } == nil ? nil : name
  }

  private static func decode(
    _ file: [UInt8], _ charset: String, from start: Int
  ) throws(Unreadable) -> ([UInt8], SourceMap) {
    let decoded: (units: [UInt16], offsets: [Int32])
    do throws(ICUProblem) {
      let rest = Array(file[start...])
      decoded = try rest.withUnsafeBufferPointer { (buffer) throws(ICUProblem) in
        try Charset.decode(buffer, as: charset)
      }
    } catch {
      throw Unreadable(reason: "it cannot be decoded as \(charset): \(error)")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(decoded.units.count * 2)
    var map = SourceMap()
    var index = 0
    let units = decoded.units
    while index < units.count {
      var scalar = UInt32(units[index])
      var next = index + 1
      if scalar & 0xFC00 == 0xD800, next < units.count, units[next] & 0xFC00 == 0xDC00 {
        scalar = 0x10000 + ((scalar & 0x3FF) << 10 | UInt32(units[next]) & 0x3FF)
        next += 1
      } else if scalar & 0xF800 == 0xD800 {
        scalar = 0xFFFD
      }
      let origin = start + Int(decoded.offsets[index])
      let end = next < units.count ? start + Int(decoded.offsets[next]) : file.count
      let before = bytes.count
      UTF8Text.encode(scalar, into: &bytes)
      if scalar < 0x80, end - origin == 1 {
        map.appendCopy(length: 1, origin: origin)
      } else {
        map.appendAtom(length: bytes.count - before, origin: origin, originLength: end - origin)
      }
      index = next
    }
    return (bytes, map)
  }
}
