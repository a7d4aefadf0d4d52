import Findings
import TextBase

/// Text from a lexicon with its place, for problems that show later.
public struct PlacedText: Sendable {
  public let text: String
  public let path: String
  public let line: Int
  public let column: Int

  public func problem(_ message: String) -> SetupProblem {
    SetupProblem(path: path, line: line, column: column, message)
  }
}

/// How sure the source language must be before an entry speaks.
public enum EvidenceNeed: String, CaseIterable, Sendable {
  case nothing
  /// The story must be known to be translated from the entry's language: declared, or inferred from evidence.
  case evidence
  /// The source text itself must hold the original.
  case source
}

/// Where in relation to quotations an entry looks.
public enum Stance: String, CaseIterable, Sendable { case outside, anywhere, inside }

/// An entry of a phrase pack as it was written.
public struct PhraseSource: Sendable {
  public let id: String
  /// "ru-en", or the language alone for phrases that belong to no pair.
  public let pack: String
  /// Language translated from; nil outside pairs.
  public let from: String?
  /// Language of the copy.
  public let language: String
  public let rule: String
  public let match: [PlacedText]
  public let unless: [PlacedText]
  public let confidence: Confidence
  public let needs: EvidenceNeed
  public let severity: Severity
  public let stance: Stance
  public let advice: String
  public let why: String
  public let original: [String]
  public let alsoFrom: [String]
  /// Segments matched in native, reference and machine text.
  public let measured: (native: Int, reference: Int, machine: Int)?
  public let bad: [PlacedText]
  public let good: [PlacedText]
  public let place: PlacedText
}

public enum EntityKind: String, CaseIterable, Sendable { case country, organisation, place, outlet, currency }

/// What a form of a name is to its entity.
public enum FormClass: String, CaseIterable, Sendable {
  case usual, formal, rival, calque, adjective, full, abbreviation, descriptive, `internal`
  /// An abbreviation that other languages use for the body and this one does not, or its English name: EZB in French.
  case foreign
}

public struct EntitySource: Sendable {
  public struct Form: Sendable {
    public let formClass: FormClass
    public let pattern: PlacedText
    /// Which of the competing spellings, from 0; only for rivals.
    public let rival: Int
  }
  public let id: String
  public let kind: EntityKind
  public let isKnown: Bool
  /// Language an outlet writes in.
  public let origin: String?
  /// By language tag.
  public internal(set) var forms: [String: [Form]]
  public let unless: [PlacedText]
  public let place: PlacedText
}

extension EntitySource {
  /// Adds forms that are not there yet; a list of terms may bring them twice.
  mutating func add(_ more: [Form], in language: String) {
    var list = forms[language] ?? []
    let rivals = list.count { $0.formClass == .rival }
    for form in more where !list.contains(where: { $0.formClass == form.formClass && $0.pattern.text == form.pattern.text }) {
      // Forms of one class stand together, as a file lists them.
      let place = list.lastIndex { $0.formClass == form.formClass }.map { $0 + 1 } ?? list.count
      list.insert(Form(formClass: form.formClass, pattern: form.pattern, rival: form.rival + rivals), at: place)
    }
    forms[language] = list
  }
}

/// The forms that one language has for entities that are listed elsewhere.
public struct EntityFormsSource: Sendable {
  public let language: String
  public let entries: [(id: PlacedText, forms: [EntitySource.Form])]
}

public struct PersonaSource: Sendable {
  public let id: String
  public let languages: [String]
  public let names: [PlacedText]
  public let phrases: [PlacedText]
  public let bylineOnly: Bool
  public let place: PlacedText
}

public struct WordsSource: Sendable {
  public let language: String
  public let classes: [(wordClass: WordClass, words: [PlacedText])]
}

/// Everything in one YAML lexicon.
enum LexiconSource: Sendable {
  case language(LanguageSource)
  case words(WordsSource)
  case phrases([PhraseSource])
  case entities([EntitySource])
  case entityForms(EntityFormsSource)
  case personas([PersonaSource])
  case units([UnitSource])
  case credits(CreditsSource)
}
