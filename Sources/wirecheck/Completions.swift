import Findings
import Linting
import Reporters

/// Completions for shells, from the one table of options: each command's own options, and the values that can be named.
enum CompletionsCommand {
  static func run(_ arguments: Arguments) throws(SetupProblems) -> ExitCode {
    switch arguments.positional.first {
    case "bash": return try Shell.print(bash())
    case "zsh": return try Shell.print(zsh())
    case "fish": return try Shell.print(fish())
    default: throw Shell.usage("wirecheck completions needs a shell: bash, zsh or fish")
    }
  }

  /// What a word can be.
  private enum Words {
    case of([String])
    case files
    case folders
    case nothing
  }

  private static let rules = Shell.allCards.map(\.id)
  private static let families = Array(Set(rules.map { String($0.prefix { $0 != "/" }) })).sorted()

  private static func values(_ option: Option) -> Words {
    switch (option.name, option.argument) {
    case (_, .none): return .nothing
    case (_, .choice(_, let choices)): return .of(choices)
    case ("select", _), ("ignore", _), ("extend-select", _): return .of(families + rules)
    case ("also", _): return .of(ReportFormat.available.map { $0.rawValue + "=" })
    case ("report", _): return .of(ReportFormat.available.map(\.rawValue))
    case (_, .value("DIR")): return .folders
    case (_, .value(let placeholder)): return placeholder.hasPrefix("PATH") || placeholder.hasPrefix("FILE") ? .files : .nothing
    }
  }

  private static func operands(_ command: Command) -> Words {
    switch command {
    case .check, .report, .config, .evaluate: .files
    case .explain: .of(rules)
    case .lexicon: .of(["check", "export", "import"])
    case .completions: .of(["bash", "zsh", "fish"])
    case .initialise, .watch: .folders
    case .rules, .stream, .manual: .nothing
    }
  }

  private static var commands: String { Command.allCases.map(\.rawValue).joined(separator: " ") }

  private static func names(_ option: Option) -> [String] {
    (option.short.map { ["-\($0)"] } ?? []) + (option.name.count > 1 ? ["--\(option.name)"] : [])
  }

  // MARK: bash

  private static func bash() -> String {
    func action(_ words: Words) -> String {
      switch words {
      case .of(let list): "_wirecheck_words \"\(list.joined(separator: " "))\""
      case .files: "_wirecheck_files -f"
      case .folders: "_wirecheck_files -d"
      case .nothing: "COMPREPLY=()"
      }
    }
    var cases = ""
    for command in Command.allCases {
      let options = OptionTable.options(of: command)
      cases += "    \(command.rawValue))\n      case $before in\n"
      for option in options where option.argument != .none {
        cases += "        \(names(option).joined(separator: "|"))) \(action(values(option))); return ;;\n"
      }
      let all = options.flatMap(names).joined(separator: " ")
      let operands = command == .lexicon ? "\(action(operands(command))); _wirecheck_files -f" : action(operands(command))
      cases += "      esac\n      case $word in\n        -*) _wirecheck_words \"\(all)\" ;;\n        *) \(operands) ;;\n"
      cases += "      esac ;;\n"
    }
    return """
      # Completions of wirecheck for bash.
      _wirecheck_words() {
        local IFS=$' \\t\\n'
        COMPREPLY+=($(compgen -W "$1" -- "$word"))
        [[ ${COMPREPLY-} != *= ]] || compopt -o nospace
      }
      _wirecheck_files() {
        # As typed, a name has marks that the shell takes away.
        local IFS=$'\\n' name=${word//\\\\/}
        name=${name#[\\"\\']}
        compopt -o filenames
        COMPREPLY+=($(compgen "$1" -- "$name"))
      }
      _wirecheck() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=check at
        # The shell parts words at an equals sign.
        if [[ $word == = ]]; then word=
        elif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}
        fi
        for ((at = 1; at < COMP_CWORD; at++)); do
          case ${COMP_WORDS[at]} in
            -*) ;;
            \(commands.replacing(" ", with: "|"))) [[ $at == 1 ]] && command=${COMP_WORDS[at]}; break ;;
          esac
        done
        COMPREPLY=()
        if [[ $COMP_CWORD == 1 && $word != -* ]]; then _wirecheck_words "\(commands)"; fi
        case $command in
      \(cases)  esac
      }
      complete -F _wirecheck wirecheck

      """
  }

  // MARK: zsh

  private static func zsh() -> String {
    func quoted(_ text: String) -> String {
      "'"
        + text.replacing("'", with: "'\\''").replacing("[", with: "\\[").replacing("]", with: "\\]").replacing(":", with: "\\:")
        + "'"
    }
    func action(_ words: Words) -> String {
      switch words {
      case .of(let list):
        list.first?.hasSuffix("=") == true
          ? ":value:compadd -S \"\" -- \(list.joined(separator: " "))" : ":value:(\(list.joined(separator: " ")))"
      case .files: ":file:_files"
      case .folders: ":folder:_files -/"
      case .nothing: ":value: "
      }
    }
    var cases = ""
    for command in Command.allCases {
      cases += "    \(command.rawValue))\n      _arguments -s"
      for option in OptionTable.options(of: command) {
        for name in names(option) {
          let help = quoted("[" + option.help + "]").replacing("'\\[", with: "'[").replacing("\\]'", with: "]'")
          let star = option.isRepeatable ? "'*'" : ""
          let argument = option.argument == .none ? "" : "'" + action(values(option)).replacing("'", with: "") + "'"
          cases += " \\\n        \(star)\(name)\(option.argument != .none && name.hasPrefix("--") ? "=" : "")\(help)\(argument)"
        }
      }
      switch operands(command) {
      case .of(let list): cases += " \\\n        '1:what:(\(list.joined(separator: " ")))' '*:file:_files'"
      case .files: cases += " \\\n        '*:file:_files'"
      case .folders: cases += " \\\n        '*:folder:_files -/'"
      case .nothing: break
      }
      cases += " ;;\n"
    }
    let described = Command.allCases.map { "    \(quoted($0.rawValue + "\u{1}" + $0.help).replacing("\u{1}", with: ":"))" }
    return """
      #compdef wirecheck
      # Completions of wirecheck for zsh.
      _wirecheck() {
        local command=check
        local -a commands=(
      \(described.joined(separator: "\n"))
        )
        if (( CURRENT > 2 )) && [[ " \(commands) " == *" $words[2] "* ]]; then
          command=$words[2]
          shift words; (( CURRENT-- ))
        elif (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
          _describe command commands
        fi
        case $command in
      \(cases)  esac
      }
      if [ "$funcstack[1]" = _wirecheck ]; then _wirecheck "$@"; else compdef _wirecheck wirecheck; fi

      """
  }

  // MARK: fish

  private static func fish() -> String {
    func quoted(_ text: String) -> String { "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'" }
    func action(_ words: Words) -> String {
      switch words {
      case .of(let list): " -x -a \(quoted(list.joined(separator: " ")))"
      case .files: " -r -F"
      case .folders: " -x -a '(__fish_complete_directories)'"
      case .nothing: " -x"
      }
    }
    let others = Command.allCases.filter { $0 != .check }.map(\.rawValue).joined(separator: " ")
    var out = "# Completions of wirecheck for fish.\n"
    for command in Command.allCases {
      out += "complete -c wirecheck -n __fish_use_subcommand -a \(command.rawValue) -d \(quoted(command.help))\n"
    }
    for command in Command.allCases {
      // Without a command, stories are checked.
      let when =
        command == .check ? "not __fish_seen_subcommand_from \(others)" : "__fish_seen_subcommand_from \(command.rawValue)"
      for option in OptionTable.options(of: command) {
        out += "complete -c wirecheck -n \(quoted(when))"
        if let short = option.short { out += " -s \(short)" }
        if option.name.count > 1 { out += " -l \(option.name)" }
        if option.argument != .none { out += action(values(option)) }
        out += " -d \(quoted(option.help))\n"
      }
      switch operands(command) {
      case .of(let list):
        let isAll = command == .lexicon ? "" : " -f"
        out += "complete -c wirecheck -n \(quoted(when))\(isAll) -a \(quoted(list.joined(separator: " ")))\n"
      case .nothing: out += "complete -c wirecheck -n \(quoted(when)) -f\n"
      case .files, .folders: break
      }
    }
    return out
  }
}
