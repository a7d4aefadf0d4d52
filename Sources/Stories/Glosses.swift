import Lexicons
import TextBase

/// An abbreviation explained beside its name: Long Name (ABC); Long Name, or ABC, …
public struct Gloss: Sendable {
  public var name: Range<Int>
  public var abbreviation: Int
  /// Letters of the abbreviation that the initials of the name do not give; 0 when they spell it.
  public var misses: Int
  public var letters: Int
  public var sentence: Int
  /// One letter is not its word’s, or one too many and in no word; none that languages write for one another, as in KPU and
  /// CPU. Or two letters have changed places.
  public var isSlip: Bool
  /// In brackets: “the Union, or NATO” may name another body.
  public var isBracketed: Bool

  /// The token behind the bracket or the abbreviation.
  public var end: Int { isBracketed ? abbreviation + 2 : abbreviation + 1 }
}

extension Analysis {
  /// Every “Name (ABC)”, and every “Name, or ABC,” that has one letter wrong at most.
  public func glosses() -> [Gloss] { glossColumn }

  func findGlosses(_ letters: LowerLetters) -> [Gloss] {
    var result: [Gloss] = []
    let bracket = FNV.combine(FNV.basis, scalar: 0x28)
    let comma = FNV.combine(FNV.basis, scalar: 0x2C)
    var number = 0
    for token in marks where tokens[token].kind == .mark {
      let isBracketed = tokens[token].hash == bracket && isMark(token + 2, 0x29)
      guard isBracketed || tokens[token].hash == comma && isLinked(behind: token) else { continue }
      while sentences[number].tokens.upperBound <= token { number += 1 }
      let abbreviation = isBracketed ? token + 1 : token + 2
      guard abbreviation + 1 < sentences[number].tokens.upperBound, isAbbreviation(abbreviation),
        var gloss = gloss(endingAt: token, abbreviation, number, letters)
      else { continue }
      gloss.isBracketed = isBracketed
      if isBracketed || gloss.misses <= 1 && gloss.letters >= 3 { result.append(gloss) }
    }
    return result
  }

  /// “, or ABC,” behind a name.
  private func isLinked(behind comma: Int) -> Bool {
    guard comma + 3 < tokens.count, tokens[comma + 2].shape == .upper, tokens[comma + 3].kind == .mark else { return false }
    return isIn(comma + 1, .abbreviationLinks)
  }

  /// Two to seven letters, most of them capitals: WHO, BfV, ЦРУ.
  public func isAbbreviation(_ token: Int) -> Bool {
    let word = tokens[token]
    guard word.kind == .word, word.scalars >= 2, word.scalars <= 8 else { return false }
    if word.shape == .upper { return true }
    guard word.shape == .mixed else { return false }
    let text = text(token)
    return text.unicodeScalars.count { $0.properties.isUppercase } * 2 >= text.unicodeScalars.count
  }

  private func gloss(endingAt bracket: Int, _ abbreviation: Int, _ sentence: Int, _ lower: LowerLetters) -> Gloss? {
    let letters = text(abbreviation).unicodeScalars.filter { $0.properties.isAlphabetic }.map { lower[$0] }
    let start = sentences[sentence].tokens.lowerBound
    // Words of the name with their initials, from the bracket backwards; fillers may be skipped or may give a letter.
    var best: Gloss?
    var initials: [(letter: Unicode.Scalar, isFiller: Bool)] = []
    // « Long Name » (LN): the bracket explains what the marks hold.
    let end = bracket - start > 2 && tokens[bracket - 1].kind == .quote ? bracket - 1 : bracket
    var first = end
    /// The first word of what was read so far.
    var begun = end
    while first > start, initials.count < letters.count + 6 {
      let token = first - 1
      let word = tokens[token]
      if isDash(token), first - 1 > start {
        first = token
        continue
      }
      // The mark’s own flags do not matter: the name ends at a comma, a verb cannot be told.
      guard word.kind == .word || (word.kind == .mark && (isMark(token, 0x27) || isMark(token, 0x26))) else { break }
      if word.kind == .word, let scalar = initial(token, lower) {
        initials.insert((scalar, isIn(token, .acronymFillers) || isIn(token, .articles) || isIn(token, .prepositions)), at: 0)
      }
      first = token
      let words = initials.count { !$0.isFiller }
      guard words >= 1, !(initials.first?.isFiller ?? true) else { continue }
      let misses = Analysis.misses(letters, initials)
      let gloss = Gloss(
        name: first..<end, abbreviation: abbreviation, misses: misses, letters: letters.count, sentence: sentence,
        isSlip: misses == 1 && isSlip(letters, initials, of: first..<end, lower)
          || misses == 2 && areSwapped(letters, initials),
        isBracketed: true)
      // Of two readings with as much amiss, the one with a word for every letter.
      let isWhole = gloss.isSlip && best?.misses == misses && belongs(token, before: begun)
      if isWhole || best.map({ misses < $0.misses }) ?? true { best = gloss }
      begun = token
      if misses == 0 { break }
    }
    return best
  }

  /// Whether a capitalised word is part of the name that goes on at `begun`: directly before it, or as the Bureau of it.
  private func belongs(_ token: Int, before begun: Int) -> Bool {
    tokens[token].isCapitalised && (token + 1 == begun || isIn(token, .institutionNouns))
  }

  private func initial(_ token: Int, _ lower: LowerLetters) -> Unicode.Scalar? {
    let word = tokens[token]
    var at = Int(word.start)
    if word.flags.contains(.elided) || word.joint == 1 || word.joint == 2 {
      // d’Ivoire counts by its noun.
      var place = at
      while place < Int(word.end) {
        let (scalar, length) = UTF8Text.decode(bytes, place)
        place += length
        if scalar == 0x27 || scalar == 0x2019 {
          at = place
          break
        }
      }
    }
    guard at < Int(word.end) else { return nil }
    return lower[Unicode.Scalar(UTF8Text.decode(bytes, at).scalar) ?? "\u{FFFD}"]
  }

  /// Whether the words that count differ from the letters in one place, and there by more than a habit of spelling.
  private func isSlip(
    _ letters: [Unicode.Scalar], _ initials: [(letter: Unicode.Scalar, isFiller: Bool)], of name: Range<Int>,
    _ lower: LowerLetters
  ) -> Bool {
    let words = initials.filter { !$0.isFiller }.map(\.letter)
    if letters.count == words.count + 1, letters.count >= 4 {
      // One letter too many, unless it is that of a part of a compound: DFB of Deutscher Fußballbund.
      guard let extra = letters.indices.first(where: { $0 == words.count || letters[$0] != words[$0] }), extra > 0 else {
        return false
      }
      return letters[..<extra] + letters[(extra + 1)...] == words[...]
        && !name.contains { text($0).unicodeScalars.contains { lower[$0] == letters[extra] } }
    }
    guard words.count == letters.count else { return false }
    let wrong = letters.indices.filter { letters[$0] != words[$0] }
    guard wrong.count == 1, let place = wrong.first else { return false }
    return !Analysis.alike.contains { $0.contains(letters[place]) && $0.contains(words[place]) }
  }

  /// Whether two letters beside each other have changed places: BGRM for Bureau de recherches géologiques et minières. Three
  /// letters may follow another language’s order of words.
  private func areSwapped(_ letters: [Unicode.Scalar], _ initials: [(letter: Unicode.Scalar, isFiller: Bool)]) -> Bool {
    let words = initials.filter { !$0.isFiller }.map(\.letter)
    guard letters.count >= 4, words.count == letters.count,
      let place = letters.indices.first(where: { letters[$0] != words[$0] }), place + 1 < letters.count
    else { return false }
    var mended = letters
    mended.swapAt(place, place + 1)
    return mended == words
  }

  /// Letters that one word begins with in several languages: Kommission and commission, Verband and Werband.
  private static let alike: [[Unicode.Scalar]] = [
    "ckqčć", "csšzž", "fv", "vw", "ijy", "eèéæä", "oöø", "uü", "иіїй", "эеє", "гґ",
  ]
  .map { Array($0.unicodeScalars) }

  /// The fewest letters of the abbreviation that the initials, in order, leave out; a content word left out costs too.
  static func misses(_ letters: [Unicode.Scalar], _ initials: [(letter: Unicode.Scalar, isFiller: Bool)]) -> Int {
    // Edit distance with free deletion of fillers, row by row in one place.
    withUnsafeTemporaryAllocation(of: Int.self, capacity: letters.count + 1) { row in
      for place in 0...letters.count { row[place] = place }
      for (letter, isFiller) in initials {
        var before = row[0]
        row[0] += isFiller ? 0 : 1
        for index in letters.indices {
          let keep = before + (letters[index] == letter ? 0 : 1)
          let skip = row[index + 1] + (isFiller ? 0 : 1)
          before = row[index + 1]
          row[index + 1] = min(keep, skip, row[index] + 1)
        }
      }
      return row[letters.count]
    }
  }
}
