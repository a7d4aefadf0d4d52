import TextBase

/// A fixed table of plain values in the image of a compiled lexicon: looking something up counts no reference and loads no
/// header. It lives as long as the image, which its language holds.
public struct Table<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, @unchecked Sendable {
  // The image is never written, so any thread may read it.
  @usableFromInline let base: UnsafePointer<Element>
  public let count: Int

  init(from image: inout ImageReader) throws(ImageReader.Damaged) {
    let part = try image.part(Element.self)
    base = part.base
    count = part.count
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  @inlinable public subscript(index: Int) -> Element {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the table")
    return base[index]
  }

  @inlinable public subscript(index: UInt32) -> Element { self[Int(index)] }

  /// The elements side by side.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
}

/// A table by hash: buckets of four slots, a power of two of them; what finds a bucket full goes on to the next. A slot is one
/// number, the upper half of the hash and the id, and a bucket half a line of the cache, so that a word costs one load from
/// memory. All four are compared without a branch: which of them a word has, or whether it has any, nothing foretells. Two
/// words of which the lower bits lead to one bucket and the upper halves are equal come once in 10^9.
public struct HashTable: Sendable {
  /// 0 for an empty slot.
  @usableFromInline let slots: Table<UInt64>

  init(from image: inout ImageReader) throws(ImageReader.Damaged) {
    slots = try Table(from: &image)
    let count = slots.count
    // A bucket that is not full ends the search for a word that is not there.
    guard count >= 4, count & (count - 1) == 0, stride(from: 3, to: count, by: 4).contains(where: { slots[$0] == 0 }) else {
      throw ImageReader.Damaged()
    }
  }

  /// Writes a table of ids, none of them 0, by hash.
  static func write(_ entries: [UInt64: UInt32], to image: inout ImageWriter) {
    var size = 64
    while size < entries.count * 2 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for (hash, id) in entries.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      precondition(id != 0, "an id is not 0")
      var slot = HashTable.bucket(hash, size)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = hash & HashTable.upper | UInt64(id)
    }
    image.put(slots)
  }

  @usableFromInline static var upper: UInt64 { 0xFFFF_FFFF_0000_0000 }

  /// Where the bucket of a hash begins in a table of `count` slots.
  @inlinable @inline(__always)
  static func bucket(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 32) &* 4 & (count &- 1)
  }

  /// Asks for the memory in which a hash will be looked up.
  @inlinable @inline(__always)
  public func fetch(_ hash: UInt64) { Memory.fetch(slots.base + HashTable.bucket(hash, slots.count)) }

  /// 0 for a hash that is not there.
  @inlinable @inline(__always)
  public subscript(hash: UInt64) -> UInt32 {
    var place = HashTable.bucket(hash, slots.count)
    while true {
      // The mask in `bucket` keeps the four inside.
      let bucket = slots.base + place
      let id =
        HashTable.id(bucket[0], hash) | HashTable.id(bucket[1], hash) | HashTable.id(bucket[2], hash)
        | HashTable.id(bucket[3], hash)
      if id != 0 || bucket[3] == 0 { return id }
      place = (place &+ 4) & (slots.count &- 1)
    }
  }

  /// The id in a slot if it is the hash’s, else 0.
  @inlinable @inline(__always)
  static func id(_ slot: UInt64, _ hash: UInt64) -> UInt32 {
    (slot ^ hash) & upper == 0 ? UInt32(truncatingIfNeeded: slot) : 0
  }
}
