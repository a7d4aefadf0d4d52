/// A compiled lexicon as bytes: counts and plain arrays one after the other, so that loading is copying.
struct ImageWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ value: Int) { put(UInt64(bitPattern: Int64(value))) }
  mutating func put(_ text: String) { put(Array(text.utf8)) }

  mutating func put<T: BitwiseCopyable>(_ values: [T]) {
    put(values.count)
    values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    while bytes.count % 8 != 0 { bytes.append(0) }
  }

  mutating func put(_ texts: [String]) {
    put(texts.count)
    for text in texts { put(text) }
  }
}

/// Reads what `ImageWriter` wrote. A damaged image throws; the lexicon is then compiled anew.
struct ImageReader {
  struct Damaged: Error {}

  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func int() throws(Damaged) -> Int {
    guard at + 8 <= bytes.count else { throw Damaged() }
    let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: UInt64.self) }
    at += 8
    return Int(Int64(bitPattern: UInt64(littleEndian: value)))
  }

  mutating func array<T: BitwiseCopyable>(_ type: T.Type) throws(Damaged) -> [T] {
    let count = try int()
    guard count >= 0, count <= bytes.count, at + count * MemoryLayout<T>.stride <= bytes.count else { throw Damaged() }
    let start = at
    let values = [T](unsafeUninitializedCapacity: count) { buffer, initialised in
      bytes.withUnsafeBytes { source in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[start..<start + count * MemoryLayout<T>.stride]))
      }
      initialised = count
    }
    at += count * MemoryLayout<T>.stride
    while at % 8 != 0 { at += 1 }
    return values
  }

  mutating func text() throws(Damaged) -> String { String(decoding: try array(UInt8.self), as: UTF8.self) }

  mutating func texts() throws(Damaged) -> [String] {
    let count = try int()
    guard count >= 0, count <= bytes.count else { throw Damaged() }
    var result: [String] = []
    result.reserveCapacity(count)
    for _ in 0..<count { result.append(try text()) }
    return result
  }
}

/// Many strings in one block of bytes. A string is made when it is asked for.
public struct StringTable: Sendable {
  private var blob: [UInt8] = []
  private var ends: [UInt32] = []
  private var known: [String: UInt32] = [:]

  init() {}

  mutating func add(_ text: String) -> UInt32 {
    if let index = known[text] { return index }
    blob.append(contentsOf: text.utf8)
    ends.append(UInt32(blob.count))
    known[text] = UInt32(ends.count - 1)
    return UInt32(ends.count - 1)
  }

  public subscript(index: UInt32) -> String {
    let start = index == 0 ? 0 : Int(ends[Int(index) - 1])
    return String(decoding: blob[start..<Int(ends[Int(index)])], as: UTF8.self)
  }

  func write(to image: inout ImageWriter) {
    image.put(blob)
    image.put(ends)
  }

  init(from image: inout ImageReader) throws(ImageReader.Damaged) {
    blob = try image.array(UInt8.self)
    ends = try image.array(UInt32.self)
  }
}
