import Findings

extension EvaluationResult {
  /// Schema `wirecheck.evaluation/1`.
  func json() -> [UInt8] {
    var out = EvaluationJSON()
    out.object {
      $0.member("schema", "wirecheck.evaluation/1")
      $0.member("lexiconDigest", lexiconDigest)
      $0.array("data", corpora) { out, corpus in
        out.object {
          $0.member("name", corpus.name)
          $0.member("kind", corpus.kind.rawValue)
          $0.member("records", corpus.records)
        }
      }
      $0.array("skipped", skipped + unreadable) { out, skipped in
        out.object {
          $0.member("name", skipped.name)
          $0.member("reason", skipped.reason)
        }
      }
      $0.member("recall", monolingualRecall)
      $0.member("silence", silence)
      write(classes: &$0)
      write(rules: &$0)
      $0.groups("clean", clean)
      $0.groups("machine", machine)
      $0.groups("references", references)
      write(entries: &$0)
      write(annotated: &$0)
      write(misses: &$0)
      write(alarms: &$0)
    }
    return out.bytes + [0x0A]
  }

  private func write(classes out: inout EvaluationJSON) {
    out.array("classes", classes.sorted { $0.key < $1.key }) { out, item in
      let (name, result) = item
      out.object {
        $0.member("class", name)
        $0.member("isControl", result.isControl)
        $0.member("needsSource", result.isBilingual)
        $0.member(result.isControl ? "silent" : "found", result.all)
        if !result.isControl {
          $0.member("foundHigh", result.high)
          $0.member("findings", result.findings)
          $0.member("recall", result.recall)
          $0.member("precision", result.precision)
          $0.member("f1", result.f1)
          $0.counts("rules", result.rules)
        }
        $0.member("languageTold", result.language)
        $0.tallies("byLanguage", result.byLanguage)
      }
    }
  }

  private func write(rules out: inout EvaluationJSON) {
    out.array("rules", rules.sorted { $0.key < $1.key }) { out, item in
      out.object {
        $0.member("rule", item.key)
        $0.member("findings", item.value.findings)
        $0.member("precision", item.value.findings.share)
        $0.member("onControls", item.value.onControls)
        $0.counts("classes", item.value.classes)
      }
    }
  }

  private func write(entries out: inout EvaluationJSON) {
    out.array("entries", entries.sorted { $0.key < $1.key }) { out, item in
      out.object {
        $0.member("entry", item.key)
        for (name, count) in [("clean", item.value.clean), ("machine", item.value.machine), ("human", item.value.human)] {
          $0.member(name, count.shown)
          $0.member(name + "Hidden", count.low.all)
        }
      }
    }
  }

  private func write(annotated out: inout EvaluationJSON) {
    out.array("annotated", annotated.sorted { $0.key < $1.key }) { out, item in
      out.object {
        $0.member("set", item.key)
        $0.member("texts", item.value.stories)
        $0.member("words", Int(item.value.words.rounded()))
        $0.member("findings", item.value.findings)
        $0.member("inCorrected", item.value.inCorrected)
        $0.tallies("rules", item.value.rules)
        $0.tallies("categories", item.value.categories)
      }
    }
  }

  private func write(misses out: inout EvaluationJSON) {
    let sorted = misses.sorted { ($0.classID, $0.language, $0.id) < ($1.classID, $1.language, $1.id) }
    out.array("misses", sorted) { out, miss in
      out.object {
        $0.member("id", miss.id)
        $0.member("class", miss.classID)
        $0.member("language", miss.language)
        if let variant = miss.variant { $0.member("variant", variant) }
        $0.member("excerpt", miss.excerpt.text)
        $0.strings("hiddenRules", miss.hiddenRules)
      }
    }
  }

  private func write(alarms out: inout EvaluationJSON) {
    let sorted = Alarm.Place.allCases.flatMap { place in
      alarms.filter { $0.place == place }.sorted { $0.order < $1.order }
    }
    out.array("alarms", sorted) { out, alarm in
      out.object {
        $0.member("place", alarm.place.rawValue)
        $0.member("corpus", alarm.corpus)
        $0.member("group", alarm.group)
        $0.member("file", alarm.file)
        $0.member("rule", alarm.finding.rule)
        if let entry = alarm.finding.entry { $0.member("entry", entry) }
        $0.member("confidence", alarm.finding.confidence.rawValue)
        $0.member("severity", alarm.finding.severity.rawValue)
        $0.member("startByte", alarm.finding.range.start)
        $0.member("endByte", alarm.finding.range.end)
        $0.member("excerpt", alarm.finding.excerpt.text)
        $0.member("message", alarm.finding.message)
        $0.member("verdict", alarm.verdict.rawValue)
        if let hint = alarm.hint { $0.member("hint", hint) }
      }
    }
  }
}
