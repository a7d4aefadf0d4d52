import Reporters

/// Help and the manual page, from the one table of options.
enum Help {
  static func text(_ command: Command?, isTop: Bool) -> String {
    guard let command, !isTop else { return top() }
    var out = "wirecheck \(usage(command))\n\(command.help)\n\n"
    if let details = command.details { out += details + "\n" }
    for option in OptionTable.options(of: command) { out += line(option) }
    return out
  }

  private static func top() -> String {
    var out = """
      wirecheck \(version): a translation-quality checker for wire copy

      wirecheck [check] [PATH… | -]      check stories, or standard input

      Commands:

      """
    for command in Command.allCases {
      out += columns("  " + usage(command), command.help)
    }
    out += "\nOptions of check; wirecheck COMMAND --help prints those of another command:\n"
    for option in OptionTable.options(of: .check) { out += line(option) }
    return out + """

      Exit codes:
        0  every story was checked, nothing at or above --fail-on, no gate crossed
        1  something at or above --fail-on, or a gate crossed
        2  nothing can be said: wrong usage, configuration or lexicon
        3  some input could not be read; the others were checked and reported
        4  a fault of the program itself; the others were checked and reported
        130  interrupted

      Environment: NO_COLOR, CLICOLOR_FORCE, WIRECHECK_CONFIG, WIRECHECK_LEXICONS.

      """
  }

  static func spelled(_ option: Option) -> String {
    let short = option.short.map { "-\($0), " } ?? "    "
    let long = option.name.count > 1 ? "--\(option.name)" : ""
    switch option.argument {
    case .none: return option.name.count > 1 ? short + long : String(short.prefix(2))
    case .value(let placeholder), .choice(let placeholder, _): return short + long + " " + placeholder
    }
  }

  private static func line(_ option: Option) -> String {
    let left = "  " + spelled(option)
    var help = option.help
    if case .choice(_, let choices) = option.argument { help += ": " + choices.joined(separator: ", ") }
    if option.isRepeatable { help += " (repeatable)" }
    return columns(left, help)
  }

  private static func usage(_ command: Command) -> String {
    command.usage.isEmpty ? command.rawValue : command.rawValue + " " + command.usage
  }

  /// Two columns, the second wrapped; a line of its own for what is too long for the first.
  private static func columns(_ left: String, _ right: String) -> String {
    let indent = String(repeating: " ", count: 34)
    var lines: [String] = [""]
    for word in right.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + 1 + word.count <= 78 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    let body = lines.joined(separator: "\n" + indent) + "\n"
    return left.count < 33 ? left + String(repeating: " ", count: 34 - left.count) + body : left + "\n" + indent + body
  }
}
