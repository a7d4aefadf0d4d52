import Lexicons
import TextBase

extension Analysis {
  /// Looks every word up in the language's vocabulary and counts; notes where the rarer kinds of tokens stand.
  mutating func findWords(_ scalars: ScalarTable, _ columns: TokenColumns) {
    let count = tokens.count
    tokens.withUnsafeMutableBufferPointer { tokens in
      guard let base = tokens.baseAddress else { return }
      let reader = WordReader(base, count, bytes, language, traits, scalars, columns)
      for index in paragraphs.indices { reader.read(&paragraphs[index]) }
      marks = reader.marks.indices
      figures = reader.figures.indices
      notable = reader.notable.indices
      unlisted = reader.unlisted.indices
      capitalised = reader.capitalised.indices
      wideGaps = reader.wideGaps.indices
      anchors = reader.anchors.indices
      wordClasses = reader.classes
      hasCaselessWords = reader.hasCaselessWords
      scripts = reader.scripts
      wordFlags = reader.flags
      wordCount = reader.words + (reader.ideographs * 10 + 8) / 17
    }
  }
}

/// Reads the tokens of one story, paragraph by paragraph.
private final class WordReader {
  private let tokens: UnsafeMutablePointer<Token>
  private let bytes: UnsafeBufferPointer<UInt8>
  private let language: Language
  private let vocabulary: HashTable
  private let wanted = WordReader.notableClasses
  private let foreign = WordClassSet.foreign
  private let scalars: ScalarTable
  private let elides: Bool
  private let hasPrefixes: Bool
  private let prefixes: PrefixMemo
  private(set) var marks, figures, notable, unlisted, capitalised, wideGaps, anchors: TokenWriter
  private(set) var classes = WordClassSet()
  private(set) var hasCaselessWords = false
  private(set) var scripts = ScriptSet()
  /// No script has this number.
  private var lastScript = UInt8.max
  private(set) var flags: Token.Flags = []
  private(set) var words = 0
  private(set) var ideographs = 0

  /// What `notable` holds: words that few sentences have and several readers look for.
  private static let notableClasses = WordClassSet.of(
    .month, .weekday, .dateOpeners, .titleMale, .titleFemale, .roleMale, .roleFemale, .nominativeMale, .nominativeFemale,
    .stackHeads)

  init(
    _ tokens: UnsafeMutablePointer<Token>, _ count: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ language: Language,
    _ traits: LanguageTraits, _ scalars: ScalarTable, _ columns: TokenColumns
  ) {
    self.tokens = tokens
    self.bytes = bytes
    self.language = language
    vocabulary = language.words
    self.scalars = scalars
    elides = language.elides
    hasPrefixes = language.prefixLengths != 0
    prefixes = traits.prefixes
    // No column gets more indices than there are tokens.
    marks = TokenWriter(columns.marks, room: count)
    figures = TokenWriter(columns.figures, room: count)
    notable = TokenWriter(columns.notable, room: count)
    unlisted = TokenWriter(columns.unlisted, room: count)
    capitalised = TokenWriter(columns.capitalised, room: count)
    wideGaps = TokenWriter(columns.wideGaps, room: count)
    anchors = TokenWriter(columns.anchors, room: count)
  }

  func read(_ paragraph: inout Paragraph) {
    findIDs(paragraph.tokens)
    let firstMark = marks.count
    let (wordsBefore, ideographsBefore) = (words, ideographs)
    var end = UInt32.max
    for index in paragraph.tokens {
      let token = tokens + index
      let start = token.pointee.start
      if start > end, start &- end > 1, !token.pointee.flags.contains(.lineStart) { wideGaps.append(index) }
      end = start &+ UInt32(token.pointee.length)
      if token.pointee.kind == .word {
        words &+= 1
        if token.pointee.joint > 0 || (token.pointee.id == 0 && hasPrefixes) { findPart(token) }
        readWord(token, index)
      } else {
        readOther(token, index)
      }
    }
    paragraph.marks = firstMark..<marks.count
    paragraph.wordTokens = words - wordsBefore + ideographs - ideographsBefore
    paragraph.words = words - wordsBefore + (ideographs - ideographsBefore) / 2
  }

  /// Apart from what reads the words: here no load from the vocabulary waits for a branch on what the last one gave.
  @inline(__always)
  private func findIDs(_ range: Range<Int>) {
    let vocabulary = vocabulary
    for index in range { vocabulary.fetch(tokens[index].hash) }
    for index in range {
      let token = tokens + index
      guard token.pointee.isWord, token.pointee.kind != .number || token.pointee.scalars > 1 else { continue }
      let id = vocabulary[token.pointee.hash]
      token.pointee.id = id
      // Of the words that it does not have the prefixes are asked for.
      prefixes.fetch(id == 0 ? token.pointee.hash : 0)
    }
  }

  /// What the vocabulary says of a token.
  @inline(__always)
  private func classes(_ token: UnsafeMutablePointer<Token>, _ index: Int) -> WordClassSet {
    let facts = language.facts(of: token.pointee.id)
    anchors.append(index, times: facts.isAnchor)
    language.fetchPatterns(of: token.pointee.id &* UInt32(truncatingIfNeeded: facts.isAnchor))
    let its = language.classes(of: facts)
    classes.formUnion(its)
    return its
  }

  /// A word that the vocabulary has only a part of, if any.
  private func findPart(_ token: UnsafeMutablePointer<Token>) {
    // п’ятниця is a Friday, whatever п stands for.
    if token.pointee.joint > 0, language.classes(of: token.pointee.id).isEmpty {
      // The stem comes first: a phrase may make a word of “Russia’s” whole, and patterns ask for both.
      let stem = stem(token.pointee)
      if stem.id != 0 { (token.pointee.id, token.pointee.flags) = stem }
    }
    if token.pointee.id == 0, hasPrefixes { token.pointee.id = prefixID(token.pointee) }
  }

  @inline(__always)
  private func readWord(_ token: UnsafeMutablePointer<Token>, _ index: Int) {
    if token.pointee.script != lastScript {
      lastScript = token.pointee.script
      scripts.insert(lastScript)
    }
    flags.formUnion(token.pointee.flags)
    let classes = classes(token, index)
    if classes.intersects(wanted) { notable.append(index) }
    if token.pointee.shape.rawValue >= Token.Shape.capitalised.rawValue {
      capitalised.append(index)
    } else {
      if token.pointee.shape == .none { hasCaselessWords = true }
      if classes.isSubset(of: foreign) || token.pointee.flags.contains(.possessive) { unlisted.append(index) }
    }
  }

  private func readOther(_ token: UnsafeMutablePointer<Token>, _ index: Int) {
    switch token.pointee.kind {
    case .number:
      words &+= 1
      flags.formUnion(token.pointee.flags)
      figures.append(index)
      if classes(token, index).intersects(wanted) { notable.append(index) }
    case .ideograph:
      ideographs &+= 1
      scripts.insert(token.pointee.script)
      if classes(token, index).intersects(wanted) { notable.append(index) }
    case .unparted: scripts.insert(token.pointee.script)
    case .address, .word: break
    default: marks.append(index)
    }
  }

  /// Words come again, in a story and from story to story, and most begin with no prefix: asking costs seven letters each.
  @inline(__always)
  private func prefixID(_ token: Token) -> UInt32 {
    prefixes.id(of: token.hash) { language.prefixID(bytes, token.range, scalars) }
  }

  /// The id of the part of a word that its apostrophe leaves: Russia in Russia’s, OTAN in l’OTAN.
  private func stem(_ token: Token) -> (id: UInt32, flags: Token.Flags) {
    // A geresh is part of the word: צ'רנוביץ.
    if token.script == Script.hebrew.code { return (0, token.flags) }
    let apostrophe = Int(token.start) + Int(token.joint)
    func id(_ range: ByteRange) -> UInt32 { language.id(of: WordHash.of(bytes, range, scalars)) }
    if elides {
      let start = apostrophe + UTF8Text.decode(bytes, apostrophe).length
      // Of single letters of ASCII only a and y stand behind what is elided, l’a and n’y: “airline's” is no such word.
      let isEnding = start + 1 == Int(token.end) && bytes[start] | 0x20 != 0x61 && bytes[start] | 0x20 != 0x79
      let found = isEnding ? 0 : id(ByteRange(start, Int(token.end)))
      if found != 0 { return (found, token.flags.union(.elided)) }
    }
    let found = id(ByteRange(Int(token.start), apostrophe))
    return (found, found == 0 ? token.flags : token.flags.union(.possessive))
  }
}
