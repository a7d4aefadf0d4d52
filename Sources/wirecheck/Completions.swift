import Findings

extension CompletionsCommand {
  static func run(_ arguments: Arguments) throws(SetupProblems) -> ExitCode {
    switch arguments.positional.first {
    case "bash": return Shell.print(bash())
    case "zsh": return Shell.print("#compdef wirecheck\nautoload -U +X bashcompinit && bashcompinit\n" + bash())
    case "fish": return Shell.print(fish())
    default: throw Shell.usage("wirecheck completions needs a shell: bash, zsh or fish")
    }
  }

  private static var commands: String { Command.allCases.map(\.rawValue).joined(separator: " ") }
  private static var options: [Option] { OptionTable.all.filter { $0.name.count > 1 } }

  private static func bash() -> String {
    var cases = ""
    for option in options {
      guard case .choice(_, let choices) = option.argument else { continue }
      cases += "    --\(option.name)) COMPREPLY=($(compgen -W \"\(choices.joined(separator: " "))\" -- \"$word\")); return ;;\n"
    }
    return """
      _wirecheck() {
        local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
        case "$before" in
      \(cases)  esac
        case "$word" in
          -*) COMPREPLY=($(compgen -W "\(options.map { "--" + $0.name }.joined(separator: " "))" -- "$word")) ;;
          *) COMPREPLY=($(compgen -f -- "$word"))
             [ "$COMP_CWORD" -eq 1 ] && COMPREPLY+=($(compgen -W "\(commands)" -- "$word")) ;;
        esac
      }
      complete -o filenames -F _wirecheck wirecheck

      """
  }

  private static func fish() -> String {
    var out = "complete -c wirecheck -n __fish_use_subcommand -a \"\(commands)\"\n"
    for option in options {
      var line = "complete -c wirecheck -l \(option.name)"
      if let short = option.short { line += " -s \(short)" }
      switch option.argument {
      case .none: break
      case .value: line += " -r"
      case .choice(_, let choices): line += " -x -a \"\(choices.joined(separator: " "))\""
      }
      out += line + " -d \"\(option.help.replacing("\"", with: "'"))\"\n"
    }
    return out
  }
}
