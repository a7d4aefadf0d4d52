import TextBase

/// The bytes of a compiled lexicon. Tables lie in it ready for use, so that loading one copies nothing: of four megabytes a
/// story asks for some hundred pages.
final class LexiconImage: Sendable {
  /// A line of the cache. Large arrays begin at one, so that what a look-up reads of them lies in one.
  private static let line = 64

  /// Where an array of so many bytes begins in an image that has room for it from `at` on.
  static func start(of size: Int, from at: Int) -> Int { size < 4096 ? at : (at + line - 1) / line * line }

  private let file: MappedFile?
  // Owned where there is no file; never written after the initialiser.
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// The image in a file; `forLookUps` when many stories will ask it.
  init(path: String, forLookUps: Bool = false) throws(FileProblem) {
    let file = try MappedFile(path, forLookUps: forLookUps)
    self.file = file
    bytes = file.bytes
  }

  init(_ writer: ImageWriter) {
    file = nil
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: max(8, writer.bytes.count), alignment: LexiconImage.line)
    block.copyBytes(from: writer.bytes)
    bytes = UnsafeRawBufferPointer(block)
  }

  deinit {
    if file == nil { bytes.deallocate() }
  }
}

/// A compiled lexicon as bytes: counts and plain arrays one after the other, each at a multiple of eight bytes.
struct ImageWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ value: Int) { put(UInt64(bitPattern: Int64(value))) }
  mutating func put(_ text: String) { put(Array(text.utf8)) }

  mutating func put<T: BitwiseCopyable>(_ values: [T]) {
    put(values.count)
    values.withUnsafeBytes { values in
      while bytes.count < LexiconImage.start(of: values.count, from: bytes.count) { bytes.append(0) }
      bytes.append(contentsOf: values)
    }
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

  private let image: LexiconImage
  private var bytes: UnsafeRawBufferPointer { image.bytes }
  private var at = 0

  init(_ image: LexiconImage) { self.image = image }

  mutating func int() throws(Damaged) -> Int {
    guard at + 8 <= bytes.count else { throw Damaged() }
    let value = bytes.load(fromByteOffset: at, as: UInt64.self)
    at += 8
    return Int(Int64(bitPattern: UInt64(littleEndian: value)))
  }

  /// The elements of an array where they lie in the image.
  mutating func part<T: BitwiseCopyable>(_ type: T.Type) throws(Damaged) -> (base: UnsafePointer<T>, count: Int) {
    let count = try int()
    let stride = MemoryLayout<T>.stride
    guard MemoryLayout<T>.alignment <= 8, count >= 0, count <= bytes.count / stride else { throw Damaged() }
    at = LexiconImage.start(of: count * stride, from: at)
    guard count * stride <= bytes.count - at else { throw Damaged() }
    let start = bytes.baseAddress! + at
    at = (at + count * stride + 7) & ~7
    return (start.assumingMemoryBound(to: T.self), count)
  }

  mutating func array<T: BitwiseCopyable>(_ type: T.Type) throws(Damaged) -> [T] {
    let part = try part(type)
    return Array(UnsafeBufferPointer(start: part.base, count: part.count))
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

/// Strings that are gathered for an image, each once.
struct StringList {
  private var blob: [UInt8] = []
  private var ends: [UInt32] = []
  private var known: [String: UInt32] = [:]

  mutating func add(_ text: String) -> UInt32 {
    if let index = known[text] { return index }
    blob.append(contentsOf: text.utf8)
    ends.append(UInt32(blob.count))
    known[text] = UInt32(ends.count - 1)
    return UInt32(ends.count - 1)
  }

  func write(to image: inout ImageWriter) {
    image.put(blob)
    image.put(ends)
  }
}

/// Many strings in one block of bytes. A string is made when it is asked for.
struct StringTable: Sendable {
  private let blob: Table<UInt8>
  private let ends: Table<UInt32>

  init(from image: inout ImageReader) throws(ImageReader.Damaged) {
    blob = try Table(from: &image)
    ends = try Table(from: &image)
  }

  subscript(index: UInt32) -> String {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return String(decoding: blob.elements[start..<Int(ends[index])], as: UTF8.self)
  }
}
