import Findings
import Lexicons
import TextBase

/// What the user said of the languages.
public struct LanguageOptions: Sendable {
  /// BCP 47; nil to find out.
  public var language: String?
  public enum Source: Sendable, Equatable { case auto, none, tag(String) }
  public var source: Source
  public init(language: String? = nil, source: Source = .auto) {
    self.language = language
    self.source = source
  }
}

/// Makes the columns of one story after another. One a worker: it owns ICU handles and buffers.
public final class Analyser {
  let store: LexiconStore
  let scalars = ScalarTable()
  let tokenizer: Tokenizer
  private var buffer = ContiguousArray<Token>()
  private var matcher = PhraseMatcher()
  private var dictionaries = DictionaryBreaker()
  private let columns = TokenColumns()
  private let spellings = SpellingFinder()

  public init(_ store: LexiconStore) {
    self.store = store
    tokenizer = Tokenizer(scalars)
  }

  /// Analyses `story` and lends the result to `body`.
  public func analyse<Result>(
    _ story: StoryText, _ options: LanguageOptions, _ body: (borrowing Analysis) -> Result
  ) throws(SetupProblems) -> Result {
    let outcome: Swift.Result<Result, SetupProblems> = story.bytes.withUnsafeBufferPointer { bytes in
      var tokens = ContiguousArray<Token>()
      swap(&tokens, &buffer)
      let paragraphs = tokenize(story, bytes, into: &tokens)
      defer { swap(&tokens, &buffer) }
      // The columns live as long as the buffer is lent.
      return tokens.withUnsafeMutableBufferPointer { column in
        do throws(SetupProblems) {
          return .success(body(try makeAnalysis(story, bytes, options, TokenColumn(column), paragraphs)))
        } catch {
          return .failure(error)
        }
      }
    }
    return try outcome.get()
  }

  /// The tokens of every block, and the paragraphs that they make.
  private func tokenize(
    _ story: StoryText, _ bytes: UnsafeBufferPointer<UInt8>, into tokens: inout ContiguousArray<Token>
  ) -> [Paragraph] {
    tokens.removeAll(keepingCapacity: true)
    tokens.reserveCapacity(bytes.count / 5 + 16)
    var paragraphs: [Paragraph] = []
    paragraphs.reserveCapacity(story.blocks.count)
    for block in story.blocks where !block.range.isEmpty {
      let first = tokens.count
      tokenizer.tokenize(bytes, block.range, into: &tokens)
      paragraphs.append(
        Paragraph(
          range: block.range, tokens: first..<tokens.count, sentences: 0..<0, field: block.field ?? .body,
          language: block.language.map { ShortTag($0) }))
    }
    if tokens.contains(where: { $0.kind == .unparted }) {
      dictionaries.part(&tokens, &paragraphs, bytes)
    }
    return paragraphs
  }

  private func makeAnalysis(
    _ story: StoryText, _ bytes: UnsafeBufferPointer<UInt8>, _ options: LanguageOptions, _ tokens: TokenColumn,
    _ paragraphs: [Paragraph]
  ) throws(SetupProblems) -> Analysis {
    let identifier = LanguageIdentifier(store.index)
    let tag: String?
    let origin: Analysis.LanguageOrigin
    if let language = options.language {
      (tag, origin) = (language, .option)
    } else if let language = story.language {
      (tag, origin) = (language, .declared)
    } else {
      (tag, origin) = (identifier.identify(tokens[...], bytes), .detected)
    }
    let language = try store.language(tag ?? "und")
    var analysis = Analysis(
      story: story, bytes: bytes, language: language, languageFrom: origin, languageTag: tag, names: store.names,
      tokens: tokens)
    analysis.paragraphs = paragraphs
    analysis.findWords(scalars, columns)
    analysis.findDamages(scalars)
    analysis.findForeignParagraphs(identifier)
    analysis.findSentences(scalars)
    QuoteMachine.read(&analysis, scalars)
    analysis.findFields(keeping: story.blocks)
    matcher.match(&analysis)
    analysis.entityMentions = analysis.findEntityMentions()
    analysis.findNumbers(scalars)
    analysis.findDates()
    analysis.findLoops()
    analysis.findRepeatedSentences()
    analysis.people = analysis.findPeople()
    analysis.spellingPairs = analysis.findSpellingPairs(scalars, spellings)
    analysis.glossColumn = analysis.findGlosses()
    analysis.foreignRuns = analysis.findForeignRuns(scalars)
    analysis.findSource(options.source)
    return analysis
  }
}

extension Analysis {
  /// Looks every word up in the language's vocabulary and counts; notes where the rarer kinds of tokens stand.
  mutating func findWords(_ scalars: ScalarTable, _ columns: TokenColumns) {
    let language = language
    let elides = ["fr", "it", "ca"].contains(String(language.tag.prefix(2)))
    let prefixLengths = language.prefixLengths
    let wanted = Analysis.notableClasses
    var words = 0
    var ideographs = 0
    let bytes = bytes
    var writer = TokenColumns.Writer(columns, tokens: tokens.count)
    capitalised.removeAll(keepingCapacity: true)
    tokens.withUnsafeMutableBufferPointer { tokens in
      for paragraph in paragraphs.indices {
        let firstMark = writer.marks.count
        let (wordsBefore, ideographsBefore) = (words, ideographs)
        var end = UInt32.max
        for index in paragraphs[paragraph].tokens {
          let kind = tokens[index].kind
          if tokens[index].start > end, tokens[index].start - end > 1, !tokens[index].flags.contains(.lineStart) {
            writer.wideGaps.append(index)
          }
          end = tokens[index].end
          guard kind == .word else {
            switch kind {
            case .number:
              words += 1
              writer.flags.formUnion(tokens[index].flags)
              if tokens[index].scalars > 1 { tokens[index].id = language.id(of: tokens[index].hash) }
              writer.figures.append(index)
              if tokens[index].id != 0, language.classes(of: tokens[index].id).intersects(wanted) {
                writer.notable.append(index)
              }
            case .ideograph:
              ideographs += 1
              tokens[index].id = language.id(of: tokens[index].hash)
              writer.scripts.insert(tokens[index].script)
              if tokens[index].id != 0, language.classes(of: tokens[index].id).intersects(wanted) {
                writer.notable.append(index)
              }
            case .unparted: writer.scripts.insert(tokens[index].script)
            case .address: break
            default: writer.marks.append(index)
            }
            continue
          }
          words += 1
          var id = language.id(of: tokens[index].hash)
          if tokens[index].joint > 0 {
            // The stem comes first: a phrase may make a word of “Russia’s” whole, and patterns ask for both.
            let (stem, flags) = Analysis.stem(tokens[index], language, elides, bytes, scalars)
            if stem != 0 { (id, tokens[index].flags) = (stem, flags) }
          }
          if id == 0, prefixLengths != 0 {
            id = language.prefixID(bytes, tokens[index].range, scalars)
          }
          tokens[index].id = id
          writer.scripts.insert(tokens[index].script)
          writer.flags.formUnion(tokens[index].flags)
          let classes = language.classes(of: id)
          if classes.intersects(wanted) { writer.notable.append(index) }
          if tokens[index].shape.rawValue >= Token.Shape.capitalised.rawValue {
            capitalised.append(index)
          } else if classes.isEmpty || tokens[index].flags.contains(.possessive) {
            writer.unlisted.append(index)
            if tokens[index].shape == .none { writer.hasCaselessWords = true }
          } else if tokens[index].shape == .none {
            writer.hasCaselessWords = true
          }
        }
        paragraphs[paragraph].marks = firstMark..<writer.marks.count
        paragraphs[paragraph].wordTokens = words - wordsBefore + ideographs - ideographsBefore
        paragraphs[paragraph].words = words - wordsBefore + (ideographs - ideographsBefore) / 2
      }
    }
    marks = columns.marks.indices(writer.marks.count)
    figures = columns.figures.indices(writer.figures.count)
    notable = columns.notable.indices(writer.notable.count)
    unlisted = columns.unlisted.indices(writer.unlisted.count)
    wideGaps = columns.wideGaps.indices(writer.wideGaps.count)
    hasCaselessWords = writer.hasCaselessWords
    scripts = writer.scripts
    wordFlags = writer.flags
    wordCount = words + (ideographs * 10 + 8) / 17
  }

  /// What `notable` holds: words that few sentences have and several readers look for.
  static let notableClasses = WordClassSet.of(
    .month, .weekday, .dateOpeners, .titleMale, .titleFemale, .roleMale, .roleFemale)

  /// The id of the part of a word that its apostrophe leaves: Russia in Russia’s, OTAN in l’OTAN.
  private static func stem(
    _ token: Token, _ language: Language, _ elides: Bool, _ bytes: UnsafeBufferPointer<UInt8>, _ scalars: ScalarTable
  ) -> (UInt32, Token.Flags) {
    let apostrophe = Int(token.start) + Int(token.joint)
    func id(_ range: ByteRange) -> UInt32 {
      if token.flags.contains(.decomposed) {
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range.start..<range.end]), as: UTF8.self)
        return language.id(of: WordHash.of(text, scalars))
      }
      var hash = FNV.basis
      var at = range.start
      while at < range.end {
        let (scalar, length) = UTF8Text.decode(bytes, at)
        let folded = WordHash.folded(scalar, scalars[scalar])
        if folded != 0 { hash = FNV.combine(hash, scalar: folded) }
        at += length
      }
      return language.id(of: hash)
    }
    if elides {
      let start = apostrophe + UTF8Text.decode(bytes, apostrophe).length
      let found = id(ByteRange(start, Int(token.end)))
      if found != 0 { return (found, token.flags.union(.elided)) }
    }
    let found = id(ByteRange(Int(token.start), apostrophe))
    return (found, found == 0 ? token.flags : token.flags.union(.possessive))
  }

  /// Marks paragraphs that are clearly in another language than the story.
  mutating func findForeignParagraphs(_ identifier: LanguageIdentifier) {
    guard languageTag != nil, language.hasLexicon else { return }
    for index in paragraphs.indices where paragraphs[index].language == nil && paragraphs[index].tokens.count >= 10 {
      let range = paragraphs[index].tokens
      var words = 0
      var own = 0
      for token in tokens[range] where token.kind == .word {
        words += 1
        if token.id != 0, language.isIn(token.id, .function) {
          own += 1
          // Enough for a paragraph of this length, whatever follows.
          if own * 12 >= range.count { break }
        }
      }
      guard words >= 10, own * 12 < words, let other = identifier.identify(tokens[range], bytes, minimumWords: 10)
      else { continue }
      if other != language.tag { paragraphs[index].language = ShortTag(other) }
    }
  }
}
