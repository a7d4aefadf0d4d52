import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A count in the headline that the story gives otherwise: “107 killed” over a lede that says 87.
struct HeadlineNumber: Rule {
  static let card = RuleCard(
    id: "consistency/headline-number", title: "The headline and the story give two figures for one thing",
    mqm: .mistranslation, severity: .major, confidence: .medium,
    why: """
      Headlines are often translated on their own, or taken over from an earlier version. Readers see the two figures \
      side by side.
      """,
    advice: "Look up which figure holds, and use it in both places.",
    examples: [
      .flags(
        "en",
        "Storm leaves [[48 houses]] without roofs\nThe storm took the roofs off 84 houses on Monday night.\nNobody was hurt."),
      .flags(
        "de",
        "Sturm deckt [[48 Häuser]] ab\nDer Sturm deckte in der Nacht zum Montag 84 Häuser ab.\nVerletzt wurde niemand."),
      .passes(
        "en", "Storm leaves 84 houses without roofs\nThe storm took the roofs off 84 houses on Monday night.\nNobody was hurt."),
      .passes(
        "en", "Storm leaves 80 houses without roofs\nThe storm took the roofs off 84 houses on Monday night.\nNobody was hurt."),
      .passes(
        "en",
        "Storm leaves 48 houses without roofs\nThe storm hit 84 houses on Monday night.\nOf these 48 lost their roofs.\nNobody was hurt."
      ),
      .passes(
        "en",
        "Storm leaves more than 48 houses without roofs\nThe storm took the roofs off 84 houses on Monday night.\nNobody was hurt."
      ),
      .flags(
        "en",
        "Bank must repay [[€18.4 million]]\nThe bank must repay a fund €14.8 million, a court said.\nNobody was there."),
      .flags(
        "fr",
        "Incendie : [[6 200 personnes]] évacuées\nLe vent a tourné, et 2 600 habitants ont dû partir.\nUn homme est mort."),
      .flags(
        "es",
        "Muere a los [[87 años]] el ingeniero\nEl ingeniero murió el lunes.\nTenía 78 años, dijo la familia."),
      .flags(
        "en", "Shipping group to shed [[1,400 jobs]]\nThe line will cut 1,700 jobs, it said on Monday.\nThe market is weak."),
      .flags(
        "en", "Brazil orders [[3.6 million doses]]\nBrazil will buy 3.9 million doses, it said on Monday.\nThey are needed."),
      .flags(
        "de",
        "Solbakken siegt mit [[14 Sekunden]] Vorsprung\nSie gewann am Sonntag mit 41 Sekunden Vorsprung.\nEs schneite."),
      .passes("en", "Death toll rises to 31\nAnother 13 people died on Monday, the town said.\nUntil then there had been 18."),
      .flags("ru", "Без крова [[62 тысячи филиппинцев]]\nКрова в понедельник лишились 26 тысяч человек.\nПогибли трое."),
      .passes("en", "Fire burns 300 hectares\nIt broke out on Monday in a wood of 20 hectares.\nNobody was hurt."),
      .flags("es", "Absueltos [[14 tripulantes]]\nANA RUIZ\nAlmería\nLa Audiencia absolvió a los 17 tripulantes.\nLloraron."),
      .flags("uk", "[[18-річна]] перепливла протоку\n19-річна студентка готувалася два роки.\nЇй допомагав тренер."),
      .passes(
        "en", "Brazil orders 3.6 million doses\nBrazil will buy 4 million doses, it said on Monday.\nThey are needed."),
      .passes(
        "uk", "Ексміністр отримав 10-річний термін\n54-річного політика засудили в понеділок.\nВін провини не визнав."),
      .passes(
        "en", "Town without power for 12 hours\nThe storm hit on Monday. Crews needed 18 hours to clear the roads.\nIt snowed."),
      .passes(
        "en", "Shipping group to shed 1,400 jobs\nThe line will cut 1,380 jobs, it said on Monday.\nThe market is weak."),
      .passes(
        "en", "Bank must repay €18.4 million\nThe bank owes €18.4 million. It lost €14.8 million more.\nNobody was there."),
      .passes(
        "en", "Storm of 1987 remembered\nOn Monday 1978 people came to the shore at 10:30.\nNobody was hurt."),
      .passes(
        "en", "Tanker with 21 crew aground\nThe tanker ran aground on Monday 12 miles off the port.\nNobody was hurt."),
    ])

  static var needs: Needs { .all(.figures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    // Figures stand in the order of the story.
    guard let first = story.numbers.first, first.paragraph < 2, let parts = Headline.parts(of: story),
      story.numbers.contains(where: { $0.paragraph == parts.headline })
    else { return }
    let (headline, opening) = parts
    let isSwapped = swapped(headline, story, &out)
    for number in story.numbers where number.paragraph == headline && !isSwapped.contains(number.tokens.lowerBound) {
      guard let value = number.value, let noun = counted(number, story), !isRounded(number, story),
        // more than 48, all of 48
        !story.isIn(number.tokens.lowerBound - 1, .function)
      else { continue }
      // The same figure further on, whatever it counts, shows that the headline has its source in the story.
      let isElsewhere = story.numbers.contains { other in
        other.paragraph != headline && (other.value == value || other.quantity == number.quantity)
      }
      if isElsewhere { continue }
      let same = story.numbers.filter { other in
        opening.contains(other.paragraph) && other.scale == number.scale
          && counted(other, story).map { isSame($0, noun, story) } ?? false
      }
      guard let twin = same.first, same.allSatisfy({ $0.value == twin.value }), let other = twin.value, other != value,
        !isRounded(twin, story), !isNear(number, twin),
        // 10-річний термін, 54-річний політик: an age that was mistaken is wrong by a year.
        noun == number.end || abs(value - other) <= 1
      else { continue }
      let last = counted(twin, story) ?? twin.tokens.upperBound - 1
      out.report(
        story.bytes(of: number.tokens.lowerBound..<noun + 1),
        "The story says \(Wording.quoted(story.text(twin.tokens.lowerBound..<last + 1))).",
        related: [("given otherwise here", story.bytes(of: twin.tokens))])
    }
  }

  // MARK: digits that changed places

  /// Reports the figures of the headline that stand nowhere else, while the story has them with two neighbouring digits swapped:
  /// 18.4, 14.8. The first token of each.
  private func swapped(_ headline: Int, _ story: borrowing Analysis, _ out: inout FindingSink) -> [Int] {
    var reported: [Int] = []
    for number in story.numbers where number.paragraph == headline {
      guard let digits = digits(number, story), !isOfDate(number, story),
        !story.numbers.contains(where: { $0.paragraph != headline && $0.value == number.value })
      else { continue }
      // 62 thousand that stand nowhere else, not even rounded, need no noun.
      let isCount =
        number.scale > 0 && !number.isMoney
        && !story.numbers.contains { $0.paragraph != headline && $0.scale == number.scale && isNear(number, $0) }
      let twins = story.numbers.filter { other in
        other.paragraph > headline && other.scale == number.scale && other.isMoney == number.isMoney
          && other.unit == number.unit && self.digits(other, story).map { areSwapped(digits, $0) } ?? false
          && (digits.count > 3 || isCount || isSameNoun(number, other, story) && isExact(number, other, story))
          && !isOfDate(other, story)
      }
      guard let twin = twins.first, twins.allSatisfy({ $0.value == twin.value }),
        !story.numbers.contains(where: { $0.paragraph == headline && $0.value == twin.value })
      else { continue }
      reported.append(number.tokens.lowerBound)
      out.report(
        story.bytes(of: whole(number, story)),
        "The story says \(Wording.quoted(story.text(story.bytes(of: whole(twin, story))))).",
        related: [("given otherwise here", story.bytes(of: twin.tokens))])
    }
    return reported
  }

  private func isOfDate(_ number: NumberColumn, _ story: borrowing Analysis) -> Bool {
    story.dates.contains { $0.tokens.overlaps(number.tokens) }
  }

  /// With the sign before and the word behind that it counts.
  private func whole(_ number: NumberColumn, _ story: borrowing Analysis) -> Range<Int> {
    let paragraph = story.paragraphs[number.paragraph].tokens
    var (first, end) = (number.tokens.lowerBound, number.end)
    if first > paragraph.lowerBound, story.tokens[first - 1].kind == .symbol { first -= 1 }
    if !number.isMoney, end < paragraph.upperBound, story.tokens[end].kind == .word { end += 1 }
    return first..<end
  }

  /// Not more than 48; an article tells nothing, a los 87 años, nor what stands before both: mit 14 Sekunden, mit 41 Sekunden.
  private func isExact(_ number: NumberColumn, _ twin: NumberColumn, _ story: borrowing Analysis) -> Bool {
    let (before, other) = (number.tokens.lowerBound - 1, twin.tokens.lowerBound - 1)
    return before < 0 || !story.isIn(before, .function) || story.isIn(before, .articles)
      || story.isIn(before, .prepositions) && !isRounded(number, story)
      || other >= 0 && story.tokens[before].hash == story.tokens[other].hash
  }

  private func isSameNoun(_ a: NumberColumn, _ b: NumberColumn, _ story: borrowing Analysis) -> Bool {
    let (x, y) = (a.end, b.end)
    return x < story.paragraphs[a.paragraph].tokens.upperBound && y < story.paragraphs[b.paragraph].tokens.upperBound
      && story.tokens[x].kind == .word
      && story.tokens[x].hash == story.tokens[y].hash
      && story.tokens[x].scalars >= (story.tokens[x].script == Script.hangul.code ? 2 : 3)
  }

  /// The digits of a quantity with the place of its point first; nil for years, times and labels.
  private func digits(_ number: NumberColumn, _ story: borrowing Analysis) -> [Int]? {
    guard var value = number.value, !number.hasLetters || number.scale > 0, number.upper == nil, story.standsFree(number),
      !story.isLabelled(number),
      !(number.shape.separators == 0 && (1500...2199).contains(value)), value >= 10, value < 1e9
    else { return nil }
    var digits = [0]
    while value != value.rounded(), digits[0] < 3 {
      value *= 10
      digits[0] += 1
    }
    guard value == value.rounded() else { return nil }
    digits += String(Int(value)).utf8.map { Int($0) - 48 }
    return digits
  }

  private func areSwapped(_ a: [Int], _ b: [Int]) -> Bool {
    guard a.count == b.count else { return false }
    let places = a.indices.filter { a[$0] != b[$0] }
    return places.count == 2 && places[0] > 0 && places[1] == places[0] + 1 && a[places[0]] == b[places[1]]
      && a[places[1]] == b[places[0]]
  }

  /// The word of four letters or more that a plain figure counts, also behind a hyphen: 18-річна. Fractions are of millions.
  private func counted(_ number: NumberColumn, _ story: borrowing Analysis) -> Int? {
    guard let value = number.value, value >= 2, value == value.rounded() || number.scale > 0,
      !number.hasLetters || number.scale > 0, !number.isMoney, number.unit == nil, number.upper == nil,
      story.standsFree(number), !story.isLabelled(number)
    else { return nil }
    let end = story.paragraphs[number.paragraph].tokens.upperBound
    let isJoined =
      number.end + 1 < end && story.isMark(number.end, 0x2D) && !story.tokens[number.end].flags.contains(.spaceBefore)
      && !story.tokens[number.end + 1].flags.contains(.spaceBefore)
    let word = isJoined ? number.end + 1 : number.end
    guard word < end, story.tokens[word].kind == .word, story.tokens[word].flags.contains(.spaceBefore) || isJoined,
      story.tokens[word].scalars >= (story.tokens[word].script == Script.hangul.code ? 2 : 4)
    else { return nil }
    // Dates and times are no counts.
    let id = story.tokens[word].id
    if id != 0 {
      let classes = story.language.classes(of: id)
      if classes.intersects(WordClassSet.of(.month, .weekday, .clockWords, .function)) { return nil }
    }
    return word
  }

  /// Whether two words are one; behind a hyphen in any case or gender: 18-річна, 19-річну.
  private func isSame(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    if story.tokens[a].hash == story.tokens[b].hash { return true }
    guard story.isMark(a - 1, 0x2D), story.isMark(b - 1, 0x2D) else { return false }
    return story.text(a).lowercased().prefix(4) == story.text(b).lowercased().prefix(4)
  }

  /// About, more than, up to.
  private func isRounded(_ number: NumberColumn, _ story: borrowing Analysis) -> Bool {
    let start = story.paragraphs[number.paragraph].tokens.lowerBound
    return (max(start, number.tokens.lowerBound - 3)..<number.tokens.lowerBound).contains { story.isIn($0, .approximators) }
  }

  /// Either of the two rounds the other, to the last digit that it shows: 80 for 84, 1,400 for 1,380, 4 million for 3.6.
  private func isNear(_ headline: NumberColumn, _ body: NumberColumn) -> Bool {
    guard let a = headline.value, let b = body.value else { return false }
    // Half a thousandth of slack for what binary fractions cost.
    return abs(a - b) < max(lastDigit(a, headline.shape), lastDigit(b, body.shape)) * 0.999
  }

  /// The size of the last digit that a figure shows: 100 of 1,400, a tenth of 3.6.
  private func lastDigit(_ value: Double, _ shape: FigureShape) -> Double {
    var digit = 1.0
    if value == value.rounded() {
      while value != 0, value.truncatingRemainder(dividingBy: digit * 10) == 0 { digit *= 10 }
    } else {
      for _ in 0..<shape.tail { digit /= 10 }
    }
    return digit
  }
}
