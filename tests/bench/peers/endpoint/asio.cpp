// Asio's and Beast's function bodies, compiled once for the bench and always optimised: the
// project's own copies are not in a Debug build.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
