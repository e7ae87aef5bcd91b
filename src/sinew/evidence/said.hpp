// A sentence that this room wants said: its key in knowledge/text and the values that fill it. Words are put to it above.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace sinew::evidence {

struct Said {
    std::string key = {};
    std::vector<std::pair<std::string, std::string>> values = {};
    friend bool operator==(const Said&, const Said&) = default;
};

}  // namespace sinew::evidence
