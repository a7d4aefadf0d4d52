import Lexicons
import TextBase

/// Loans only within names: Las Vegas, Los Angeles, von der Leyen. Elsewhere they are what surrounds them.
private let nameParticles: Set<String> = [
  "and", "bin", "das", "dei", "del", "den", "der", "des", "het", "las", "les", "los", "par", "pas", "por", "qui", "und", "uno",
  "van", "von", "zum", "zur",
]

// What explains a foreign run: a name, a term, a quotation, a gloss.
extension Analysis {
  /// A run with what its surroundings say of it.
  func closed(_ run: ForeignRun, _ paragraph: Range<Int>) -> ForeignRun {
    var run = run
    let before = run.tokens.lowerBound - 1
    let after = run.tokens.upperBound
    let followsName =
      before >= paragraph.lowerBound && tokens[before].isCapitalised && !tokens[before].flags.contains(.sentenceStart)
      && tokens[before].kind == .word
    let leadsName = after < paragraph.upperBound && tokens[after].isCapitalised
    run.joinsNames = followsName && leadsName
    run.followsName =
      before >= paragraph.lowerBound && tokens[before].kind == .word && tokens[before].isCapitalised
      && tokens[before].script == tokens[run.tokens.lowerBound].script
    run.touchesName = followsName || leadsName
    run.isTitle = isInForeignName(run, paragraph)
    if run.isMeant, holdsOwnWords(around: run.tokens, paragraph) { run.isMeant = false }
    // A gloss in brackets behind the term says that it is meant.
    for next in after..<min(paragraph.upperBound, after + 3) {
      if isMark(next, 0x28) || isMark(next, 0xFF08) { run.isMeant = true }
      if tokens[next].kind != .word || tokens[next].id != 0 { break }
    }
    if isInLoanPhrase(run.tokens, paragraph) { run.isMeant = true }
    run.isTerm =
      before >= paragraph.lowerBound && isLoan(before) || after < paragraph.upperBound && isLoan(after)
      || bearsEnding(after - 1) || after < paragraph.upperBound && bearsEnding(after)
    if tokens[run.tokens.lowerBound].flags.contains(.quoted) {
      run.isMeant =
        run.isMeant || isForeignQuotation(run.tokens, homes: run.homes, isStrange: run.strangeWords > 0)
        || isSaying(run, paragraph)
    }
    return run
  }

  /// Whether the bracket around a run says something in the copy's own language: a parenthesis, no gloss.
  private func holdsOwnWords(around run: Range<Int>, _ paragraph: Range<Int>) -> Bool {
    var own = 0
    var others = 0
    func count(_ token: Int) {
      guard tokens[token].kind == .word else { return }
      others += 1
      if tokens[token].id != 0, language.isIn(tokens[token].id, .function), tokens[token].shape == .lower,
        !isForeignGrammar(token)
      {
        own += 1
      }
    }
    func closes(_ token: Int) -> Bool {
      isMark(token, 0x28) || isMark(token, 0x29) || isMark(token, 0x5B) || isMark(token, 0x5D)
    }
    var token = run.lowerBound - 1
    while token >= paragraph.lowerBound, !closes(token) {
      count(token)
      token -= 1
    }
    token = run.upperBound
    while token < paragraph.upperBound, !closes(token) {
      count(token)
      token += 1
    }
    return own >= 2 && others >= run.count * 3
  }

  /// Whether a capitalised word of the run's language stands before it, with nothing but words of that language, short ones
  /// or capitalised ones between. English titles have a capital throughout.
  private func isInForeignName(_ run: ForeignRun, _ paragraph: Range<Int>) -> Bool {
    let table = language.foreignWords
    let english = table.tags.firstIndex(of: "en").map { UInt32(1) << UInt32($0) } ?? 0
    guard run.homes == 0 || run.homes & ~english != 0 else { return false }
    let isClause = run.tokens.upperBound < paragraph.upperBound && isMark(run.tokens.upperBound, 0x2C)
    var unknown = 0
    var isLinked = false
    var token = run.tokens.lowerBound - 1
    while token >= paragraph.lowerBound, run.tokens.lowerBound - token <= 10 {
      guard tokens[token].kind == .word else { return false }
      let homes = table[tokens[token].hash] & ~(ForeignWordTable.functionBit | ForeignWordTable.loanBit)
      let isHome = run.homes == 0 ? homes != 0 : homes & run.homes != 0
      if tokens[token].isCapitalised {
        // A clause of six words and more that a comma ends is no name.
        if isClause, tokens[token].flags.contains(.sentenceStart), run.tokens.upperBound - token >= 6 { return false }
        if isHome { return true }
        // Québec solidaire: a letter of its own tells a foreign name, as long as nobody is called so.
        if token == run.tokens.lowerBound - 1, traits.hasPlainLetters, tokens[token].length > UInt16(tokens[token].scalars),
          names.gender(tokens[token].hash) == nil
        {
          return true
        }
        // A word that no list has, joined by “of the”: Groupement des, Ségur de la.
        return isLinked && !tokens[token].flags.contains(.sentenceStart)
          && (tokens[token].id == 0 || !language.isIn(tokens[token].id, .function))
      } else if tokens[token].id != 0, language.isIn(tokens[token].id, .genitiveLinks) {
        isLinked = true
      } else if !isHome, tokens[token].scalars > 3 {
        unknown += 1
      } else if tokens[token].id != 0, !isHome, language.isIn(tokens[token].id, .function), tokens[token].scalars > 2,
        language.isIn(tokens[token].id, .prepositions) || language.isIn(tokens[token].id, .articles)
      {
        return false
      }
      if tokens[token].scalars <= 3, isHome || tokens[token].id == 0 { isLinked = true }
      if unknown > 2 { return false }
      token -= 1
    }
    return false
  }

  /// Whether the copy bends a foreign word as its own, with an ending behind an apostrophe: “back nine’da” in Turkish.
  private func bearsEnding(_ token: Int) -> Bool {
    language.profile.apostrophes == .suffix && tokens[token].joint > 0 && isUnknown(token)
  }

  /// Whether a run is part of words that travel together: last but not least.
  private func isInLoanPhrase(_ run: Range<Int>, _ paragraph: Range<Int>) -> Bool {
    let longest = ForeignWordTable.longestPhrase
    guard run.count <= longest else { return false }
    for start in max(paragraph.lowerBound, run.upperBound - longest)...run.lowerBound {
      var key = tokens[start].hash
      for next in start + 1..<max(start + 1, min(paragraph.upperBound, start + longest)) {
        key = ForeignWordTable.phrase(key, tokens[next].hash)
        if next + 1 >= run.upperBound, language.foreignWords[key] == ForeignWordTable.loanBit { return true }
      }
    }
    return false
  }

  /// A word that travels and is none of the copy's own.
  func isLoan(_ token: Int) -> Bool {
    isUnknown(token) && tokens[token].scalars > 2 && !language.habits.contains(.lendsWords)
      && language.foreignWords[tokens[token].hash] == ForeignWordTable.loanBit
      && !(tokens[token].scalars == 3 && nameParticles.contains(text(token)))
  }

  /// Whether a quotation begins with a saying: up to the next mark at least half of the words are of the run, and none is a small
  /// word of the copy. English is what machines leave.
  private func isSaying(_ run: ForeignRun, _ paragraph: Range<Int>) -> Bool {
    let table = language.foreignWords
    let english = table.tags.firstIndex(of: "en").map { UInt32(1) << UInt32($0) } ?? 0
    guard run.homes & english == 0, run.homes != 0, quotations.contains(where: { $0.tokens.contains(run.tokens.lowerBound) })
    else { return false }
    func isWord(_ token: Int) -> Bool { tokens[token].kind == .word || tokens[token].kind == .ideograph }
    var (first, end) = (run.tokens.lowerBound, run.tokens.upperBound)
    while first > paragraph.lowerBound, isWord(first - 1) { first -= 1 }
    while end < paragraph.upperBound, isWord(end) { end += 1 }
    let isOwn = (first..<end).contains { token in
      !run.tokens.contains(token) && tokens[token].id != 0 && language.isIn(tokens[token].id, .function)
    }
    return !isOwn && first > paragraph.lowerBound && tokens[first - 1].kind == .quote && run.tokens.count * 2 >= end - first
  }

  /// Whether the quotation around a word is a term or a saying in another language: in one of `homes`, if they are known.
  /// Letters that the language of the copy does not have tell that of a short one: “la mémoire du sel”.
  public func isForeignQuotation(_ run: Range<Int>, homes: UInt32 = 0, isStrange: Bool = false) -> Bool {
    // A quotation that is never closed is judged by its sentence.
    let around =
      quotations.last { $0.tokens.contains(run.lowerBound) }?.tokens
      ?? sentences.first { $0.tokens.contains(run.lowerBound) }?.tokens ?? run
    var words = 0
    var own = 0
    var foreign = 0
    var atHome = 0
    for token in around where tokens[token].kind == .word || tokens[token].kind == .ideograph {
      words += 1
      if language.foreignWords[tokens[token].hash] & homes != 0 { atHome += 1 }
      if tokens[token].id != 0, language.isIn(tokens[token].id, .function) { own += 1 }
      if tokens[token].isCapitalised || language.foreignWords[tokens[token].hash] != 0 { foreign += 1 }
    }
    // “Liberté, égalité, fraternité”: not a word of the copy's own.
    if own == 0, words > 1, words <= 12, words - foreign <= (words > 2 ? 1 : 0) { return true }
    // The lists know most words of a sentence: where they know fewer than one in four, the sentence is of no such language.
    if homes != 0, words > 4, atHome * 4 < words { return run.count * 2 >= words }
    // Chinese and Japanese have few function words of one character, Arabic writes them together with others.
    return run.count * 2 >= words
      || (words <= 6 ? own == 0 && (run.count > 1 || isStrange && words > 1) : own * 24 < words && traits.isLatin)
  }
}
