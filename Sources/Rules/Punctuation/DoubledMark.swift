import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Two marks where one is meant: ,, .. ., and their sisters.
struct DoubledMark: Rule {
  static let card = RuleCard(
    id: "punctuation/doubled-mark", title: "Two marks stand where one is meant",
    mqm: .punctuation, severity: .minor, confidence: .high,
    why: "Two marks meet where a sentence was changed and its old mark stayed, or where two pieces of output were joined.",
    advice: "Keep the one that is meant.",
    examples: [
      .flags("en", "The port was [[closed..]] Nobody was hurt.", fixed: "The port was closed. Nobody was hurt."),
      .flags("sv", "Hamnen var [[stängd,,]] sade polisen i tisdags.", fixed: "Hamnen var stängd, sade polisen i tisdags."),
      .flags("en", "It was the work of the [[council.,]] and the mayor is happy."),
      .flags("zh", "港口已经关[[闭。。]]没有人受伤。", fixed: "港口已经关闭。没有人受伤。"),
      .passes("en", "The port was closed... Nobody knew why."),
      .passes("ru", "Что же это?.. Порт закрыт!.. Никто не знает."),
      .passes("en", "Larsen, Inc., and the N.F.L., praised etc., said so!! Really??"),
      .passes("ar", "أمطار غزيرة في الشمال.. والمدارس مغلقة"),
      .passes("pl", "Minister nazwał to ,,nowym początkiem'' w poniedziałek."),
      .passes("en", "See std::vector, pages 4..9 and ../notes for more."),
    ])

  static var needs: Needs { .all(.adjacentMarks) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for paragraph in story.paragraphs where paragraph.tokens.count > 2 {
      for index in story.marks(in: paragraph) where index > paragraph.tokens.lowerBound + 1 && story.tokens[index].kind == .mark
      {
        guard !story.tokens[index].flags.contains(.spaceBefore), story.tokens[index - 1].kind == .mark,
          !story.tokens[index - 1].flags.contains(.spaceBefore), story.tokens[index - 2].isWord || isClosing(index - 2, story)
        else { continue }
        let next = index + 1 < paragraph.tokens.upperBound ? index + 1 : nil
        guard let confidence = judge(index, next, story) else { continue }
        let isSame = story.tokens[index].hash == story.tokens[index - 1].hash
        out.report(
          story.bytes(of: index - 2..<index + 1),
          isSame
            ? "“\(story.text(index))” stands twice in a row."
            : "“\(story.text(index - 1))” and “\(story.text(index))” stand side by side; only one can be meant.",
          confidence: confidence,
          fixes: isSame ? [.replace(story.tokens[index].range, with: "", "Delete one of the two", .safe)] : [])
      }
    }
  }

  private func judge(_ index: Int, _ next: Int?, _ story: borrowing Analysis) -> Confidence? {
    // A third mark makes it something else: an ellipsis, a rule. A word set close makes it code, a path or a quotation.
    if let next, !story.tokens[next].flags.contains(.spaceBefore),
      story.tokens[next].kind == .word || story.tokens[next].kind == .number || story.tokens[next].kind == .symbol
        || isStop(next, story)
    {
      return nil
    }
    let (first, second) = (
      story.scalar(at: Int(story.tokens[index - 1].start)), story.scalar(at: Int(story.tokens[index].start))
    )
    switch (first, second) {
    case (0x2E, 0x2E) where story.language.habits.contains(.twoPoints): return nil
    case (0x2E, 0x2E): return story.tokens[index - 2].kind == .number && story.tokens[index - 2].scalars < 3 ? .medium : .high
    case (0x2C, 0x2C), (0x3B, 0x3B), (0x60C, 0x60C), (0x3001, 0x3001), (0x3002, 0x3002), (0xFF0C, 0xFF0C), (0x964, 0x964):
      return .high
    case (0x3A, 0x3A): return .medium
    case (0x2C, 0x2E), (0x2C, 0x3B), (0x3B, 0x2C), (0x3A, 0x2C), (0x2C, 0x3A), (0x3A, 0x2E), (0x3B, 0x2E), (0x3001, 0x3002),
      (0xFF0C, 0x3002),
      (0x60C, 0x2E), (0x3002, 0xFF0C), (0x3002, 0x3001):
      return .high
    case (0x2E, 0x2C):
      // After an abbreviation both are right.
      let before = story.tokens[index - 2]
      guard before.kind == .word, before.shape == .lower, before.scalars >= 4, !hasPoint(index - 2, story) else { return nil }
      let isAbbreviation =
        story.isIn(index - 2, .abbreviation) || story.isIn(index - 2, .abbreviationCapitalised)
        || story.isIn(index - 2, .abbreviationClosing)
      return isAbbreviation || !story.language.hasLexicon ? nil : .medium
    default: return nil
    }
  }

  private func hasPoint(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let range = story.tokens[token].range
    return story.bytes[range.start..<range.end].contains(0x2E)
  }

  private func isStop(_ index: Int, _ story: borrowing Analysis) -> Bool {
    story.tokens[index].kind == .mark
      && (SpaceBeforeMark.closesUp(story.scalar(at: Int(story.tokens[index].start))) || story.isMark(index, 0x2026))
  }

  private func isClosing(_ index: Int, _ story: borrowing Analysis) -> Bool {
    story.tokens[index].kind == .quote || story.isMark(index, 0x29)
  }
}
