import Findings
import Lexicons
import Rules
import TextBase

/// Reads one `.wirecheck.yml`; gathers all problems with their places.
final class ConfigurationReader {
  private let path: String
  private let folder: String
  private let reader: SchemaReader
  private(set) var extended: [(name: String, line: Int, column: Int)] = []

  init(path: String, folder: String) {
    self.path = path
    self.folder = folder
    reader = SchemaReader(path: path)
  }

  /// The file's own layer and those of its sections.
  func layers(_ bytes: [UInt8]) throws(SetupProblems) -> [SettingsLayer] {
    // A file of comments alone says nothing, which is no mistake.
    if !bytes.split(separator: 0x0A).contains(where: {
      $0.contains { $0 > 0x20 } && $0.first { $0 > 0x20 } != UInt8(ascii: "#")
    }) {
      return []
    }
    let root: YAMLNode
    do throws(SetupProblem) {
      root = try YAMLNode.parse(bytes, path: path)
    } catch {
      throw SetupProblems([error])
    }
    var layers: [SettingsLayer] = []
    if let map = reader.mapping(root, "the configuration", keys: SettingKey.allCases.map(\.rawValue)) {
      layers.append(layer(map, root, SettingKey.allCases))
      for node in map["sections"].map({ reader.items($0, "“sections”") }) ?? [] {
        if let section = section(node) { layers.append(section) }
      }
    }
    if !reader.problems.isEmpty {
      throw SetupProblems(reader.problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }
    return layers
  }

  private func origin(_ node: YAMLNode) -> SettingOrigin { .file(path, line: node.line) }

  private func section(_ node: YAMLNode) -> SettingsLayer? {
    let keys = SettingKey.allCases.filter(\.isForSections)
    if case .mapping(let pairs) = node.content {
      for (key, _) in pairs {
        guard let known = SettingKey(rawValue: key.text ?? ""), !known.isForSections else { continue }
        reader.report(key, "“\(known.rawValue)” holds for the whole file and has no place in a section; move it up")
        return nil
      }
    }
    guard let map = reader.mapping(node, "a section", keys: ["files"] + keys.map(\.rawValue)) else { return nil }
    guard let files = map.required("files") else { return nil }
    var layer = layer(map, node, keys)
    layer.folder = folder
    for item in list(files) {
      let text = reader.text(item, "a pattern of files")
      let globs = ConfigurationReader.braces(text).compactMap { GitPattern($0.utf8) }
      if globs.isEmpty { reader.report(item, "“\(text)” is no pattern of files; write one such as sport/** or *.md") }
      layer.globs += globs
    }
    if layer.globs.isEmpty, reader.problems.isEmpty {
      reader.report(files, "“files” names no file; write a pattern such as *.md")
    }
    return layer
  }

  /// `*.{md,html}` as `*.md` and `*.html`.
  static func braces(_ text: String) -> [String] {
    guard let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}") else { return [text] }
    let rest = braces(String(text[text.index(after: close)...]))
    return text[text.index(after: open)..<close].split(separator: ",", omittingEmptySubsequences: false).flatMap { choice in
      rest.map { text[..<open] + choice + $0 }
    }
  }

  /// A list, or one item that stands for itself.
  private func list(_ node: YAMLNode) -> [YAMLNode] {
    if case .sequence(let items) = node.content { return items }
    return [node]
  }

  private func layer(_ map: SchemaReader.Mapping, _ node: YAMLNode, _ keys: [SettingKey]) -> SettingsLayer {
    var layer = SettingsLayer()
    layer.origin = origin(node)
    for key in keys {
      guard let value = map[key.rawValue] else { continue }
      switch key {
      case .sections: break
      case .rules: layer.rules = rules(value)
      case .style: layer.style = StyleReader(reader, path).settings(value)
      case .extends: extended = list(value).map { (reader.text($0, "“extends”"), $0.line, $0.column) }
      default: read(key, value, &layer)
      }
    }
    return layer
  }

  private func read(_ key: SettingKey, _ node: YAMLNode, _ layer: inout SettingsLayer) {
    var texts: [String] = []
    let nodes: [YAMLNode]
    if case .texts = key.form { nodes = list(node) } else { nodes = [node] }
    for item in nodes {
      var text = reader.text(item, "“\(key.rawValue)”")
      guard item.text != nil else { continue }
      // Paths are relative to the file that names them.
      if [.lexicons, .baseline, .suppressions].contains(key) {
        text = Paths.normalised(Paths.join(Paths.folder(of: path), text))
      }
      var trial = EffectiveSettings()
      do throws(SetupProblem) {
        try trial.set(key, text)
      } catch {
        reader.report(item, error.message)
      }
      if [.select, .ignore, .extendSelect].contains(key), let problem = RuleSelection.problem(text) {
        reader.report(item, problem)
      }
      if key == .lexicons, Files.status(text)?.kind != .directory {
        reader.report(item, "there is no lexicon folder “\(text)”")
      }
      texts.append(text)
    }
    layer.add(key, texts, origin(node))
  }

  // MARK: rules

  private func rules(_ node: YAMLNode) -> [RuleSetting] {
    reader.pairs(node, "“rules”").compactMap { key, value in
      let pattern = key.text ?? ""
      if let problem = RuleSelection.problem(pattern) {
        reader.report(key, problem)
        return nil
      }
      var setting = RuleSetting(pattern: pattern, origin: origin(key))
      if let word = value.text {
        switch word {
        case "on", "true": setting.isOn = true
        case "off", "false": setting.isOn = false
        default:
          guard let severity = Severity(rawValue: word) else {
            let words = ["on", "off"] + Severity.allCases.map(\.rawValue)
            let near = suggestion(for: word, among: words).map { "; did you mean “\($0)”?" } ?? ""
            reader.report(value, "a rule is \(words.joined(separator: ", ")) or a mapping, not “\(word)”\(near)")
            return nil
          }
          setting.severity = severity
        }
        return setting
      }
      let options = RuleSelection.options(of: pattern)
      guard let map = reader.mapping(value, "“\(pattern)”", keys: ["severity", "confidence"] + options.map(\.name)) else {
        return nil
      }
      setting.severity = map["severity"].flatMap { reader.choice($0, "“severity”", Severity.self) }
      setting.floor = map["confidence"].flatMap { reader.choice($0, "“confidence”", Confidence.self) }
      for option in options {
        guard let node = map[option.name] else { continue }
        let number = reader.integer(node, "“\(option.name)”")
        if Int(node.text ?? "") != nil, !option.range.contains(number) {
          reader.report(node, "“\(option.name)” must lie between \(option.range.lowerBound) and \(option.range.upperBound)")
        }
        setting.options[option.name] = number
      }
      return setting
    }
  }
}
