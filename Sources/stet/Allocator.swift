#if os(Linux)
  private import CMimalloc
#endif

/// The version of mimalloc, which hands out the program's memory in place of the system's: `2.0.9`; nil
/// where the system's own does.
///
/// Asking is also what links the library, so that it stands before the system's.
func allocatorVersion() -> String? {
  #if os(Linux)
    let number = mi_version()
    return "\(number / 100).\(number / 10 % 10).\(number % 10)"
  #else
    return nil
  #endif
}
