import TextBase

/// Plain values in a row, in memory that is kept from story to story: room is made once, and what is appended is only
/// stored. Nothing here counts references or grows on the way.
final class Scratch<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 256) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  /// Forgets what it held and makes room for `room` values, and one behind them that is written and not counted.
  func begin(room: Int) {
    count = 0
    guard room >= capacity else { return }
    base.deallocate()
    capacity = (room + 1) * 2
    base = .allocate(capacity: capacity)
  }

  /// Forgets what it held and holds `value` so many times.
  func fill(_ number: Int, _ value: Element) {
    begin(room: number)
    base.initialize(repeating: value, count: number)
    count = number
  }

  @inline(__always)
  func append(_ value: Element) {
    precondition(count < capacity, "beyond the room")
    base[count] = value
    count &+= 1
  }

  @inline(__always)
  subscript(place: Int) -> Element {
    get {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count), "beyond the values")
      return base[place]
    }
    _modify {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count), "beyond the values")
      yield &base[place]
    }
  }
}

/// A bit for each of so many numbers, a power of two.
final class BitField {
  private let words: UnsafeMutablePointer<UInt64>
  private let count: Int

  init(count: Int) {
    self.count = count
    words = .allocate(capacity: count / 64)
    words.initialize(repeating: 0, count: count / 64)
  }

  deinit { words.deallocate() }

  func clear() { words.update(repeating: 0, count: count / 64) }

  /// False when it was there.
  @discardableResult @inline(__always)
  func insert(_ number: Int) -> Bool {
    let place = number & (count - 1)
    let word = words[place >> 6]
    words[place >> 6] = word | 1 << UInt64(place & 63)
    return word >> UInt64(place & 63) & 1 == 0
  }

  @inline(__always)
  func contains(_ number: Int) -> Bool {
    let place = number & (count - 1)
    return words[place >> 6] >> UInt64(place & 63) & 1 == 1
  }
}

/// Whether any two of many hashes are the same, asked without sorting or hashing them: in most stories none are.
final class TwinFilter {
  private static let bits = 1 << 14
  private let seen = BitField(count: bits)

  /// False when no two of the hashes are equal; 0 stands for no hash. May be true without cause.
  func mayHoldTwins(_ hashes: Scratch<UInt64>) -> Bool {
    // In a long file some always share a place.
    guard hashes.count < 512 else { return true }
    seen.clear()
    for place in 0..<hashes.count where hashes.base[place] != 0 {
      let number = Int(truncatingIfNeeded: hashes.base[place] >> 40)
      if !seen.insert(number) { return true }
    }
    return false
  }
}
