import TestKit
import TextBase
import Testing

/// The way back from a text to the bytes it came from.
@Suite struct SourceMapTests {
  @Test func identityShiftsOnly() {
    #expect(SourceMap.identity().origin(of: ByteRange(3, 7)) == ByteRange(3, 7))
    #expect(SourceMap.identity(from: 10).origin(of: ByteRange(3, 7)) == ByteRange(13, 17))
    #expect(SourceMap.identity(from: 10).origin(of: ByteRange(3, 3)) == ByteRange(13, 13))
  }

  @Test func anAtomIsTakenWhole() {
    // "a", then an entity of eight bytes for a character of two, then "bc".
    var map = SourceMap()
    map.appendCopy(length: 1, origin: 100)
    map.appendAtom(length: 2, origin: 101, originLength: 8)
    map.appendCopy(length: 2, origin: 109)
    #expect(map.origin(of: ByteRange(0, 1)) == ByteRange(100, 101))
    #expect(map.origin(of: ByteRange(1, 3)) == ByteRange(101, 109))
    #expect(map.origin(of: ByteRange(2, 3)) == ByteRange(101, 109))
    #expect(map.origin(of: ByteRange(1, 2)) == ByteRange(101, 109))
    #expect(map.origin(of: ByteRange(0, 5)) == ByteRange(100, 111))
    #expect(map.origin(of: ByteRange(3, 4)) == ByteRange(109, 110))
    #expect(map.origin(of: ByteRange(3, 3)) == ByteRange(109, 109))
  }

  @Test func endOfTextAfterAnAtomIsTheEndOfTheOrigin() {
    var map = SourceMap()
    map.appendAtom(length: 2, origin: 0, originLength: 1)
    #expect(map.origin(of: ByteRange(2, 2)) == ByteRange(1, 1))
    #expect(map.origin(of: ByteRange(0, 2)) == ByteRange(0, 1))
  }

  @Test func skippedBytesLieBetweenPieces() {
    // Tags are left out: "ab<i>cd".
    var map = SourceMap()
    map.appendCopy(length: 2, origin: 0)
    map.appendCopy(length: 2, origin: 5)
    #expect(map.origin(of: ByteRange(0, 2)) == ByteRange(0, 2))
    #expect(map.origin(of: ByteRange(2, 4)) == ByteRange(5, 7))
    #expect(map.origin(of: ByteRange(1, 3)) == ByteRange(1, 6))
  }

  /// Against a table of every byte, on random maps.
  @Test func agreesWithATable() throws {
    var random = Seeded(6)
    for _ in 0..<500 {
      var map = SourceMap()
      // For each byte of the text: the origin it starts at and the one it ends at.
      var starts: [Int] = []
      var ends: [Int] = []
      var origin = Int.random(in: 0...5, using: &random)
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        origin += Int.random(in: 0...3, using: &random)
        let length = Int.random(in: 1...4, using: &random)
        if Bool.random(using: &random) {
          map.appendCopy(length: length, origin: origin)
          for offset in 0..<length {
            starts.append(origin + offset)
            ends.append(origin + offset + 1)
          }
          origin += length
        } else {
          let originLength = Int.random(in: 1...6, using: &random)
          map.appendAtom(length: length, origin: origin, originLength: originLength)
          for _ in 0..<length {
            starts.append(origin)
            ends.append(origin + originLength)
          }
          origin += originLength
        }
      }
      for start in starts.indices {
        for end in start + 1...starts.count {
          let range = map.origin(of: ByteRange(start, end))
          try #require(range == ByteRange(starts[start], ends[end - 1]), "\(start)..<\(end) of \(starts) \(ends): \(range)")
        }
      }
    }
  }
}
