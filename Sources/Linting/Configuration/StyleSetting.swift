import Findings
import Lexicons
import TextBase

/// One preference of a house style.
public struct StyleSetting: Sendable {
  enum Change: Sendable {
    case preferred(entity: String, form: String)
    case quotes(language: String, HouseStyle.QuotePair)
    case numbers(language: String, HouseStyle.NumberForm)
    case currency(language: String, HouseStyle.CurrencyForm)
    case commas(language: String, HouseStyle.CommaSide)
    case measures(language: String, HouseStyle.MeasureSystem)
    case units(language: String, HouseStyle.UnitForm)
    case percent(language: String, HouseStyle.PercentForm)
  }

  let change: Change
  public let origin: SettingOrigin
  /// Column of the entity's id, for a problem that shows once the lexicons are open.
  public var column = 1

  func apply(to style: inout HouseStyle) {
    switch change {
    case .preferred(let entity, let form): style.preferred[entity] = form
    case .quotes(let language, let pair): style.quotes[language] = pair
    case .numbers(let language, let form): style.numbers[language] = form
    case .currency(let language, let form): style.currency[language] = form
    case .commas(let language, let side): style.commas[language] = side
    case .measures(let language, let system): style.measures[language] = system
    case .units(let language, let form): style.units[language] = form
    case .percent(let language, let form): style.percent[language] = form
    }
  }

  var name: String {
    func suffix(_ language: String) -> String { language.isEmpty ? "" : "." + language }
    switch change {
    case .preferred(let entity, _): return "preferred.\(entity)"
    case .quotes(let language, _): return "quotes" + suffix(language)
    case .numbers(let language, _): return "numbers" + suffix(language)
    case .currency(let language, _): return "currency" + suffix(language)
    case .commas(let language, _): return "commas" + suffix(language)
    case .measures(let language, _): return "measures" + suffix(language)
    case .units(let language, _): return "units" + suffix(language)
    case .percent(let language, _): return "percent" + suffix(language)
    }
  }

  var value: String {
    switch change {
    case .preferred(_, let form): form
    case .quotes(_, let pair): pair.sample
    case .numbers(_, let form): form.sample
    case .currency(_, let form): form.rawValue
    case .commas(_, let side): side.rawValue
    case .measures(_, let system): system.rawValue
    case .units(_, let form): form.rawValue
    case .percent(_, let form): form.rawValue
    }
  }

  /// That no lexicon has the entity.
  public func problem(known: Set<String>) -> SetupProblem? {
    guard let entity, case .file(let path, let line) = origin else { return nil }
    let near = suggestion(for: entity, among: known.sorted()).map { "; did you mean “\($0)”?" } ?? ""
    return SetupProblem(path: path, line: line, column: column, "no lexicon has an entity “\(entity)”\(near)")
  }

  /// The entity that it names, if it names one.
  public var entity: String? { if case .preferred(let entity, _) = change { String(entity.prefix { $0 != "@" }) } else { nil } }
}

/// Reads `style:`.
struct StyleReader {
  private let reader: SchemaReader
  private let path: String

  init(_ reader: SchemaReader, _ path: String) {
    self.reader = reader
    self.path = path
  }

  static let keys = ["profile", "preferred", "quotes", "numbers", "currency", "commas", "measures", "units", "percent"]

  func settings(_ node: YAMLNode) -> [StyleSetting] {
    guard let map = reader.mapping(node, "“style”", keys: StyleReader.keys) else { return [] }
    var settings: [StyleSetting] = []
    // A profile first: what is said beside it wins.
    if let profile = map["profile"] { settings += profiles(profile) }
    let preferred: [(key: YAMLNode, value: YAMLNode)] = map["preferred"].map { reader.pairs($0, "“preferred”") } ?? []
    for (key, value) in preferred {
      let pairs: [(tag: String, node: YAMLNode)] =
        value.text != nil ? [("", value)] : reader.pairs(value, "a preferred form").map { ($0.key.text ?? "", $0.value) }
      for (tag, node) in pairs {
        let form = reader.text(node, "a preferred form")
        if node.text == "" { reader.report(node, "a preferred form cannot be empty") }
        let entity = (key.text ?? "") + (tag.isEmpty ? "" : "@" + tag)
        var setting = StyleSetting(change: .preferred(entity: entity, form: form), origin: .file(path, line: key.line))
        setting.column = key.column
        settings.append(setting)
      }
    }
    settings += byLanguage(map["quotes"], "“quotes”") { tag, text in
      StyleReader.quotes(text).map { .quotes(language: tag, $0) }
    } problem: {
      "“\($0)” is no pair of quotation marks; write an opening and a closing one, such as \"“ ”\""
    }
    settings += byLanguage(map["numbers"], "“numbers”") { tag, text in
      StyleReader.numbers(text).map { .numbers(language: tag, $0) }
    } problem: {
      "“\($0)” shows no marks of a figure; write how the desk writes 1,234.5"
    }
    settings += choice(map["currency"], "currency") { .currency(language: $0, $1) }
    settings += choice(map["commas"], "commas") { .commas(language: $0, $1) }
    settings += choice(map["measures"], "measures") { .measures(language: $0, $1) }
    settings += choice(map["units"], "units") { .units(language: $0, $1) }
    settings += choice(map["percent"], "percent") { .percent(language: $0, $1) }
    return settings
  }

  /// One text for all languages, or a mapping by language tag.
  private func byLanguage(
    _ node: YAMLNode?, _ what: String, _ change: (String, String) -> StyleSetting.Change?, problem: (String) -> String
  ) -> [StyleSetting] {
    guard let node else { return [] }
    let pairs: [(tag: String, node: YAMLNode)] =
      node.text != nil ? [("", node)] : reader.pairs(node, what).map { ($0.key.text ?? "", $0.value) }
    return pairs.compactMap { tag, node in
      let text = reader.text(node, what)
      guard node.text != nil else { return nil }
      guard let change = change(tag, text) else {
        reader.report(node, problem(text))
        return nil
      }
      return StyleSetting(change: change, origin: .file(path, line: node.line))
    }
  }

  /// One of a few forms, for all languages or by language tag.
  private func choice<Form: RawRepresentable & CaseIterable>(
    _ node: YAMLNode?, _ key: String, _ change: (String, Form) -> StyleSetting.Change
  ) -> [StyleSetting] where Form.RawValue == String {
    byLanguage(node, "“\(key)”") { tag, text in
      Form(rawValue: text).map { change(tag, $0) }
    } problem: {
      "“\(key)” is one of \(Form.allCases.map(\.rawValue).joined(separator: " · ")), not “\($0)”"
    }
  }

  private func profiles(_ node: YAMLNode) -> [StyleSetting] {
    var nodes = [node]
    if case .sequence(let items) = node.content { nodes = items }
    return nodes.flatMap { node -> [StyleSetting] in
      let name = reader.text(node, "“profile”")
      guard let profile = StyleProfile.all.first(where: { $0.name == name }) else {
        let names = StyleProfile.all.map(\.name)
        let near =
          suggestion(for: name, among: names).map { "did you mean “\($0)”?" } ?? "there are \(names.joined(separator: ", "))"
        reader.report(node, "there is no profile “\(name)”; \(near)")
        return []
      }
      return profile.changes.map { StyleSetting(change: $0, origin: .file(path, line: node.line)) }
    }
  }

  static func quotes(_ text: String) -> HouseStyle.QuotePair? {
    // A no-break space beside the marks is the language's business.
    let scalars = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "…" }.map(\.value)
    guard scalars.count == 2, scalars.allSatisfy({ $0 == 0x22 || $0 == 0x27 || QuoteMark.isQuote($0) }) else { return nil }
    return HouseStyle.QuotePair(open: scalars[0], close: scalars[1])
  }

  static func numbers(_ text: String) -> HouseStyle.NumberForm? {
    let scalars = Array(text.unicodeScalars)
    let digits = scalars.filter { ("0"..."9").contains($0) }
    let marks = scalars.filter { !("0"..."9").contains($0) }.map(\.value)
    guard String(String.UnicodeScalarView(digits)) == "12345" else { return nil }
    if marks.count == 1, scalars.count == 6, scalars[4].value == marks[0] {
      return HouseStyle.NumberForm(group: 0, decimal: marks[0])
    }
    guard marks.count == 2, marks[0] != marks[1], scalars[1].value == marks[0], scalars[5].value == marks[1] else { return nil }
    return HouseStyle.NumberForm(group: marks[0], decimal: marks[1])
  }
}
