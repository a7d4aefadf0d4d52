import Findings
import RuleKit
import Stories
import TextBase

/// A space before a comma, full stop or another mark that closes up to its word.
struct SpaceBeforeMark: Rule {
  static let card = RuleCard(
    id: "spacing/before-mark", title: "A space stands before a mark that closes up",
    mqm: .punctuation, severity: .minor, confidence: .high,
    why: "Machine output that was put together from pieces, and sentences that were cut, leave a space before their marks.",
    advice: "Delete the space before the mark.",
    examples: [
      .flags("en", "The port was [[closed .]] Nobody was hurt.", fixed: "The port was closed. Nobody was hurt."),
      .flags(
        "de", "Der [[Hafen ,]] der seit Montag zu ist, bleibt es.", fixed: "Der Hafen, der seit Montag zu ist, bleibt es."),
      .flags("en", "She [[said ,the]] port was closed.", fixed: "She said, the port was closed."),
      .flags("fr", "Le port est [[fermé .]] Personne n’est blessé.", fixed: "Le port est fermé. Personne n’est blessé."),
      .flags("zh", "港口已经关[[闭 。]]没有人受伤。", fixed: "港口已经关闭。没有人受伤。"),
      .passes("fr", "Le port est-il fermé ? Oui : il l’est ; hélas !"),
      .passes("en", "The firm moved to .NET in 2019, and its share of .5 per cent grew … slowly . . . or not."),
      .passes("de", "Das Spiel endete 2 : 1, und alle lachten :-) darüber."),
      .passes("en", "The port was closed. Nobody was hurt."),
    ])

  static var needs: Needs { .all(.spacedStops) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let allowed = story.language.profile.spaceBefore + story.language.profile.mayStandApart
    for paragraph in story.paragraphs {
      for index in story.marks(in: paragraph) where index > paragraph.tokens.lowerBound && story.tokens[index].kind == .mark {
        let token = story.tokens[index]
        guard token.flags.contains(.spaceBefore), !token.flags.contains(.lineStart) else { continue }
        let scalar = story.scalar(at: Int(token.start))
        guard SpaceBeforeMark.closesUp(scalar), paragraph.language == nil || scalar == 0x2C || scalar == 0x2E,
          !allowed.contains(scalar), isFault(index, scalar, paragraph.tokens, story)
        else { continue }
        report(index, scalar, paragraph.tokens, story, &out)
      }
    }
  }

  /// , . ; : ! ? and their sisters in Arabic, Chinese and Japanese.
  static func closesUp(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2C, 0x2E, 0x3B, 0x3A, 0x21, 0x3F, 0x60C, 0x61B, 0x61F, 0x6D4, 0x3001, 0x3002, 0xFF01, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F:
      true
    default: false
    }
  }

  private func isFault(_ index: Int, _ scalar: UInt32, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> Bool {
    let previous = story.tokens[index - 1]
    switch previous.kind {
    case .word, .number, .ideograph, .address: break
    // A mark with a space on both sides is the quotation rules’ own.
    case .quote: guard !previous.flags.contains(.spaceBefore) else { return false }
    case .mark:
      guard story.isMark(index - 1, 0x29) || story.isMark(index - 1, 0x5D) || story.isMark(index - 1, 0x25) else {
        return false
      }
    default: return false
    }
    guard index + 1 < paragraph.upperBound else { return true }
    let next = story.tokens[index + 1]
    // A spaced ellipsis, a series of marks.
    if next.kind == .mark, SpaceBeforeMark.closesUp(story.scalar(at: Int(next.start))) { return false }
    if next.flags.contains(.spaceBefore) {
      // 2 : 1, 10 : 30
      return !(scalar == 0x3A && (previous.kind == .number || next.kind == .number))
    }
    switch next.kind {
    case .quote: return true
    case .ideograph: return true
    // .NET, .5, :-), ;-)
    case .word where scalar == 0x2C || scalar == 0x3B || scalar > 0x3000:
      return previous.kind == .word || previous.kind == .ideograph
    case .word where scalar == 0x2E:
      return next.shape == .capitalised && next.scalars >= 2 && previous.shape == .lower && previous.scalars >= 2
    case .mark where scalar == 0x2C || scalar == 0x2E: return story.isMark(index + 1, 0x29) || story.isMark(index + 1, 0x5D)
    default: return false
    }
  }

  private func report(
    _ index: Int, _ scalar: UInt32, _ paragraph: Range<Int>, _ story: borrowing Analysis, _ out: inout FindingSink
  ) {
    let previous = story.tokens[index - 1]
    let token = story.tokens[index]
    let mark = story.text(index)
    let gap = ByteRange(Int(previous.end), Int(token.start))
    let first = previous.isWord || index < 2 ? index - 1 : index - 2
    var last = index
    var isMoved = false
    if index + 1 < paragraph.upperBound, story.tokens[index + 1].kind == .word,
      !story.tokens[index + 1].flags.contains(.spaceBefore)
    {
      (last, isMoved) = (index + 1, true)
    }
    let fix = gap.union(ByteRange(Int(token.start), Int(token.end)))
    let isSure = scalar == 0x2C || scalar == 0x2E || scalar == 0x3002 || scalar == 0xFF0C
    out.report(
      story.bytes(of: first..<last + 1),
      isMoved
        ? "The space stands before the mark “\(mark)”, not behind it."
        : "A space stands before “\(mark)”, which closes up to its word.",
      confidence: isSure ? .high : .medium,
      fixes: [
        isMoved
          ? .replace(fix, with: mark + story.text(gap), "Move the space behind the mark", .safe)
          : .replace(gap, with: "", "Delete the space", .safe)
      ])
  }
}
