// The sandbox's one translation unit with Boost.Beast's function bodies (separate compilation). The
// adapters have their own; nothing links both.
#include <boost/beast/src.hpp>
