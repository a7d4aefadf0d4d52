import Reporters

/// Help and the manual page, from the one table of options.
enum Help {
  static func text(_ command: Command?, isTop: Bool) -> String {
    guard let command, !isTop else { return top() }
    var out = "wirecheck \(command.rawValue) \(command.usage)\n\(command.help)\n\n"
    if let details = command.details { out += details + "\n" }
    for option in OptionTable.all where option.commands.contains(command) { out += line(option) }
    return out
  }

  private static func top() -> String {
    var out = """
      wirecheck \(version): a translation-quality checker for wire copy

      wirecheck [check] [PATH… | -]      check stories, or standard input

      Commands:

      """
    for command in Command.allCases {
      let usage = "\(command.rawValue) \(command.usage)"
      out += "  \(usage)\(String(repeating: " ", count: max(1, 32 - usage.count)))\(command.help)\n"
    }
    out += "\nOptions of check:\n"
    for option in OptionTable.all where option.commands.contains(.check) { out += line(option) }
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
    guard left.count < 32 else { return left + "\n" + String(repeating: " ", count: 34) + help + "\n" }
    return left + String(repeating: " ", count: 34 - left.count) + help + "\n"
  }

  /// The manual page, wirecheck(1).
  static func manual() -> String {
    func escaped(_ text: String) -> String {
      let text = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
    }
    var out =
      ".TH WIRECHECK 1 \"\" \"wirecheck \(version)\" \"User Commands\"\n.SH NAME\nwirecheck \\- translation\\-quality checker for wire copy\n"
    out += ".SH SYNOPSIS\n.B wirecheck\n[\\fICOMMAND\\fR] [\\fIOPTION\\fR…] [\\fIPATH\\fR… | \\-]\n.SH DESCRIPTION\n"
    out += "Reads news stories and says where a translation shows. Without a command, stories are checked.\n.SH COMMANDS\n"
    for command in Command.allCases {
      out += ".TP\n.B \(escaped(command.rawValue + " " + command.usage))\n\(escaped(command.help))\n"
      if let details = command.details {
        out +=
          ".nf\n"
          + details.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(separator: "\n")
          + ".fi\n"
      }
    }
    out += ".SH OPTIONS\n"
    for option in OptionTable.all {
      out += ".TP\n.B \(escaped(spelled(option).trimmingPrefix(while: { $0 == " " }).description))\n\(escaped(option.help))\n"
    }
    out +=
      ".SH EXIT STATUS\n0 clean; 1 findings at or above the gate; 2 wrong usage, configuration or lexicon; 3 some input unreadable; 4 a fault of the program; 130 interrupted.\n"
    return out + ".SH ENVIRONMENT\nNO_COLOR, CLICOLOR_FORCE, WIRECHECK_CONFIG, WIRECHECK_LEXICONS, XDG_CACHE_HOME.\n"
  }
}

enum CompletionsCommand {}
