// What people read: strings by key in two languages and two framings.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/base/result.hpp>
#include <sinew/base/text.hpp>
#include <sinew/domain/names.hpp>

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sinew::knowledge {

/// Index: language * 2 + framing. The traditional slot is empty where the secular wording serves both.
using Wording = std::array<std::string, 4>;

struct TextPack {
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::unordered_map<std::string, Wording, Hash, std::equal_to<>> strings;
    std::vector<std::string> statuses;  ///< of the files, such as "draft, needs native review"
};

/// Adds one file's strings. @errors a key that stands twice, a missing language, a value that is no text.
void read_text_pack(const Json& json, const std::string& name, TextPack& pack, Faults& faults);

/// The pack seen in one language and framing. Cheap to copy; the pack must outlive it.
class Words {
public:
    Words(const TextPack& pack, domain::Language language, domain::Framing framing) noexcept
        : pack_{&pack}, language_{language}, framing_{framing} {}

    /// The string; the key itself in angle brackets when there is none, so that a gap is seen and tested for.
    [[nodiscard]] std::string operator()(std::string_view key) const;
    [[nodiscard]] std::string operator()(
        std::string_view key,
        const std::vector<std::pair<std::string_view, std::string>>& values) const {
        return fill((*this)(key), values);
    }
    [[nodiscard]] bool has(std::string_view key) const {
        return pack_->strings.find(key) != pack_->strings.end();
    }
    [[nodiscard]] domain::Language language() const noexcept { return language_; }
    [[nodiscard]] domain::Framing framing() const noexcept { return framing_; }

private:
    const TextPack* pack_;
    domain::Language language_;
    domain::Framing framing_;
};

}  // namespace sinew::knowledge
