import TextBase

extension DictionaryBreaker {
  /// Parts the words of every paragraph whose script sets none apart.
  mutating func part(
    _ tokens: TokenBuffer, _ paragraphs: inout [Paragraph], _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    var result: [Token] = []
    result.reserveCapacity(tokens.count * 4)
    for index in paragraphs.indices {
      let first = result.count
      for token in tokens.column[paragraphs[index].tokens] {
        if token.kind == .unparted { append(token, to: &result, bytes) } else { result.append(token) }
      }
      paragraphs[index].tokens = first..<result.count
    }
    tokens.replace(with: result)
  }
}
