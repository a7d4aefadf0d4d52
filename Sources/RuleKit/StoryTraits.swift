import Lexicons
import Stories
import TextBase

/// The traits of the story that is being checked. One a worker.
public final class StoryTraits {
  public private(set) var traits: Traits = []
  /// Which of the wanted words the story holds.
  public private(set) var words: UInt64 = 0
  private let wanted: WantedWords
  /// By rule.
  public let gates: [Gate]

  /// `needs` are those of the rules of the run.
  public init(_ needs: [Needs]) {
    wanted = WantedWords(needs.map(\.words))
    let wanted = wanted
    gates = needs.indices.map { Gate(needs[$0], words: wanted.bits[$0]) }
  }

  /// Reads a story's traits, some eight instructions a token.
  public func read(_ story: borrowing Analysis) {
    var traits = Traits.ofColumns(story)
    traits.formUnion(.ofEntities(story))
    traits.formUnion(.ofQuotations(story))
    traits.formUnion(.ofFigures(story))
    traits.formUnion(.ofParagraphs(story))
    traits.formUnion(.ofScripts(story))
    traits.formUnion(.ofCapitals(story))
    traits.formUnion(.ofMarks(story))
    let (ofWords, words) = Traits.ofWords(story, wanted)
    traits.formUnion(ofWords)
    self.traits = traits
    self.words = words
  }
}

/// The words that rules wait for, by hash.
final class WantedWords {
  /// A place by the last bits of the hash: the number of a word in `list`, or 0.
  let places: UnsafeMutablePointer<UInt8>
  static let mask: UInt64 = 2047
  /// Words with the bits of the rules that want them.
  private(set) var list: [(hash: UInt64, rules: UInt64)] = [(0, 0)]
  /// By rule; 0 for one that wants no word.
  let bits: [UInt64]

  /// Words by rule. Rules beyond the 63rd that want words share a bit, as do words beyond the 254th a place.
  init(_ words: [[UInt64]]) {
    places = .allocate(capacity: Int(WantedWords.mask) + 1)
    places.initialize(repeating: 0, count: Int(WantedWords.mask) + 1)
    var bits: [UInt64] = []
    var next: UInt64 = 0
    for words in words {
      let bit: UInt64 = words.isEmpty ? 0 : 1 << min(next, 63)
      bits.append(bit)
      if bit != 0 { next += 1 }
      for word in words {
        if let known = list.firstIndex(where: { $0.hash == word }) {
          list[known].rules |= bit
        } else {
          list.append((word, bit))
        }
      }
    }
    self.bits = bits
    for (number, word) in list.enumerated().dropFirst() {
      let place = Int(word.hash & WantedWords.mask)
      // Two words in one place, or more than a byte can number: the place stands for all of them.
      places[place] = places[place] == 0 && number < 255 ? UInt8(number) : 255
    }
  }

  deinit { places.deallocate() }

  /// The rules that want the word at `number`, if it is theirs.
  func rules(_ number: UInt8, _ hash: UInt64) -> UInt64 {
    guard number == 255 else { return list[Int(number)].hash == hash ? list[Int(number)].rules : 0 }
    return list.first { $0.hash == hash }?.rules ?? 0
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
    traits.note(.doubledPhrases, if: !story.doubledPhrases.isEmpty)
    traits.note(.repeatedSentences, if: !story.repeatedSentences.isEmpty)
    traits.note(.damages, if: !story.damages.isEmpty)
    traits.note(.invalidBytes, if: !story.story.invalid.isEmpty)
    traits.note(.phrases, if: !story.phraseHits.isEmpty)
    traits.note(.classPhrases, if: !story.classHits.isEmpty)
    traits.note(.personas, if: !story.personaNameHits.isEmpty || !story.personaPhraseHits.isEmpty)
    traits.note(.foreignRuns, if: !story.foreignRuns.isEmpty)
    traits.note(.notableWords, if: !story.notable.isEmpty)
    traits.note(.wideGaps, if: !story.wideGaps.isEmpty)
    traits.note(.foreignPlaces, if: story.wordClasses.contains(.foreignPlaces))
    traits.note(.knownSource, if: story.source.language != nil)
    traits.note(.mixedScriptWords, if: story.wordFlags.contains(.mixedScript))
    traits.note(.decomposedLetters, if: story.wordFlags.contains(.decomposed))
    traits.note(.caselessWords, if: story.hasCaselessWords)
    for special in story.specials {
      let isASCII = special.scalar >= 0x20 && special.scalar < 0x7F
      traits.formUnion(isASCII || special.scalar == 0x2047 || special.scalar == 0x2581 ? .machineSigns : .oddCharacters)
    }
    let (reply, opener, offer) = (WordClass.machineReplies.bit, WordClass.machineReplyOpeners.bit, WordClass.machineOffers.bit)
    let (readAlso, label) = (WordClass.readAlso.bit, WordClass.foreignLabels.bit)
    for hit in story.classHits {
      traits.note(.machineSigns, if: hit.index == reply || hit.index == opener || hit.index == offer)
      traits.note(.lineOpeners, if: hit.index == readAlso || hit.index == label)
    }
    return traits
  }

  static func ofEntities(_ story: borrowing Analysis) -> Traits {
    var traits: Traits = []
    for mentions in story.entityMentions {
      traits.formUnion(.entities)
      let first = mentions.list[0].form
      var (isContested, isSeveral) = (false, false)
      for mention in mentions.list {
        isSeveral = isSeveral || mention.form != first
        switch story.language.forms[mention.form].formClass {
        case .rival, .formal: isContested = true
        case .calque, .foreign: traits.formUnion(.calquedForms)
        default: break
        }
      }
      traits.note(.rivalForms, if: isContested && isSeveral)
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
      if let first = paragraph.tokens.prefix(3).first(where: { story.tokens[$0].isWord }) {
        let classes = story.language.classes(of: story.tokens[first].id)
        traits.note(.lineOpeners, if: classes.intersects(lineOpenerClasses))
      }
      traits.note(.openParagraphs, if: index > 0 && paragraph.isBody && isOpen(paragraph, story))
      traits.note(.authorBox, if: paragraph.field == .authorBox)
      traits.note(.credit, if: paragraph.field == .credit)
      traits.note(.shortParagraphs, if: paragraph.tokens.count <= 5)
      traits.note(.foreignParagraphs, if: paragraph.language != nil)
    }
    return traits
  }

  private static let lineOpenerClasses = WordClassSet.of(.readAlso, .foreignLabels, .foreignFurniture)

  /// Whether a paragraph ends with a word, a comma, or an article with its apostrophe.
  private static func isOpen(_ paragraph: Paragraph, _ story: borrowing Analysis) -> Bool {
    guard paragraph.words >= 3, let last = paragraph.tokens.last else { return false }
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
