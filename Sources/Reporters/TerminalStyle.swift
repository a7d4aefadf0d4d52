import Findings

/// Select graphic rendition sequences, or nothing without colour.
struct TerminalStyle {
  enum Role { case critical, major, minor, neutral, bold, dim, frame, help, removed, added }

  let colour: Bool

  func role(_ severity: Severity) -> Role {
    switch severity {
    case .critical: .critical
    case .major: .major
    case .minor: .minor
    case .neutral: .neutral
    }
  }

  private func code(_ role: Role) -> String {
    switch role {
    case .critical: "1;4;31"
    case .major: "1;31"
    case .minor: "1;33"
    case .neutral: "1;34"
    case .bold: "1"
    case .dim: "2"
    case .frame: "34"
    case .help: "1;36"
    case .removed: "31"
    case .added: "32"
    }
  }

  func write(_ text: String, _ role: Role, _ out: inout [UInt8]) { write(Array(text.utf8), role, &out) }

  func write(_ text: [UInt8], _ role: Role, _ out: inout [UInt8]) {
    if text.isEmpty { return }
    if colour { out.write("\u{1B}[\(code(role))m") }
    out.append(contentsOf: text)
    if colour { out.write("\u{1B}[0m") }
  }
}
