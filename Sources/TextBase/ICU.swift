import CICU

/// ICU said no. `name` is its own name of the status.
public struct ICUProblem: Error, CustomStringConvertible {
  public let operation: String
  public let name: String

  init(_ operation: String, _ status: cicu_status) {
    self.operation = operation
    name = String(cString: cicu_status_name(status))
  }

  public var description: String { "ICU could not \(operation): \(name)" }
}

/// The version of the ICU that runs, e.g. "72.1".
public var icuVersion: String { String(cString: cicu_version()) }

/// Word or sentence boundaries of UAX #29 with CLDR's tailoring for one locale. Belongs to one worker.
public struct BreakIterator: ~Copyable {
  public enum Kind: Int32 { case word = 0, sentence = 1 }
  private let handle: OpaquePointer
  private var offsets: [Int32] = Array(repeating: 0, count: 256)
  private var statuses: [Int32] = Array(repeating: 0, count: 256)

  public init(_ kind: Kind, locale: String) throws(ICUProblem) {
    var status: cicu_status = 0
    guard let handle = cicu_break_open(kind.rawValue, locale, &status) else {
      throw ICUProblem("open a \(kind) break iterator for \(locale)", status)
    }
    self.handle = handle
  }

  deinit { cicu_break_close(handle) }

  /// Calls `body` with each piece of `text` in order: UTF-16 start and end, and ICU's rule status (0 for pieces of a
  /// word iterator that are no words).
  public mutating func pieces(
    of text: UnsafeBufferPointer<UInt16>, _ body: (_ start: Int, _ end: Int, _ status: Int32) -> Void
  ) {
    guard let base = text.baseAddress, text.count > 0 else { return }
    var status: cicu_status = 0
    var count = Int(
      cicu_break_all(handle, base, Int32(text.count), &offsets, &statuses, Int32(offsets.count), &status))
    if count > offsets.count {
      offsets = Array(repeating: 0, count: count)
      statuses = Array(repeating: 0, count: count)
      count = Int(cicu_break_all(handle, base, Int32(text.count), &offsets, &statuses, Int32(count), &status))
    }
    var start = 0
    for index in 0..<min(count, offsets.count) {
      body(start, Int(offsets[index]), statuses[index])
      start = Int(offsets[index])
    }
  }
}

/// Unicode normal forms. Stateless; ICU's instances are shared and immutable.
public enum NormalForm: Int32, Sendable {
  case nfc = 0
  case nfd = 1
  case nfkcCasefold = 2

  /// Whether the normal form C leaves the scalar as it is beside all others of which this is said. True for letters, figures
  /// and marks of most copy: Latin, Greek and Cyrillic letters, Han, Kana and Hangul. False may be wrong.
  public static func isComposed(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x300, 0x388...0x482, 0x2010...0x2027, 0x2030...0x205E, 0x3000...0x3098, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
    default: false
    }
  }

  /// The letter in lower case without its accents: é and É give e.
  public static func baseLetter(_ scalar: UInt32) -> UInt32 { cicu_base_letter(scalar) }

  public func isNormalized(_ text: String) -> Bool {
    let units = Array(text.utf16)
    return cicu_is_normalized(rawValue, units, Int32(units.count))
  }

  /// The normal form of `text`; `text` itself if ICU fails, which it does for lack of memory only.
  public func apply(_ text: String) -> String {
    // Most copy is composed, and seeing that costs a hundredth of asking ICU.
    if self == .nfc, text.unicodeScalars.allSatisfy({ NormalForm.isComposed($0.value) }) { return text }
    let units = Array(text.utf16)
    var status: cicu_status = 0
    var out = [UInt16](repeating: 0, count: units.count * 2 + 16)
    var needed = cicu_normalize(rawValue, units, Int32(units.count), &out, Int32(out.count), &status)
    if status == 0, needed > out.count {
      out = Array(repeating: 0, count: Int(needed))
      needed = cicu_normalize(rawValue, units, Int32(units.count), &out, needed, &status)
    }
    return status > 0 ? text : String(decoding: out[0..<Int(needed)], as: UTF16.self)
  }
}

/// Look-alikes after UTS #39. Belongs to one worker.
public struct Confusables: ~Copyable {
  private let handle: OpaquePointer

  public init() throws(ICUProblem) {
    var status: cicu_status = 0
    guard let handle = cicu_spoof_open(&status) else { throw ICUProblem("open the confusables", status) }
    self.handle = handle
  }

  deinit { cicu_spoof_close(handle) }

  /// Equal for texts that look alike ("Moscow" with a Cyrillic о and without).
  public func skeleton(of text: String) -> String {
    let units = Array(text.utf16)
    var status: cicu_status = 0
    var out = [UInt16](repeating: 0, count: units.count * 4 + 16)
    let needed = cicu_spoof_skeleton(handle, units, Int32(units.count), &out, Int32(out.count), &status)
    guard status == 0, needed <= out.count else { return text }
    return String(decoding: out[0..<Int(needed)], as: UTF16.self)
  }
}

/// A transliteration by ICU's id ("Russian-Latin/BGN"). Opening one costs 10 to 150 ms: make it when it is needed.
public struct Transliterator: ~Copyable {
  private let handle: OpaquePointer

  public init(id: String) throws(ICUProblem) {
    var status: cicu_status = 0
    guard let handle = cicu_transliterator_open(id, &status) else {
      throw ICUProblem("open the transliterator \(id)", status)
    }
    self.handle = handle
  }

  deinit { cicu_transliterator_close(handle) }

  public func apply(_ text: String) -> String {
    var units = Array(text.utf16)
    let length = Int32(units.count)
    units.append(contentsOf: repeatElement(0, count: units.count * 4 + 32))
    var status: cicu_status = 0
    let needed = cicu_transliterate(handle, &units, length, Int32(units.count), &status)
    return status > 0 ? text : String(decoding: units[0..<Int(needed)], as: UTF16.self)
  }
}

/// ICU's Gregorian calendar.
public enum GregorianCalendar {
  /// ISO weekday, 1 = Monday; nil when there is no such day.
  public static func weekday(year: Int, month: Int, day: Int) -> Int? {
    let weekday = cicu_weekday(Int32(year), Int32(month), Int32(day))
    return weekday == 0 ? nil : Int(weekday)
  }
}

/// What CLDR says of a locale: a default where no lexicon of ours speaks, never a style authority.
public struct LocaleData: Sendable {
  public let locale: String
  public init(locale: String) { self.locale = locale }

  /// Outer and inner quotation marks: [start, end, inner start, inner end].
  public var quotationMarks: [String] {
    (0..<4).map { kind in
      string { out, capacity, status in cicu_delimiter(locale, kind, out, capacity, &status) }
    }
  }
  public var decimalSeparator: String {
    string { out, capacity, status in cicu_number_symbol(locale, 0, out, capacity, &status) }
  }
  public var groupSeparator: String {
    string { out, capacity, status in cicu_number_symbol(locale, 1, out, capacity, &status) }
  }

  private func string(_ read: (UnsafeMutablePointer<UInt16>, Int32, inout cicu_status) -> Int32) -> String {
    var status: cicu_status = 0
    var out = [UInt16](repeating: 0, count: 32)
    let length = out.withUnsafeMutableBufferPointer { read($0.baseAddress!, 32, &status) }
    return status > 0 || length > 32 ? "" : String(decoding: out[0..<Int(length)], as: UTF16.self)
  }
}

/// Character sets other than UTF-8.
public enum Charset {
  /// The likeliest character set and ICU's confidence (0…100); nil when it names none. Reads at most 64 KB.
  public static func detect(_ bytes: UnsafeBufferPointer<UInt8>) -> (name: String, confidence: Int)? {
    guard let base = bytes.baseAddress else { return nil }
    var confidence: Int32 = 0
    let length = Int32(min(bytes.count, 65_536))
    let name = base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      cicu_detect_charset($0, length, &confidence)
    }
    return name.map { (String(cString: $0), Int(confidence)) }
  }

  /// The UTF-16 form of `bytes` and, for each unit, the byte it came from.
  public static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, as charset: String
  ) throws(ICUProblem) -> (units: [UInt16], offsets: [Int32]) {
    guard let base = bytes.baseAddress else { return ([], []) }
    let capacity = bytes.count * 2 + 16
    var units = [UInt16](repeating: 0, count: capacity)
    var offsets = [Int32](repeating: 0, count: capacity)
    var status: cicu_status = 0
    let length = base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      cicu_decode(charset, $0, Int32(bytes.count), &units, &offsets, Int32(capacity), &status)
    }
    guard length >= 0 else { throw ICUProblem("decode \(charset)", status) }
    units.removeLast(capacity - Int(length))
    offsets.removeLast(capacity - Int(length))
    return (units, offsets)
  }

  /// The bytes of `text` in a character set; nil when the set lacks one of its characters.
  public static func encode(_ text: String, as charset: String) -> [UInt8]? {
    let units = Array(text.utf16)
    var status: cicu_status = 0
    var bytes = [UInt8](repeating: 0, count: units.count * 4 + 16)
    let capacity = Int32(bytes.count)
    let length = bytes.withUnsafeMutableBytes {
      cicu_encode(charset, units, Int32(units.count), $0.baseAddress!.assumingMemoryBound(to: CChar.self), capacity, &status)
    }
    return length < 0 ? nil : Array(bytes.prefix(Int(length)))
  }
}
