// Something to compile, without which CMake precompiles nothing.
#include "tests/precompiled.hpp"
