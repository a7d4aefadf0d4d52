/// MQM's severities with its penalty points.
public enum Severity: String, CaseIterable, Sendable, Comparable {
  case neutral, minor, major, critical

  public var penaltyPoints: Int {
    switch self {
    case .neutral: 0
    case .minor: 1
    case .major: 5
    case .critical: 25
    }
  }

  public static func < (a: Severity, b: Severity) -> Bool { a.penaltyPoints < b.penaltyPoints }
}

/// How often a rule is right, from measured precision on clean professional news: high is at most one false alarm in
/// twenty, medium at most one in five, low the rest. Low is hidden unless asked for and never fails a run.
public enum Confidence: String, CaseIterable, Sendable, Comparable {
  case low, medium, high

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    }
  }

  public var lowered: Confidence { self == .high ? .medium : .low }

  public static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }
}

/// Error types of the MQM core typology (themqm.org) that the rules use.
public enum MQMCategory: String, CaseIterable, Sendable {
  case mistranslation, untranslated, omission, addition
  case wrongTerm = "wrong-term"
  case inconsistentUse = "inconsistent-use-of-terminology"
  case grammar, punctuation, spelling
  case characterEncoding = "character-encoding"
  case unintelligible
  case textualConventions = "textual-conventions"
  case awkward, unidiomatic
  case inconsistentStyle = "inconsistent-style"
  case numberFormat = "number-format"
  case dateFormat = "date-format"
  case currencyFormat = "currency-format"
  case measurementFormat = "measurement-format"
  case markup

  /// The issue type of ITS 2.0 nearest to it.
  public var its: ITSCategory {
    switch self {
    case .mistranslation: .mistranslation
    case .untranslated: .untranslated
    case .omission: .omission
    case .addition: .addition
    case .wrongTerm: .terminology
    case .inconsistentUse: .inconsistency
    case .grammar: .grammar
    case .punctuation, .textualConventions: .typographical
    case .spelling: .misspelling
    case .characterEncoding: .characters
    case .unintelligible: .other
    case .awkward, .unidiomatic, .inconsistentStyle: .style
    case .numberFormat, .dateFormat, .currencyFormat, .measurementFormat: .localeViolation
    case .markup: .markup
    }
  }
}

/// Issue types of the Internationalization Tag Set 2.0 (W3C), Localization Quality Issue.
public enum ITSCategory: String, CaseIterable, Sendable {
  case terminology, mistranslation, omission, untranslated, addition, duplication, inconsistency, grammar, legal, register
  case localeSpecificContent = "locale-specific-content"
  case localeViolation = "locale-violation"
  case style, characters, misspelling, typographical, formatting
  case inconsistentEntities = "inconsistent-entities"
  case numbers, markup
  case patternProblem = "pattern-problem"
  case whitespace, internationalization, length
  case nonConformance = "non-conformance"
  case uncategorized, other
}
