import Findings
import RuleKit
import Stories
import TextBase

/// UTF-8 that was decoded in another character set, “KÃ¤mpfe”, “РўР°Рє”, “itâ€™s”, or a whole story of one byte a letter that
/// was: “оПХБЕР”.
struct Mojibake: Rule {
  static let card = RuleCard(
    id: "encoding/mojibake", title: "Letters or marks were read in the wrong encoding",
    mqm: .characterEncoding, severity: .major, confidence: .high,
    why: """
      The text was saved in one encoding and read in another, once or several times: letters outside English became other \
      letters, or two or three signs each. Readers see that nobody looked at the page.
      """,
    advice: "Put the letter or mark back; if much of the text is damaged, ask for it again.",
    examples: [
      .passes("tr", "Konserde Âşık Daimî’den bir deyiş çalındı."),
      .flags("ru", "Прошлый [[Ð³Ð¾Ð´]] был для города трудным.", fixed: "Прошлый год был для города трудным."),
      .flags("ru", "Вчера совет [[РЅР°С‡Р°Р»]] работу в новом здании.", fixed: "Вчера совет начал работу в новом здании."),
      .flags("en", "The council[[鈥檚]] vote is on Monday.", fixed: "The council’s vote is on Monday."),
      .flags("en", "A new caf[[√©]] opened on Monday.", fixed: "A new café opened on Monday."),
      .flags("fr", "Le pr[[茅]]sident a parlé lundi.", fixed: "Le président a parlé lundi."),
      // Ã and its like decompose into other letters: Tests/StoriesTests/DamageTests.swift holds them.
      .passes("pt", "“BOM DIA, AMANHÃ”, dizia o cartaz."),
      .passes("uk", "Рівне та Ріпки отримали «СІРІ» картки."),
      .passes("ru", "В докладе об «СССР»… ни слова; раздел «В» закрыт."),
      .passes("fr", "Il a cassé… « l’âge » d’or, voilà »."),
      .passes("sv", "Hon bor i Å… eller i Ö”."),
      .passes("ro", "CĂŞTI ŞI RĂŞINI – “ROMÂNIA”."),
      .passes("fr", "Âge et À la une ; CHÂTEAU ; L’ÂME."),
      .passes("zh", "他说：“这里的天气很好。”"),
    ])

  static var needs: Needs { .all(.damages) }

  init(_ style: HouseStyle) {}

  /// With more places than this, a paragraph is one finding.
  private static let many = 20

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let places = story.damages.indices.filter { story.damages[$0].kind == .misread }
    if places.count <= Mojibake.many {
      for place in places { report([place], story, &out) }
      return
    }
    var group: [Int] = []
    for place in places {
      if let first = group.first,
        story.paragraph(at: story.damages[first].range.start) != story.paragraph(at: story.damages[place].range.start)
      {
        report(group, story, &out)
        group = []
      }
      group.append(place)
    }
    report(group, story, &out)
  }

  private func report(_ places: [Int], _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let first = places.first, let last = places.last else { return }
    let damage = story.damages[first]
    let isExact = places.allSatisfy { story.damages[$0].isExact }
    let edits = places.map { Edit(story.damages[$0].range, story.damages[$0].repaired) }
    var fixes: [Fix] = []
    if isExact || !edits.contains(where: { $0.replacement.unicodeScalars.contains("\u{FFFD}") }) {
      let title = places.count == 1 ? "Write \(Wording.quoted(damage.repaired, limit: 24))" : "Restore \(places.count) places"
      fixes = [Fix(title: title, applicability: isExact ? .safe : .review, edits: edits)]
    }
    out.report(
      ByteRange(damage.range.start, story.damages[last].range.end), message(first, isExact: isExact, places.count, story),
      fixes: fixes)
  }

  private func message(_ place: Int, isExact: Bool, _ count: Int, _ story: borrowing Analysis) -> String {
    let damage = story.damages[place]
    let word = DamagedWord(story, place)
    let found = Wording.quoted(word.found, limit: 24)
    let how =
      "\(damage.original) read as \(damage.charset)\(damage.times > 1 ? damage.times == 2 ? " twice" : " \(damage.times) times" : "")"
    if damage.repaired == "\u{FFFD}" { return "\(found) is \(how); what stood there is lost." }
    let others = count > 1 ? ", with \(count - 1) more here" : ""
    return "\(found) \(isExact ? "was" : "was about") \(Wording.quoted(word.repaired, limit: 24)): \(how)\(others)."
  }
}
