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
    traits.formUnion(.ofEntities(story))
    traits.formUnion(.ofQuotations(story))
    traits.formUnion(.ofFigures(story))
    traits.formUnion(.ofParagraphs(story))
    traits.formUnion(.ofScripts(story))
    traits.formUnion(.ofWords(story, words))
    traits.formUnion(.ofCapitals(story))
    traits.formUnion(.ofMarks(story))
    self.traits = traits
  }
}

/// Which words a story may hold: two bits a word, by its hash. Of 200 words that are not there one seems to be.
public final class WordFilter {
  private static let places = 128
  let bits: UnsafeMutablePointer<UInt64>

  init() {
    bits = .allocate(capacity: WordFilter.places)
    clear()
  }

  deinit { bits.deallocate() }

  func clear() { bits.update(repeating: 0, count: WordFilter.places) }

  @inline(__always)
  static func insert(_ hash: UInt64, into bits: UnsafeMutablePointer<UInt64>) {
    bits[Int(truncatingIfNeeded: hash >> 6 & 127)] |= 1 &<< (hash & 63)
    bits[Int(truncatingIfNeeded: hash >> 26 & 127)] |= 1 &<< (hash >> 20 & 63)
  }

  public func mayHold(_ hash: UInt64) -> Bool {
    bits[Int(hash >> 6 & 127)] >> (hash & 63) & bits[Int(hash >> 26 & 127)] >> (hash >> 20 & 63) & 1 == 1
  }
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
    for special in story.specials {
      let isASCII = special.scalar >= 0x20 && special.scalar < 0x7F
      traits.formUnion(isASCII || special.scalar == 0x2047 || special.scalar == 0x2581 ? .machineSigns : .oddCharacters)
    }
    let (reply, opener) = (WordClass.machineReplies.bit, WordClass.machineReplyOpeners.bit)
    for hit in story.classHits where hit.index == reply || hit.index == opener { traits.formUnion(.machineSigns) }
    return traits
  }

  static func ofEntities(_ story: borrowing Analysis) -> Traits {
    var traits: Traits = []
    for mentions in story.entityMentions {
      traits.formUnion(.entities)
      for mention in mentions.list {
        switch story.language.forms[mention.form].formClass {
        case .rival, .formal: traits.formUnion(.rivalForms)
        case .calque: traits.formUnion(.calquedForms)
        default: break
        }
      }
    }
    return traits
  }

  static func ofQuotations(_ story: borrowing Analysis) -> Traits {
    var traits: Traits = []
    for mark in story.quoteMarks where mark.fault != nil { traits.formUnion(.faultyMarks) }
    guard let first = story.quotations.first else { return traits }
    let (open, close) = (story.quoteMarks[first.openMark].scalar, story.quoteMarks[first.closeMark].scalar)
    for quotation in story.quotations {
      traits.formUnion(quotation.isInner ? [.quotations, .innerQuotations] : .quotations)
      if story.quoteMarks[quotation.openMark].scalar != open || story.quoteMarks[quotation.closeMark].scalar != close {
        traits.formUnion(.unusualQuotations)
      }
    }
    let profile = story.language.profile
    let isStraight = open == 0x22 && close == 0x22 && !profile.foreignQuotes.contains { $0.first == 0x22 }
    let isOwn = profile.quoteStyles.first.map { $0.outerOpen == open && $0.outerClose == close } ?? false
    traits.note(.unusualQuotations, if: !isStraight && !isOwn)
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
      for at in Int(token.start)..<Int(token.end) where story.bytes[at] > 0x39 {
        // O, o, l and I
        let byte = story.bytes[at]
        traits.note(.letteredFigures, if: byte >= 0x80 || byte | 0x20 == 0x6F || byte == 0x6C || byte == 0x49)
      }
    }
    return traits
  }

  static func ofParagraphs(_ story: borrowing Analysis) -> Traits {
    var traits: Traits = []
    for (index, paragraph) in story.paragraphs.enumerated() {
      traits.note(.openParagraphs, if: index > 0 && paragraph.isBody && isOpen(paragraph, story))
      traits.note(.authorBox, if: paragraph.field == .authorBox)
      traits.note(.credit, if: paragraph.field == .credit)
      traits.note(.shortParagraphs, if: paragraph.tokens.count <= 5)
      traits.note(.foreignParagraphs, if: paragraph.language != nil)
    }
    return traits
  }

  /// Whether a paragraph ends with a word, a comma, or an article with its apostrophe.
  private static func isOpen(_ paragraph: Paragraph, _ story: borrowing Analysis) -> Bool {
    guard paragraph.words >= 5, let last = paragraph.tokens.last else { return false }
    let token = story.tokens[last]
    switch token.kind {
    case .word, .number, .ideograph: return true
    case .mark: return token.length > 1 || story.bytes[Int(token.start)] == 0x2C
    case .quote: return last > 0 && story.tokens[last - 1].kind == .word && story.tokens[last - 1].scalars < 3
    default: return false
    }
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
