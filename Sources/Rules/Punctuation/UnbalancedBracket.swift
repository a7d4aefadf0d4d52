import Findings
import RuleKit
import Stories
import TextBase

/// A bracket without its other half.
struct UnbalancedBracket: Rule {
  static let card = RuleCard(
    id: "punctuation/unbalanced-bracket", title: "A bracket has no other half",
    mqm: .punctuation, severity: .minor, confidence: .medium,
    why: "A bracket that is opened and not closed, or the reverse, is the trace of a cut or of a lost piece of the sentence.",
    advice: "Close the bracket, or delete it.",
    examples: [
      .flags("en", "The port [[(closed]] since Monday will be open on Friday."),
      .flags("en", "The port, closed since [[Monday)]], will be open on Friday."),
      .flags("zh", "港口[[（星]]期一关闭将在星期五开放。"),
      .passes("en", "The port (closed since Monday) will be open on Friday [sic]."),
      .passes("en", "Three reasons: a) the storm, b) the ice, 3) the crew :-) and more ;)"),
      .passes("en", "“The port (closed since Monday,” he said.\n“And still closed) will be open.”"),
    ])

  static var needs: Needs { .all(.brackets) }

  init(_ style: HouseStyle) {}

  private static let kinds: [(open: UInt32, close: UInt32)] = [(0x28, 0x29), (0x5B, 0x5D), (0xFF08, 0xFF09), (0x3010, 0x3011)]

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var open: [(token: Int, paragraph: Int, kind: Int)] = []
    var lone: [(token: Int, isOpening: Bool)] = []
    for paragraph in story.paragraphs.indices {
      // Lines can be sentences, so a bracket may close in the next ones.
      while let first = open.first, paragraph - first.paragraph > 3 {
        lone.append((first.token, true))
        open.removeFirst()
      }
      for index in story.marks(in: story.paragraphs[paragraph]) where story.tokens[index].kind == .mark {
        let start = Int(story.tokens[index].start)
        guard UnbalancedBracket.mayBegin(story.bytes[start]) else { continue }
        let scalar = story.scalar(at: start)
        if let kind = UnbalancedBracket.kinds.firstIndex(where: { $0.open == scalar }) {
          if !isFace(index, story) { open.append((index, paragraph, kind)) }
        } else if let kind = UnbalancedBracket.kinds.firstIndex(where: { $0.close == scalar }) {
          // Half-width and full-width halves meet in CJK copy.
          if let match = open.lastIndex(where: { $0.kind == kind || $0.kind + kind == 2 }) {
            lone += open[(match + 1)...].map { ($0.token, true) }
            open.removeSubrange(match...)
          } else if !isLabel(index, story), !isFace(index, story) {
            lone.append((index, false))
          }
        }
      }
    }
    lone += open.map { ($0.token, true) }
    // Several of them are a matter of layout or code.
    guard lone.count <= 3 else { return }
    for (index, isOpening) in lone.sorted(by: { $0.token < $1.token }) {
      let paragraph = story.paragraph(at: Int(story.tokens[index].start)).map { story.paragraphs[$0] }
      guard let paragraph, paragraph.isBody || paragraph.field == .headline else { continue }
      let other = isOpening ? index + 1 : index - 1
      let range = paragraph.tokens.contains(other) ? min(index, other)..<max(index, other) + 1 : index..<index + 1
      out.report(
        story.bytes(of: range),
        isOpening
          ? "The bracket “\(story.text(index))” is opened here and not closed."
          : "The bracket “\(story.text(index))” is closed here and was not opened.")
    }
  }

  /// Whether a bracket may begin with the byte.
  private static func mayBegin(_ byte: UInt8) -> Bool {
    byte == 0x28 || byte == 0x29 || byte == 0x5B || byte == 0x5D || byte == 0xEF || byte == 0xE3
  }

  /// a) 3) iv) — a label in a list.
  private func isLabel(_ index: Int, _ story: borrowing Analysis) -> Bool {
    guard index > 0 else { return true }
    let token = story.tokens[index - 1]
    let isSmall = token.kind == .number || (token.kind == .word && token.scalars <= 3)
    return isSmall && (index < 2 || token.flags.contains(.spaceBefore) || token.flags.contains(.lineStart))
  }

  /// :-) ;) :( 8)
  private func isFace(_ index: Int, _ story: borrowing Analysis) -> Bool {
    guard index > 0 else { return false }
    let isAdjacent = !story.tokens[index].flags.contains(.spaceBefore)
    return isAdjacent
      && (story.isMark(index - 1, 0x3A) || story.isMark(index - 1, 0x3B) || story.isMark(index - 1, 0x2D)
        || story.isMark(index - 1, story.scalar(at: Int(story.tokens[index].start))) && story.isMark(index - 1, 0x29)
          && story.tokens[index - 1].flags.contains(.spaceBefore))
  }
}
