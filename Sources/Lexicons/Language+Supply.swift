/// Whether a language has the data that a rule works by.
public enum Supply: Sendable {
  case held
  /// The rule could check copy if the lexicon had the data: reports say so.
  case missing
  /// There is nothing to check: English bends no scale word, German sets a comma on either side of the mark.
  case notNeeded
}

extension Language {
  /// Whether the lexicons hold what a rule card names: a word class, a habit of the language or a section of the lexicon. Nil
  /// for what no lexicon can hold.
  public func supply(of data: String) -> Supply? {
    if data.hasPrefix("habits.") {
      guard let habit = Habit(rawValue: String(data.dropFirst("habits.".count))) else { return nil }
      return habits.contains(habit) ? .held : hasLexicon ? .notNeeded : .missing
    }
    guard let isHeld = WordClass(rawValue: data).map(has) ?? Language.sections[data]?.isHeld(self) else { return nil }
    if isHeld { return .held }
    if profile.needsNo.contains(data) { return .notNeeded }
    return hasLexicon && Language.sections[data]?.isSaidByProfile == true ? .notNeeded : .missing
  }

  struct Section {
    /// Whether every `language.yaml` answers: what is not there does not apply, or usage differs.
    let isSaidByProfile: Bool
    let isHeld: @Sendable (Language) -> Bool

    init(saidByProfile: Bool = false, _ isHeld: @escaping @Sendable (Language) -> Bool) {
      isSaidByProfile = saidByProfile
      self.isHeld = isHeld
    }
  }

  /// What rule cards name apart from word classes.
  static let sections: [String: Section] = [
    "foreign-words": Section { !$0.foreignWords.isEmpty },
    "entities": Section { !$0.entities.isEmpty },
    "pairs": Section { !$0.packs.isEmpty },
    "gendered-titles": Section { $0.has(.titleMale) || $0.has(.roleMale) },
    "months": Section { $0.has(.month) },
    "weekdays": Section { $0.has(.weekday) },
    "units": Section { $0.hasLexicon && !$0.units.isEmpty },
    "quotes.comma": Section(saidByProfile: true) { $0.hasLexicon && $0.profile.comma == .outside },
    "quotes.foreign": Section(saidByProfile: true) { !$0.profile.foreignQuotes.isEmpty },
    "numbers.figures-for": Section(saidByProfile: true) { !$0.profile.figuresFor.isEmpty },
    // A full-width point beside the plain one is the same mark.
    "numbers.decimal": Section(saidByProfile: true) {
      $0.hasLexicon && $0.profile.decimalSeparators.count(where: { $0 < 0xFF00 }) == 1
    },
    "numbers.group": Section(saidByProfile: true) { $0.hasLexicon && !$0.profile.groupSeparators.isEmpty },
    "measures": Section(saidByProfile: true) { $0.profile.measures != nil },
    "spacing.signs": Section(saidByProfile: true) {
      $0.profile.percentSpacing != .free || $0.profile.unitSpacing != .free
    },
  ]
}
