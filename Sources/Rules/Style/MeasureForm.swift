import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Percentages and units in another form than the house style's. Once a story of each.
struct MeasureForm: Rule {
  static let card = RuleCard(
    id: "style/measure-form", title: "A measure has not the form of the house style",
    mqm: .measurementFormat, severity: .minor, confidence: .high, languages: .withData("units"),
    why: """
      The configuration says whether the desk writes 5 km or 5 kilometres, 5%, 5 percent or 5 per cent. Without such a \
      setting the rule is silent.
      """,
    advice: "Write measures as the house style does.",
    examples: [
      .flags(
        "en", "Prices rose [[5 per cent]] in May.", fixed: "Prices rose 5% in May.", style: .measuring(percent: .sign)),
      .flags(
        "en", "Prices rose by [[5%]] in May and 7 per cent in June.",
        fixed: "Prices rose by 5 percent in May and 7 percent in June.", style: .measuring(percent: .percent)),
      .flags(
        "de", "Die Preise stiegen um [[5 Prozent]].", fixed: "Die Preise stiegen um 5\u{A0}%.",
        style: .measuring(percent: .sign)),
      .flags("de", "Die Preise stiegen um [[5 %]].", style: .measuring(percent: .words)),
      .flags(
        "en", "The trail runs [[12 kilometres]] to the lake.", fixed: "The trail runs 12 km to the lake.",
        style: .measuring(units: .symbols)),
      .flags("fr", "Le sentier fait [[12 km]] et le détour 3 km.", style: .measuring(units: .words)),
      .flags("ru", "До озера [[12 км]] по тропе.", style: .measuring(units: .words)),
      .passes("en", "Prices rose 5 per cent in May; the trail runs 12 km to the lake."),
      .passes("en", "Turnout rose 5 percentage points, from 50% to 55%.", style: .measuring(percent: .sign)),
      .passes("en", "The trail runs 12 miles to the lake, and 3 tons of stone lie on it.", style: .measuring(units: .words)),
      .passes("en", "A 155mm shell fell near the lake.", style: .measuring(units: .words)),
      .passes("en", "“The trail runs 12 km to the lake,” the guide said.", style: .measuring(units: .words)),
      .passes("ru", "До озера 12 километров по тропе, уклон 5 процентов.", style: .measuring(units: .words, percent: .words)),
    ])

  static var needs: Needs { .all(.measures) }

  private let style: HouseStyle
  init(_ style: HouseStyle) { self.style = style }

  /// A measure that is written otherwise.
  private struct Place {
    var range: ByteRange
    var edit: Edit?
  }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let (units, percent) = (style.units(for: story.language.tag), style.percent(for: story.language.tag))
    guard units != nil || percent != nil else { return }
    var otherPercents: [Place] = []
    var otherUnits: [Place] = []
    for number in story.numbers where number.scale == 0 && story.paragraphs[number.paragraph].language == nil {
      guard let unit = number.unit.map({ story.language.units[$0] }), story.standsFree(number),
        story.paragraphs[number.paragraph].isBody, !story.tokens[number.tokens.lowerBound].flags.contains(.quoted)
      else { continue }
      if unit.dimension == .ratio {
        // Percentage points have no other form.
        guard let percent, story.language.id(unit) == "percent" else { continue }
        if let place = place(number, percent, story) { otherPercents.append(place) }
      } else if let units, unit.system != .local, !unit.isInternational,
        let place = place(number, story.language.display(unit), units, story)
      {
        otherUnits.append(place)
      }
    }
    if let percent {
      report(
        otherPercents, percent == .words ? "percentages in words" : "“5\(percent == .sign ? "" : " ")\(percent.rawValue)”", &out
      )
    }
    if let units { report(otherUnits, units == .words ? "units in words" : "units as symbols", &out) }
  }

  private func report(_ places: [Place], _ wanted: String, _ out: inout FindingSink) {
    guard let first = places.first else { return }
    let edits = places.compactMap(\.edit)
    let others = places.count == 1 ? "this measure is" : "\(places.count) measures are"
    out.report(
      first.range, "House style writes \(wanted); \(others) written otherwise.",
      fixes: edits.count == places.count
        ? [Fix(title: "Write it as the house style does", applicability: .safe, edits: edits)] : [])
  }

  /// A percentage that is not in the form `wanted`.
  private func place(_ number: NumberColumn, _ wanted: HouseStyle.PercentForm, _ story: borrowing Analysis) -> Place? {
    let sign = MeasureForm.unit(of: number, story)
    let written = story.text(sign)
    let isSign = [0x25, 0x66A, 0xFF05].contains(story.scalar(at: sign.start))
    let range = ByteRange(Int(story.tokens[number.tokens.lowerBound].start), sign.end)
    let tail = ByteRange(number.digits.end, sign.end)
    switch wanted {
    case .sign:
      guard !isSign else { return nil }
      let profile = story.language.profile
      let isApart = profile.percentSpacing == .apart || (profile.percentSpacing == .even && profile.unitSpacing == .apart)
      return Place(range: range, edit: Edit(tail, isApart ? "\u{A0}%" : "%"))
    case .words: return isSign ? Place(range: range) : nil
    case .percent, .perCent:
      // The spellings are those of English.
      guard story.language.tag.prefix(2) == "en" else { return isSign ? Place(range: range) : nil }
      return written.lowercased() == wanted.rawValue
        ? nil : Place(range: range, edit: Edit(tail, " " + wanted.rawValue))
    }
  }

  /// A unit that is not in the form `wanted`.
  private func place(
    _ number: NumberColumn, _ display: String, _ wanted: HouseStyle.UnitForm, _ story: borrowing Analysis
  ) -> Place? {
    let unit = MeasureForm.unit(of: number, story)
    let written = Array(story.bytes[unit.start..<unit.end])
    guard let isSymbol = MeasureForm.isSymbol(written), isSymbol != (wanted == .symbols) else { return nil }
    let range = ByteRange(Int(story.tokens[number.tokens.lowerBound].start), unit.end)
    // Calibres keep their sign: a 155mm shell.
    if wanted == .words { return number.hasLetters && display == "mm" ? nil : Place(range: range) }
    let isLatin = story.language.scriptCodes.first == Script.latin.code
    return Place(range: range, edit: isLatin && MeasureForm.isSymbol(Array(display.utf8)) == true ? Edit(unit, display) : nil)
  }

  /// The bytes of the unit: behind the figure, or grown on to it.
  private static func unit(of number: NumberColumn, _ story: borrowing Analysis) -> ByteRange {
    if number.hasLetters { return ByteRange(number.digits.end, Int(story.tokens[number.tokens.upperBound - 1].end)) }
    let hasHyphen = story.isMark(number.tokens.upperBound, 0x2D)
    return story.bytes(of: number.tokens.upperBound + (hasHyphen ? 1 : 0)..<number.end)
  }

  /// Whether a unit is written by a symbol: two letters at most to a word, or no vowel (km, lbs, mph, m², км/ч). Nil where that
  /// cannot be told: gal, 公里.
  private static func isSymbol(_ text: [UInt8]) -> Bool? {
    var (letters, vowels, longest) = (0, 0, 0)
    for scalar in String(decoding: text, as: UTF8.self).lowercased().unicodeScalars {
      guard scalar.properties.isAlphabetic else {
        letters = 0
        continue
      }
      // Scripts that write whole words with few characters.
      guard scalar.value < 0x530 else { return nil }
      letters += 1
      longest = max(longest, letters)
      if "aeiouyаеиоуыэюяіїєαεηιουω".unicodeScalars.contains(scalar) { vowels += 1 }
    }
    if longest <= 2 || vowels == 0 { return true }
    return longest == 3 && text.count <= 3 ? nil : false
  }
}
