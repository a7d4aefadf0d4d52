import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A measure and its conversion, in brackets or behind a comma, that do not agree: 100 miles (120 km); 100 miles, or 120 km,
struct ConversionMismatch: Rule {
  static let card = RuleCard(
    id: "units/conversion-mismatch", title: "A measure and its conversion disagree", mqm: .mistranslation, severity: .major,
    confidence: .high, languages: .withData("units"),
    why:
      "One of the two figures is wrong: the wrong factor, the wrong direction, or a slip. Readers of either unit are misled.",
    advice: "Convert the source’s figure anew.",
    examples: [
      .flags("en", "The lake lies [[150 kilometers (241 miles)]] to the west."),
      .flags("de", "Das Dorf liegt rund [[320 Meilen (618 Kilometer)]] nördlich."),
      .flags("ru", "Деревня стоит в [[60 милях (37 км)]] от столицы."),
      .flags("en", "It was [[30 C (56 F)]] in the shade."),
      .flags("en", "The hall has [[2,000 square feet (1,860 square meters)]] of space."),
      .flags("fr", "La tour mesure [[300 pieds (300 mètres)]] de haut."),
      .flags("en", "They walked [[100 miles, or 120 kilometers]], in a week."),
      .flags("fr", "Ils ont marché [[65 miles, soit 58 kilomètres]] en un jour."),
      .flags("pt", "Andaram [[75 milhas, ou seja, 302 quilómetros]], numa semana."),
      .flags("ru", "Они прошли [[120 миль, то есть 309 километров]], за неделю."),
      .flags("en", "The wall was [[42 inches – 267 centimeters –]] thick."),
      .flags("he", "הגובה היה [[6 רגל (כ-2.9 מטרים)]] בלבד."),
      .flags("ro", "Satul se află la [[110 mile (77 de kilometri)]] de oraș."),
      .flags("vi", "Nhiệt độ lên tới [[104 độ F (khoảng 34 độ C)]] hôm qua."),
      .flags("el", "Η θερμοκρασία έφτασε τους [[104 βαθμούς Φαρενάιτ (20 βαθμούς Κελσίου)]] χθες."),
      .flags("th", "พื้นที่ [[2 เฮกตาร์ (200 ตารางเมตร)]] ในเมือง"),
      .flags("fa", "این زمین [[۵ هکتار (۵۰۰ متر مربع)]] وسعت دارد."),
      .flags("it", "La stazione è a [[2.950 piedi di quota, ossia circa 1.300 metri]], su uno sperone."),
      .flags("pt", "Arderam [[4.900 acres (cerca de 980 hectares)]] de pinhal e mato."),
      .flags("bg", "Върхът е на [[6 961 метра, или 26 169 фута]], над морето."),
      .passes("it", "La stazione è a 2.950 piedi di quota, ossia circa 900 metri, su uno sperone."),
      .passes("fr", "La tour fait 90 mètres de haut, soit 40 pieds de plus que sa voisine."),
      .passes("en", "The path rises 300 feet in all, and about 900 meters of it are paved."),
      .passes("hi", "तापमान 104 डिग्री फ़ारेनहाइट (40 डिग्री सेल्सियस) तक पहुँच गया।"),
      .passes("bg", "Площта е 24 хектара (0,24 квадратни километра) общо."),
      .passes("en", "They walked 100 miles, or 161 kilometers, in a week."),
      .passes("en", "Runners enter for 5 miles, or 10 kilometers if they like, and pay at the gate."),
      .passes("en", "Runners chose 5 miles or 10 kilometers, and half of them 20 miles, 30 kilometers, or more."),
      .passes("en", "The road, 10 miles, is 5 kilometers shorter than the old one."),
      .passes("pl", "Szli 12 mil, czyli 19 kilometrów, przez trzy dni."),
      .passes("en", "The lake lies about 100 miles (160 km) to the west, 100 yards (100 meters) from the road."),
      .passes("en", "It was 30 C (86 F), a rise of 5 degrees Celsius (9 Fahrenheit)."),
      .passes("en", "He is 5 feet 11 inches (1.80 m) tall and ran 3 to 5 miles (5 to 8 km)."),
      .passes("en", "They work 10 km (3 miles from the sea) and 5 km (five times a week)."),
      .passes("de", "Das Gebiet umfasst 12 Quadratkilometer (1.200 Hektar)."),
      .passes("fr", "Il a couru 10 miles (16 km) à 20 km/h (12 mph)."),
      .passes("ru", "Судно прошло 12 миль (22 км)."),
    ])

  static var needs: Needs { .all(.measures) }

  init(_ style: HouseStyle) {}

  /// One side: the figure with its unit, the lower end of a range, and whether the copy says about.
  private struct Side {
    var low: Double?
    var value: Double
    var unit: Unit
    /// Half a unit of the last digit that is shown.
    var half: Double
    var isRounded = false
    var first: Int
  }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.numbers.indices.dropLast() where story.numbers[index].unit != nil {
      let number = story.numbers[index]
      let range = story.paragraphs[number.paragraph].tokens
      guard let (joint, opened) = joint(behind: number.end, before: range.upperBound, story) else { continue }
      let start = behindApproximators(opened, before: range.upperBound, story)
      guard story.numbers[index + 1].tokens.lowerBound == start, let first = left(story, index),
        let (second, end) = right(story, index + 1), first.unit.dimension == second.unit.dimension,
        first.unit.dimension != .ratio, story.language.id(first.unit) != story.language.id(second.unit)
      else { continue }
      guard end < range.upperBound ? isEnd(end, of: joint, story) : joint != .bracket && joint != .dash else { continue }
      var a = first
      a.isRounded = first.isRounded || story.isIn(first.first - 1, .approximators) || start > opened
      guard let right = expected(a, second) else { continue }
      let takesEnd = joint == .bracket && !story.isMark(end, 0x3B) || joint == .dash && story.isDash(end)
      let last = takesEnd && end < range.upperBound ? end : end - 1
      let bytes = story.bytes(of: first.first..<last + 1)
      let places = right.magnitude < 10 ? 1 : 0
      let shown = FigureText.format(right, story.language.profile, places: places)
      let measure = story.text(first.first..<number.end)
      out.report(
        bytes, "“\(measure)” is \(shown) \(story.language.display(second.unit)), not \(text(second.value, story)).")
    }
  }

  /// What stands between a measure and its conversion.
  private enum Joint { case bracket, slash, dash, choice, apposition }

  /// The joint that begins at a token, or behind one or two words that belong to the measure: 2.950 piedi di quota, ossia …
  private func joint(behind token: Int, before end: Int, _ story: borrowing Analysis) -> (Joint, Int)? {
    if let joint = joint(at: token, before: end, story) { return joint }
    for at in token..<token + 2 {
      guard at < end, story.tokens[at].kind == .word else { return nil }
      // “90 mètres de haut, soit 40 pieds de plus” compares: here the conversion ends at a mark.
      if let (kind, opened) = joint(at: at + 1, before: end, story) { return kind == .apposition ? (.choice, opened) : nil }
    }
    return nil
  }

  /// The token behind the words for “about” that begin at one: rund, cerca de, ca.
  private func behindApproximators(_ opened: Int, before end: Int, _ story: borrowing Analysis) -> Int {
    var at = opened
    while at < end, at - opened < 5 {
      let phrase = story.classHits(beginningIn: at..<at + 1).first { $0.index == WordClass.approximators.bit }
      if let phrase {
        at = phrase.tokens.upperBound
      } else if story.isIn(at, .approximators) || story.isMark(at, 0x2E) || at > opened && isJoint(at, story) {
        at += 1
      } else {
        break
      }
    }
    return at
  }

  /// Hebrew joins its “about” to the figure by a hyphen or a maqaf.
  private func isJoint(_ token: Int, _ story: borrowing Analysis) -> Bool { story.isDash(token) || story.isMark(token, 0x5BE) }

  /// The joint that begins at a token, and the token behind it.
  private func joint(at token: Int, before end: Int, _ story: borrowing Analysis) -> (Joint, Int)? {
    guard token + 1 < end else { return nil }
    if story.isMark(token, 0x28) || story.isMark(token, 0x5B) || story.isMark(token, 0xFF08) { return (.bracket, token + 1) }
    if story.isMark(token, 0x2F) { return (.slash, token + 1) }
    // 42 inches — 107 centimeters —; 10-20 is a range.
    if story.isDash(token), story.tokens[token + 1].flags.contains(.spaceBefore) { return (.dash, token + 1) }
    // “, or”, “, ou seja,”
    guard story.isMark(token, 0x2C) else { return nil }
    var at = token + 1
    var mayChoose = true
    while at < end, at - token <= 4, story.isIn(at, .conversionLinks) {
      if !story.isIn(at, .abbreviationLinks) { mayChoose = false }
      at += 1
    }
    guard at > token + 1, at < end, at > token + 2 || !story.isIn(token + 1, .copulas) else { return nil }
    return (mayChoose ? .choice : .apposition, story.isMark(at, 0x2C) ? at + 1 : at)
  }

  /// Whether the conversion ends here. “Or” with a clause that goes on may name a choice: 5 miles, or 10 km if they like.
  private func isEnd(_ token: Int, of joint: Joint, _ story: borrowing Analysis) -> Bool {
    switch joint {
    case .slash, .apposition: true
    case .bracket:
      story.isMark(token, 0x29) || story.isMark(token, 0x5D) || story.isMark(token, 0xFF09) || story.isMark(token, 0x3B)
    case .dash: story.isDash(token)
    case .choice: story.tokens[token].kind == .mark || story.tokens[token].kind == .quote
    }
  }

  private func text(_ value: Double, _ story: borrowing Analysis) -> String {
    FigureText.format(value, story.language.profile, places: 2)
  }

  private func side(_ story: borrowing Analysis, _ index: Int) -> Side? {
    let number = story.numbers[index]
    guard let value = number.quantity, let unit = number.unit else { return nil }
    let decimals = number.shape.isCertainDecimal || number.shape.isCertainBoth ? number.shape.tail : 0
    let half = (0..<decimals).reduce(0.5) { result, _ in result / 10 }
    return Side(
      low: nil, value: value, unit: story.language.units[unit],
      half: (0..<number.scale).reduce(half) { result, _ in result * 10 }, first: number.tokens.lowerBound)
  }

  /// The measure before the bracket: with feet before inches, or the lower end of a range.
  private func left(_ story: borrowing Analysis, _ index: Int) -> Side? {
    guard var side = side(story, index) else { return nil }
    guard index > 0, story.numbers[index - 1].paragraph == story.numbers[index].paragraph else { return side }
    let before = story.numbers[index - 1]
    let gap = story.numbers[index].tokens.lowerBound - before.end
    // 13st 5lb: a bigger measure that no list knows.
    if gap == 0, before.unit == nil, before.hasLetters { return nil }
    if let unit = before.unit, gap <= 1, let value = before.quantity {
      let bigger = story.language.units[unit]
      if bigger.dimension == side.unit.dimension, bigger.factor > side.unit.factor, gap == 0 || !story.isDash(before.end) {
        side.value += value * bigger.factor / side.unit.factor
        side.first = before.tokens.lowerBound
      }
    } else if before.unit == nil, gap == 1, let value = before.quantity, isRange(story, before, before.end) {
      side.low = value
      side.first = before.tokens.lowerBound
    }
    return side
  }

  /// The measure in the bracket, and the token behind it.
  private func right(_ story: borrowing Analysis, _ index: Int) -> (Side, Int)? {
    var last = index
    var low: Double?
    let number = story.numbers[index]
    if number.unit == nil {
      guard index + 1 < story.numbers.count, story.numbers[index + 1].tokens.lowerBound - number.end == 1,
        isRange(story, number, number.end)
      else { return nil }
      low = number.quantity
      last = index + 1
    }
    guard var side = side(story, last) else { return nil }
    side.low = low
    var end = story.numbers[last].end
    if last + 1 < story.numbers.count, story.numbers[last + 1].tokens.lowerBound == end,
      let smaller = story.numbers[last + 1].unit.map({ story.language.units[$0] }), smaller.dimension == side.unit.dimension,
      smaller.factor < side.unit.factor, let value = story.numbers[last + 1].quantity
    {
      side.value += value * smaller.factor / side.unit.factor
      side.half = 0.5 * smaller.factor / side.unit.factor
      end = story.numbers[last + 1].end
    }
    return (side, end)
  }

  /// 10-15 and 10 to 15.
  private func isRange(_ story: borrowing Analysis, _ number: NumberColumn, _ joint: Int) -> Bool {
    story.isDash(joint) || (story.tokens[joint].kind == .word && story.tokens[joint].scalars <= 3)
  }

  /// What the second figure should be, or nil when the two agree.
  private func expected(_ a: Side, _ b: Side) -> Double? {
    if a.unit.dimension == .temperature { return expectedTemperature(a, b) }
    func agree(_ x: Double, _ y: Double, _ factor: Double, strict: Bool) -> Bool {
      let target = x * factor
      let slack = a.half * factor + b.half
      if (target - y).magnitude <= max(slack, (strict ? 0.01 : 0.03) * y.magnitude) { return true }
      guard !strict else { return false }
      // 1,500 m for 5,000 ft: a round figure stands for what rounds to it.
      // 100 meters for 100 yards: both are no more than a size.
      let share = hasOneDigit(x) && hasOneDigit(y) ? 0.1 : 0.08
      let rounding = max(min(round(y) / 2, share * y), a.isRounded ? 0.07 * y : 0)
      return (target - y).magnitude <= rounding
    }
    let factors = [a.unit.factor, a.unit.second, a.unit.third].filter { $0 > 0 }
    let others = [b.unit.factor, b.unit.second, b.unit.third].filter { $0 > 0 }
    let pairs = factors.enumerated().flatMap { i, x in others.enumerated().map { j, y in (x / y, i > 0 || j > 0) } }
    func agree(_ x: Double, _ y: Double) -> Bool { pairs.contains { agree(x, y, $0.0, strict: $0.1) } }
    func matches(_ x: Double, _ y: Double?) -> Bool { y.map { agree(x, $0) } ?? false }
    if let x = a.low, let y = b.low {
      if agree(x, y), agree(a.value, b.value) { return nil }
    } else if [a.value, a.low].contains(where: { x in x.map { agree($0, b.value) || matches($0, b.low) } ?? false }) {
      return nil
    }
    return a.value * a.unit.factor / b.unit.factor
  }

  /// 100, 40, 3,000.
  private func hasOneDigit(_ value: Double) -> Bool {
    var value = value
    while value >= 10, value.truncatingRemainder(dividingBy: 10) == 0 { value /= 10 }
    return value < 10 && value == value.rounded()
  }

  /// The unit of the last digit that is not zero: 100 for 1,500, and 5 for 15.
  private func round(_ value: Double) -> Double {
    guard value >= 10, value == value.rounded(), value < 1e15 else { return 0 }
    var unit = 1.0
    while value.truncatingRemainder(dividingBy: unit * 10) == 0 { unit *= 10 }
    return value.truncatingRemainder(dividingBy: unit * 5) == 0 ? unit * 5 : unit
  }

  private func expectedTemperature(_ a: Side, _ b: Side) -> Double? {
    let (from, to) = (a.unit, b.unit)
    // Degrees without a scale are those of the scale that the other side is not in.
    let isToFahrenheit = !(from.factor < 1 || (from.system == .local && to.system == .metric))
    guard from.factor != to.factor || from.system == .local || to.system == .local else { return nil }
    func convert(_ x: Double) -> Double { isToFahrenheit ? x * 1.8 + 32 : (x - 32) / 1.8 }
    func difference(_ x: Double) -> Double { isToFahrenheit ? x * 1.8 : x / 1.8 }
    let ratio = isToFahrenheit ? 1.8 : 1 / 1.8
    let slack = a.half * ratio + b.half + (a.isRounded ? 3 : 0.6)
    for x in [a.value, a.low].compactMap({ $0 }) {
      for y in [b.value, b.low].compactMap({ $0 }) {
        if (convert(x) - y).magnitude <= slack { return nil }
        if (difference(x) - y).magnitude <= a.half * ratio + b.half { return nil }
        // Minus 5 C (23 F): the sign may stand as a word.
        if (convert(-x) - y).magnitude <= slack || (convert(-x) + y).magnitude <= slack { return nil }
      }
    }
    return convert(a.value)
  }
}
