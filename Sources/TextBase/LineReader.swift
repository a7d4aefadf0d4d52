#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A line of input without its end.
public struct InputLine: Sendable {
  public let bytes: [UInt8]
  /// It has more bytes than were asked for, and none is kept.
  public let isTooLong: Bool
}

/// Lines of a descriptor as they come, each parted from the next by LF. No more than one line is held.
public struct LineReader: Sendable {
  private let descriptor: Int32
  private let limit: Int
  private var buffer: [UInt8]
  private var at = 0
  private var end = 0
  private var isAtEnd = false

  public init(_ descriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    self.limit = limit
    buffer = [UInt8](repeating: 0, count: 1 << 16)
  }

  /// Nil at the end. What stands behind the last LF is a line too, unless it is nothing.
  public mutating func next() throws(FileProblem) -> InputLine? {
    var line: [UInt8] = []
    var isTooLong = false
    var hasBegun = false
    while true {
      if at == end {
        try fill()
        if at == end { return hasBegun ? InputLine(bytes: line, isTooLong: isTooLong) : nil }
      }
      hasBegun = true
      let stop = newline()
      if !isTooLong {
        if line.count + (stop ?? end) - at > limit {
          isTooLong = true
          line = []
        } else {
          line.append(contentsOf: buffer[at..<(stop ?? end)])
        }
      }
      at = stop.map { $0 + 1 } ?? end
      if stop != nil { return InputLine(bytes: line, isTooLong: isTooLong) }
    }
  }

  private func newline() -> Int? {
    buffer.withUnsafeBytes { buffer in
      memchr(buffer.baseAddress! + at, 0x0A, end - at).map { UnsafeRawPointer($0) - buffer.baseAddress! }
    }
  }

  private mutating func fill() throws(FileProblem) {
    guard !isAtEnd else { return }
    var count = 0
    var failure: Int32 = 0
    buffer.withUnsafeMutableBytes { buffer in
      repeat {
        count = read(descriptor, buffer.baseAddress!, buffer.count)
        failure = count < 0 ? errno : 0
      } while failure == EINTR
    }
    if failure != 0 { throw FileProblem("standard input", errno: failure) }
    at = 0
    end = count
    isAtEnd = count == 0
  }
}
