import Findings
import TextBase

/// A list of terms as desks and translation tools exchange it: concepts, and in each language the terms for them with their
/// standing. Our lexicons go out as one, and come in from one.
public struct TermList: Sendable {
  /// What a desk thinks of a term; the words of ISO 12620.
  public enum Status: String, CaseIterable, Sendable { case preferred, admitted, deprecated }

  public struct Term: Sendable {
    public var language: String
    public var text: String
    public var status: Status
    /// What the term is to its entry, where it came from our lexicons: the class of a form; `match` or `original` of a phrase.
    public var formClass = ""
    /// The pattern behind it, where the text alone does not tell.
    public var pattern = ""
    public init(language: String, text: String, status: Status, formClass: String = "", pattern: String = "") {
      self.language = language
      self.text = text
      self.status = status
      self.formClass = formClass
      self.pattern = pattern
    }
  }

  public struct Concept: Sendable {
    public var id: String
    /// country, organisation, place, outlet; phrase; or whatever the list calls it.
    public var kind = ""
    public var note = ""
    public var terms: [Term] = []
    /// The rest of an entry of our lexicons, by the names of `TermList.properties`.
    public var properties: [String: [String]] = [:]
    public init(id: String, kind: String = "", note: String = "") {
      self.id = id
      self.kind = kind
      self.note = note
    }
  }

  /// What an entry holds beside its terms, named as in our lexicons; `file` is its path below the lexicon folder.
  public static let properties = [
    "file", "rule", "confidence", "needs", "severity", "stance", "unless", "why", "also-from", "measured", "bad", "good",
    "known", "origin",
  ]

  public var concepts: [Concept] = []
  public init() {}

  // MARK: from our lexicons

  /// - Parameter file: the path below its lexicon folder of a file that entries came from.
  public init(_ sources: ParsedSources, file: (String) -> String) {
    for entity in sources.entities {
      var concept = Concept(id: entity.id, kind: entity.kind.rawValue)
      for (language, forms) in entity.forms.sorted(by: { $0.key < $1.key }) {
        for form in forms {
          concept.terms.append(
            TermList.term(form.pattern.text, language, TermList.status(form.formClass), form.formClass.rawValue))
        }
      }
      concept.set("file", [file(entity.place.path)])
      concept.set("unless", entity.unless.map(\.text))
      if entity.isKnown { concept.set("known", ["true"]) }
      if let origin = entity.origin { concept.set("origin", [origin]) }
      concepts.append(concept)
    }
    for phrase in sources.phrases { concepts.append(Concept(phrase, file: file(phrase.place.path))) }
  }

  private static func status(_ formClass: FormClass) -> Status {
    switch formClass {
    case .usual, .full: .preferred
    case .formal, .rival, .adjective, .abbreviation, .descriptive: .admitted
    case .calque, .foreign, .internal: .deprecated
    }
  }

  fileprivate static func term(_ pattern: String, _ language: String, _ status: Status, _ formClass: String) -> Term {
    let said = plain(pattern)
    let text = said.isEmpty ? pattern : said
    return Term(
      language: language, text: text, status: status, formClass: formClass,
      pattern: self.pattern(text) == pattern ? "" : pattern)
  }

  /// A pattern as a reader would say it: the first of its alternatives, gaps as dots.
  static func plain(_ pattern: String) -> String {
    pattern.split(separator: " ").compactMap { part -> String? in
      if part == "^" || part == "$" || (part.hasPrefix("!") && part.count > 1) { return nil }
      if part.hasPrefix("..") || part.hasPrefix("<") { return "…" }
      var word = part.split(separator: "|").first.map(String.init) ?? String(part)
      if word.count > 1, word.hasSuffix("?") || word.hasSuffix("*") { word.removeLast() }
      if word.count > 1, let first = word.first, "=~".contains(first) { word.removeFirst() }
      return word.replacing("_", with: " ")
    }.joined(separator: " ")
  }

  /// A term as a pattern; nil where it holds what patterns mean otherwise. An abbreviation is looked for as it is written.
  static func pattern(_ term: String) -> String? {
    let words = term.split { $0.isWhitespace }
    guard !words.isEmpty, !term.contains(where: { "|?!*~=<>_$^[]{}…".contains($0) }), !term.contains("..") else { return nil }
    return words.map { word in
      let isAbbreviation = word.count > 1 && word.allSatisfy { $0.isUppercase }
      return (isAbbreviation ? "=" : "") + word
    }.joined(separator: " ")
  }
}

extension TermList.Concept {
  fileprivate init(_ phrase: PhraseSource, file: String) {
    self.init(id: "\(phrase.pack)#\(phrase.id)", kind: "phrase", note: phrase.advice)
    terms = phrase.original.map {
      TermList.Term(language: phrase.from ?? phrase.language, text: $0, status: .preferred, formClass: "original")
    }
    terms += phrase.match.map { TermList.term($0.text, phrase.language, .deprecated, "match") }
    set("file", [file])
    set("rule", [phrase.rule])
    set("confidence", [phrase.confidence.rawValue])
    set("needs", [phrase.needs.rawValue])
    set("severity", [phrase.severity.rawValue])
    if phrase.stance != .outside { set("stance", [phrase.stance.rawValue]) }
    set("unless", phrase.unless.map(\.text))
    set("why", [phrase.why])
    set("also-from", phrase.alsoFrom)
    if let counts = phrase.measured {
      set("measured", ["native: \(counts.native), reference: \(counts.reference), machine: \(counts.machine)"])
    }
    set("bad", phrase.bad.map(\.text))
    set("good", phrase.good.map(\.text))
  }

  fileprivate mutating func set(_ name: String, _ values: [String]) { if !values.isEmpty { properties[name] = values } }
}
