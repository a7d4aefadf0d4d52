/// One JSON object on a line of its own, for logs that programs read. Members stand in the order they were added.
public struct LogLine: Sendable {
  private var out: [UInt8] = []

  public init(_ event: StaticString, time: String) {
    out.beginObject()
    out.member("time", time)
    out.key("event")
    out.append(UInt8(ascii: "\""))
    out.write(literal: event)
    out.append(UInt8(ascii: "\""))
  }

  /// A line that was written before, as `bytes` gave it.
  public init(bytes: [UInt8]) { out = Array(bytes.dropLast(2)) }

  public mutating func add(_ name: StaticString, _ text: String?) { out.member(name, text) }
  public mutating func add(_ name: StaticString, _ number: Int) { out.member(name, number) }
  public mutating func add(_ name: StaticString, _ texts: [String]) { out.member(name, texts) }

  public var bytes: [UInt8] { out + Array("}\n".utf8) }
}
