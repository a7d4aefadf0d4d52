/// The manual page, wirecheck(1), from the one table of options.
enum Manual {
  static func text() -> String {
    var out = """
      .TH WIRECHECK 1 "" "wirecheck \(version)" "User Commands"
      .SH NAME
      wirecheck \\- translation\\-quality checker for wire copy
      .SH SYNOPSIS
      .B wirecheck
      [\\fICOMMAND\\fR] [\\fIOPTION\\fR…] [\\fIPATH\\fR… | \\-]
      .SH DESCRIPTION
      Reads news stories and says where a translation shows.
      Without a command, stories are checked.
      A folder is walked; \\- or no path at all is standard input.
      .SH COMMANDS

      """
    for command in Command.allCases {
      let usage = command.usage.isEmpty ? command.rawValue : command.rawValue + " " + command.usage
      out += ".TP\n.B \(escaped(usage))\n\(escaped(command.help))\n"
      if let details = command.details {
        out += ".sp\n.nf\n" + details.split(separator: "\n").map { escaped(String($0)) + "\n" }.joined() + ".fi\n"
      }
    }
    out += ".SH OPTIONS\nBehind each option stand the commands that have it.\n"
    for option in OptionTable.all { out += entry(option) }
    return out + end
  }

  private static func entry(_ option: Option) -> String {
    let spelled = Help.spelled(option).trimmingPrefix(while: { $0 == " " })
    var help = option.help
    if case .choice(_, let choices) = option.argument { help += ": " + choices.joined(separator: ", ") }
    if option.isRepeatable { help += " (repeatable)" }
    let commands = Command.allCases.filter(option.commands.contains).map(\.rawValue)
    let whose = commands.count == Command.allCases.count ? "every command" : commands.joined(separator: ", ")
    return ".TP\n.B \(escaped(String(spelled)))\n\(escaped(help)).\n\\fI(\(escaped(whose)))\\fR\n"
  }

  private static let end = """
    .SH EXIT STATUS
    .TP
    .B 0
    every story was checked; nothing at or above \\-\\-fail\\-on, no gate crossed
    .TP
    .B 1
    something at or above \\-\\-fail\\-on, or a gate crossed
    .TP
    .B 2
    nothing can be said: wrong usage, configuration or lexicon, or a report could not be written
    .TP
    .B 3
    some input could not be read; the others were checked and reported
    .TP
    .B 4
    a fault of the program itself; the others were checked and reported
    .TP
    .B 130
    interrupted
    .SH ENVIRONMENT
    .TP
    .B WIRECHECK_CONFIG
    configuration for every input, as with \\-\\-config
    .TP
    .B WIRECHECK_LEXICONS
    a folder of lexicons, as with \\-\\-lexicons
    .TP
    .B NO_COLOR, CLICOLOR_FORCE
    no colour; colour even where output is no terminal
    .SH FILES
    .TP
    .B .wirecheck.yml
    settings of the folder it stands in and those below; else ~/.config/wirecheck/config.yml
    .TP
    .B .wirecheckignore
    patterns of files to pass over, as in a .gitignore
    .TP
    .B .wirecheck\\-suppressions.yml
    decisions on single findings, by fingerprint
    .SH EXAMPLES
    .nf
    wirecheck stories/
    wirecheck \\-\\-also sarif=wirecheck.sarif \\-\\-fail\\-on never stories/
    wirecheck \\-\\-fix \\-\\-diff story.md | git apply
    wirecheck report stories/ \\-\\-out pages
    .fi

    """

  private static func escaped(_ text: String) -> String {
    let text = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }
}
