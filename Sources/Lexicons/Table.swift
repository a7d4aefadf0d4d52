/// A fixed table of plain values outside the heap of counted objects: looking something up counts no reference and loads
/// no header. Made once per language and freed by it.
public struct Table<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Immutable from the initialiser on, so any thread may read it.
  @usableFromInline let base: UnsafePointer<Element>
  public let count: Int

  init(_ values: [Element]) {
    let block = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
    values.withUnsafeBufferPointer { if let source = $0.baseAddress { block.initialize(from: source, count: $0.count) } }
    base = UnsafePointer(block)
    count = values.count
  }

  init(from image: inout ImageReader) throws(ImageReader.Damaged) {
    self.init(try image.array(Element.self))
  }

  @inlinable public subscript(index: Int) -> Element {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the table")
    return base[index]
  }

  @inlinable public subscript(index: UInt32) -> Element { self[Int(index)] }

  var values: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

  func deallocate() { UnsafeMutablePointer(mutating: base).deallocate() }
}

/// A table by hash: open addressing, a power of two, 0 for an empty slot.
public struct HashTable: Sendable {
  @usableFromInline let keys: Table<UInt64>
  @usableFromInline let ids: Table<UInt32>

  init(_ entries: [UInt64: UInt32]) {
    var size = 64
    while size < entries.count * 3 { size *= 2 }
    var keys = [UInt64](repeating: 0, count: size)
    var ids = [UInt32](repeating: 0, count: size)
    for (hash, id) in entries.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (size - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
      keys[slot] = hash
      ids[slot] = id
    }
    self.keys = Table(keys)
    self.ids = Table(ids)
  }

  init(from image: inout ImageReader) throws(ImageReader.Damaged) {
    keys = try Table(from: &image)
    ids = try Table(from: &image)
    guard keys.count > 0, keys.count & (keys.count - 1) == 0, keys.count == ids.count else { throw ImageReader.Damaged() }
  }

  func write(to image: inout ImageWriter) {
    image.put(keys.values)
    image.put(ids.values)
  }

  func deallocate() {
    keys.deallocate()
    ids.deallocate()
  }

  /// 0 for a hash that is not there.
  @inlinable public subscript(hash: UInt64) -> UInt32 {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    // The mask keeps the slot inside.
    while true {
      let key = keys.base[slot]
      if key == hash { return key == 0 ? 0 : ids.base[slot] }
      if key == 0 { return 0 }
      slot = (slot + 1) & mask
    }
  }
}
