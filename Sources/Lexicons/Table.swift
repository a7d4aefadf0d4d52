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

/// A table by hash: open addressing, a power of two. A slot is one number, the upper half of the hash and the id, so that
/// a word costs one load from memory; two words of which the lower bits lead to one slot and the upper halves are equal
/// come once in 10^9.
public struct HashTable: Sendable {
  /// 0 for an empty slot.
  @usableFromInline let slots: Table<UInt64>

  init(from image: inout ImageReader) throws(ImageReader.Damaged) {
    slots = try Table(from: &image)
    let count = slots.count
    guard count > 0, count & (count - 1) == 0, slots.contains(0) else { throw ImageReader.Damaged() }
  }

  /// Writes a table of ids, none of them 0, by hash.
  static func write(_ entries: [UInt64: UInt32], to image: inout ImageWriter) {
    var size = 64
    while size < entries.count * 2 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for (hash, id) in entries.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      precondition(id != 0, "an id is not 0")
      var slot = HashTable.slot(hash) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = hash & HashTable.upper | UInt64(id)
    }
    image.put(slots)
  }

  @usableFromInline static var upper: UInt64 { 0xFFFF_FFFF_0000_0000 }
  @inlinable static func slot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ hash >> 32) }

  /// 0 for a hash that is not there.
  @inlinable public subscript(hash: UInt64) -> UInt32 {
    let mask = slots.count - 1
    var slot = HashTable.slot(hash) & mask
    // The mask keeps the slot inside.
    while true {
      let found = slots.base[slot]
      // One branch, nearly always taken: the slot is the word's, or empty and so 0.
      if (found ^ hash) & HashTable.upper == 0 || found == 0 { return UInt32(truncatingIfNeeded: found) }
      slot = (slot &+ 1) & mask
    }
  }
}
