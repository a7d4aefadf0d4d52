import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A mark of another script between words of the copy’s own: a half-width comma in Chinese, a full-width one in English.
struct ForeignMark: Rule {
  static let card = RuleCard(
    id: "punctuation/foreign-mark", title: "A mark belongs to another script",
    mqm: .punctuation, severity: .minor, confidence: .high,
    why: "Marks of the source language's script stay behind when a sentence is translated piece by piece.",
    advice: "Use the mark of the copy's own script.",
    examples: [
      .flags("zh", "港口已经关闭，没有人受[[伤,船]]只在外等待，天气很坏。", fixed: "港口已经关闭，没有人受伤，船只在外等待，天气很坏。"),
      .flags("en", "The port was [[closed，]] and nobody was hurt.", fixed: "The port was closed, and nobody was hurt."),
      .flags(
        "ar", "أغلق الميناء، ولم يصب [[أحد,]] وانتظرت السفن في الخارج، وكان الطقس سيئا.",
        fixed: "أغلق الميناء، ولم يصب أحد، وانتظرت السفن في الخارج، وكان الطقس سيئا."),
      .flags("en", "The port was [[closed،]] and nobody was hurt.", fixed: "The port was closed, and nobody was hurt."),
      .flags("el", "Πότε θα ανοίξει το [[λιμάνι?]] Κανείς δεν ξέρει.", fixed: "Πότε θα ανοίξει το λιμάνι; Κανείς δεν ξέρει."),
      .passes("zh", "港口（Port A）已经关闭，共有1,500艘船只, Larsen说。"),
      .passes("el", "Πότε θα ανοίξει το λιμάνι; Κανείς δεν ξέρει."),
      .passes("ar", "أغلق الميناء، وانتظرت السفن في الخارج؛ متى يفتح؟"),
      .passes("hi", "बंदरगाह बंद है। जहाज़ बाहर हैं, और कोई नहीं जानता."),
      .passes("en", "He wrote “港口，船” on the wall, and left."),
    ])

  static var needs: Needs { .any([.easternMarks, .easternCopy]) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let home = story.language.profile.marks
    // Copy that sets half-width marks throughout has its own reasons: once is enough to say so, as a hint.
    var own = 0
    var foreign: [(token: Int, mark: String)] = []
    for paragraph in story.paragraphs where paragraph.language == nil && paragraph.tokens.count > 1 {
      for index in story.marks(in: paragraph) where index > paragraph.tokens.lowerBound && story.tokens[index].kind == .mark {
        let token = story.tokens[index]
        let scalar = story.scalar(at: Int(token.start))
        guard scalar < 0x40 || scalar >= 0x37E else { continue }
        let previous = story.tokens[index - 1]
        guard previous.end == token.start, previous.kind == .word || previous.kind == .ideograph else { continue }
        switch home {
        case .chinese where scalar == 0xFF0C || scalar == 0x3002 || scalar == 0x3001: own += 1
        case .japanese where scalar == 0x3001 || scalar == 0x3002: own += 1
        case .arabic where scalar == 0x60C || scalar == 0x61F || scalar == 0x61B: own += 1
        default: break
        }
        guard let mark = ForeignMark.replacement(scalar, home), isBetweenOwnWords(index, paragraph.tokens, home, story) else {
          continue
        }
        foreign.append((index, mark))
      }
    }
    guard !foreign.isEmpty else { return }
    let isMixture = home == .western || home == .greek || own >= 2 * foreign.count
    for (index, mark) in isMixture ? foreign[...] : foreign.prefix(1) {
      let next =
        index + 1 < story.tokens.count && !story.tokens[index + 1].flags.contains(.spaceBefore)
        && story.tokens[index + 1].isWord
      let count = foreign.count == 1 || isMixture ? "" : " (\(foreign.count) times)"
      out.report(
        story.bytes(of: index - 1..<(next ? index + 2 : index + 1)),
        "“\(story.text(index))” is not a mark of \(story.language.profile.name)\(count); copy sets “\(mark)”.",
        confidence: isMixture ? .high : .medium,
        fixes: [.replace(story.tokens[index].range, with: mark, "Write \(mark)", .safe)])
    }
  }

  private static func replacement(_ scalar: UInt32, _ home: MarkSet) -> String? {
    switch home {
    case .chinese, .japanese:
      switch scalar {
      case 0x2C: home == .chinese ? "，" : "、"
      case 0x3B: "；"
      case 0x2E: "。"
      default: nil
      }
    case .arabic:
      switch scalar {
      case 0x2C, 0xFF0C: "،"
      case 0x3B, 0xFF1B: "؛"
      case 0x3F, 0xFF1F: "؟"
      default: nil
      }
    case .western, .greek:
      switch scalar {
      case 0x60C, 0xFF0C, 0x3001: ","
      case 0x3002, 0xFF0E, 0x6D4: "."
      case 0xFF1A: ":"
      case 0x61B, 0xFF1B: home == .greek ? "·" : ";"
      case 0xFF01: "!"
      case 0x61F, 0xFF1F: home == .greek ? ";" : "?"
      case 0x3F: home == .greek ? ";" : nil
      case 0x37E: home == .greek ? nil : "?"
      default: nil
      }
    }
  }

  /// Whether the words beside the mark are of the copy’s own script; a mark inside foreign words is theirs.
  private func isBetweenOwnWords(_ index: Int, _ paragraph: Range<Int>, _ home: MarkSet, _ story: borrowing Analysis) -> Bool {
    guard isOwn(story.tokens[index - 1], home) else { return false }
    guard index + 1 < paragraph.upperBound else { return home != .chinese && home != .japanese }
    let next = story.tokens[index + 1]
    if home == .chinese || home == .japanese { return next.kind == .ideograph }
    return next.isWord ? next.kind == .number || isOwn(next, home) : true
  }

  private func isOwn(_ token: Token, _ home: MarkSet) -> Bool {
    switch home {
    case .chinese, .japanese: token.kind == .ideograph
    case .arabic: token.script == Script.arabic.code
    case .greek: token.script == Script.greek.code
    case .western:
      token.kind == .word && token.script != Script.arabic.code && token.script != Script.thai.code
        && token.script != Script.hangul.code && token.script != Script.greek.code
    }
  }
}
