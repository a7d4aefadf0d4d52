import Findings
import TextBase

extension TextReporter {
  /// The fix as before → after; on two lines where one is too narrow or would be reordered.
  func fix(
    _ fix: Fix, _ finding: Finding, _ span: ByteRange?, _ document: DocumentReport, _ gutter: Int, _ out: inout [UInt8]
  ) {
    out.write(spaces: gutter + 1)
    style.write("=", .frame, &out)
    out.write(" ")
    style.write("fix", .help, &out)
    out.write(" (\(describe(fix.applicability))): ")
    out.append(contentsOf: visible.line(fix.title).bytes)
    guard let preview = ChangePreview(fix, of: document, span: span, finding: finding) else {
      if document.decoded.isEmpty, fix.edits.count == 1 {
        out.write(": “")
        out.append(contentsOf: visible.line(fix.edits[0].replacement).bytes)
        out.write("”")
      }
      out.write("\n")
      return
    }
    let before = line(preview.before, .removed)
    let after = line(preview.after, .added)
    let isReordered = (preview.before + preview.after).contains { visible.isRightToLeft($0.text) }
    let hang = gutter + 5
    out.write("\n")
    out.write(spaces: hang)
    if !isReordered, hang + before.width + 3 + after.width <= options.width {
      out.append(contentsOf: before.bytes)
      out.write(" → ")
    } else {
      style.write("- ", .removed, &out)
      out.append(contentsOf: before.bytes)
      out.write("\n")
      out.write(spaces: hang)
      style.write("+ ", .added, &out)
    }
    out.append(contentsOf: after.bytes)
    out.write("\n")
  }

  private func describe(_ applicability: Applicability) -> String {
    switch applicability {
    case .safe: "safe"
    case .review: "review"
    case .displayOnly: "by hand"
    }
  }

  private func line(_ pieces: [ChangePreview.Piece], _ role: TerminalStyle.Role) -> (bytes: [UInt8], width: Int) {
    var out: [UInt8] = []
    var width = 0
    for piece in pieces {
      let shown = visible.line(piece.text, spaces: piece.isChanged)
      if piece.isChanged { style.write(shown.bytes, role, &out) } else { out.append(contentsOf: shown.bytes) }
      width += shown.width
    }
    return (out, width)
  }
}
