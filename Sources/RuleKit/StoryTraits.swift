import Lexicons
import Stories
import TextBase

/// The traits of the story that is being checked. One a worker: the memory is kept from story to story.
public final class StoryTraits {
  public private(set) var traits: Traits = []
  public let words = WordFilter()

  public init() {}

  /// Reads a story's traits, some six instructions a token.
  public func read(_ story: borrowing Analysis) {
    words.clear()
    var traits = Traits.ofColumns(story)
    traits.formUnion(.ofFigures(story))
    traits.formUnion(.ofParagraphs(story))
    traits.formUnion(.ofScripts(story))
    traits.formUnion(.ofWords(story, words))
    traits.formUnion(.ofCapitals(story))
    traits.formUnion(.ofMarks(story))
    self.traits = traits
  }
}

/// Which words a story may hold: a bit a word, by its hash. One word in some fifteen that are not there seems to be.
public final class WordFilter {
  private static let places = 128
  private let bits: UnsafeMutablePointer<UInt64>

  init() {
    bits = .allocate(capacity: WordFilter.places)
    clear()
  }

  deinit { bits.deallocate() }

  func clear() { bits.update(repeating: 0, count: WordFilter.places) }

  @inline(__always)
  func insert(_ hash: UInt64) { bits[Int(hash >> 6 & 127)] |= 1 << (hash & 63) }

  public func mayHold(_ hash: UInt64) -> Bool { bits[Int(hash >> 6 & 127)] >> (hash & 63) & 1 == 1 }
}

extension Traits {
  @inline(__always)
  private mutating func note(_ traits: Traits, if condition: Bool) {
    if condition { formUnion(traits) }
  }

  /// What the columns of an analysis hold.
  static func ofColumns(_ story: borrowing Analysis) -> Traits {
    var traits: Traits = []
    traits.note(.people, if: !story.people.isEmpty)
    traits.note(.glosses, if: !story.glosses().isEmpty)
    traits.note(.spellingPairs, if: !story.spellingPairs.isEmpty)
    traits.note(.loops, if: !story.loops.isEmpty)
    traits.note(.repeatedSentences, if: !story.repeatedSentences.isEmpty)
    traits.note(.damages, if: !story.damages.isEmpty)
    traits.note(.specials, if: !story.specials.isEmpty)
    traits.note(.invalidBytes, if: !story.story.invalid.isEmpty)
    traits.note(.phrases, if: !story.phraseHits.isEmpty)
    traits.note(.classPhrases, if: !story.classHits.isEmpty)
    traits.note(.personas, if: !story.personaNameHits.isEmpty || !story.personaPhraseHits.isEmpty)
    traits.note(.foreignRuns, if: !story.foreignRuns.isEmpty)
    traits.note(.notableWords, if: !story.notable.isEmpty)
    traits.note(.wideGaps, if: !story.wideGaps.isEmpty)
    traits.note(.knownSource, if: story.source.language != nil)
    traits.note(.mixedScriptWords, if: story.wordFlags.contains(.mixedScript))
    traits.note(.decomposedLetters, if: story.wordFlags.contains(.decomposed))
    traits.note(.caselessWords, if: story.hasCaselessWords)
    traits.note(.entities, if: !story.entityMentions.isEmpty)
    for mentions in story.entityMentions where mentions.list.count > 1 { traits.formUnion(.repeatedEntities) }
    for quotation in story.quotations { traits.formUnion(quotation.isInner ? [.quotations, .innerQuotations] : .quotations) }
    for mark in story.quoteMarks where mark.fault != nil { traits.formUnion(.faultyMarks) }
    return traits
  }

  static func ofFigures(_ story: borrowing Analysis) -> Traits {
    var traits: Traits = []
    for number in story.numbers {
      traits.formUnion(.figures)
      traits.note(.partedFigures, if: number.shape.separators > 0)
      traits.note(.money, if: number.isMoney)
      traits.note(.measures, if: number.unit != nil)
    }
    for date in story.dates { traits.formUnion(date.weekday == nil ? .dates : [.dates, .weekdays]) }
    for index in story.figures {
      let token = story.tokens[index]
      guard token.length >= 3 else { continue }
      traits.note(.letteredFigures, if: story.bytes[Int(token.start)..<Int(token.end)].contains { $0 > 0x39 })
    }
    return traits
  }

  static func ofParagraphs(_ story: borrowing Analysis) -> Traits {
    var traits: Traits = []
    for paragraph in story.paragraphs {
      traits.note(.authorBox, if: paragraph.field == .authorBox)
      traits.note(.credit, if: paragraph.field == .credit)
      traits.note(.shortParagraphs, if: paragraph.tokens.count <= 5)
      traits.note(.foreignParagraphs, if: paragraph.language != nil)
    }
    return traits
  }

  static func ofScripts(_ story: borrowing Analysis) -> Traits {
    var traits: Traits = []
    let own = story.language.scriptCodes.first
    for script in [Script.latin, .cyrillic, .greek] where script.code != own && story.scripts.contains(script.code) {
      traits.formUnion(.secondAlphabet)
    }
    var plain = ScriptSet()
    for script in [Script.common, .inherited, .latin] { plain.insert(script.code) }
    if let own { plain.insert(own) }
    traits.note(.otherScripts, if: !story.scripts.isSubset(of: plain))
    traits.note(.easternCopy, if: own != Script.latin.code && own != Script.cyrillic.code)
    return traits
  }
}
