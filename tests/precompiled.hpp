#pragma once
// Precompiled for speed only, as core/base/precompiled.hpp is: what nearly every test includes.
#include "core/base/precompiled.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/ip/tcp.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

// A third of what a test program is made of is this one class; its body is in precompiled.cpp.
extern template class nlohmann::basic_json<>;
