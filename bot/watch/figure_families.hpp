#pragma once

#include "bot/watch/figures.hpp"

#include <prometheus/metric_family.h>

#include <vector>

namespace latchkey::watch {

/// What is not counted as it happens but looked at when somebody asks, as Prometheus's families.
std::vector<prometheus::MetricFamily> figure_families(const Figures& now);

}  // namespace latchkey::watch
