import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Competing forms of one name in one story, with counts.
struct RivalForms {
  struct Group {
    /// As the lexicon writes it, for a message.
    var display: String
    var first: EntityColumn.Mention
    var count: Int
  }

  /// In the order of first mention.
  let groups: [Group]

  /// The rivals among an entity's mentions. Forms that are free to mix count as one group, beside the rivals proper.
  init(_ mentions: [EntityColumn.Mention], _ language: Language) {
    var groups: [Int: Group] = [:]
    for mention in mentions {
      let form = language.forms[mention.form]
      let key: Int
      switch form.formClass {
      case .rival: key = Int(form.rival)
      case .usual: key = -1
      default: continue
      }
      if groups[key] == nil {
        groups[key] = Group(display: language.display(form), first: mention, count: 0)
      }
      groups[key]!.count += 1
    }
    let hasRival = groups.keys.contains { $0 >= 0 }
    self.groups = hasRival ? groups.values.sorted { $0.first.range < $1.first.range } : []
  }

  /// Whether the only mention of the second form stands close behind one of the first, which it explains: “Kyiv, formerly Kiev”,
  /// “Myanmar (Burma)”.
  func isGloss(_ mentions: [EntityColumn.Mention], _ story: borrowing Analysis) -> Bool {
    guard groups.count == 2, groups[1].count == 1 else { return false }
    let other = groups[1].first
    for mention in mentions {
      let distance = other.tokens.lowerBound - mention.tokens.upperBound
      guard mention.sentence == other.sentence, distance >= 0 else { continue }
      // Behind a later mention a mark sets it off: Bratislava, dem einstigen Pressburg.
      if mention.tokens == groups[0].first.tokens
        ? distance <= 6 : distance <= 3 && story.tokens[mention.tokens.upperBound].kind == .mark
      {
        return true
      }
    }
    return false
  }

  /// The sign says “Pondicherry”: in marks of its own, and only there, the form itself is spoken of.
  private static func isNamedAsWord(_ group: Group, _ story: borrowing Analysis) -> Bool {
    let (before, after) = (group.first.tokens.lowerBound - 1, group.first.tokens.upperBound)
    return group.count == 1 && before >= 0 && after < story.tokens.count && story.tokens[before].kind == .quote
      && story.tokens[after].kind == .quote
  }

  /// Reports every further form of each entity of a kind, “One place in two forms”. In speech too: how a name is spelled is the
  /// desk's choice, not the speaker's.
  static func report(_ what: String, _ kind: EntityKind, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    for mentions in story.entityMentions where mentions.list.count > 1 {
      guard language.entities[mentions.entity].kind == kind else { continue }
      let rivals = RivalForms(mentions.list, language)
      guard rivals.groups.count > 1, !rivals.isGloss(mentions.list, story) else { continue }
      let groups = rivals.groups.filter { !isNamedAsWord($0, story) }
      guard groups.count > 1 else { continue }
      let counts = Wording.counts(rivals.groups.map { ($0.display, $0.count) })
      for group in groups.dropFirst() {
        out.report(
          group.first.range, "\(what) in two forms: \(counts).", confidence: group.first.isQuoted ? .medium : .high,
          related: [("first written here", groups[0].first.range)])
      }
    }
  }
}
