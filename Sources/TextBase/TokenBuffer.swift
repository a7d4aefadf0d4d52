#if canImport(Glibc)
  import Glibc
#endif

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

  /// Millions of tokens lie in huge pages, where the system has them: the rules walk them all, and of pages of 4 KB each has
  /// to be made and found.
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Token> {
    let (size, page) = (capacity * MemoryLayout<Token>.stride, 2 << 20)
    guard size >= 4 * page else { return .allocate(capacity: capacity) }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: page)
    #if canImport(Glibc)
      madvise(memory, size, MADV_HUGEPAGE)
    #endif
    return memory.bindMemory(to: Token.self, capacity: capacity)
  }

  /// `more` tokens were written where `room` said.
  func fill(_ more: Int) { count += more }
}
