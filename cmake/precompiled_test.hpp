// The precompiled header of tests: the house's own and GoogleTest.
#pragma once
#include "precompiled.hpp"

#include <gtest/gtest.h>
