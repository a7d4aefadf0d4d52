import TextBase

/// What a rule is: `explain`, the documentation, the reports and the tests all read this.
public struct RuleCard: Sendable {
  /// `family/fault-in-kebab-case`. Never re-used.
  public let id: String
  /// The part of the id before the slash.
  public let family: String
  /// One line, in an editor's words.
  public let title: String
  public let mqm: MQMCategory
  public let severity: Severity
  /// From measured precision; single lexicon entries may carry their own.
  public let confidence: Confidence
  /// Languages of copy it serves: all, or those that have its data.
  public let languages: Languages
  /// Why an editor should care, once and in full.
  public let why: String
  /// What to do about a finding.
  public let advice: String
  /// Made when they are asked for: a run that checks stories asks for none of them.
  public var examples: [Example] { makeExamples() }
  private let makeExamples: @Sendable () -> [Example]
  /// What a desk may set of it in its configuration.
  public let options: [RuleOption]

  public enum Languages: Sendable, Equatable {
    case all
    /// Every language whose lexicons hold this word class or section.
    case withData(String)
    case only([String])
  }

  public init(
    id: String, title: String, mqm: MQMCategory, severity: Severity, confidence: Confidence,
    languages: Languages = .all, options: [RuleOption] = [], why: String, advice: String,
    examples: @autoclosure @escaping @Sendable () -> [Example]
  ) {
    self.id = id
    family = String(id.prefix { $0 != "/" })
    self.title = title
    self.mqm = mqm
    self.severity = severity
    self.confidence = confidence
    self.languages = languages
    self.why = why
    self.advice = advice
    makeExamples = examples
    self.options = options
  }

}

/// A number that a desk may set for a rule.
public struct RuleOption: Sendable {
  public let name: String
  public let standard: Int
  public let range: ClosedRange<Int>
  public let help: String

  public init(_ name: String, standard: Int, range: ClosedRange<Int>, help: String) {
    self.name = name
    self.standard = standard
    self.range = range
    self.help = help
  }
}

/// A text with the places that a rule must report, or none. `[[…]]` marks both ends of each.
public struct Example: Sendable {
  /// The text with its marks.
  public let marked: String
  /// BCP 47.
  public let language: String
  /// Declared source language, if the example needs one.
  public let sourceLanguage: String?
  /// The text after the rule's own fixes, if it offers any.
  public let fixed: String?
  /// Variants of the amplifier that cannot hold for this example, each with its reason in the rule's source.
  public let except: Set<Variant>
  public let file: String
  public let line: Int
  /// A house style that the example needs; without one nothing is preferred.
  public var style: HouseStyle?

  /// How tests vary every example.
  public enum Variant: String, CaseIterable, Sendable {
    case emojiBefore, carriageReturns, byteOrderMark, decomposed, noBreakSpaces, secondParagraph, rightToLeftBefore
  }

  /// A text in which the rule reports exactly the marked places.
  public static func flags(
    _ language: String, _ marked: String, from sourceLanguage: String? = nil, fixed: String? = nil,
    except: Set<Variant> = [], style: HouseStyle? = nil, file: StaticString = #fileID, line: Int = #line
  ) -> Example {
    var example = Example(
      marked: marked, language: language, sourceLanguage: sourceLanguage, fixed: fixed, except: except,
      file: "\(file)", line: line)
    example.style = style
    return example
  }

  /// A near miss: a text in which the rule must stay silent.
  public static func passes(
    _ language: String, _ text: String, from sourceLanguage: String? = nil, except: Set<Variant> = [],
    style: HouseStyle? = nil, file: StaticString = #fileID, line: Int = #line
  ) -> Example {
    var example = Example(
      marked: text, language: language, sourceLanguage: sourceLanguage, fixed: nil, except: except, file: "\(file)",
      line: line)
    example.style = style
    return example
  }

  public init(
    marked: String, language: String, sourceLanguage: String?, fixed: String?, except: Set<Variant>, file: String,
    line: Int
  ) {
    self.marked = marked
    self.language = language
    self.sourceLanguage = sourceLanguage
    self.fixed = fixed
    self.except = except
    self.file = file
    self.line = line
  }

  public var isFlagged: Bool { marked.contains("[[") }

  /// The text without marks and the marked byte ranges.
  public var unmarked: (text: String, spans: [ByteRange]) { Example.unmark(marked) }

  public static func unmark(_ marked: String) -> (text: String, spans: [ByteRange]) {
    var bytes: [UInt8] = []
    var spans: [ByteRange] = []
    var open: [Int] = []
    var iterator = Array(marked.utf8).makeIterator()
    var pending = iterator.next()
    while let byte = pending {
      pending = iterator.next()
      if byte == UInt8(ascii: "["), pending == byte {
        open.append(bytes.count)
        pending = iterator.next()
      } else if byte == UInt8(ascii: "]"), pending == byte, let start = open.popLast() {
        spans.append(ByteRange(start, bytes.count))
        pending = iterator.next()
      } else {
        bytes.append(byte)
      }
    }
    return (String(decoding: bytes, as: UTF8.self), spans.sorted())
  }
}
