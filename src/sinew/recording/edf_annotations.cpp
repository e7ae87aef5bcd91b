#include <sinew/base/text.hpp>
#include <sinew/recording/edf_annotations.hpp>

#include <algorithm>

namespace sinew::recording {

std::vector<EdfAnnotation> read_edf_annotations(std::string_view channel, std::size_t& broken) {
    constexpr char kTextMark = '\x14', kDurationMark = '\x15';
    std::vector<EdfAnnotation> notes;
    std::size_t at = 0;
    while (at < channel.size()) {
        const std::size_t end = std::min(channel.find('\0', at), channel.size());
        std::string_view list = channel.substr(at, end - at);
        at = end + 1;
        if (list.empty()) continue;
        // "+12.5 \x15 0.1 \x14 text \x14 more text \x14"
        const std::size_t first = list.find(kTextMark);
        const bool has_sign = list.front() == '+' || list.front() == '-';
        if (first == std::string_view::npos || !has_sign) {
            ++broken;
            continue;
        }
        std::string_view when = list.substr(0, first);
        when = when.substr(0, when.find(kDurationMark));
        const auto onset = parse_number(when.front() == '+' ? when.substr(1) : when);
        if (!onset || *onset < -1e9 || *onset > 1e9) {
            ++broken;
            continue;
        }
        list.remove_prefix(first + 1);
        do {
            const std::size_t mark = std::min(list.find(kTextMark), list.size());
            notes.push_back({*onset, std::string{list.substr(0, mark)}});
            list.remove_prefix(std::min(mark + 1, list.size()));
        } while (!list.empty());
    }
    return notes;
}

}  // namespace sinew::recording
