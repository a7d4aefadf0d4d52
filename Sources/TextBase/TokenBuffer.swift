/// The memory behind a column of tokens, kept from story to story. One a worker.
public final class TokenBuffer {
  private var base: UnsafeMutablePointer<Token>
  private var capacity: Int
  public private(set) var count = 0
  /// Whether a run waits for a dictionary to part it.
  public internal(set) var hasUnparted = false

  public init(capacity: Int = 4096) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  public func removeAll() {
    count = 0
    hasUnparted = false
  }

  /// Makes room for the tokens of a whole story before there are any: a column of millions is not moved as it grows.
  public func reserve(_ room: Int) {
    guard count == 0, room > capacity else { return }
    base.deallocate()
    capacity = room
    base = TokenBuffer.allocate(room)
  }

  /// The tokens, until the next one is appended.
  public var column: TokenColumn { TokenColumn(UnsafeMutableBufferPointer(start: base, count: count)) }

  /// A copy.
  public var values: [Token] { Array(UnsafeBufferPointer(start: base, count: count)) }

  public func replace(with tokens: [Token]) {
    removeAll()
    tokens.withUnsafeBufferPointer { source in
      guard let first = source.baseAddress else { return }
      room(for: source.count).initialize(from: first, count: source.count)
    }
    count = tokens.count
  }

  /// Memory for `more` tokens behind the last one. Pages that are never written cost nothing.
  func room(for more: Int) -> UnsafeMutablePointer<Token> {
    if count + more > capacity {
      capacity = max(count + more, capacity * 2)
      let larger = TokenBuffer.allocate(capacity)
      larger.moveInitialize(from: base, count: count)
      base.deallocate()
      base = larger
    }
    return base + count
  }

  /// Millions of tokens lie in huge pages: a file of 10 MB took a tenth less.
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Token> {
    let size = capacity * MemoryLayout<Token>.stride
    guard size >= 8 << 20 else { return .allocate(capacity: capacity) }
    return Memory.hugePages(size).bindMemory(to: Token.self, capacity: capacity)
  }

  /// `more` tokens were written where `room` said.
  func fill(_ more: Int) { count += more }
}
