import Findings
import RuleKit
import Stories
import TextBase

/// Controls that turn the direction of writing where nothing has to be turned, or that are never ended.
struct BidiControl: Rule {
  static let card = RuleCard(
    id: "encoding/bidi-control", title: "An invisible control turns the direction of writing",
    mqm: .characterEncoding, severity: .major, confidence: .high,
    why: """
      Such controls come with text that was pasted from right-to-left copy. They put marks and figures in another order on \
      the page than in the file, or part words for every search.
      """,
    advice: "Take the control out; in right-to-left copy, close what was opened.",
    examples: [
      .flags("en", "The gov[[\u{202E}]]ernment met on Monday.", fixed: "The government met on Monday."),
      .flags("en", "The council[[\u{200F}]] met on Monday.", fixed: "The council met on Monday."),
      .flags("ru", "Совет [[\u{2067}]]города собрался в понедельник.", fixed: "Совет города собрался в понедельник."),
      .flags("ar", "قال إن شركة [[\u{202E}]]Volta ستبدأ العمل.", fixed: "قال إن شركة Volta ستبدأ العمل."),
      .flags("he", "החברה [[\u{2066}]]Volta תתחיל לעבוד.", fixed: "החברה Volta תתחיל לעבוד."),
      .passes("he", "החברה \u{200E}Volta\u{200E} תתחיל לעבוד ב־12\u{200F}."),
      .passes("ar", "قال إن شركة \u{202A}Volta\u{202C} ستبدأ العمل."),
      .passes("en", "The word שלום\u{200E}, which means peace, was on the wall."),
      .passes("fa", "شرکت Volta\u{200F} کار خود را آغاز می\u{200C}کند."),
    ])

  static var needs: Needs { .all(.oddCharacters) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var paragraph = -1
    var isMixed = false
    var unbalanced: Set<Int> = []
    for (index, special) in story.specials.enumerated() where isControl(special.scalar) {
      let at = Int(special.offset)
      guard let here = story.paragraph(at: at) else { continue }
      if here != paragraph {
        paragraph = here
        isMixed = story.language.profile.direction == .rtl || hasRightToLeft(story, here)
        unbalanced = unbalancedControls(story, from: index, here)
      }
      let range = ByteRange(at, at + UTF8Text.decode(story.bytes, at).length)
      guard !story.isDamaged(range) else { continue }
      let scalar = special.scalar
      let isMark = scalar == 0x200E || scalar == 0x200F || scalar == 0x61C
      let before = story.scalar(before: range.start)
      let after = story.scalar(at: range.end)
      let reason: String
      if !isMixed {
        reason = "there is nothing to turn in this paragraph"
      } else if scalar == 0x202D || scalar == 0x202E {
        reason = "it overrides the order of the letters"
      } else if isMark {
        guard isLatin(before) && isLatin(after) || isSemitic(before) && isSemitic(after) else { continue }
        reason = "it parts a word"
      } else if unbalanced.contains(at) {
        reason = isEnd(scalar) ? "nothing was opened before it" : "it is never closed"
      } else {
        continue
      }
      out.report(
        range, "\(name(scalar)) stands here: \(reason).", severity: isMark ? .minor : nil,
        fixes: [.replace(range, with: "", "Take it out", isMixed ? .review : .safe)])
    }
  }

  private func isControl(_ scalar: UInt32) -> Bool {
    scalar == 0x200E || scalar == 0x200F || scalar == 0x61C || (0x202A...0x202E).contains(scalar)
      || (0x2066...0x2069).contains(scalar)
  }

  private func isEnd(_ scalar: UInt32) -> Bool { scalar == 0x202C || scalar == 0x2069 }

  private func name(_ scalar: UInt32) -> String {
    switch scalar {
    case 0x200E: "A left-to-right mark"
    case 0x200F: "A right-to-left mark"
    case 0x61C: "An Arabic letter mark"
    case 0x202A: "A left-to-right embedding"
    case 0x202B: "A right-to-left embedding"
    case 0x202C: "An end of embedding"
    case 0x202D: "A left-to-right override"
    case 0x202E: "A right-to-left override"
    case 0x2069: "An end of isolate"
    default: "An isolate"
    }
  }

  private func isLatin(_ scalar: UInt32) -> Bool {
    (scalar | 0x20) >= 0x61 && (scalar | 0x20) <= 0x7A || (0xC0...0x52F).contains(scalar)
  }
  private func isSemitic(_ scalar: UInt32) -> Bool { (0x5D0...0x5EA).contains(scalar) || (0x620...0x6D3).contains(scalar) }

  private func hasRightToLeft(_ story: borrowing Analysis, _ paragraph: Int) -> Bool {
    for token in story.tokens[story.paragraphs[paragraph].tokens] where token.kind == .word {
      switch Script(code: token.script) {
      case .arabic, .hebrew: return true
      default: continue
      }
    }
    return false
  }

  /// Offsets of controls of a paragraph that open and are not closed, or the reverse.
  private func unbalancedControls(_ story: borrowing Analysis, from index: Int, _ paragraph: Int) -> Set<Int> {
    var open: [(offset: Int, isIsolate: Bool)] = []
    var result: Set<Int> = []
    for special in story.specials[index...] {
      let at = Int(special.offset)
      guard at < story.paragraphs[paragraph].range.end else { break }
      switch special.scalar {
      case 0x202A, 0x202B, 0x202D, 0x202E: open.append((at, false))
      case 0x2066...0x2068: open.append((at, true))
      case 0x202C, 0x2069:
        if let last = open.last, last.isIsolate == (special.scalar == 0x2069) { open.removeLast() } else { result.insert(at) }
      default: break
      }
    }
    return result.union(open.map(\.offset))
  }
}
