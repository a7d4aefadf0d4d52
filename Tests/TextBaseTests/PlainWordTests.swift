import TextBase
import Testing

/// Words of plain letters are read by short ways of their own: what they say of a word is what the long way says.
@Suite struct PlainWordTests {
  private static let words = [
    "a", "I", "of", "NATO", "Moscow", "letters", "McDonald", "abcdefg", "abcdefgh", "abcdefghi", "é", "été", "École", "Größe",
    "naïve", "ŁÓDŹ", "Ångström", "я", "Москва", "ООН",
    "правительство", "ёлка", "Αθήνα", "שלום", "سلام", "aбв", "абвg", "ʻokina", "ɐbc", "abɐ",
  ]

  @Test(arguments: words)
  func areReadAlikeInEveryPlace(_ word: String) {
    let scalars = ScalarTable()
    let tokenizer = Tokenizer(scalars)
    var seen: [Token] = []
    // At the end of the text, before marks and letters of all lengths, and with so much behind it that eight bytes can be read.
    for follower in ["", " ", ".", ", and more of it", " и ещё", "»", "” he said"] {
      let bytes = Array((word + follower).utf8)
      let tokens = TokenBuffer(capacity: 16)
      bytes.withUnsafeBufferPointer { tokenizer.tokenize($0, ByteRange(0, bytes.count), into: tokens) }
      seen.append(tokens.values[0])
    }
    for token in seen {
      #expect(token.hash == WordHash.of(word, scalars))
      #expect(Int(token.length) == word.utf8.count)
      #expect(Int(token.scalars) == word.unicodeScalars.count)
      #expect(token.shape == seen[0].shape && token.script == seen[0].script && token.flags == seen[0].flags)
    }
  }
}
