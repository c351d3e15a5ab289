#pragma once

namespace latchkey {

/// From now on nobody but root reads this program's memory or environment, where its secrets are:
/// not from a core dump, and not through /proc or a debugger. It fails silently where a kernel has
/// no such thing, for the program works all the same.
void make_process_unreadable();

}  // namespace latchkey
