import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A sign of measure that stands close to its figure where it stands apart elsewhere, or the reverse: 5km, 50 %.
struct MeasureSpacing: Rule {
  static let card = RuleCard(
    id: "units/sign-spacing", title: "The space between a figure and its sign is not that of the rest", mqm: .punctuation,
    severity: .minor, confidence: .medium, languages: .withData("spacing.signs"),
    why: """
      English closes 50% up and most of Europe parts 5 km. Translation systems keep the space of the source in one sentence \
      and drop it in the next.
      """,
    advice: "Set the sign as your language and the rest of the story do.",
    examples: [
      .flags("en", "Turnout was [[50 %]] in the north.", fixed: "Turnout was 50% in the north."),
      .flags("de", "Der Ort liegt [[5km]] vor der Küste.", fixed: "Der Ort liegt 5\u{A0}km vor der Küste."),
      .flags(
        "fr", "Le taux passe de 2 % à 3 % dans le nord. Il reste à [[4%]] dans le sud.",
        fixed: "Le taux passe de 2 % à 3 % dans le nord. Il reste à 4 % dans le sud."),
      .flags(
        "de", "Im Norden stimmten 52% zu, im Süden 48%. Im Westen waren es [[61 %]].",
        fixed: "Im Norden stimmten 52% zu, im Süden 48%. Im Westen waren es 61%."),
      .flags("ru", "До моря [[12км]], до гор вдвое больше.", fixed: "До моря 12\u{A0}км, до гор вдвое больше."),
      .flags(
        "en", "The trail runs 5 km to the lake and 7 km to the hut. Walkers add [[3km]].",
        fixed: "The trail runs 5 km to the lake and 7 km to the hut. Walkers add 3 km."),
      .passes("en", "Turnout was 50% in the north and 5 percent in the south; the trail is 5km long."),
      .passes("en", "A 155mm shell fell 10 km from the town."),
      .passes("de", "Im Norden stimmten 52 % zu. Der 100m-Lauf und das 5G-Netz kosten 3 Prozent mehr."),
      .passes("fr", "Le taux passe de 2% à 3% et la route mesure 12 km."),
      .passes("cs", "Podíl vzrostl o 5 %, tedy jde o 5% nárůst."),
      .passes("ru", "До моря 12 км, доля выросла на 50%."),
      .passes("pl", "W maratonie na 10km-owej pętli padł rekord, a 4K i 5G to nie miary."),
    ])

  static var needs: Needs { .all(.measures) }

  init(_ style: HouseStyle) {}

  /// A figure and its sign. `gap` is the white space between them.
  private struct Place {
    var tokens: Range<Int>
    var gap: ByteRange
    var unit: Int
    var isApart: Bool { !gap.isEmpty }
  }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let profile = story.language.profile
    guard profile.percentSpacing != .free || profile.unitSpacing != .free else { return }
    var percents: [Place] = []
    var signs: [Place] = []
    var degrees: [Place] = []
    for number in story.numbers where number.unit != nil && story.paragraphs[number.paragraph].language == nil {
      guard let (place, kind) = place(number, story) else { continue }
      switch kind {
      case .ratio: percents.append(place)
      case .temperature: degrees.append(place)
      default: signs.append(place)
      }
    }
    compare(percents, profile.percentSpacing, story, &out)
    if profile.unitSpacing == .even {
      // A 155mm shell and 10 km are two customs.
      for unit in Set(signs.map(\.unit)).sorted() { compare(signs.filter { $0.unit == unit }, .even, story, &out) }
    } else {
      compare(signs, profile.unitSpacing, story, &out)
    }
    if profile.unitSpacing != .free { compare(degrees, .even, story, &out) }
  }

  /// The place of a figure whose unit is a sign, not a word; nil where something else is written on to either.
  private func place(_ number: NumberColumn, _ story: borrowing Analysis) -> (Place, UnitDimension)? {
    let range = story.paragraphs[number.paragraph].tokens
    guard let unit = number.unit else { return nil }
    let dimension = story.language.units[unit].dimension
    let figure = number.tokens.upperBound
    guard number.scale == 0, story.standsFree(number) else { return nil }
    if number.hasLetters {
      // A 10km-Lauf, the 5km/h of a sign: no more than letters may follow.
      let isJoined = figure < range.upperBound && !story.tokens[figure].flags.contains(.spaceBefore) && joins(figure, story)
      guard !isJoined else { return nil }
      return (Place(tokens: number.tokens, gap: ByteRange(number.digits.end, number.digits.end), unit: unit), dimension)
    }
    guard figure < number.end else { return nil }
    let sign = story.tokens[figure]
    let end = number.end
    let isLast = end >= range.upperBound || story.tokens[end].flags.contains(.spaceBefore) || !joins(end, story)
    guard isLast else { return nil }
    let scalar = story.scalar(at: Int(sign.start))
    switch dimension {
    case .ratio: guard scalar == 0x25 || scalar == 0xFF05 else { return nil }
    // A bare ° always closes up.
    case .temperature: guard scalar == 0xB0 || scalar == 0x2103, end - figure > 1 || scalar == 0x2103 else { return nil }
    // A sign has two letters at most; names of units in short words are none.
    default: guard sign.kind == .word, sign.scalars <= 2, sign.flags.contains(.spaceBefore) else { return nil }
    }
    let gap = ByteRange(Int(story.tokens[figure - 1].end), Int(sign.start))
    return (Place(tokens: number.tokens.lowerBound..<end, gap: gap, unit: unit), dimension)
  }

  /// Whether a token that touches a sign makes it part of a longer word.
  private func joins(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.tokens[token].isWord || story.tokens[token].kind == .ideograph || story.isDash(token) || story.isMark(token, 0x2F)
  }

  private func compare(_ places: [Place], _ spacing: SignSpacing, _ story: borrowing Analysis, _ out: inout FindingSink) {
    switch spacing {
    case .free: return
    case .close, .apart:
      for place in places where place.isApart != (spacing == .apart) {
        let text = Wording.quoted(story.text(place.tokens))
        let name = story.language.profile.name
        out.report(
          story.bytes(of: place.tokens),
          spacing == .apart
            ? "\(text) is written without a space; copy in \(name) parts the sign from its figure."
            : "\(text) is written with a space; copy in \(name) closes the sign up to its figure.",
          confidence: spacing == .close ? .high : .medium,
          fixes: [fix([place], apart: spacing == .apart ? "\u{A0}" : nil)])
      }
    case .even:
      guard let first = places.first, places.contains(where: { $0.isApart != first.isApart }) else { return }
      let apart = places.filter(\.isApart)
      let close = places.filter { !$0.isApart }
      // Where the two are even, the story goes on as it began.
      let isApart = apart.count == close.count ? first.isApart : apart.count > close.count
      let (rare, usual) = isApart ? (close, apart) : (apart, close)
      out.report(
        story.bytes(of: rare[0].tokens),
        "\(Wording.quoted(story.text(rare[0].tokens))) is written \(isApart ? "without" : "with") a space (\(rare.count)), \(Wording.quoted(story.text(usual[0].tokens))) \(isApart ? "with" : "without") one (\(usual.count)).",
        related: [("written so here", story.bytes(of: usual[0].tokens))],
        fixes: [fix(rare, apart: isApart ? story.text(usual[0].gap) : nil)])
    }
  }

  private func fix(_ places: [Place], apart: String?) -> Fix {
    Fix(
      title: apart == nil ? "Close up the sign" : "Set a space before the sign", applicability: .safe,
      edits: places.map { Edit($0.gap, apart ?? "") })
  }
}
