import Findings
import TextBase

/// `wirecheck.report/1`: one object, a document a line.
struct JSONReporter: Reporter {
  private var isFirst = true

  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) {
    out.write("{\"schema\":\"wirecheck.report/1\",\n\"tool\":")
    out.beginObject()
    out.member("name", tool.name)
    out.member("version", tool.version)
    out.member("lexiconDigest", tool.lexiconDigest)
    out.endObject()
    out.write(",\n\"documents\":[")
  }

  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    separate(&out)
    out.json(document)
  }

  var renderer: DocumentRenderer? { [UInt8].json }

  mutating func document(rendered: [UInt8], into out: inout [UInt8]) {
    separate(&out)
    out += rendered
  }

  private mutating func separate(_ out: inout [UInt8]) {
    out.write(literal: isFirst ? "\n" : ",\n")
    isFirst = false
  }

  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) {
    out.write("],\n\"summary\":")
    out.beginObject()
    out.member("documents", summary.documents)
    out.member("unreadable", summary.unreadable)
    out.member("findings", summary.findings)
    out.member("critical", summary.critical)
    out.member("major", summary.major)
    out.member("minor", summary.minor)
    out.member("neutral", summary.neutral)
    out.member("suppressed", summary.suppressed)
    if summary.baselined > 0 { out.member("baselined", summary.baselined) }
    if summary.inUnchangedLines > 0 { out.member("inUnchangedLines", summary.inUnchangedLines) }
    if summary.gone > 0 { out.member("gone", summary.gone) }
    if summary.fixed > 0 { out.member("fixed", summary.fixed) }
    out.endObject()
    out.write("}\n")
  }
}

/// The elements of `documents`, one a line.
struct NDJSONReporter: Reporter {
  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) {}
  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    // The buffer may hold other lines or nothing; both need no comma before the object.
    out.json(document)
    out.append(UInt8(ascii: "\n"))
  }
  var renderer: DocumentRenderer? { { [UInt8].json($0) + [UInt8(ascii: "\n")] } }
  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) {}
}

extension [UInt8] {
  static func json(_ document: DocumentReport) -> [UInt8] {
    var out: [UInt8] = []
    // Most stories take about two thousand bytes.
    out.reserveCapacity(4096)
    out.json(document)
    return out
  }

  /// One document of the contract's schema. Every key is present; what is absent is null.
  mutating func json(_ document: DocumentReport) {
    beginObject()
    members(document)
    endObject()
  }

  mutating func members(_ document: DocumentReport) {
    head(
      path: document.path, format: document.format, story: document.story, status: document.status.rawValue,
      problem: document.problem)
    key("notes")
    beginArray()
    for note in document.notes { value(note) }
    endArray()
    languages(
      document.language, from: document.language == nil ? nil : document.languageFrom, source: document.sourceLanguage,
      from: document.sourceLanguageFrom)
    member("words", document.words)
    member("sentences", document.sentences)
    key("notChecked")
    beginArray()
    for index in document.notChecked.indices { json(document.notChecked[index]) }
    endArray()
    key("entities")
    beginArray()
    for index in document.entities.indices { json(document.entities[index]) }
    endArray()
    json(document.score)
    member("suppressed", document.suppressed)
    // Only where the run was asked to compare or to mend.
    if let count = document.baselined { member("baselined", count) }
    if let count = document.inUnchangedLines { member("inUnchangedLines", count) }
    if document.fixed > 0 { member("fixed", document.fixed) }
    key("findings")
    beginArray()
    for index in document.findings.indices { json(document.findings[index]) }
    endArray()
    if let gone = document.gone {
      key("gone")
      beginArray()
      for finding in gone { json(finding) }
      endArray()
    }
  }

  // What these write is handed to them piece by piece: a closure copies all that it uses, a whole report too.
  private mutating func head(path: String, format: String, story: String?, status: String, problem: String?) {
    let names = FixedText.quotedSize(path) + FixedText.quotedSize(story)
    appendElement(atMost: names + FixedText.quotedSize(problem) + 200) { out in
      out.put("\"path\":")
      out.put(quoted: path)
      out.put(",\"format\":")
      out.put(quoted: format)
      out.put(",\"story\":")
      out.put(quoted: story)
      out.put(",\"status\":")
      out.put(quoted: status)
      out.put(",\"problem\":")
      out.put(quoted: problem)
    }
  }

  private mutating func languages(_ language: String?, from: String?, source: String?, from sourceFrom: String) {
    append(atMost: FixedText.quotedSize(language) + FixedText.quotedSize(source) + 400) { out in
      out.put(",\"language\":")
      out.put(quoted: language)
      out.put(",\"languageFrom\":")
      out.put(quoted: from)
      out.put(",\"sourceLanguage\":")
      out.put(quoted: source)
      out.put(",\"sourceLanguageFrom\":")
      out.put(quoted: sourceFrom)
    }
  }

  private mutating func json(_ item: NotChecked) {
    appendElement(atMost: FixedText.quotedSize(item.family) + FixedText.quotedSize(item.reason) + 40) {
      $0.put("{\"family\":")
      $0.put(quoted: item.family)
      $0.put(",\"reason\":")
      $0.put(quoted: item.reason)
      $0.put("}")
    }
  }

  private mutating func json(_ entity: EntityMentions) {
    appendElement(atMost: FixedText.quotedSize(entity.name) + FixedText.quotedSize(entity.kind) + 40) {
      $0.put("{\"name\":")
      $0.put(quoted: entity.name)
      $0.put(",\"kind\":")
      $0.put(quoted: entity.kind)
      $0.put(",\"mentions\":[")
    }
    for index in entity.mentions.indices { json(entity.mentions[index].text, entity.mentions[index].span) }
    write(literal: "]}")
  }

  /// A mention; most of a report is mentions.
  private mutating func json(_ text: String, _ span: Span) {
    appendElement(atMost: FixedText.quotedSize(text) + FixedText.quotedSize(span.part) + FixedText.spanSize) {
      $0.put("{\"text\":")
      $0.put(quoted: text)
      $0.put(",\"span\":")
      $0.put(span)
      $0.put("}")
    }
  }

  private mutating func json(_ score: Score) {
    append(atMost: 200) { out in
      out.put(",\"score\":{\"critical\":")
      out.put(score.critical)
      out.put(",\"major\":")
      out.put(score.major)
      out.put(",\"minor\":")
      out.put(score.minor)
      out.put(",\"penaltyPoints\":")
      out.put(score.penaltyPoints)
      out.put(",\"perThousandWords\":")
      out.put(oneDecimal: score.perThousandWords)
      out.put("}")
    }
  }

  private mutating func json(_ finding: Finding) {
    beginObject()
    member("rule", finding.rule)
    member("entry", finding.entry)
    member("severity", finding.severity.rawValue)
    member("confidence", finding.confidence.rawValue)
    member("mqm", finding.mqm.rawValue)
    member("its", finding.mqm.its.rawValue)
    member("message", finding.message)
    member("advice", finding.advice)
    member("text", finding.text)
    member("span", finding.span)
    member("field", finding.field.rawValue)
    key("related")
    beginArray()
    for place in finding.related {
      beginObject()
      member("label", place.label)
      member("text", place.text)
      member("span", place.span)
      endObject()
    }
    endArray()
    key("fixes")
    beginArray()
    for fix in finding.fixes { json(fix) }
    endArray()
    member("fingerprint", finding.fingerprint)
    if let state = finding.state { member("state", state.rawValue) }
    endObject()
  }

  private mutating func member(_ name: StaticString, _ span: Span) {
    key(name)
    append(atMost: FixedText.quotedSize(span.part) + FixedText.spanSize) { $0.put(span) }
  }

  private mutating func json(_ fix: Fix) {
    beginObject()
    member("title", fix.title)
    member("applicability", fix.applicability.rawValue)
    key("edits")
    beginArray()
    for edit in fix.edits {
      beginObject()
      member("startByte", edit.range.start)
      member("endByte", edit.range.end)
      member("replacement", edit.replacement)
      endObject()
    }
    endArray()
    endObject()
  }
}

extension FixedText {
  /// Bytes of a span without its part: the names take 130, each number at most 20.
  fileprivate static let spanSize = 320

  fileprivate mutating func put(_ span: Span) {
    put("{\"startByte\":")
    put(span.bytes.start)
    put(",\"endByte\":")
    put(span.bytes.end)
    put(",\"startUtf16\":")
    put(span.utf16.start)
    put(",\"endUtf16\":")
    put(span.utf16.end)
    put(",\"startLine\":")
    put(span.startLine)
    put(",\"startColumn\":")
    put(span.startColumn)
    put(",\"endLine\":")
    put(span.endLine)
    put(",\"endColumn\":")
    put(span.endColumn)
    if let part = span.part {
      put(",\"part\":")
      put(quoted: part)
    }
    put("}")
  }

  /// With one decimal, whatever the locale.
  fileprivate mutating func put(oneDecimal number: Double) {
    let tenths = Int((number * 10).rounded())
    put(tenths / 10)
    put(".")
    put(tenths % 10)
  }
}
