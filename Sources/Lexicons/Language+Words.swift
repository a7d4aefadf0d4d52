extension Language {
  /// The words of a class, as the lexicons write them. Walks the whole vocabulary, so it is asked once a language.
  public func words(in wordClass: WordClass) -> [String] {
    (0..<classes.count).filter { classes[$0].contains(wordClass) }.map { strings[wordTexts[$0]] }
  }
}
