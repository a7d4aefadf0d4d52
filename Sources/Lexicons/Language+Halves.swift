import TextBase

extension Language {
  /// The upper halves of the hashes of a class's words, as the vocabulary keeps them: a hash with another upper half is no
  /// word of the class. Walks the whole vocabulary, so it is asked once a language.
  public func hashHalves(of wordClass: WordClass) -> [UInt32] {
    words.slots.values.compactMap { slot in
      let id = UInt32(truncatingIfNeeded: slot)
      return id != 0 && isIn(id, wordClass) ? UInt32(truncatingIfNeeded: slot >> 32) : nil
    }
  }
}
