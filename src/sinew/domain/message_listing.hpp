// What a binary recording is made of, message by message: for a look inside, not for measuring.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sinew::domain {

/// One field over all messages of its kind. Fields that name a place or a device, and those
/// that nobody has named, are counted and never shown.
struct FieldListing {
    int number = 0;
    std::string name;  ///< the profile's or the developer's; empty = unknown
    std::string unit;
    bool from_developer = false;
    bool withheld = false;
    std::size_t values = 0;          ///< that are not marked empty
    double lowest = 0, highest = 0;  ///< of numbers, in `unit`
    std::size_t texts = 0;
};

struct KindListing {
    int number = 0;
    std::string name;  ///< empty = unknown
    std::size_t messages = 0;
    std::vector<FieldListing> fields;  ///< in the order they were met
};

struct MessageListing {
    std::string format;
    std::size_t files = 0;  ///< chained in one
    std::size_t definitions = 0;
    bool intact = true;
    std::vector<KindListing> kinds;  ///< by number
    std::string content_hash;
    std::vector<std::string> remarks;
};

}  // namespace sinew::domain
