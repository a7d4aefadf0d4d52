import TextBase

extension [UInt8] {
  mutating func write(_ text: String) { append(contentsOf: text.utf8) }

  /// Text of our own, without a string being made.
  mutating func write(literal: StaticString) { literal.withUTF8Buffer { append(contentsOf: $0) } }

  /// In decimal.
  mutating func write(_ number: Int) { append(atMost: 20) { $0.put(number) } }

  /// Appends text of at most `count` bytes that `put` puts together on the stack, so that the array grows once by all of it.
  @inline(__always)
  mutating func append(atMost count: Int, _ put: (inout FixedText) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { buffer in
      var text = FixedText(buffer)
      put(&text)
      append(contentsOf: text.written)
    }
  }

  mutating func write(spaces count: Int) {
    if count > 0 { append(contentsOf: repeatElement(UInt8(ascii: " "), count: count)) }
  }
}

/// Text that is put together in a buffer with room for all of it.
struct FixedText {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer[..<count]) }

  mutating func put(_ byte: UInt8) {
    buffer[count] = byte
    count += 1
  }

  // Inlined, so that a literal is written by a few stores and not by a call.
  @inline(__always)
  mutating func put(_ text: StaticString) {
    put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    precondition(bytes.count <= buffer.count - count)
    (buffer.baseAddress! + count).update(from: start, count: bytes.count)
    count += bytes.count
  }

  /// In decimal. Spans make numbers the most frequent thing in a report, so no string is made for them.
  mutating func put(_ number: Int) {
    if number < 0 { put(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var length = 1
    var limit: UInt = 10
    while rest >= limit, length < 19 {
      length &+= 1
      limit &*= 10
    }
    if rest >= limit { length &+= 1 }
    precondition(length <= buffer.count &- count)
    // From the last digit on.
    var place = buffer.baseAddress! + (count &+ length)
    count &+= length
    repeat {
      place -= 1
      place.pointee = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
  }
}

/// "1 story", "2 stories".
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  "\(count) \(count == 1 ? one : many)"
}

extension Double {
  /// With one decimal, whatever the locale.
  var oneDecimal: String {
    let tenths = Int((self * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
