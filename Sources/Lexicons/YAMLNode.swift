import CYAML
import Findings

/// A node of the strict YAML subset that lexicons and configurations are written in: mappings, sequences and plain or
/// quoted text. No anchors, tags, merge keys, duplicate keys or second documents; every scalar is text, and the schema
/// decides what is a number.
public struct YAMLNode: Sendable {
  public enum Content: Sendable {
    case text(String)
    case sequence([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  public let content: Content
  /// Where it begins, from 1; columns in characters.
  public let line: Int
  public let column: Int

  public var text: String? {
    if case .text(let text) = content { return text }
    return nil
  }

  var kindName: String {
    switch content {
    case .text: "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The single document in `bytes`.
  public static func parse(_ bytes: [UInt8], path: String) throws(SetupProblem) -> YAMLNode {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { throw SetupProblem(path: path, "out of memory") }
    defer { yaml_parser_delete(&parser) }
    let result: Result<YAMLNode, SetupProblem> = bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      return withUnsafeMutablePointer(to: &parser) { parser in
        var events = Events(parser: parser, path: path)
        return events.document()
      }
    }
    return try result.get()
  }

  private struct Events {
    let parser: UnsafeMutablePointer<yaml_parser_t>
    let path: String

    struct Event {
      let type: yaml_event_type_t
      let text: String
      let line: Int
      let column: Int
    }

    func problem(_ event: Event, _ message: String) -> SetupProblem {
      SetupProblem(path: path, line: event.line, column: event.column, message)
    }

    /// The next event; anchors, tags and aliases are refused here.
    mutating func next() throws(SetupProblem) -> Event {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else {
        let mark = parser.pointee.problem_mark
        let reason = parser.pointee.problem.map { String(cString: $0) } ?? "not YAML"
        throw SetupProblem(
          path: path, line: Int(mark.line) + 1, column: Int(mark.column) + 1,
          "\(reason); check indentation, quotes and colons here")
      }
      defer { yaml_event_delete(&event) }
      let line = Int(event.start_mark.line) + 1
      let column = Int(event.start_mark.column) + 1
      var text = ""
      var refused: String?
      switch event.type {
      case YAML_ALIAS_EVENT: refused = "an alias (*name)"
      case YAML_SCALAR_EVENT:
        let scalar = event.data.scalar
        text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        if scalar.anchor != nil { refused = "an anchor (&name)" }
        if scalar.tag != nil { refused = "a tag (!name)" }
      case YAML_SEQUENCE_START_EVENT:
        if event.data.sequence_start.anchor != nil { refused = "an anchor (&name)" }
        if event.data.sequence_start.tag != nil { refused = "a tag (!name)" }
      case YAML_MAPPING_START_EVENT:
        if event.data.mapping_start.anchor != nil { refused = "an anchor (&name)" }
        if event.data.mapping_start.tag != nil { refused = "a tag (!name)" }
      default: break
      }
      if let refused {
        throw SetupProblem(
          path: path, line: line, column: column, "\(refused) is not part of the strict YAML that wirecheck reads; write it out"
        )
      }
      return Event(type: event.type, text: text, line: line, column: column)
    }

    mutating func document() -> Result<YAMLNode, SetupProblem> {
      do throws(SetupProblem) {
        _ = try next()  // stream start
        let start = try next()
        guard start.type == YAML_DOCUMENT_START_EVENT else {
          return .failure(problem(start, "the file is empty; begin with its keys"))
        }
        let root = try node(try next(), depth: 0)
        _ = try next()  // document end
        let end = try next()
        guard end.type == YAML_STREAM_END_EVENT else {
          return .failure(problem(end, "a second document begins here; use one file for each"))
        }
        return .success(root)
      } catch {
        return .failure(error)
      }
    }

    mutating func node(_ event: Event, depth: Int) throws(SetupProblem) -> YAMLNode {
      guard depth < 16 else { throw problem(event, "nested more than 16 levels deep; flatten it") }
      switch event.type {
      case YAML_SCALAR_EVENT:
        return YAMLNode(content: .text(event.text), line: event.line, column: event.column)
      case YAML_SEQUENCE_START_EVENT:
        var items: [YAMLNode] = []
        var item = try next()
        while item.type != YAML_SEQUENCE_END_EVENT {
          items.append(try node(item, depth: depth + 1))
          item = try next()
        }
        return YAMLNode(content: .sequence(items), line: event.line, column: event.column)
      case YAML_MAPPING_START_EVENT:
        var pairs: [(key: YAMLNode, value: YAMLNode)] = []
        var seen: Set<String> = []
        var key = try next()
        while key.type != YAML_MAPPING_END_EVENT {
          guard key.type == YAML_SCALAR_EVENT else { throw problem(key, "a key must be plain text") }
          guard key.text != "<<" else { throw problem(key, "merge keys are not part of the strict YAML; write it out") }
          guard seen.insert(key.text).inserted else {
            throw problem(key, "“\(key.text)” stands twice in this mapping; keep one")
          }
          let value = try node(try next(), depth: depth + 1)
          pairs.append((YAMLNode(content: .text(key.text), line: key.line, column: key.column), value))
          key = try next()
        }
        return YAMLNode(content: .mapping(pairs), line: event.line, column: event.column)
      default:
        throw problem(event, "something is missing here")
      }
    }
  }
}
