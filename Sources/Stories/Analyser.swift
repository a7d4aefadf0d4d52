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
  private let tokens = TokenBuffer()
  private var matcher = PhraseMatcher()
  private var dictionaries = DictionaryBreaker()
  private let identifier: LanguageIdentifier
  private let columns = TokenColumns()
  private var memory = ColumnMemory()
  private var known = KnownTraits()
  let quotes = QuoteMachine()
  private let repetitions = RepetitionFinder()
  private let spellings = SpellingFinder()
  private let letters = LowerLetters()

  public init(_ store: LexiconStore) {
    self.store = store
    identifier = LanguageIdentifier(store.index)
    tokenizer = Tokenizer(scalars)
  }

  /// Analyses `story` and lends the result to `body`.
  public func analyse<Result>(
    _ story: StoryText, _ options: LanguageOptions, _ body: (borrowing Analysis) -> Result
  ) throws(SetupProblems) -> Result {
    let outcome: Swift.Result<Result, SetupProblems> = story.bytes.withUnsafeBufferPointer { bytes in
      let paragraphs = tokenize(story, bytes)
      do throws(SetupProblems) {
        var analysis = try makeAnalysis(story, bytes, options, tokens.column, paragraphs)
        if let relative = analysis.relative() {
          // From the beginning: the tokens know the words of the wrong language.
          memory.takeBack(&analysis)
          let paragraphs = tokenize(story, bytes)
          analysis = try makeAnalysis(story, bytes, options, tokens.column, paragraphs, detected: relative)
        }
        let result = body(analysis)
        memory.takeBack(&analysis)
        return .success(result)
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// The tokens of every block, and the paragraphs that they make.
  private func tokenize(_ story: StoryText, _ bytes: UnsafeBufferPointer<UInt8>) -> [Paragraph] {
    tokens.removeAll()
    // Hardly any copy has more than a token for three bytes; the last paragraph asks for room as if it had one for each.
    let longest = story.blocks.indices.reduce(0) { max($0, story.blocks[$1].range.count) }
    tokens.reserve(bytes.count / 3 + longest)
    var paragraphs = memory.lendParagraphs(story.blocks.count)
    // By index: a copy of each block counts its references.
    for index in story.blocks.indices where !story.blocks[index].range.isEmpty {
      let (range, field) = (story.blocks[index].range, story.blocks[index].field)
      let first = tokens.count
      tokenizer.tokenize(bytes, range, into: tokens)
      paragraphs.append(
        Paragraph(
          range: range, tokens: first..<tokens.count, sentences: 0..<0, field: field ?? .body, isGiven: field != nil,
          language: story.blocks[index].language.map { ShortTag($0) }))
    }
    if tokens.hasUnparted { dictionaries.part(tokens, &paragraphs, bytes) }
    return paragraphs
  }

  private func makeAnalysis(
    _ story: StoryText, _ bytes: UnsafeBufferPointer<UInt8>, _ options: LanguageOptions, _ tokens: TokenColumn,
    _ paragraphs: [Paragraph], detected: String? = nil
  ) throws(SetupProblems) -> Analysis {
    let tag: String?
    let origin: Analysis.LanguageOrigin
    if let language = options.language {
      (tag, origin) = (language, .option)
    } else if let language = story.language {
      (tag, origin) = (language, .declared)
    } else {
      (tag, origin) = (detected ?? identifier.identify(tokens[...], bytes), .detected)
    }
    let language = try store.language(tag ?? "und")
    var analysis = Analysis(
      story: story, bytes: bytes, language: language, traits: known.traits(of: language, scalars), languageFrom: origin,
      languageTag: tag, names: store.names, tokens: tokens)
    memory.lend(to: &analysis)
    analysis.paragraphs = paragraphs
    analysis.findWords(scalars, columns)
    analysis.findForeignParagraphs(identifier)
    analysis.findDamages(scalars)
    if tag == nil { analysis.findRecoding(store.index, scalars) }
    analysis.findSentences(scalars, into: &memory.sentences)
    swap(&analysis.sentences, &memory.sentences)
    analysis.markSentences()
    quotes.read(&analysis, scalars)
    analysis.findFields()
    repetitions.find(&analysis)
    analysis.findForeignRuns(scalars, into: &memory.foreignRuns)
    swap(&analysis.foreignRuns, &memory.foreignRuns)
    matcher.match(&analysis)
    analysis.entityMentions = analysis.findEntityMentions()
    analysis.findNumbers(scalars, into: &memory.numbers)
    swap(&analysis.numbers, &memory.numbers)
    analysis.findDates(into: &memory.dates)
    swap(&analysis.dates, &memory.dates)
    analysis.findDatelineLine()
    analysis.findPeople(into: &memory.people)
    swap(&analysis.people, &memory.people)
    analysis.spellingPairs = analysis.findSpellingPairs(scalars, spellings)
    analysis.glossColumn = analysis.findGlosses(letters)
    analysis.findSource(options.source)
    return analysis
  }
}

extension Analysis {
  /// The language of copy that was taken for a relative of it, Danish for Swedish, by the function words that they share: one
  /// word in fifty, names left out, has letters that the language does not have, or one in thirty is another's, as in Afrikaans
  /// that was taken for Dutch, and CLD2 is sure of another one. Nil for all other copy.
  func relative() -> String? {
    guard languageFrom == .detected, let tag = languageTag else { return nil }
    let strange = foreignRuns.reduce(0) { $0 + $1.strangeWords }
    let foreign = foreignRuns.reduce(0) { $0 + ($1.isMeant ? 0 : $1.contentWords + $1.functionWords) }
    // Letters of damaged copy tell nothing.
    guard (strange >= 2 && strange * 50 >= wordCount) || (foreign >= 4 && foreign * 30 >= wordCount),
      !damages.contains(where: { $0.kind == .misread }),
      let guess = LanguageGuess(bytes), guess.isReliable, guess.percent >= 70, guess.language != tag
    else { return nil }
    return guess.language
  }

  /// Marks paragraphs that are clearly in another language than the story.
  mutating func findForeignParagraphs(_ identifier: LanguageIdentifier) {
    guard languageTag != nil, language.hasLexicon else { return }
    for index in paragraphs.indices where paragraphs[index].language == nil && paragraphs[index].tokens.count >= 10 {
      let range = paragraphs[index].tokens
      var words = 0
      var own = 0
      for token in range {
        let one = tokens[token].kind == .word ? 1 : 0
        words += one
        own += language.isIn(tokens[token].id, .function) ? one : 0
        // Enough for a paragraph of this length, whatever follows.
        if own * 12 >= range.count { break }
      }
      guard words >= 10, own * 12 < words, let other = identifier.identify(tokens[range], bytes, minimumWords: 10)
      else { continue }
      if other != language.tag, isWritten(range, in: other) { paragraphs[index].language = ShortTag(other) }
    }
  }

  /// Whether the words of a paragraph are those of a language, as far as there is a list of them: one in four. A clause that was
  /// left in English has more small words than the Turkish around it, which makes no English paragraph.
  private func isWritten(_ range: Range<Int>, in other: String) -> Bool {
    let table = language.foreignWords
    guard let bit = table.tags.firstIndex(of: other) else { return true }
    var words = 0
    var atHome = 0
    for token in range where tokens[token].kind == .word {
      words += 1
      if table[tokens[token].hash] >> UInt32(bit) & 1 == 1 { atHome += 1 }
    }
    return atHome * 4 >= words
  }
}
