// A programme made by hand, for tests of pages: every kind of session, limits, needs, a choice with all its grounds.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::render {

[[nodiscard]] const knowledge::Catalogue& test_catalogue();
[[nodiscard]] domain::Programme sample_programme();

}  // namespace sinew::render
