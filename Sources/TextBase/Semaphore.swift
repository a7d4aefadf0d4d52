import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Dispatch
#endif

/// Lets one thread wait for another.
public final class Semaphore: @unchecked Sendable {
  #if canImport(Glibc)
    // The C semaphore is made for sharing; its address must not change, so it is on the heap.
    private let handle: UnsafeMutablePointer<sem_t>

    public init() {
      handle = .allocate(capacity: 1)
      sem_init(handle, 0, 0)
    }

    deinit {
      sem_destroy(handle)
      handle.deallocate()
    }

    public func signal() { sem_post(handle) }
    public func wait() { while sem_wait(handle) != 0 {} }
  #else
    private let handle = DispatchSemaphore(value: 0)
    public init() {}
    public func signal() { handle.signal() }
    public func wait() { handle.wait() }
  #endif
}
