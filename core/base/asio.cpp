// The one translation unit that holds Boost.Asio's function bodies (separate compilation).
#include <boost/asio/impl/src.hpp>
