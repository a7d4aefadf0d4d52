/// Numbers hashes in the order in which they first come. Its memory is kept: what belongs to an earlier use is told by
/// its number.
final class HashIndex {
  private struct Slot: BitwiseCopyable {
    var key: UInt64 = 0
    var place: Int32 = 0
    var use: UInt32 = 0
  }
  private var slots = UnsafeMutablePointer<Slot>.allocate(capacity: 256)
  private var size = 256
  private var mask = 255
  private var use: UInt32 = 0

  init() { slots.initialize(repeating: Slot(), count: size) }

  deinit { slots.deallocate() }

  /// Forgets everything and makes room for `capacity` hashes.
  func begin(capacity: Int) {
    // A small part serves a small story, so that its slots stay in the cache.
    var wanted = 64
    while wanted < capacity * 2 { wanted *= 2 }
    if wanted > size || use == .max {
      slots.deallocate()
      size = max(size, wanted)
      slots = .allocate(capacity: size)
      slots.initialize(repeating: Slot(), count: size)
      use = 0
    }
    mask = wanted - 1
    use += 1
  }

  /// The number of `hash`, or `next` when it is new.
  func place(of hash: UInt64, next: Int) -> Int {
    let (slots, mask, use) = (slots, mask, use)
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    // The mask keeps the slot inside.
    while slots[slot].use == use {
      if slots[slot].key == hash { return Int(slots[slot].place) }
      slot = (slot + 1) & mask
    }
    slots[slot] = Slot(key: hash, place: Int32(next), use: use)
    return next
  }
}
