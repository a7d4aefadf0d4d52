import TextBase

/// A stretch of the copy that a report lists and links to.
public struct CopyPlace: Hashable, Sendable {
  public var text: String
  /// From 1.
  public var line: Int
  /// Bytes of the decoded file.
  public var decoded: ByteRange

  public init(text: String, line: Int, decoded: ByteRange) {
    self.text = text
    self.line = line
    self.decoded = decoded
  }
}

/// What a story says that a desk can check against its sources: who is quoted, which figures, which days. Nothing here is a
/// finding.
public struct StoryFacts: Sendable {
  /// A quotation, or a mark that has no partner.
  public struct Quotation: Sendable {
    public enum State: String, Sendable { case paired, unclosed, unopened }
    /// With its marks.
    public var place: CopyPlace
    public var state: State
    public var isInner: Bool
    public var words: Int
    /// Who speaks, where the copy names somebody beside a word of saying.
    public var speaker: CopyPlace?
    /// The clause with that word.
    public var attribution: String?

    public init(
      place: CopyPlace, state: State, isInner: Bool = false, words: Int = 0, speaker: CopyPlace? = nil,
      attribution: String? = nil
    ) {
      self.place = place
      self.state = state
      self.isInner = isInner
      self.words = words
      self.speaker = speaker
      self.attribution = attribution
    }
  }

  public struct Figure: Sendable {
    public enum Kind: String, Sendable { case number, money, measure, share }
    /// With sign, scale word and unit.
    public var place: CopyPlace
    public var kind: Kind
    /// What it says in digits with English separators: "1,500,000"; nil where two readings are possible.
    public var reading: String?
    /// A measure in the units of the other system: "160.9 km".
    public var converted: String?
    /// The copy's own conversion beside it: "160 km".
    public var beside: String?

    public init(place: CopyPlace, kind: Kind, reading: String?, converted: String? = nil, beside: String? = nil) {
      self.place = place
      self.kind = kind
      self.reading = reading
      self.converted = converted
      self.beside = beside
    }
  }

  /// A date, or a weekday that stands alone.
  public struct Day: Sendable {
    public var place: CopyPlace
    /// 1…31, 1…12; nil where the copy names none.
    public var year, month, day: Int?
    /// ISO, 1…7, as written.
    public var weekday: Int?
    /// ISO, as the calendar has it; nil unless the date is whole and exists.
    public var trueWeekday: Int?
    /// Which of two figures is the month depends on the country.
    public var isAmbiguous: Bool

    public init(
      place: CopyPlace, year: Int?, month: Int?, day: Int?, weekday: Int?, trueWeekday: Int?, isAmbiguous: Bool
    ) {
      self.place = place
      self.year = year
      self.month = month
      self.day = day
      self.weekday = weekday
      self.trueWeekday = trueWeekday
      self.isAmbiguous = isAmbiguous
    }

    /// "2022-01-07"; nil unless year, month and day are there.
    public var iso: String? {
      guard let year, let month, let day, !isAmbiguous, (1...9999).contains(year) else { return nil }
      func padded(_ number: Int, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
      }
      return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
  }

  public var quotations: [Quotation] = []
  public var figures: [Figure] = []
  public var days: [Day] = []
  /// The date that the story gives itself near its top, as ISO.
  public var storyDate: String?

  public init() {}
}
