#pragma once

#include "bot/config/config.hpp"
#include "core/diagnosis/service.hpp"

namespace latchkey {

/// The service as the checks see it.
Service to_service(const ServiceConfig& config);

}  // namespace latchkey
