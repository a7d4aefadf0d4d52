import Findings

/// Conventions that are published and can be looked up, ready to be named in a configuration. Facts, not recommendations:
/// none holds unless a desk names it.
public struct StyleProfile: Sendable {
  public let name: String
  /// What it says and of whom, for `wirecheck config` and the documentation.
  public let help: String
  let changes: [StyleSetting.Change]

  private static func pair(_ open: Unicode.Scalar, _ close: Unicode.Scalar) -> HouseStyle.QuotePair {
    HouseStyle.QuotePair(open: open.value, close: close.value)
  }
  private static func form(_ group: Unicode.Scalar, _ decimal: Unicode.Scalar) -> HouseStyle.NumberForm {
    HouseStyle.NumberForm(group: group.value, decimal: decimal.value)
  }

  public static let all: [StyleProfile] = [
    StyleProfile(
      name: "ap-en",
      help:
        "Associated Press: double marks outside, commas inside them, 1,234.5, $5 before the figure, 5% since April 2019; Kyiv since August 2019",
      changes: [
        .quotes(language: "en", pair("“", "”")), .numbers(language: "en", form(",", ".")),
        .commas(language: "en", .inside), .currency(language: "en", .signBefore), .percent(language: "en", .sign),
        .preferred(entity: "kyiv", form: "Kyiv"),
      ]),
    StyleProfile(
      name: "guardian-en",
      help: "The Guardian: double marks outside, 1,234.5, $5 before the figure, 5%; Kyiv since February 2019",
      changes: [
        .quotes(language: "en", pair("“", "”")), .numbers(language: "en", form(",", ".")),
        .currency(language: "en", .signBefore), .percent(language: "en", .sign), .preferred(entity: "kyiv", form: "Kyiv"),
      ]),
    StyleProfile(
      name: "eu-interinstitutional",
      help: "EU Interinstitutional Style Guide: codes before the figure in English, behind it in most other languages",
      changes: [
        .currency(language: "", .codeAfter), .currency(language: "en", .codeBefore),
        .numbers(language: "de", form("\u{A0}", ",")), .numbers(language: "fr", form("\u{A0}", ",")),
        .numbers(language: "es", form("\u{A0}", ",")), .numbers(language: "it", form("\u{A0}", ",")),
      ]),
    StyleProfile(
      name: "imprimerie-nationale-fr", help: "French typography by the Imprimerie nationale: « », 1 234,5, 5 $",
      changes: [
        .quotes(language: "fr", pair("«", "»")), .numbers(language: "fr", form("\u{202F}", ",")),
        .currency(language: "fr", .signAfter),
      ]),
    StyleProfile(
      name: "rae-es", help: "Spanish by the Real Academia: « » outside, figures in groups with a space, decimal comma",
      changes: [.quotes(language: "es", pair("«", "»")), .numbers(language: "es", form("\u{A0}", ","))]),
    StyleProfile(
      name: "din-5008-de", help: "German by DIN 5008: „ “ outside, 1.234,5 for sums, the currency behind the figure",
      changes: [
        .quotes(language: "de", pair("„", "“")), .numbers(language: "de", form(".", ",")),
        .currency(language: "de", .signAfter),
      ]),
    StyleProfile(
      name: "swiss-de", help: "Swiss German papers: « » without spaces, 1'234.5 with an apostrophe, codes before the figure",
      changes: [
        .quotes(language: "de", pair("«", "»")), .numbers(language: "de", form("’", ".")),
        .currency(language: "de", .codeBefore),
      ]),
  ]
}
