import Lexicons
import TextBase

/// Words that stand together and belong to another language than the copy, or are written with letters it does not have.
public struct ForeignRun: Sendable {
  public var tokens: Range<Int>
  public var paragraph: Int
  /// Languages in which all or, failing that, the first of the words are at home: bits of `Language.foreignWords.tags`.
  public var homes: UInt32
  /// Words that are no function words there.
  public var contentWords: Int
  public var functionWords: Int
  /// Words with letters that the language of the copy does not use.
  public var strangeWords: Int
  /// Inside a quotation that is foreign as a whole, or in brackets: meant to be foreign.
  public var isMeant: Bool
  /// Beside a word that travels: part of the same term.
  public var isTerm: Bool
  /// A name on either side: Newport on the Levee.
  public var joinsNames: Bool
  /// A name on one side.
  public var touchesName: Bool
  /// A name before it, in the script of the run.
  public var followsName: Bool
  /// Part of a name that begins with a capital in its own language: Fédération des pêcheurs côtiers.
  public var isTitle = false
}

extension Analysis {
  /// Finds words in lower case that the foreign word lists know and the copy's own language does not.
  func findForeignRuns(_ scalars: ScalarTable, into runs: inout [ForeignRun]) {
    let table = language.foreignWords
    guard !table.isEmpty else { return }
    let (isLatin, letters, plainWords) = (traits.isLatin, traits.letters, traits.plainWords)
    let keys = traits.keys
    keys.begin(room: unlisted.count)
    for token in unlisted {
      let key = keyOfBytes(tokens[token])
      keys.append(key)
      plainWords.fetch(key)
    }
    var next = 0
    for number in paragraphs.indices {
      let paragraph = paragraphs[number]
      guard paragraph.field != .credit, paragraph.field != .link, paragraph.language == nil else { continue }
      var open: ForeignRun?
      var depth = 0
      var mark = paragraph.marks.lowerBound
      while next < unlisted.count, unlisted[next] < paragraph.tokens.upperBound {
        let token = unlisted[next]
        let key = keys[next]
        next += 1
        let word = tokens[token]
        guard token >= paragraph.tokens.lowerBound, word.shape == .lower, word.scalars > 1 else { continue }
        // Most words end here.
        if word.joint == 0, plainWords.contains(key) { continue }
        guard !word.flags.contains(.mixedScript), isUnknown(token) else { continue }
        let homes = foreignHomes(token, table, scalars)
        if homes == ForeignWordTable.loanBit { continue }
        let isStrange = isStrange(token, isLatin, letters, scalars)
        guard homes != 0 || isStrange else {
          if word.joint == 0 { plainWords.insert(key) }
          continue
        }
        if isGlued(token, paragraph.tokens) || isAccountName(word) { continue }
        while mark < paragraph.marks.upperBound, marks[mark] < token {
          if isMark(marks[mark], 0x28) || isMark(marks[mark], 0x5B) || isMark(marks[mark], 0xFF08) { depth += 1 }
          if isMark(marks[mark], 0x29) || isMark(marks[mark], 0x5D) || isMark(marks[mark], 0xFF09) { depth = max(0, depth - 1) }
          mark += 1
        }
        let isFunction = homes & ForeignWordTable.functionBit != 0
        let languages = homes & ~ForeignWordTable.functionBit
        if var run = open, continues(run, token), languages == 0 || run.homes == 0 || run.homes & languages != 0 {
          run.tokens = run.tokens.lowerBound..<token + 1
          run.homes = run.homes == 0 ? languages : languages == 0 ? run.homes : run.homes & languages
          if isStrange { run.strangeWords += 1 }
          if isFunction { run.functionWords += 1 } else { run.contentWords += 1 }
          open = run
          continue
        }
        if let run = open { runs.append(closed(run, paragraph.tokens)) }
        open = ForeignRun(
          tokens: token..<token + 1, paragraph: number, homes: languages, contentWords: isFunction ? 0 : 1,
          functionWords: isFunction ? 1 : 0, strangeWords: isStrange ? 1 : 0, isMeant: depth > 0, isTerm: false,
          joinsNames: false,
          touchesName: false, followsName: false)
      }
      if let run = open { runs.append(closed(run, paragraph.tokens)) }
    }
  }

  /// kolya_36: a name that somebody gave to an account.
  private func isAccountName(_ word: Token) -> Bool {
    bytes[word.range.start..<word.range.end].contains { $0 == UInt8(ascii: "_") || $0 &- 0x30 < 10 }
  }

  /// What tells a word without a capital from others, as its bytes stand.
  @inline(__always)
  private func keyOfBytes(_ word: Token) -> UInt64 {
    // A small word of ASCII folds to itself, so that its hash tells it.
    word.length == UInt16(word.scalars) ? word.hash : ByteKey.of(bytes, word.range)
  }

  /// Whether the language of the copy does not list the word. What stands before an apostrophe may be listed: n’était. A
  /// word without a class is only part of some pattern, which may be foreign itself: “Your Name”.
  func isUnknown(_ token: Int) -> Bool {
    tokens[token].id == 0 || language.classes(of: tokens[token].id).isSubset(of: .foreign)
      || tokens[token].flags.contains(.possessive) && tokens[token].joint <= 2
  }

  /// The word as it stands, or what an elided article leaves of it: n’était.
  private func foreignHomes(_ token: Int, _ table: ForeignWordTable, _ scalars: ScalarTable) -> UInt32 {
    let homes = table[tokens[token].hash]
    let joint = Int(tokens[token].joint)
    if homes == 0, joint == 0, tokens[token].length == UInt16(tokens[token].scalars) {
      return table.homes(ofEnding: UnsafeBufferPointer(rebasing: bytes[Int(tokens[token].start)..<Int(tokens[token].end)]))
    }
    guard homes == 0, joint > 0 else { return homes }
    let apostrophe = Int(tokens[token].start) + joint
    let rest = ByteRange(apostrophe + UTF8Text.decode(bytes, apostrophe).length, Int(tokens[token].end))
    let found = joint <= 3 && rest.count >= 4 ? table[WordHash.of(bytes, rest, scalars)] : 0
    return found == 0 ? softened(token, upTo: apostrophe, rest, table) : found
  }

  /// What a word is without an apostrophe inside, which stands for a soft sign where Russian is spelled in Latin letters:
  /// pravitel’stvo.
  private func softened(_ token: Int, upTo apostrophe: Int, _ rest: ByteRange, _ table: ForeignWordTable) -> UInt32 {
    guard traits.isLatin, !tokens[token].flags.contains(.possessive), !rest.isEmpty, rest.count < 24 else { return 0 }
    let start = Int(tokens[token].start)
    let lead = apostrophe - start
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: lead + rest.count) { letters in
      var hash = FNV.basis
      for place in letters.indices {
        let byte = bytes[place < lead ? start + place : rest.start + place - lead]
        guard byte < 0x80 else { return 0 }
        letters[place] = byte
        hash = FNV.combine(hash, scalar: UInt32(byte))
      }
      let homes = table[hash] != 0 ? table[hash] : table.homes(ofEnding: UnsafeBufferPointer(letters))
      return table.isSpelledOut(homes & ~ForeignWordTable.functionBit) ? homes : 0
    }
  }

  /// Whether a word holds a letter that its language does not have; a whole word of Latin letters does where no other is.
  private func isStrange(_ token: Int, _ isLatin: Bool, _ letters: LetterSet, _ scalars: ScalarTable) -> Bool {
    if !isLatin, tokens[token].script == Script.latin.code {
      // A host name beside a character without a space is one word with its point.
      return tokens[token].scalars > 3 && !bytes[Int(tokens[token].start)..<Int(tokens[token].end)].contains(0x2E)
    }
    guard !letters.isEmpty, tokens[token].length > UInt16(tokens[token].scalars), tokens[token].scalars > 2 else {
      return false
    }
    // Most words hold no letter but those of the alphabet.
    if letters.containsAll(of: bytes, tokens[token].range) { return false }
    var strange = false
    func look(_ scalar: UInt32) -> Bool {
      // n.º, 3.ª: ordinals are signs.
      guard scalar >= 0x80, scalar != 0x2019, scalar != 0xBA, scalar != 0xAA, !letters.contains(scalar) else { return true }
      let properties = scalars[scalar]
      // Another script is another fault.
      guard properties.isLetter, properties.script == tokens[token].script else {
        return properties.isIgnorable || properties.isMark
      }
      strange = true
      return true
    }
    if tokens[token].flags.contains(.decomposed) {
      for scalar in NormalForm.nfc.apply(text(token)).unicodeScalars where !look(scalar.value) { return false }
      return strange
    }
    var at = Int(tokens[token].start)
    while at < Int(tokens[token].end) {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      if !look(scalar) { return false }
      at += length
    }
    return strange
  }

  /// Joined to something by a hyphen, a point, a sign: part of a compound, a handle, a file name.
  private func isGlued(_ token: Int, _ paragraph: Range<Int>) -> Bool {
    func joins(_ mark: Int) -> Bool {
      guard tokens[mark].kind == .mark || tokens[mark].kind == .symbol || tokens[mark].kind == .number else { return false }
      switch bytes[Int(tokens[mark].start)] {
      case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "_"), UInt8(ascii: "&"),
        UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: "."), UInt8(ascii: "*"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        return true
      default: return isDash(mark) || isMark(mark, 0x2010) || isMark(mark, 0x2011)
      }
    }
    if token > paragraph.lowerBound, !tokens[token].flags.contains(.spaceBefore), joins(token - 1) { return true }
    let next = token + 1
    if next < paragraph.upperBound, !tokens[next].flags.contains(.spaceBefore), joins(next), !isMark(next, 0x2E) { return true }
    // A point that joins has a letter behind it.
    return next + 1 < paragraph.upperBound && isMark(next, 0x2E) && !tokens[next + 1].flags.contains(.spaceBefore)
      && tokens[next + 1].isWord
  }

  /// Right behind the run, or behind a short word of no language; “the back of”: behind a loan between two small words.
  private func continues(_ run: ForeignRun, _ token: Int) -> Bool {
    let gap = run.tokens.upperBound..<token
    if gap.isEmpty { return true }
    guard gap.count == 1, tokens[gap.lowerBound].kind == .word, tokens[gap.lowerBound].shape == .lower else { return false }
    return tokens[gap.lowerBound].scalars <= 3 && tokens[gap.lowerBound].id == 0
      || isLoan(gap.lowerBound) && isForeignGrammar(run.tokens.upperBound - 1) && isForeignGrammar(token)
  }

  /// A word of grammar of another language.
  public func isForeignGrammar(_ token: Int) -> Bool {
    language.foreignWords[tokens[token].hash] & ForeignWordTable.functionBit != 0
  }
}
