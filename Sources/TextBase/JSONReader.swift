extension JSONValue {
  /// Reads one JSON text. A byte order mark before it is passed over; anything behind it is a problem. Bytes that are not
  /// UTF-8 are a problem too, unless `keepsInvalidBytes`: then strings hold them as they are, for a story whose encoding
  /// is what we check.
  public init(_ input: [UInt8], keepsInvalidBytes: Bool = false, keepsControls: Bool = false) throws(JSONProblem) {
    try self.init(
      input, in: ByteRange(0, input.count), keepsInvalidBytes: keepsInvalidBytes, keepsControls: keepsControls)
  }

  /// Reads the JSON text that fills `range` of the input, such as one line of many; offsets are those of the input.
  /// `keepsControls` lets line breaks and tabs stand in a string unescaped, as careless exports write them.
  public init(
    _ input: [UInt8], in range: ByteRange, keepsInvalidBytes: Bool = false, keepsControls: Bool = false
  ) throws(JSONProblem) {
    let result = input.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(
        input: buffer, at: range.start, end: range.end, keepsInvalidBytes: keepsInvalidBytes,
        keepsControls: keepsControls)
      return Result { () throws(JSONProblem) in try reader.text() }
    }
    self = try result.get()
  }
}

struct JSONReader {
  /// Deeper nesting than this is no news item, but an attack on the stack.
  static let depthLimit = 128

  let input: UnsafeBufferPointer<UInt8>
  var at: Int
  let end: Int
  let keepsInvalidBytes: Bool
  let keepsControls: Bool

  mutating func text() throws(JSONProblem) -> JSONValue {
    if end - at >= 3, input[at] == 0xEF, input[at + 1] == 0xBB, input[at + 2] == 0xBF { at += 3 }
    let value = try value(depth: 0)
    skipSpace()
    guard at == end else { throw problem("nothing may follow the value") }
    return value
  }

  func problem(_ reason: String, at offset: Int? = nil) -> JSONProblem {
    JSONProblem(offset: offset ?? at, reason: at < end || offset != nil ? reason : "the text ends too early")
  }

  private mutating func skipSpace() {
    while at < end, [0x20, 0x0A, 0x0D, 0x09].contains(input[at]) { at += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < end, input[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
    skipSpace()
    guard at < end else { throw problem("") }
    let isNested = input[at] == UInt8(ascii: "{") || input[at] == UInt8(ascii: "[")
    guard !isNested || depth < JSONReader.depthLimit else { throw problem("more than \(JSONReader.depthLimit) levels") }
    switch input[at] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw problem("a value is expected")
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
    let stands = word.withUTF8Buffer { input[at..<min(end, at + $0.count)].elementsEqual($0) }
    guard stands else { throw problem("a value is expected") }
    at += word.utf8CodeUnitCount
    return value
  }

  private mutating func object(depth: Int) throws(JSONProblem) -> JSONValue {
    at += 1
    var members: [JSONValue.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      guard at < end, input[at] == UInt8(ascii: "\"") else { throw problem("a name in quotation marks is expected") }
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw problem("a colon is expected") }
      members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw problem("a comma or “}” is expected") }
    }
  }

  private mutating func array(depth: Int) throws(JSONProblem) -> JSONValue {
    at += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw problem("a comma or “]” is expected") }
    }
  }

  private mutating func digits() -> Int {
    let start = at
    while at < end, input[at] >= UInt8(ascii: "0"), input[at] <= UInt8(ascii: "9") { at += 1 }
    return at - start
  }

  private mutating func number() throws(JSONProblem) -> JSONNumber {
    let start = at
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) {
      guard digits() > 0 else { throw problem("a digit is expected") }
    }
    if take(UInt8(ascii: ".")) {
      guard digits() > 0 else { throw problem("a digit is expected") }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() > 0 else { throw problem("a digit is expected") }
    }
    let raw = String(decoding: input[start..<at], as: UTF8.self)
    return JSONNumber(value: Double(raw) ?? .nan, raw: raw)
  }

  private mutating func string() throws(JSONProblem) -> JSONString {
    at += 1
    let start = at
    var bytes: [UInt8] = []
    var copied = at
    while true {
      guard at < end else { throw problem("") }
      let byte = input[at]
      switch byte {
      case UInt8(ascii: "\""):
        bytes.append(contentsOf: input[copied..<at])
        at += 1
        return JSONString(bytes: bytes, range: ByteRange(start, at - 1))
      case UInt8(ascii: "\\"):
        bytes.append(contentsOf: input[copied..<at])
        guard let (scalar, length) = JSONEscape.decode(input, at, end: end) else { throw problem("no such escape") }
        UTF8Text.encode(scalar, into: &bytes)
        at += length
        copied = at
      case 0..<0x20:
        guard keepsControls else { throw problem("a control character must be escaped in a string") }
        at += 1
      case 0x20..<0x80: at += 1
      default: at += try scalarLength()
      }
    }
  }

  /// The length of the scalar at `at`, one for a byte that is no part of UTF-8 where such are kept.
  private func scalarLength() throws(JSONProblem) -> Int {
    let (scalar, length) = UTF8Text.decode(input, at)
    guard scalar != UTF8Text.invalid || keepsInvalidBytes else { throw problem("this byte is no part of UTF-8 text") }
    return length
  }
}
