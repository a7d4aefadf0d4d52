import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Years counted from the birth of Christ and “before the common era” in one story: BC beside BCE.
struct MixedEras: Rule {
  static let card = RuleCard(
    id: "dates/mixed-eras", title: "Eras are named in two ways", mqm: .inconsistentUse, severity: .minor,
    confidence: .medium, languages: .withData("eras-common"),
    why:
      "BC and BCE count the same years. A story that uses both was put together from two sources, and readers ask what differs.",
    advice: "Name the era in one way throughout.",
    examples: [
      .flags("en", "The temple dates from 472 BC. It burned in 120 [[BCE]] and was never rebuilt."),
      .flags("de", "Der Tempel stammt aus dem Jahr 472 v. Chr. Er brannte im 2. Jahrhundert [[vor unserer Zeitrechnung]]."),
      .flags("ru", "Храм построен в 472 году до н. э. Он сгорел в 120 году [[до Рождества Христова]]."),
      .passes("en", "The temple dates from 472 BC. “It burned in 120 BCE,” said the guide."),
      .passes("en", "The temple dates from 472 BCE and burned in 120 BCE, long before AD 60."),
      .passes("en", "The temple dates from 472 BC (472 BCE), as the museum has it."),
      .passes("fr", "Le temple date de 472 av. J.-C. et brûla en 120 avant Jésus-Christ."),
      .passes("pl", "Świątynia pochodzi z 472 roku p.n.e., a spłonęła w 120 roku p.n.e."),
    ])

  static var needs: Needs { .all(.classPhrases) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var firsts: (christian: PhraseHit?, common: PhraseHit?)
    var counts = (christian: 0, common: 0)
    for hit in story.classHits where !hit.isQuoted && story.paragraphs[hit.paragraph].language == nil {
      if hit.index == WordClass.erasChristian.bit, Era.followsYear(hit, story) {
        firsts.christian = firsts.christian ?? hit
        counts.christian += 1
      } else if hit.index == WordClass.erasCommon.bit, Era.followsYear(hit, story) {
        firsts.common = firsts.common ?? hit
        counts.common += 1
      }
    }
    guard let a = firsts.christian, let b = firsts.common else { return }
    let (first, second) = a.tokens.lowerBound < b.tokens.lowerBound ? (a, b) : (b, a)
    // 472 BC (472 BCE): the two explain each other.
    guard second.tokens.lowerBound - first.tokens.upperBound > 4 else { return }
    let forms = [
      (story.text(first.tokens), first.tokens == a.tokens ? counts.christian : counts.common),
      (story.text(second.tokens), second.tokens == a.tokens ? counts.christian : counts.common),
    ]
    out.report(
      story.bytes(of: second.tokens), "The years are counted in two ways: \(Wording.counts(forms)).",
      related: [("first written here", story.bytes(of: first.tokens))])
  }
}
