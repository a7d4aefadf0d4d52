import TextBase

/// Indices of some of a story's tokens, in order: a view of a buffer that the analyser owns. Rules that look for something
/// rare walk these instead of every token.
public struct TokenIndices: RandomAccessCollection, @unchecked Sendable {
  // Lent by the analyser, and only while the story is checked by one worker.
  @usableFromInline let base: UnsafePointer<Int32>
  public let count: Int

  @inlinable init(base: UnsafePointer<Int32>, count: Int) {
    self.base = base
    self.count = count
  }

  /// No token.
  static let none = TokenIndices(base: UnsafeMutablePointer<Int32>.allocate(capacity: 1), count: 0)

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { count }

  @inlinable public subscript(place: Int) -> Int {
    @inline(__always) get {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count), "beyond the indices")
      return Int(base[place])
    }
  }

  /// The first place from `start` on that holds `token` or a later one.
  func place(from start: Int, of token: Int) -> Int {
    var place = start
    while place < count, Int(base[place]) < token { place &+= 1 }
    return place
  }

  /// The memory of the indices at `places`.
  func buffer(_ places: Range<Int>) -> UnsafeBufferPointer<Int32> {
    precondition(places.lowerBound >= 0 && places.upperBound <= count, "beyond the indices")
    return UnsafeBufferPointer(start: base + places.lowerBound, count: places.count)
  }

  /// The indices at `places`.
  @inlinable public func part(_ places: Range<Int>) -> TokenIndices {
    precondition(places.lowerBound >= 0 && places.upperBound <= count, "beyond the indices")
    return TokenIndices(base: base + places.lowerBound, count: places.count)
  }
}

/// Scripts, a bit each.
public struct ScriptSet: Sendable, BitwiseCopyable {
  private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  public init() {}

  /// `code` is ICU's number of a script.
  @inline(__always)
  public mutating func insert(_ code: UInt8) {
    let bit: UInt64 = 1 << UInt64(code & 63)
    switch code >> 6 {
    case 0: bits.0 |= bit
    case 1: bits.1 |= bit
    case 2: bits.2 |= bit
    default: bits.3 |= bit
    }
  }

  public func contains(_ code: UInt8) -> Bool {
    let bits =
      switch code >> 6 {
      case 0: bits.0
      case 1: bits.1
      case 2: bits.2
      default: bits.3
      }
    return bits >> UInt64(code & 63) & 1 == 1
  }

  public func isSubset(of other: ScriptSet) -> Bool {
    bits.0 & ~other.bits.0 == 0 && bits.1 & ~other.bits.1 == 0 && bits.2 & ~other.bits.2 == 0 && bits.3 & ~other.bits.3 == 0
  }
}

/// The memory behind the columns of token indices, kept from story to story.
final class TokenColumns {
  let marks = Scratch<Int32>(capacity: 4096)
  let figures = Scratch<Int32>(capacity: 4096)
  let notable = Scratch<Int32>(capacity: 4096)
  let unlisted = Scratch<Int32>(capacity: 4096)
  let capitalised = Scratch<Int32>(capacity: 4096)
  let wideGaps = Scratch<Int32>(capacity: 4096)
  let anchors = Scratch<Int32>(capacity: 4096)
}

/// Fills a column from its start. Apart from the memory itself, so that the count stays in a register.
struct TokenWriter {
  private let base: UnsafeMutablePointer<Int32>
  private(set) var count = 0

  /// With room for `room` indices; what the column held is gone.
  init(_ column: Scratch<Int32>, room: Int) {
    column.begin(room: room)
    base = column.base
  }

  @inline(__always)
  mutating func append(_ token: Int) { append(token, times: 1) }

  /// Appends the token once, or not at all: without a branch.
  @inline(__always)
  mutating func append(_ token: Int, times: Int) {
    base[count] = Int32(truncatingIfNeeded: token)
    count &+= times
  }

  /// What was written.
  var indices: TokenIndices { TokenIndices(base: base, count: count) }
}
