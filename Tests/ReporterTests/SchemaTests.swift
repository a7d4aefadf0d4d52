import Findings
import Foundation
import TestKit
import TextBase
import Testing

@testable import Reporters

/// Our JSON has exactly the keys that its published schema names, and the schema names no others. Validators of others check
/// the rest: `make validate`.
@Suite struct SchemaTests {
  private let schema: [String: Any] = {
    let bytes = (try? Files.read(Package.root + "/Reports/schema/report-1.json")) ?? []
    return (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:]
  }()

  /// What is wrong with a value, by the parts of JSON Schema that ours uses.
  private func problems(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = String(reference.split(separator: "/").last ?? "")
      guard let target = (self.schema["$defs"] as? [String: Any])?[name] as? [String: Any] else {
        return ["\(path): no \(reference)"]
      }
      return problems(value, target, at: path)
    }
    var list: [String] = []
    if let allowed = schema["enum"] as? [Any], !allowed.contains(where: { equal($0, value) }) {
      list.append("\(path): \(value) is none of \(allowed)")
    }
    if let wanted = schema["const"], !equal(wanted, value) { list.append("\(path): not \(wanted)") }
    let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
    if !types.isEmpty, !types.contains(where: { isOf($0, value) }) { list.append("\(path): \(value) is no \(types)") }
    if let least = schema["minimum"] as? Int, let number = value as? Int, number < least { list.append("\(path): \(number)") }
    if let items = schema["items"] as? [String: Any], let array = value as? [Any] {
      for (index, item) in array.enumerated() { list += problems(item, items, at: "\(path)/\(index)") }
    }
    if let properties = schema["properties"] as? [String: Any], let object = value as? [String: Any] {
      for key in Set(schema["required"] as? [String] ?? []).subtracting(object.keys) { list.append("\(path): no \(key)") }
      for key in Set(object.keys).subtracting(properties.keys) { list.append("\(path): \(key) is not in the schema") }
      for (key, item) in object {
        if let part = properties[key] as? [String: Any] { list += problems(item, part, at: "\(path)/\(key)") }
      }
    }
    return list
  }

  private func equal(_ a: Any, _ b: Any) -> Bool {
    a is NSNull && b is NSNull || (a as? String).map { $0 == b as? String } ?? false
  }

  private func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "integer": value is Int
    case "number": value is Double || value is Int
    case "null": value is NSNull
    default: false
    }
  }

  @Test(arguments: SampleTests.stories)
  func samplesFitTheSchema(_ story: String) throws {
    let documents = try Reporting.check(Files.read(SampleTests.folder + "/stories/" + story), path: story)
    let root = try JSONSerialization.jsonObject(with: Data(Reporting.write(documents, .json)))
    #expect(!schema.isEmpty)
    #expect(problems(root, schema, at: "") == [])
  }

  @Test(arguments: HostilePageTests.stories.map(\.name))
  func hostileStoriesFitTheSchema(_ name: String) throws {
    let story = try #require(HostilePageTests.stories.first { $0.name == name })
    let root = try JSONSerialization.jsonObject(
      with: Data(Reporting.write(try Reporting.check(story.bytes, path: name), .json)))
    #expect(problems(root, schema, at: "") == [])
  }

  @Test func whatCouldNotBeReadFitsTheSchema() throws {
    let document = DocumentReport(path: "a.txt", format: "text", status: .unreadable, problem: "there is no such file")
    let root = try JSONSerialization.jsonObject(with: Data(Reporting.write([document], .json)))
    #expect(problems(root, schema, at: "") == [])
  }

  /// The test sees what it should.
  @Test func aWrongValueIsSeen() throws {
    let root = ["schema": "wirecheck.report/2", "tool": ["name": 1], "documents": [["path": "a"]]] as [String: Any]
    let list = problems(root, schema, at: "")
    #expect(list.contains { $0.hasPrefix("/schema") } && list.contains { $0.contains("no summary") })
    #expect(list.contains { $0.hasPrefix("/tool/name") } && list.contains { $0.hasPrefix("/documents/0: no findings") })
  }
}
