/// One line of a .gitignore, with git's meaning of it; sections of a configuration choose files by the same patterns.
public struct GitPattern: Sendable {
  /// `!pattern` takes back what an earlier one excluded.
  public let isNegated: Bool
  /// `pattern/` is for directories only.
  public let isDirectoryOnly: Bool
  /// A slash before the end ties the pattern to the folder it stands in; without one any name below matches.
  let isAnchored: Bool
  let pattern: [UInt8]
  /// Git compares what stands before the first special sign, and takes what is left for a pattern of its own: the stars of
  /// `a**/b` are at its start.
  private let plainCount: Int

  /// Nil for a blank line or a comment.
  public init?(_ line: some Sequence<UInt8>) {
    var text = Array(line)
    if text.last == 0x0D { text.removeLast() }
    if text.first == UInt8(ascii: "#") { return nil }
    // Spaces at the end count only behind a backslash.
    while text.last == 0x20, text.dropLast().last != UInt8(ascii: "\\") { text.removeLast() }
    isNegated = text.first == UInt8(ascii: "!")
    if isNegated { text.removeFirst() }
    isDirectoryOnly = text.last == GitPattern.slash
    if isDirectoryOnly { text.removeLast() }
    isAnchored = text.contains(GitPattern.slash)
    if text.first == GitPattern.slash { text.removeFirst() }
    if text.isEmpty { return nil }
    pattern = text
    plainCount = isAnchored ? text.prefix { !"*?[\\".utf8.contains($0) }.count : 0
  }

  private static let slash = UInt8(ascii: "/")

  /// Whether a path, relative to the folder of the pattern, is meant. Directories above it are the caller's to ask about.
  public func matches(_ path: ArraySlice<UInt8>, isDirectory: Bool) -> Bool {
    if isDirectoryOnly, !isDirectory { return false }
    if isAnchored { return match(path) }
    let name = path.lastIndex(of: GitPattern.slash).map { path[($0 + 1)...] } ?? path
    return match(name)
  }

  /// The lines of a file of patterns.
  public static func all(in bytes: [UInt8]) -> [GitPattern] {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    return text.split(separator: 0x0A).compactMap { GitPattern($0) }
  }

  // MARK: matching

  private func match(_ text: ArraySlice<UInt8>) -> Bool { match(0, text) }

  private func match(_ start: Int, _ text: ArraySlice<UInt8>) -> Bool {
    var at = start
    var text = text
    while at < pattern.count {
      switch pattern[at] {
      case UInt8(ascii: "*"): return star(at, text)
      case UInt8(ascii: "?"):
        guard let next = text.first, next != GitPattern.slash else { return false }
        at += 1
        // One byte, as for git.
        text.removeFirst()
      case UInt8(ascii: "["):
        guard let next = text.first, next != GitPattern.slash, let end = list(at, next) else { return false }
        at = end
        text.removeFirst()
      default:
        if pattern[at] == UInt8(ascii: "\\"), at + 1 < pattern.count { at += 1 }
        guard text.first == pattern[at] else { return false }
        at += 1
        text.removeFirst()
      }
    }
    return text.isEmpty
  }

  private func star(_ start: Int, _ text: ArraySlice<UInt8>) -> Bool {
    var end = start
    while end < pattern.count, pattern[end] == UInt8(ascii: "*") { end += 1 }
    // `**` is special only as a whole part of a path: **/a, a/**, a/**/b.
    if end - start >= 2, start == plainCount || pattern[start - 1] == GitPattern.slash {
      if end == pattern.count { return true }
      if pattern[end] == GitPattern.slash {
        if match(end + 1, text) { return true }
        return text.indices.contains { text[$0] == GitPattern.slash && match(end + 1, text[($0 + 1)...]) }
      }
    }
    if end == pattern.count { return !text.contains(GitPattern.slash) }
    var rest = text
    while true {
      if match(end, rest) { return true }
      guard let next = rest.first, next != GitPattern.slash else { return false }
      rest.removeFirst()
    }
  }

  /// `[a-z]`, `[!a]`, `[[:digit:]]`: where the pattern goes on if the list at `start` holds the byte, else nil.
  private func list(_ start: Int, _ byte: UInt8) -> Int? {
    var at = start + 1
    func peek(_ offset: Int = 0) -> UInt8 { at + offset < pattern.count ? pattern[at + offset] : 0 }
    func take() -> UInt8 {
      if peek() == UInt8(ascii: "\\"), at + 1 < pattern.count { at += 1 }
      at += 1
      return pattern[at - 1]
    }
    let isNegated = peek() == UInt8(ascii: "!") || peek() == UInt8(ascii: "^")
    if isNegated { at += 1 }
    var holds = false
    let first = at
    while at < pattern.count, at == first || pattern[at] != UInt8(ascii: "]") {
      if peek() == UInt8(ascii: "["), peek(1) == UInt8(ascii: ":"),
        let end = pattern[(at + 2)...].firstIndex(of: UInt8(ascii: "]")), pattern[end - 1] == UInt8(ascii: ":"),
        end - 1 >= at + 2
      {
        let name = String(decoding: pattern[(at + 2)..<(end - 1)], as: UTF8.self)
        holds = holds || GitPattern.isMember(byte, of: name)
        at = end + 1
        continue
      }
      let low = take()
      var high = low
      if peek() == UInt8(ascii: "-"), at + 1 < pattern.count, peek(1) != UInt8(ascii: "]") {
        at += 1
        high = take()
      }
      if low <= byte, byte <= high { holds = true }
    }
    guard at < pattern.count, holds != isNegated else { return nil }
    return at + 1
  }

  private static func isMember(_ byte: UInt8, of name: String) -> Bool {
    let isUpper = (0x41...0x5A).contains(byte)
    let isLower = (0x61...0x7A).contains(byte)
    let isDigit = (0x30...0x39).contains(byte)
    switch name {
    case "alpha": return isUpper || isLower
    case "digit": return isDigit
    case "alnum": return isUpper || isLower || isDigit
    case "upper": return isUpper
    case "lower": return isLower
    case "space": return byte == 0x20 || (0x09...0x0D).contains(byte)
    case "blank": return byte == 0x20 || byte == 0x09
    case "xdigit": return isDigit || (0x41...0x46).contains(byte & 0xDF)
    case "punct": return (0x21...0x7E).contains(byte) && !isUpper && !isLower && !isDigit
    default: return false
    }
  }
}
