#include <sinew/base/json_pointer.hpp>
#include <sinew/clinic/strict_body.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::clinic {
namespace {

const Json kNothing;

}  // namespace

std::string StrictBody::place(std::string_view key) const {
    return key.empty() ? at_ : at_ + "/" + escaped(key);
}

void StrictBody::fault(std::string_view key, std::string what, std::string hint) const {
    faults_.add(ErrorCode::bad_input, place(key), std::move(what), std::move(hint));
}

const Json* StrictBody::find(std::string_view key) const {
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(key);
    return found == json_.end() || found->is_null() ? nullptr : &*found;
}

bool StrictBody::has(std::string_view key) const { return find(key) != nullptr; }

void StrictBody::only(std::initializer_list<std::string_view> known) const {
    if (!json_.is_object()) return fault("", "an object is wanted here", "");
    for (const auto& [key, value] : json_.items()) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        std::vector<std::string> names{known.begin(), known.end()};
        const auto near = nearest_word(key, names);
        fault(key, "unknown key",
              near ? "did you mean " + *near + "?" : "there are: " + join(names, ", "));
    }
}

std::optional<std::string> StrictBody::maybe_text(std::string_view key, std::size_t longest) const {
    const Json* found = find(key);
    if (found == nullptr) return std::nullopt;
    if (!found->is_string()) {
        fault(key, "a text is wanted here", "");
        return std::nullopt;
    }
    auto text = found->get<std::string>();
    // Bounded by its bytes: four of them are the longest sign.
    if (text.size() > longest * 4 || display_width(text) > longest * 2) {
        fault(key, "the text is too long", "use at most " + std::to_string(longest) + " signs");
        return std::nullopt;
    }
    return text;
}

std::string StrictBody::text(std::string_view key, std::size_t shortest,
                             std::size_t longest) const {
    const bool there = has(key);
    const auto found = maybe_text(key, longest);
    if (!there || (found && trim(*found).size() < shortest))
        fault(key, there ? "the text is too short" : "missing",
              shortest > 1 ? "use at least " + std::to_string(shortest) + " signs" : "");
    return found.value_or("");
}

std::optional<double> StrictBody::maybe_number(std::string_view key, double low,
                                               double high) const {
    const Json* found = find(key);
    if (found == nullptr) return std::nullopt;
    const std::string range = "give a number from " + number_text(low) + " to " + number_text(high);
    if (!found->is_number()) {
        fault(key, "a number is wanted here", range);
        return std::nullopt;
    }
    const double value = found->get<double>();
    if (value >= low && value <= high) return value;
    faults_.add(ErrorCode::out_of_range, place(key), number_text(value) + " is outside its range",
                range);
    return std::nullopt;
}

std::optional<int> StrictBody::maybe_whole(std::string_view key, int low, int high) const {
    const auto value = maybe_number(key, low, high);
    if (!value) return std::nullopt;
    if (*value != std::floor(*value)) {
        fault(key, "a whole number is wanted here", "");
        return std::nullopt;
    }
    return static_cast<int>(*value);
}

std::optional<int> StrictBody::whole(std::string_view key, int low, int high) const {
    if (!has(key)) fault(key, "missing", "");
    return maybe_whole(key, low, high);
}

std::optional<bool> StrictBody::maybe_yes(std::string_view key) const {
    const Json* found = find(key);
    if (found == nullptr) return std::nullopt;
    if (found->is_boolean()) return found->get<bool>();
    fault(key, "true or false is wanted here", "");
    return std::nullopt;
}

std::optional<Day> StrictBody::maybe_day(std::string_view key) const {
    const auto text = maybe_text(key, 10);
    if (!text) return std::nullopt;
    auto day = read_day(*text, place(key));
    if (day) return *day;
    faults_.add(std::move(day).error());
    return std::nullopt;
}

std::optional<Day> StrictBody::day(std::string_view key) const {
    if (!has(key)) fault(key, "missing", "give a day such as 2026-11-23");
    return maybe_day(key);
}

std::optional<Id> StrictBody::maybe_id(std::string_view key) const {
    const auto text = maybe_text(key, 36);
    if (!text) return std::nullopt;
    auto id = read_id(*text, place(key));
    if (id) return *id;
    faults_.add(std::move(id).error());
    return std::nullopt;
}

std::vector<std::string> StrictBody::texts(std::string_view key, std::size_t most,
                                           std::size_t longest) const {
    std::vector<std::string> list;
    const Json* found = find(key);
    if (found == nullptr) return list;
    if (!found->is_array() || found->size() > most) {
        fault(key, "a list of at most " + std::to_string(most) + " texts is wanted here", "");
        return list;
    }
    for (const Json& item : *found) {
        if (item.is_string() && display_width(item.get<std::string>()) <= longest * 2)
            list.push_back(item.get<std::string>());
        else
            fault(key, "a text of at most " + std::to_string(longest) + " signs is wanted here",
                  "");
    }
    return list;
}

std::string StrictBody::one_of(std::string_view key,
                               std::initializer_list<std::string_view> words) const {
    const auto text = maybe_text(key, 60);
    if (!text) return {};
    if (std::find(words.begin(), words.end(), *text) != words.end()) return *text;
    fault(key, "unknown word \"" + *text + "\"",
          "use one of: " + join({words.begin(), words.end()}, ", "));
    return {};
}

std::size_t StrictBody::count() const {
    if (json_.is_array()) return json_.size();
    fault("", "a list is wanted here", "");
    return 0;
}

StrictBody StrictBody::element(std::size_t index) const {
    return {json_[index], at_ + "/" + std::to_string(index), faults_};
}

StrictBody StrictBody::member(std::string_view key) const {
    const Json* found = find(key);
    return {found == nullptr ? kNothing : *found, place(key), faults_};
}

}  // namespace sinew::clinic
