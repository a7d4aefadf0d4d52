import Findings
import TextBase

/// Reads a mapping of known keys and gathers every problem with its place, so that an editor sees them all at once.
public final class SchemaReader {
  public let path: String
  public private(set) var problems: [SetupProblem] = []

  public init(path: String) { self.path = path }

  public func add(_ problem: SetupProblem) { problems.append(problem) }

  public func report(_ node: YAMLNode, _ message: String) {
    problems.append(SetupProblem(path: path, line: node.line, column: node.column, message))
  }

  /// A mapping whose keys are all among `keys`; unknown ones are reported with the nearest that exists.
  public func mapping(_ node: YAMLNode, _ what: String, keys: [String]) -> Mapping? {
    guard case .mapping(let pairs) = node.content else {
      report(node, "\(what) must be a mapping, but is \(node.kindName)")
      return nil
    }
    var values: [String: YAMLNode] = [:]
    for (key, value) in pairs {
      let name = key.text ?? ""
      if keys.contains(name) {
        values[name] = value
      } else if let near = suggestion(for: name, among: keys) {
        report(key, "unknown key “\(name)”; did you mean “\(near)”?")
      } else {
        report(key, "unknown key “\(name)”; \(what) has \(keys.joined(separator: ", "))")
      }
    }
    return Mapping(reader: self, node: node, what: what, values: values)
  }

  /// The pairs of a mapping with free keys.
  public func pairs(_ node: YAMLNode, _ what: String) -> [(key: YAMLNode, value: YAMLNode)] {
    if case .mapping(let pairs) = node.content { return pairs }
    report(node, "\(what) must be a mapping, but is \(node.kindName)")
    return []
  }

  public func items(_ node: YAMLNode, _ what: String) -> [YAMLNode] {
    if case .sequence(let items) = node.content { return items }
    report(node, "\(what) must be a list, but is \(node.kindName)")
    return []
  }

  /// Text in normal form C without invisible characters.
  public func text(_ node: YAMLNode, _ what: String) -> String {
    guard let text = node.text else {
      report(node, "\(what) must be text, but is \(node.kindName)")
      return ""
    }
    return text
  }

  public func texts(_ node: YAMLNode, _ what: String) -> [String] {
    items(node, what).map { text($0, "each of \(what)") }
  }

  public func integer(_ node: YAMLNode, _ what: String) -> Int {
    let text = text(node, what)
    guard let number = Int(text) else {
      report(node, "\(what) must be a whole number, but is “\(text)”")
      return 0
    }
    return number
  }

  public func flag(_ node: YAMLNode, _ what: String) -> Bool {
    switch text(node, what) {
    case "true": return true
    case "false": return false
    case let other:
      report(node, "\(what) must be true or false, but is “\(other)”")
      return false
    }
  }

  public func choice<T: RawRepresentable & CaseIterable>(_ node: YAMLNode, _ what: String, _ type: T.Type) -> T?
  where T.RawValue == String {
    let text = text(node, what)
    if let value = T(rawValue: text) { return value }
    report(node, "\(what) is “\(text)”, but must be one of \(T.allCases.map(\.rawValue).joined(separator: ", "))")
    return nil
  }

  /// A mapping with its known keys.
  public struct Mapping {
    let reader: SchemaReader
    public let node: YAMLNode
    let what: String
    let values: [String: YAMLNode]

    public subscript(key: String) -> YAMLNode? { values[key] }

    public func required(_ key: String) -> YAMLNode? {
      if let value = values[key] { return value }
      reader.report(node, "\(what) lacks “\(key)”; add it")
      return nil
    }

    public func text(_ key: String) -> String { required(key).map { reader.text($0, "“\(key)”") } ?? "" }
    public func texts(_ key: String) -> [String] { required(key).map { reader.texts($0, "“\(key)”") } ?? [] }
    public func optionalText(_ key: String) -> String? { values[key].map { reader.text($0, "“\(key)”") } }
    public func optionalTexts(_ key: String) -> [String] { values[key].map { reader.texts($0, "“\(key)”") } ?? [] }
  }
}
