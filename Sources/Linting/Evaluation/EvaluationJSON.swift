import TextBase

/// Writes the JSON of an evaluation: values after values, commas where they are due.
struct EvaluationJSON {
  private(set) var bytes: [UInt8] = []

  private mutating func separate() {
    switch bytes.last {
    case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
    default: bytes.append(UInt8(ascii: ","))
    }
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func object(_ body: (inout EvaluationJSON) -> Void) {
    separate()
    write("{")
    body(&self)
    write("}")
  }

  private mutating func key(_ name: String) {
    separate()
    string(name)
    write(":")
  }

  private mutating func string(_ text: String) {
    write("\"")
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: write("\\\(scalar)")
      case 0x0A: write("\\n")
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        write("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
      default: UTF8Text.encode(scalar.value, into: &bytes)
      }
    }
    write("\"")
  }

  mutating func member(_ name: String, _ text: String) {
    key(name)
    string(text)
  }

  mutating func member(_ name: String, _ number: Int) {
    key(name)
    write(String(number))
  }

  mutating func member(_ name: String, _ flag: Bool) {
    key(name)
    write(flag ? "true" : "false")
  }

  /// Four decimals, or null.
  mutating func member(_ name: String, _ value: Double?) {
    key(name)
    write(value.map { Figures.decimal($0, 4) } ?? "null")
  }

  mutating func member(_ name: String, _ tally: Tally) {
    key(name)
    object {
      $0.member("hits", tally.hits)
      $0.member("total", tally.total)
    }
  }

  mutating func strings(_ name: String, _ texts: [String]) {
    key(name)
    write("[")
    for text in texts {
      separate()
      string(text)
    }
    write("]")
  }

  mutating func array<Item>(_ name: String, _ items: [Item], _ body: (inout EvaluationJSON, Item) -> Void) {
    key(name)
    write("[")
    for item in items { body(&self, item) }
    write("]")
  }

  mutating func counts(_ name: String, _ counts: [String: Int]) {
    key(name)
    object { for (key, count) in counts.sorted(by: { $0.key < $1.key }) { $0.member(key, count) } }
  }

  mutating func tallies(_ name: String, _ tallies: [String: Tally]) {
    key(name)
    object { for (key, tally) in tallies.sorted(by: { $0.key < $1.key }) { $0.member(key, tally) } }
  }

  mutating func groups(_ name: String, _ groups: [String: TextRates]) {
    array(name, groups.sorted { $0.key < $1.key }) { out, group in
      let (name, rates) = group
      out.object {
        $0.member("group", name)
        $0.member("stories", rates.stories)
        $0.member("words", Int(rates.words.rounded()))
        $0.member("languageTold", rates.language)
        $0.member("findingsPerThousand", rates.perThousand(rates.all.shown))
        $0.member("alarmsPerThousand", rates.perThousand(rates.all.alarms))
        $0.member("highAlarmsPerThousand", rates.perThousand(rates.all.high.alarms))
        $0.array("rules", rates.rules.sorted { $0.key < $1.key }) { out, rule in
          out.object {
            $0.member("rule", rule.key)
            $0.verdicts("high", rule.value.high)
            $0.verdicts("medium", rule.value.medium)
            $0.verdicts("low", rule.value.low)
          }
        }
      }
    }
  }

  private mutating func verdicts(_ name: String, _ verdicts: RuleCount.Verdicts) {
    key(name)
    object {
      $0.member("real", verdicts.real)
      $0.member("false", verdicts.false)
      $0.member("unread", verdicts.unread)
    }
  }
}
