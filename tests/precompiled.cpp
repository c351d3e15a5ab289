#include "tests/precompiled.hpp"

template class nlohmann::basic_json<>;
