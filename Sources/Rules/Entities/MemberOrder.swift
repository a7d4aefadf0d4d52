import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// One body or meeting of two members, named in two orders or with two names for a member: RF-NATO Council, NATO-Russia
/// Council.
struct MemberOrder: Rule {
  static let card = RuleCard(
    id: "entities/member-order", title: "One body of two members is named in two ways",
    mqm: .inconsistentUse, severity: .major, confidence: .high, languages: .withData("organisation-nouns"),
    why: "Each side puts itself first. Translated from both, one council becomes two.",
    advice: "Use the body’s official name throughout.",
    examples: [
      .flags("en", "The [[RF-NATO Council]] will meet on Monday. The NATO-Russia Council last met in May."),
      .flags("en", "The NATO-Russia Council last met in May. The [[Russia-NATO Council]] will meet on Monday."),
      .passes("en", "The NATO-Russia Council met in May. The NATO-Russia Council will meet again."),
      .passes("en", "The Iran-Iraq war ended in 1988. The Iraq-Iran border reopened."),
      .passes("en", "Talks between NATO and Russia went on; Russia and NATO disagreed."),
    ])

  private struct Pair {
    var members: [Int]
    var forms: [Int]
    var head: UInt64
    var tokens: Range<Int>
    var hasCalque: Bool
  }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.language.has(.organisationNouns) else { return }
    let pairs = pairs(story)
    var firsts: [String: Pair] = [:]
    for pair in pairs {
      let key = pair.members.sorted().map(String.init).joined(separator: "+") + "@\(pair.head)"
      guard let first = firsts[key] else {
        firsts[key] = pair
        continue
      }
      guard first.members != pair.members || first.forms != pair.forms else { continue }
      // The one with a foreign abbreviation is the wrong one; else the later one is reported.
      let (wrong, other) = first.hasCalque && !pair.hasCalque ? (first, pair) : (pair, first)
      out.report(
        story.bytes(of: wrong.tokens), "Also called \(Wording.quoted(story.text(other.tokens))) in this story.",
        related: [
          (
            other.tokens.lowerBound < wrong.tokens.lowerBound ? "first written here" : "written so here",
            story.bytes(of: other.tokens)
          )
        ])
      if first.hasCalque { firsts[key] = pair }
    }
  }

  /// Two entities joined by a dash or slash, with the noun before or behind.
  private func pairs(_ story: borrowing Analysis) -> [Pair] {
    var result: [Pair] = []
    let hits = story.entityHits
    for (index, hit) in hits.enumerated().dropLast() {
      let next = hits[index + 1]
      let joint = hit.tokens.upperBound
      guard next.tokens.lowerBound == joint + 1, story.isDash(joint) || story.isMark(joint, 0x2F),
        hit.paragraph == next.paragraph
      else { continue }
      let language = story.language
      let (a, b) = (language.forms[hit.index], language.forms[next.index])
      guard a.entity != b.entity else { continue }
      let isEnd = next.tokens.upperBound >= story.paragraphs[hit.paragraph].tokens.upperBound
      let head: Int
      if !isEnd, story.isIn(next.tokens.upperBound, .organisationNouns) {
        head = next.tokens.upperBound
      } else if hit.tokens.lowerBound > story.paragraphs[hit.paragraph].tokens.lowerBound,
        story.isIn(hit.tokens.lowerBound - 1, .organisationNouns)
      {
        head = hit.tokens.lowerBound - 1
      } else {
        continue
      }
      result.append(
        Pair(
          members: [Int(a.entity), Int(b.entity)], forms: [formKey(a, hit.index), formKey(b, next.index)],
          head: story.tokens[head].hash, tokens: min(hit.tokens.lowerBound, head)..<max(next.tokens.upperBound, head + 1),
          hasCalque: a.formClass == .calque || b.formClass == .calque))
    }
    return result
  }

  /// Inflected forms of one class are one; a calque is another.
  private func formKey(_ form: EntityForm, _ index: Int) -> Int {
    form.formClass == .calque || form.formClass == .rival || form.formClass == .formal ? index : -1
  }
}
