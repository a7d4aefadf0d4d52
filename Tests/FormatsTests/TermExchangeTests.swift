import Formats
import Lexicons
import TestKit
import Testing

@Suite struct TermExchangeTests {
  /// Every entry of every pack, and every entity, with all that it says.
  @Test func theShippedLexiconsComeBackWholeFromTBX() throws {
    let store = try LexiconStore(roots: [Package.root + "/Lexicons"], cache: nil)
    let list = TermList(try store.allSources(), file: store.relative)
    let back = try TBXReader.read(list.tbx(), path: "all.tbx")
    #expect(list.concepts.count > 1500 && list.concepts.count == back.concepts.count)
    #expect(list.tsv() == back.tsv())
  }
}
