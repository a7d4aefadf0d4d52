/// Whether bytes are UTF-8, by a finite automaton that takes one load and one shift a byte: the state is an offset into
/// the 64-bit row of the byte, which holds the next state for each (the shift-based automaton of Per Vognsen).
enum UTF8Validity {
  private static let accept = 0
  private static let reject = 6
  /// Beginnings that still need: one byte; two; two after E0; two after ED; three; three after F0; three after F4.
  private static let one = 12
  private static let two = 18
  private static let afterE0 = 24
  private static let afterED = 30
  private static let three = 36
  private static let afterF0 = 42
  private static let afterF4 = 48

  // Written once, then only read.
  nonisolated(unsafe) private static let rows: UnsafePointer<UInt64> = {
    let rows = UnsafeMutablePointer<UInt64>.allocate(capacity: 256)
    for byte in 0..<256 {
      // Every state leads to `reject` unless said otherwise.
      var row: UInt64 = 0
      for state in stride(from: accept, through: afterF4, by: 6) { row |= UInt64(reject) << UInt64(state) }
      func lead(_ state: Int, to next: Int) {
        row = row & ~(63 << UInt64(state)) | UInt64(next) << UInt64(state)
      }
      switch byte {
      case 0..<0x80: lead(accept, to: accept)
      case 0x80..<0xC0:
        lead(one, to: accept)
        lead(two, to: one)
        lead(three, to: two)
        lead(byte >= 0xA0 ? afterE0 : afterED, to: one)
        lead(byte >= 0x90 ? afterF0 : afterF4, to: two)
      case 0xC2..<0xE0: lead(accept, to: one)
      case 0xE0: lead(accept, to: afterE0)
      case 0xED: lead(accept, to: afterED)
      case 0xE1..<0xF0: lead(accept, to: two)
      case 0xF0: lead(accept, to: afterF0)
      case 0xF1..<0xF4: lead(accept, to: three)
      case 0xF4: lead(accept, to: afterF4)
      default: break
      }
      rows[byte] = row
    }
    return UnsafePointer(rows)
  }()

  static func holds(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let rows = rows
    guard let base = bytes.baseAddress else { return true }
    var state = UInt64(accept)
    var at = 0
    let count = bytes.count
    while at < count {
      let known = state & 63
      if known == UInt64(accept) || known == UInt64(one), at &+ 8 <= count {
        let eight = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
        if let next = UTF8Validity.shortScalars(eight, isWithin: known == UInt64(one)) {
          state = UInt64(next ? one : accept)
          at &+= 8
          continue
        }
      }
      let end = min(at &+ 8, count)
      while at < end {
        state = rows[Int(base[at])] &>> (state & 63)
        at &+= 1
      }
      if state & 63 == UInt64(reject) { return false }
    }
    return state & 63 == UInt64(accept)
  }

  /// Eight bytes of scalars of one and two bytes, which alphabets are written in, told at once: whether the last begins a
  /// scalar. `isWithin` says that the first byte ends one. Nil for all else.
  @inline(__always)
  private static func shortScalars(_ eight: UInt64, isWithin: Bool) -> Bool? {
    let high: UInt64 = 0x8080_8080_8080_8080
    let following = eight & ~(eight &<< 1) & high
    let leads = eight & (eight &<< 1) & high
    let isLonger = leads & (eight &<< 2)
    // C0 and C1 begin no scalar.
    let isOverlong = leads & ~((eight &<< 3) | (eight &<< 4) | (eight &<< 5) | (eight &<< 6))
    guard following == leads &<< 8 | (isWithin ? 0x80 : 0), isLonger | isOverlong == 0 else { return nil }
    return leads &>> 63 == 1
  }
}
