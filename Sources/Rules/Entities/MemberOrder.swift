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
      .flags("de", "Am Montag tagt der [[RF-NATO-Rat]]. Der NATO-Russland-Rat kam zuletzt im Mai zusammen."),
      .flags("fr", "Le [[Conseil FR-OTAN]] se réunira lundi. Le Conseil OTAN-Russie a siégé en mai."),
      .flags("en", "The [[UA-EU Council]] will meet on Monday. The EU-Ukraine Council last met in May."),
      .passes("en", "The EU-UK Council met in May. The EU-Ukraine Council will meet on Monday."),
      .passes("en", "The NATO-Russia Council met in May. The NATO-Russia Council will meet again."),
      .passes("en", "The Iran-Iraq war ended in 1988. The Iraq-Iran border reopened."),
      .passes("en", "Talks between NATO and Russia went on; Russia and NATO disagreed."),
    ])

  private struct Pair {
    var members: [Int]
    /// Where each member is named.
    var names: [Range<Int>]
    var forms: [Int]
    var head: UInt64
    var tokens: Range<Int>
    var hasCalque: Bool
  }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let pairs = pairs(story)
    reportUnknownMembers(pairs, story, &out)
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
      guard let head = head(of: hit.tokens.lowerBound..<next.tokens.upperBound, hit.paragraph, story) else { continue }
      result.append(
        Pair(
          members: [Int(a.entity), Int(b.entity)], names: [hit.tokens, next.tokens],
          forms: [formKey(a, hit.index), formKey(b, next.index)],
          head: story.tokens[head].hash, tokens: min(hit.tokens.lowerBound, head)..<max(next.tokens.upperBound, head + 1),
          hasCalque: a.formClass == .calque || b.formClass == .calque))
    }
    return result
  }

  /// The noun behind a pair, in German with a hyphen, or before it: Council, -Rat, Conseil.
  private func head(of pair: Range<Int>, _ paragraph: Int, _ story: borrowing Analysis) -> Int? {
    let range = story.paragraphs[paragraph].tokens
    let next = pair.upperBound
    if next < range.upperBound, story.isIn(next, .organisationNouns) { return next }
    if next + 1 < range.upperBound, story.isDash(next), !story.tokens[next].flags.contains(.spaceBefore),
      story.isIn(next + 1, .organisationNouns)
    {
      return next + 1
    }
    let before = pair.lowerBound - 1
    return before >= range.lowerBound && story.isIn(before, .organisationNouns) ? before : nil
  }

  /// A member under letters that the lexicon does not know, where the story has the same body with the member’s name: FR-OTAN
  /// beside OTAN-Russie.
  private func reportUnknownMembers(_ pairs: [Pair], _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard !pairs.isEmpty else { return }
    for hit in story.entityHits {
      let (first, last) = (hit.tokens.lowerBound, hit.tokens.upperBound - 1)
      let range = story.paragraphs[hit.paragraph].tokens
      for (joint, letters) in [(first - 1, first - 2), (last + 1, last + 2)] {
        guard range.contains(letters), story.isDash(joint), isLetters(letters, story) else { continue }
        let tokens = min(letters, first)..<max(letters, last) + 1
        let known = Int(story.language.forms[hit.index].entity)
        guard let head = head(of: tokens, hit.paragraph, story),
          let other = pairs.first(where: { pair in
            pair.head == story.tokens[head].hash && pair.members.contains(known) && !pair.tokens.overlaps(tokens)
              && stands(letters, for: pair, beside: known, story)
          })
        else { continue }
        out.report(
          story.bytes(of: min(head, tokens.lowerBound)..<max(head + 1, tokens.upperBound)),
          "Also called \(Wording.quoted(story.text(other.tokens))) in this story.",
          related: [
            (
              other.tokens.lowerBound < tokens.lowerBound ? "first written here" : "written so here",
              story.bytes(of: other.tokens)
            )
          ])
      }
    }
  }

  /// Two or three capitals that no name in the lexicon is written with.
  private func isLetters(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.tokens[token].kind == .word && story.tokens[token].shape == .upper && (2...4).contains(story.tokens[token].scalars)
      && !story.isInEntity(token)
  }

  /// Whether the letters can abbreviate the pair’s other member: one of them is the first of its name.
  private func stands(_ letters: Int, for pair: Pair, beside known: Int, _ story: borrowing Analysis) -> Bool {
    guard let place = pair.members.firstIndex(where: { $0 != known }) else { return false }
    let name = pair.names[place]
    guard name.count > 0, let first = story.text(name.lowerBound).unicodeScalars.first else { return false }
    return story.text(letters).unicodeScalars.contains { $0 == first }
  }

  /// Inflected forms of one class are one; a calque is another.
  private func formKey(_ form: EntityForm, _ index: Int) -> Int {
    form.formClass == .calque || form.formClass == .rival || form.formClass == .formal ? index : -1
  }
}
