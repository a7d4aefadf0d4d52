import Findings
import Lexicons
import Rules
import TestKit
import TextBase
import Testing

/// The registry holds together: ids, folders, cards, and that no rule is forgotten.
@Suite struct RegistryTests {
  @Test func idsAreUnique() {
    let ids = allRules.map(\.card.id)
    #expect(Set(ids).count == ids.count, "\(ids.filter { id in ids.count { $0 == id } > 1 })")
  }

  @Test(arguments: allRules.map(\.card.id))
  func idIsKebabCase(_ id: String) {
    let parts = id.split(separator: "/", omittingEmptySubsequences: false)
    #expect(parts.count == 2)
    for part in parts {
      let words = part.split(separator: "-", omittingEmptySubsequences: false)
      #expect(words.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) } }, "\(id)")
    }
  }

  @Test(arguments: allRules.map(\.card.id))
  func cardIsWritten(_ id: String) throws {
    let card = try #require(allRules.first { $0.card.id == id }?.card)
    #expect(!card.title.isEmpty && !card.title.hasSuffix("."))
    #expect(card.why.hasSuffix("."), "“\(card.why)”")
    #expect(card.advice.hasSuffix("."), "“\(card.advice)”")
    #expect(card.advice.count <= 110, "the advice has \(card.advice.count) characters")
    for text in [card.title, card.why, card.advice] { #expect(!text.contains("!") && !text.contains("  "), "“\(text)”") }
  }

  /// A card names data that a lexicon can hold.
  @Test(arguments: allRules.map(\.card.id))
  func dataExists(_ id: String) throws {
    let card = try #require(allRules.first { $0.card.id == id }?.card)
    if case .withData(let data) = card.languages {
      #expect(try Shared.store.language("en").supply(of: data) != nil, "“\(data)”")
    }
  }

  /// Cards that packs feed stand together in one folder: their families are those of the entries.
  private static let packFile = "Rules/PackRules.swift"

  /// `quotes/…` stands in Sources/Rules/Quotes, and so on. An example knows the file that it was written in.
  @Test(arguments: allRules.map(\.card.id))
  func folderIsFamily(_ id: String) throws {
    let card = try #require(allRules.first { $0.card.id == id }?.card)
    let files = Set(card.examples.map(\.file))
    #expect(files.count <= 1, "the examples of \(id) stand in several files: \(files.sorted())")
    guard let file = files.first, file != Self.packFile else {
      // Without an example, the source text tells.
      let quoted = "id: \"\(id)\""
      let paths = Package.swiftFiles("Sources/Rules").filter {
        Package.text($0).contains(quoted) || Package.text($0).contains("\"\(id)\"")
      }
      #expect(paths.contains { Self.folder($0) == card.family || $0.hasSuffix("PackRules.swift") }, "\(id) stands in \(paths)")
      return
    }
    #expect(Self.folder(Package.path(ofFileID: file)) == card.family)
  }

  private static func folder(_ path: String) -> String {
    path.split(separator: "/").dropLast().last.map { $0.lowercased() } ?? ""
  }

  /// Every type under Sources/Rules that is a rule stands in `allRules`.
  @Test func noRuleIsForgotten() {
    let registry = Package.text(Package.root + "/Sources/Rules/AllRules.swift")
    var types: [String] = []
    for path in Package.swiftFiles("Sources/Rules") {
      for line in Package.text(path).split(separator: "\n") {
        let words = line.split(whereSeparator: { " ,:{".contains($0) })
        guard let keyword = words.firstIndex(where: { $0 == "struct" || $0 == "class" || $0 == "enum" }),
          line.contains(":"), words.dropFirst(keyword + 2).contains("Rule"), keyword + 1 < words.count
        else { continue }
        types.append(String(words[keyword + 1]))
      }
    }
    #expect(types.count >= 20)
    for type in types { #expect(registry.contains("RuleEntry(\(type).self)"), "\(type) is missing in AllRules.swift") }
    #expect(registry.split(separator: "RuleEntry(").count - 1 == types.count, "AllRules.swift lists something that is no rule")
  }

  /// Every rule that a lexicon entry names exists.
  @Test func entriesNameRules() throws {
    let ids = Set(allRules.map(\.card.id))
    for entry in try Shared.store.allSources().phrases where !ids.contains(entry.rule) {
      Issue.record(
        "\(entry.pack)#\(entry.id) names the rule “\(entry.rule)”, which does not exist",
        sourceLocation: SourceLocation(
          fileID: "Lexicons/\(entry.pack)", filePath: entry.place.path, line: entry.place.line, column: entry.place.column))
    }
  }
}

/// Every enumeration with a text form comes back from it.
@Suite struct EnumerationTests {
  private static let tested: [String: @Sendable () -> Bool] = [
    "Severity": { roundTrips(Severity.self) }, "Confidence": { roundTrips(Confidence.self) },
    "MQMCategory": { roundTrips(MQMCategory.self) }, "ITSCategory": { roundTrips(ITSCategory.self) },
    "Applicability": { roundTrips(Applicability.self) }, "Field": { roundTrips(Field.self) },
    "Variant": { roundTrips(Example.Variant.self) }, "WordClass": { roundTrips(WordClass.self) },
    "NameGender": { roundTrips(NameGender.self) }, "EvidenceNeed": { roundTrips(EvidenceNeed.self) },
    "Stance": { roundTrips(Stance.self) }, "EntityKind": { roundTrips(EntityKind.self) },
    "FormClass": { roundTrips(FormClass.self) }, "PatternClass": { roundTrips(PatternClass.self) },
    "QuoteNeighbours": { roundTrips(QuoteNeighbours.self) },
    "QuoteReopening": { roundTrips(QuoteReopening.self) }, "QuoteSpacing": { roundTrips(QuoteSpacing.self) },
    "CommaPlace": { roundTrips(CommaPlace.self) }, "ApostropheUse": { roundTrips(ApostropheUse.self) },
    "Direction": { roundTrips(Direction.self) }, "DateOrder": { roundTrips(DateOrder.self) },
    "SignSpacing": { roundTrips(SignSpacing.self) }, "Habit": { roundTrips(Habit.self) },
    "MarkSet": { roundTrips(MarkSet.self) }, "MoneySide": { roundTrips(MoneySide.self) },
    "FindingState": { roundTrips(FindingState.self) }, "CurrencyForm": { roundTrips(HouseStyle.CurrencyForm.self) },
    "CommaSide": { roundTrips(HouseStyle.CommaSide.self) },
    "MeasureSystem": { roundTrips(HouseStyle.MeasureSystem.self) }, "UnitForm": { roundTrips(HouseStyle.UnitForm.self) },
    "PercentForm": { roundTrips(HouseStyle.PercentForm.self) },
    "UnitDimension": { roundTrips(UnitDimension.self) }, "UnitSystem": { roundTrips(UnitSystem.self) },
  ]

  /// Enumerations of modules that this target does not import; their own tests hold them.
  private static let elsewhere: Set<String> = [
    "ReportFormat", "SettingKey", "Status", "Format", "Kind", "Place", "Verdict", "Variant",
  ]

  private static func roundTrips<T: CaseIterable & RawRepresentable & Equatable>(_ type: T.Type) -> Bool
  where T.RawValue == String {
    let texts = T.allCases.map(\.rawValue)
    return Set(texts).count == texts.count && texts.allSatisfy { !$0.isEmpty }
      && T.allCases.allSatisfy { T(rawValue: $0.rawValue) == $0 }
  }

  @Test(arguments: tested.keys.sorted())
  func roundTrips(_ name: String) throws {
    let test = try #require(Self.tested[name])
    #expect(test())
  }

  /// Reads the sources, so that a new enumeration is not forgotten.
  @Test func everyEnumerationIsTested() {
    for path in Package.swiftFiles("Sources") where !path.contains("/Sources/wirecheck") {
      for line in Package.text(path).split(separator: "\n") where line.contains("enum ") && line.contains("CaseIterable") {
        let words = line.split(whereSeparator: { " ,:{".contains($0) }).map(String.init)
        guard words.contains("String"), let keyword = words.firstIndex(of: "enum") else { continue }
        let name = words[keyword + 1]
        #expect(Self.tested[name] != nil || Self.elsewhere.contains(name), "\(name) of \(path) is not in this test")
      }
    }
  }

  @Test(arguments: MQMCategory.allCases)
  func everyCategoryHasAnITSType(_ category: MQMCategory) {
    #expect(ITSCategory.allCases.contains(category.its))
  }

  @Test func severitiesHaveMQMPoints() {
    #expect(Severity.allCases.map(\.penaltyPoints) == [0, 1, 5, 25])
    #expect(Severity.neutral < .minor && Severity.major < .critical)
    #expect(Confidence.allCases.sorted() == [.low, .medium, .high])
    #expect(Confidence.high.lowered == .medium && Confidence.low.lowered == .low)
  }
}
