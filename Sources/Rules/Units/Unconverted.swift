import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A measure that readers of the language do not know, with no conversion: 60 Meilen.
struct Unconverted: Rule {
  static let card = RuleCard(
    id: "units/unconverted", title: "A measure that readers do not know is not converted", mqm: .inconsistentStyle,
    severity: .minor, confidence: .low, languages: .withData("measures"),
    why: """
      Miles, acres and degrees Fahrenheit come over with the source. Readers who grew up with the metric system cannot tell \
      how far, how much or how hot.
      """,
    advice: "Convert the measure, or put the metric one behind it in brackets.",
    examples: [
      .flags("de", "Der Sturm zog [[60 Meilen]] weiter nach Norden."),
      .flags("fr", "Le feu a détruit [[3 000 acres]] de forêt en une nuit."),
      .flags("ru", "Температура в тени достигла [[104 градусов по Фаренгейту]]."),
      .flags("es", "El tren circulaba a [[80 millas por hora]] cuando frenó."),
      .flags("pl", "Rurociąg ma [[300 mil]] długości i biegnie przez góry."),
      .passes("de", "Der Sturm zog 60 Meilen (97 Kilometer) weiter nach Norden."),
      .passes("de", "Der Sturm zog 60 Meilen weiter. Später waren es 90 Meilen, rund 145 Kilometer."),
      .passes("en", "The storm moved 60 miles further north."),
      .passes("de", "Die Brücke misst 449 Fuß (137m) von Ufer zu Ufer."),
      .passes("cs", "Nakazilo se 4,17 mil. lidí."),
      .passes("ru", "Нефть подорожала до 80 долларов за баррель, ветер усилился до 40 узлов."),
      .passes("fr", "L’écran mesure 15 pouces et le navire croise à 12 milles nautiques."),
      .passes("es", "«Caminamos 60 millas sin parar», contó la guía."),
      .passes("it", "Il film 8 Mile compie vent’anni; la pista misura 400 metri, non 437 iarde."),
    ])

  static var needs: Needs { .all(.measures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let measures = story.language.profile.measures else { return }
    let foreign = story.numbers.indices.filter { index in
      guard let unit = story.numbers[index].unit.map({ story.language.units[$0] }) else { return false }
      return unit.system != measures && unit.system != .local && !unit.isInternational
    }
    guard !foreign.isEmpty else { return }
    // A story that converts a unit once has told its readers.
    var done: Set<Int> = []
    for index in foreign where isConverted(story.numbers[index], measures, story) { done.insert(story.numbers[index].unit!) }
    for index in foreign {
      let number = story.numbers[index]
      guard let value = number.quantity, value >= 2, story.paragraphs[number.paragraph].language == nil,
        !isName(number, story), !story.tokens[number.tokens.lowerBound].flags.contains(.quoted),
        number.end > number.tokens.upperBound,
        done.insert(number.unit!).inserted
      else { continue }
      report(number, value, measures, story, &out)
    }
  }

  /// A measure of the other system for the same thing stands in the paragraph, or any figure in brackets behind.
  private func isConverted(_ number: NumberColumn, _ measures: UnitSystem, _ story: borrowing Analysis) -> Bool {
    let bracket = number.end
    if story.isMark(bracket, 0x28) || story.isMark(bracket, 0xFF08) {
      if (bracket + 1...bracket + 3).contains(where: { story.tokens.indices.contains($0) && story.tokens[$0].kind == .number })
      {
        return true
      }
    }
    let dimension = story.language.units[number.unit!].dimension
    return story.numbers.contains { other in
      guard other.paragraph == number.paragraph, let unit = other.unit.map({ story.language.units[$0] }) else { return false }
      return unit.dimension == dimension && (unit.system == measures || unit.system == .local)
    }
  }

  /// 8 Mile, 500 Miles: a unit with a capital is part of a name where nouns have none. 4 mil. lidí: a short form of million.
  private func isName(_ number: NumberColumn, _ story: borrowing Analysis) -> Bool {
    let unit = number.tokens.upperBound
    guard unit < number.end else { return true }
    let next = number.end
    if story.isMark(next, 0x2E), story.tokens.indices.contains(next + 1), story.tokens[next + 1].shape == .lower { return true }
    return story.tokens[unit].shape == .capitalised && story.language.tag.prefix(2) != "de" && story.tokens[unit].scalars > 2
  }

  private func report(
    _ number: NumberColumn, _ value: Double, _ measures: UnitSystem, _ story: borrowing Analysis, _ out: inout FindingSink
  ) {
    let language = story.language
    let unit = language.units[number.unit!]
    let size = value * unit.factor + unit.offset
    // The largest unit of which there is at least one; speeds by the hour, as news give them.
    let known = language.units.filter { $0.dimension == unit.dimension && $0.system == measures }
    let fitting = known.filter { size.magnitude >= $0.factor }
    guard
      let target = unit.dimension == .speed
        ? known.min(by: { $0.factor < $1.factor })
        : (fitting.max(by: { $0.factor < $1.factor }) ?? known.min(by: { $0.factor < $1.factor }))
    else { return }
    let converted = size / target.factor
    let tokens = number.tokens.lowerBound..<number.end
    out.report(
      story.bytes(of: tokens),
      "\(Wording.quoted(story.text(tokens))) is about \(FigureText.format(converted, language.profile, places: converted.magnitude < 10 ? 1 : 0)) \(language.display(target)), which the story does not say."
    )
  }
}
