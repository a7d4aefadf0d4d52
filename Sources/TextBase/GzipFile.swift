import CZlib

/// Whole files that may be compressed.
public enum GzipFile {
  /// The bytes of a file, unpacked if it is gzip: the file says which, not its name. `limit` holds for both forms, so
  /// that a small file cannot fill the memory.
  public static func read(_ path: String, limit: Int = 1 << 30) throws(FileProblem) -> [UInt8] {
    let bytes = try Files.read(path, limit: limit)
    guard isGzip(bytes) else { return bytes }
    guard let unpacked = unpack(bytes, limit: limit) else {
      throw FileProblem(path, "the gzip data is damaged, cut short or too large")
    }
    return unpacked
  }

  public static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// Every member of gzip data, one after another; nil when it is damaged, cut short or longer than `limit`.
  public static func unpack(_ packed: [UInt8], limit: Int) -> [UInt8]? {
    var stream = z_stream()
    // 16 asks for a gzip header and checks its sum at the end.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, MAX_WBITS + 16, ZLIB_VERSION, size) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var packed = packed
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    let isWhole = packed.withUnsafeMutableBufferPointer { packed in
      chunk.withUnsafeMutableBufferPointer { chunk in
        inflateAll(&stream, packed, chunk, limit, &result)
      }
    }
    return isWhole ? result : nil
  }

  private static func inflateAll(
    _ stream: inout z_stream, _ packed: UnsafeMutableBufferPointer<UInt8>, _ chunk: UnsafeMutableBufferPointer<UInt8>,
    _ limit: Int, _ result: inout [UInt8]
  ) -> Bool {
    var consumed = 0
    while true {
      // zlib counts in 32 bits.
      let offered = min(packed.count - consumed, 1 << 30)
      stream.next_in = packed.baseAddress! + consumed
      stream.avail_in = UInt32(offered)
      stream.next_out = chunk.baseAddress!
      stream.avail_out = UInt32(chunk.count)
      let code = inflate(&stream, Z_NO_FLUSH)
      consumed += offered - Int(stream.avail_in)
      result.append(contentsOf: chunk[0..<(chunk.count - Int(stream.avail_out))])
      guard result.count <= limit else { return false }
      switch code {
      case Z_OK: continue
      case Z_STREAM_END:
        // Bytes that begin no further member are padding, as gzip itself takes them.
        guard packed.count - consumed >= 2, packed[consumed] == 0x1F, packed[consumed + 1] == 0x8B else { return true }
        guard inflateReset(&stream) == Z_OK else { return false }
      default: return false
      }
    }
  }
}
