#include "deploy/sandbox/json.hpp"

template class nlohmann::basic_json<>;
