import TestKit
import Testing

/// What stands above the first paragraph may end as it likes, and so may a sign-off below the last; the first paragraph may not.
///
/// No examples on a card, since these hang on where the story begins, before which the amplifier sets other text.
@Suite struct TopOfStoryTests {
  private let rest =
    "Nobody was hurt in the storm.\nWork began again on Friday.\nThe town will pay for it.\nA pilot was pleased.\n"

  private func found(_ text: String, _ language: String) throws -> [String] {
    try check(text, language: language, rules: ["truncation/ends-abruptly"], showsLow: false).map(\.text)
  }

  @Test func aParagraphBehindADatelineIsNoStandfirst() throws {
    let lede = "LARVIK, Norway — The port was closed on Monday after a storm that left ships waiting outside the harbour\n"
    #expect(try found("Port closed for a week\n" + lede + rest, "en") == ["harbour"])
    let spanish =
      "Larvik, 4 mar (EFP).- El puerto cerró el lunes después de una tormenta que dejó los barcos fuera del puerto\n"
    let end = "Nadie resultó herido.\nEl viernes volvió el trabajo.\nLa ciudad pagará los daños.\nEl piloto estaba contento.\n"
    #expect(try found("Puerto cerrado\n" + spanish + end, "es") == ["puerto"])
  }

  @Test func aFirstLineWithAFullStopIsNoHeadline() throws {
    let lede = "The port was closed on Monday after a storm that nobody had foreseen.\n"
    let second = "Ships waited outside the harbour, in sight of the town, and then turned to leave\n"
    #expect(try found(lede + second + rest, "en") == ["leave"])
    #expect(try found("Port closed after a storm that nobody had foreseen\n" + second + rest, "en") == [])
  }

  @Test func linesThatSumUpTheStoryAreCounted() throws {
    let summary =
      "Port closed for a week\nShips wait outside the harbour\nMayor thanks the crews of the tugs\nTown pays for it\n"
    let cut = "The mayor said that the ships had waited outside the harbour for days and that the town would\n"
    #expect(try found(summary + rest + cut + rest, "en") == ["would"])
  }

  @Test func aStandfirstAboveTheBylineMayEndInAPreposition() throws {
    let deck = "El farero habla del frío, del miedo, de la soledad y de sopas de sobre\n"
    let body = "El puerto cerró el lunes.\nLos barcos esperaron fuera.\nEl viernes volvió el trabajo.\n"
    #expect(try found("Puerto cerrado\n" + deck + "Por Marta Olmo\n" + body, "es") == [])
  }
}
