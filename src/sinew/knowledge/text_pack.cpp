#include <sinew/base/json_pointer.hpp>
#include <sinew/knowledge/pack_reader.hpp>
#include <sinew/knowledge/text_pack.hpp>

namespace sinew::knowledge {

void read_text_pack(const Json& json, const std::string& name, TextPack& pack, Faults& faults) {
    const Node root{json, name + ":", faults};
    pack.statuses.push_back(root.get("status").text());
    static constexpr auto kSlots =
        std::to_array<std::string_view>({"en", "en_traditional", "zh", "zh_traditional"});
    for (const auto& [key, node] : root.get("strings").members()) {
        Wording wording;
        for (const auto& [slot, value] : node.members()) {
            const auto found = std::find(kSlots.begin(), kSlots.end(), slot);
            if (found == kSlots.end())
                value.fault("unknown wording", "use en, zh, en_traditional or zh_traditional");
            else
                wording[static_cast<std::size_t>(found - kSlots.begin())] = value.text();
        }
        if (wording[0].empty() || wording[2].empty())
            node.fault("a string needs both languages", "write en and zh");
        if (!pack.strings.emplace(key, std::move(wording)).second)
            node.fault("this key stands twice", "keep one");
    }
}

std::string Words::operator()(std::string_view key) const {
    const auto found = pack_->strings.find(key);
    if (found == pack_->strings.end()) return "<" + std::string{key} + ">";
    const std::size_t secular = static_cast<std::size_t>(language_) * 2;
    const std::string& traditional = found->second[secular + 1];
    return framing_ == domain::Framing::traditional && !traditional.empty()
               ? traditional
               : found->second[secular];
}

}  // namespace sinew::knowledge
