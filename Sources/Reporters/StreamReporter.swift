import Findings

/// The answer to one line of a stream: the document of the contract's schema with the line's own identifier first.
public struct StreamReporter {
  /// JSON, as it is to be written.
  public enum Identifier: Sendable {
    case none
    case text(String)
    case number(String)
  }

  public static func write(_ identifier: Identifier, _ document: DocumentReport, into out: inout [UInt8]) {
    out.append(UInt8(ascii: "{"))
    switch identifier {
    case .none: out.member("id", nil)
    case .text(let text): out.member("id", text)
    case .number(let raw):
      out.key("id")
      out.write(raw)
    }
    out.members(document)
    out.endObject()
    out.append(UInt8(ascii: "\n"))
  }
}
