#pragma once

namespace latchkey {

/// What may be written to the standard output.
struct Terminal {
  /// A person reads it, so that colour helps; false in a pipe or a file.
  bool interactive = false;
  /// Its locale (LANG, LC_ALL, LC_CTYPE) is UTF-8.
  bool unicode = false;
};

/// The standard output of this process. To be called before a second thread runs: the locale
/// belongs to the process.
Terminal terminal();

}  // namespace latchkey
