import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Quotation marks of another language. Once a story.
struct ForeignStyle: Rule {
  static let card = RuleCard(
    id: "quotes/foreign-style", title: "The quotation marks are those of another language",
    mqm: .punctuation, severity: .minor, confidence: .medium, languages: .withData("quotes.foreign"),
    why: "Marks kept from the source language show at first sight that a text was translated.",
    advice: "Use the marks of the language of the copy.",
    examples: [
      .flags(
        "en", "The minister called it [[«a new start»]] on Monday.", fixed: "The minister called it “a new start” on Monday."),
      .flags("en", "The minister called it [[„a new start“]] on Monday."),
      .flags("en", "The minister called it [[‚a new start‘]] on Monday."),
      .flags("pl", "Minister nazwał to w poniedziałek [[„nowym początkiem“]]."),
      .flags("pl", "Minister nazwał to w poniedziałek [[»nowym początkiem«]]."),
      .flags("zh", "部长周一称之为[[„新的开始“]]，会议随后结束。"),
      .flags("de", "Der Minister sprach am Montag von einem [[「neuen Anfang」]]."),
      .passes("en", "The minister called it “a new start” on Monday."),
      .passes("de", "Der Minister sprach am Montag von einem „neuen Anfang“."),
      .passes("fr", "Le ministre a parlé lundi d’un « nouveau départ »."),
      .passes("pl", "„To »nowy początek«, mówił minister”, dodała rzeczniczka."),
      .passes("en", "The workers’ ‘new start’ and the ’90s."),
    ])

  static var needs: Needs { .all(.unusualQuotations) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let profile = story.language.profile
    var first: Quotation?
    var count = 0
    var edits: [Edit] = []
    var common = CommonPair()
    var foreign: [Quotation] = []
    for quotation in story.quotations {
      let open = story.quoteMarks[quotation.openMark]
      let close = story.quoteMarks[quotation.closeMark]
      guard story.paragraphs[open.paragraph].language == nil else { continue }
      let isForeign = Self.isForeign(open.scalar, close.scalar, quotation.isInner, profile)
      if !isForeign, !quotation.isInner { common.add(open.scalar, close.scalar) }
      guard isForeign, open.fault == nil, close.fault == nil else { continue }
      if first == nil { first = quotation }
      count += 1
      foreign.append(quotation)
    }
    guard let first else { return }
    // What the story sets elsewhere goes before what the language sets most.
    let own = profile.quoteStyles.first
    let (opening, closing) = common.texts(else: own?.outerOpen ?? 0x201C, own?.outerClose ?? 0x201D)
    for quotation in foreign
    where !quotation.isInner && QuoteMark.isSingle(story.quoteMarks[quotation.openMark].scalar) == false {
      edits.append(Edit(story.bytes(of: story.quoteMarks[quotation.openMark]), opening))
      edits.append(Edit(story.bytes(of: story.quoteMarks[quotation.closeMark]), closing))
    }
    let pair =
      "\(story.text(story.bytes(of: story.quoteMarks[first.openMark]))) \(story.text(story.bytes(of: story.quoteMarks[first.closeMark])))"
    out.report(
      story.shown(first),
      "\(pair) are not the marks of \(profile.name) (\(count == 1 ? "once" : "\(count) times")); copy uses \(opening) \(closing).",
      fixes: edits.isEmpty || profile.quoteSpacing != .none
        ? [] : [Fix(title: "Set \(opening) \(closing)", applicability: .review, edits: edits)])
  }

  /// Listed as foreign, or a pair that the language sets nowhere, or only within another quotation.
  static func isForeign(_ open: UInt32, _ close: UInt32, _ isInner: Bool, _ profile: LanguageProfile) -> Bool {
    if profile.betrays(open, close) { return true }
    let single: (UInt32, UInt32)? =
      switch (open, close) {
      case (0x201A, 0x2018): (0x201E, 0x201C)
      case (0x201A, 0x2019): (0x201E, 0x201D)
      case (0x2039, 0x203A): (0xAB, 0xBB)
      case (0x203A, 0x2039): (0xBB, 0xAB)
      default: nil
      }
    if QuoteMark.isSingle(open) {
      guard let single, !isListed(open, close, true, profile) else { return false }
      return profile.betrays(single.0, single.1) || !isListed(single.0, single.1, isInner, profile)
    }
    guard open != 0x22, open != 0xFF02, open != QuotePairs.gershayim, open != close, QuotePairs.belong(open, close, profile)
    else { return false }
    // 《 》 are titles, and East Asian copy sets brackets for many ends.
    if (0x3008...0x300F).contains(open) || (0x301D...0x301F).contains(open) { return !profile.setsBrackets }
    return !isListed(open, close, isInner, profile)
  }

  private static func isListed(_ open: UInt32, _ close: UInt32, _ inner: Bool, _ profile: LanguageProfile) -> Bool {
    profile.quoteStyles.contains {
      ($0.outerOpen, $0.outerClose) == (open, close) || inner && ($0.innerOpen, $0.innerClose) == (open, close)
    }
  }
}

extension LanguageProfile {
  /// Whether the language's own marks include 「 」 or 『 』, or its script does.
  var setsBrackets: Bool {
    fullWidth || quoteStyles.contains { (0x300C...0x300F).contains($0.outerOpen) }
  }
}
