extension Language {
  /// The words of a class, as the lexicons write them. Walks the whole vocabulary, so it is asked once a language.
  public func words(in wordClass: WordClass) -> [String] {
    (0..<UInt32(facts.count)).filter { isIn($0, wordClass) }.map { strings[wordTexts[Int($0)]] }
  }
}
