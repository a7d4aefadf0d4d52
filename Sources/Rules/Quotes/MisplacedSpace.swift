import Findings
import RuleKit
import Stories
import TextBase

/// The space beside a quotation mark stands on the wrong side of it.
struct MisplacedSpace: Rule {
  static let card = RuleCard(
    id: "quotes/misplaced-space", title: "The space stands on the wrong side of a quotation mark",
    mqm: .punctuation, severity: .major, confidence: .high,
    why: """
      Machine translation and careless pasting move the space across a quotation mark. The reader then sees a quotation \
      begin where it ends, and cannot tell who speaks.
      """,
    advice: "Move the space to the other side of the mark.",
    examples: [
      .flags(
        "en", "“The talks will go on, but we promise [[no, ”Larsen]] told reporters.",
        fixed: "“The talks will go on, but we promise no,” Larsen told reporters."),
      .flags(
        "en", "The agency called [[the\" robust]]\" figures a surprise.",
        fixed: "The agency called the \"robust\" figures a surprise."),
      .flags(
        "de", "Sein Zustand [[ist„ stabil]]“, sagte die Ärztin am Abend.",
        fixed: "Sein Zustand ist „stabil“, sagte die Ärztin am Abend."),
      .flags(
        "ru", "Его состояние оценивается [[как« стабильное]]», сообщила больница.",
        fixed: "Его состояние оценивается как «стабильное», сообщила больница."),
      .flags("pl", "Nazwał to [[jako„ chory]] żart”, powiedział.", fixed: "Nazwał to jako „chory żart”, powiedział."),
      .flags(
        "en", "‘It is late,’ he said. ‘We will go on with [[it, ’she]] said.",
        fixed: "‘It is late,’ he said. ‘We will go on with it,’ she said."),
      .flags(
        "nl", "‘Het is te laat’, zei hij. Zij noemde [[dat‘ een]] nieuw begin’.",
        fixed: "‘Het is te laat’, zei hij. Zij noemde dat ‘een nieuw begin’."),
      .passes("en", "‘It’s late,’ he said of the ’90s, ’til the sailors’ song began. ‘Rock ’n’ roll,’ she said."),
      .passes("en", "“The talks will go on,” Larsen told reporters. “Nobody left.”"),
      .passes("en", "“First paragraph of a long statement.\n“Second paragraph of it,” he said."),
      .passes("sv", "”Det går bra”, sade hon. ”Vi fortsätter.”"),
      .passes("en", "Rock ’n’ roll and the workers’ “rights” of the ’90s."),
      .passes("de", "„Ja“, sagte er, „wir gehen.“"),
    ])

  static var needs: Needs { .all(.faultyMarks) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.quoteMarks.indices where story.quoteMarks[index].fault == .misplacedSpace {
      let mark = story.quoteMarks[index]
      let glyphs = story.bytes(of: mark)
      let isClosing = mark.role == .close
      let partner = mark.partner.map { story.quoteMarks[$0] }
      let confidence = confidence(mark)
      // A straight mark whose role is in doubt would be moved back the next time.
      let isCertain = confidence == .high || mark.glyph == .open || mark.glyph == .close
      out.report(
        story.surroundings(of: mark),
        "The space stands \(isClosing ? "before" : "after") the \(isClosing ? "closing" : "opening") mark, not \(isClosing ? "after" : "before") it.",
        confidence: confidence,
        related: partner.map { [(isClosing ? "opened here" : "closed here", story.bytes(of: $0))] } ?? [],
        fixes: fix(story, glyphs, isClosing, isCertain ? .safe : .review).map { [$0] } ?? [])
    }
  }

  private func confidence(_ mark: QuoteMarkColumn) -> Confidence {
    // Such a straight mark may as well open speech that was never closed.
    if mark.role == .close, mark.expectsOpening, mark.glyph != .close { return mark.margin >= 0.9 ? .medium : .low }
    return mark.margin >= 0.6 ? .high : .medium
  }

  /// Swaps the mark and the run of white space beside it.
  private func fix(
    _ story: borrowing Analysis, _ glyphs: ByteRange, _ isClosing: Bool, _ applicability: Applicability
  ) -> Fix? {
    var space = ByteRange(glyphs.start, glyphs.end)
    if isClosing {
      while let (scalar, length) = UTF8Text.decodeLast(story.bytes, before: space.start), WhiteSpace.contains(scalar) {
        space.start -= length
      }
      space.end = glyphs.start
    } else {
      while space.end < story.bytes.count {
        let (scalar, length) = UTF8Text.decode(story.bytes, space.end)
        guard WhiteSpace.contains(scalar) else { break }
        space.end += length
      }
      space.start = glyphs.end
    }
    guard !space.isEmpty else { return nil }
    let (mark, blank) = (story.text(glyphs), story.text(space))
    return .replace(glyphs.union(space), with: isClosing ? mark + blank : blank + mark, "Move the space", applicability)
  }
}

/// Spaces that may stand beside a mark; line ends are none.
enum WhiteSpace {
  static func contains(_ scalar: UInt32) -> Bool {
    scalar == 0x20 || scalar == 0x09 || scalar == 0xA0 || (0x2000...0x200A).contains(scalar) || scalar == 0x202F
  }
}
