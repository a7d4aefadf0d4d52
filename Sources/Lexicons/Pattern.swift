import Findings

/// Classes that stand in patterns as <NUM>, <YEAR> and so on.
public enum PatternClass: String, CaseIterable, Sendable {
  case num = "NUM"
  case year = "YEAR"
  case ordinal = "ORD"
  case weekday = "DAY"
  case month = "MON"
  case capitalised = "CAP"
  case name = "NAME"
  case currency = "CUR"
  case anyWord = "W"
}

/// A phrase pattern as written, before a language's vocabulary gives its words numbers.
struct Pattern {
  indirect enum Alternative: Equatable {
    /// Words and marks in sequence; `prefix` opens the last word's end, `exact` keeps case.
    case words(String, exact: Bool, prefix: Bool)
    /// Any form of an English verb or noun.
    case lemma(String)
    case wordClass(PatternClass)
    case mark(UInt32)
  }

  enum Element {
    case sentenceStart
    case sentenceEnd
    case gap(Int)
    case not([Alternative])
    case notBefore([Alternative])
    case match([Alternative], optional: Bool)
  }

  let elements: [Element]

  /// Marks that a pattern may name; a dash stands for any dash, " for any double quotation mark.
  static let marks: Set<Character> = [",", ".", ":", ";", "?", "!", "\"", "-", "–", "(", ")", "/", "%", "…", "'", "’"]

  init(_ source: PlacedText) throws(SetupProblem) {
    var elements: [Element] = []
    for part in source.text.split(separator: " ") {
      elements.append(try Pattern.element(String(part), source))
    }
    let hasWord = elements.contains {
      guard case .match(let alternatives, false) = $0 else { return false }
      return alternatives.allSatisfy {
        switch $0 {
        case .words, .lemma: true
        case .wordClass(let wordClass): wordClass == .month || wordClass == .weekday || wordClass == .currency
        case .mark: false
        }
      }
    }
    guard hasWord else {
      throw source.problem("the pattern “\(source.text)” has no word that must be there; name at least one")
    }
    self.elements = elements
  }

  private static func element(_ part: String, _ source: PlacedText) throws(SetupProblem) -> Element {
    switch part {
    case "^": return .sentenceStart
    case "$": return .sentenceEnd
    default: break
    }
    if part.hasPrefix(".."), let gap = Int(part.dropFirst(2)) {
      guard (1...30).contains(gap) else { throw source.problem("“\(part)” is no gap; write ..1 to ..30") }
      return .gap(gap)
    }
    if part.hasPrefix("!<"), part.count > 2, !PatternClass.allCases.contains(where: { part.hasPrefix("!<\($0.rawValue)>") }) {
      return .notBefore(try alternatives(String(part.dropFirst(2)), source))
    }
    if part.hasPrefix("!"), part.count > 1 { return .not(try alternatives(String(part.dropFirst()), source)) }
    if part.hasSuffix("?"), part.count > 1 {
      return .match(try alternatives(String(part.dropLast()), source), optional: true)
    }
    return .match(try alternatives(part, source), optional: false)
  }

  private static func alternatives(_ text: String, _ source: PlacedText) throws(SetupProblem) -> [Alternative] {
    var result: [Alternative] = []
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      guard let first = part.first else { throw source.problem("“\(text)” has an empty alternative; remove the | too many") }
      if part.count == 1, marks.contains(first) {
        result.append(.mark(first.unicodeScalars.first!.value))
      } else if first == "<", part.last == ">" {
        guard let wordClass = PatternClass(rawValue: String(part.dropFirst().dropLast())) else {
          let known = PatternClass.allCases.map { "<\($0.rawValue)>" }.joined(separator: " ")
          throw source.problem("there is no class “\(part)”; use \(known)")
        }
        result.append(.wordClass(wordClass))
      } else if first == "~" {
        result.append(.lemma(String(part.dropFirst())))
      } else {
        var word = part
        let exact = first == "=" && part.count > 1
        if exact { word = word.dropFirst() }
        let prefix = word.last == "*"
        if prefix { word = word.dropLast() }
        guard !word.isEmpty else { throw source.problem("“\(part)” names no word") }
        if prefix, word.count < 3 {
          throw source.problem("“\(part)” would match too much; give at least three letters before the *")
        }
        result.append(.words(word.split(separator: "_").joined(separator: " "), exact: exact, prefix: prefix))
      }
    }
    return result
  }
}

/// The forms of English words by rule, with the irregular ones from a table.
struct EnglishForms {
  private let irregular: [String: [String]]

  init(irregular: [String: [String]]) { self.irregular = irregular }

  func forms(of lemma: String) -> [String] {
    if let forms = irregular[lemma] { return forms }
    func ends(_ suffixes: String...) -> Bool { suffixes.contains { lemma.hasSuffix($0) } }
    let stem = String(lemma.dropLast())
    if ends("e") { return [lemma, lemma + "s", lemma + "d", stem + "ing"] }
    if ends("s", "sh", "ch", "x", "z") { return [lemma, lemma + "es", lemma + "ed", lemma + "ing"] }
    if ends("y"), let before = stem.last, !"aeiou".contains(before) {
      return [lemma, stem + "ies", stem + "ied", lemma + "ing"]
    }
    return [lemma, lemma + "s", lemma + "ed", lemma + "ing"]
  }
}
