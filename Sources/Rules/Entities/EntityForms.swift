import Lexicons
import Stories
import TextBase

/// The mentions of each entity that count for consistency: in headline and body, not in credits, links or author boxes.
struct EntityForms {
  struct Mention {
    var form: Int
    var range: ByteRange
    var tokens: Range<Int>
    var sentence: Int
    var isQuoted: Bool
  }

  /// By entity, in the order of the story.
  let mentions: [(entity: Int, list: [Mention])]

  /// `quoted` says whether speakers' words count too.
  init(_ story: borrowing Analysis, quoted: Bool = false) {
    var order: [Int] = []
    var byEntity: [Int: [Mention]] = [:]
    for hit in story.entityHits where quoted || !hit.isQuoted {
      switch story.paragraphs[hit.paragraph].field {
      case .body, .headline, .dateline: break
      case .byline, .authorBox, .credit, .link: continue
      }
      let entity = Int(story.language.forms[hit.index].entity)
      if byEntity[entity] == nil { order.append(entity) }
      byEntity[entity, default: []].append(
        Mention(
          form: hit.index, range: story.coreBytes(of: hit.tokens), tokens: hit.tokens, sentence: hit.sentence,
          isQuoted: hit.isQuoted))
    }
    mentions = order.map { ($0, byEntity[$0]!) }
  }
}

/// Competing forms of one name in one story, with counts.
struct RivalForms {
  struct Group {
    /// As the lexicon writes it, for a message.
    var display: String
    var first: EntityForms.Mention
    var count: Int
  }

  /// In the order of first mention.
  let groups: [Group]

  /// The rivals among an entity's mentions. Forms that are free to mix count as one group, beside the rivals proper.
  init(_ mentions: [EntityForms.Mention], _ language: Language) {
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

  /// Whether the two first mentions explain each other: “Kyiv, formerly Kiev”, “Myanmar (Burma)”.
  func isGloss(_ story: borrowing Analysis) -> Bool {
    guard groups.count == 2, groups[1].count == 1 else { return false }
    let (a, b) = (groups[0].first, groups[1].first)
    return a.sentence == b.sentence && b.tokens.lowerBound - a.tokens.upperBound <= 6
      && b.tokens.lowerBound >= a.tokens.upperBound
  }
}
