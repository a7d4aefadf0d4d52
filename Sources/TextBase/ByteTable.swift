/// A value for every byte, made once for the whole run and never freed. Workers share it without counting themselves in and
/// out, as an array would: a count that two processors change goes to and fro between them.
public struct ByteTable<Value: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Written by the initialiser alone.
  @usableFromInline let base: UnsafePointer<Value>

  public init(_ value: (UInt8) -> Value) {
    let block = UnsafeMutablePointer<Value>.allocate(capacity: 256)
    for byte in 0..<256 { block[byte] = value(UInt8(byte)) }
    base = UnsafePointer(block)
  }

  @inlinable public subscript(byte: UInt8) -> Value { base[Int(byte)] }
}
