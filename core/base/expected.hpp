#pragma once

#include "core/base/error.hpp"

#include <boost/system/result.hpp>

namespace latchkey {

/// A value, or the reason why there is none. Failures of the outside are values of this type;
/// exceptions are for bugs and for "cannot start".
template <class T>
using Expected = boost::system::result<T, Error>;

}  // namespace latchkey
