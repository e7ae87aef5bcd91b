#include <sinew/store/packed_fields.hpp>

namespace sinew::store {
namespace {
constexpr std::size_t kLength = 4;  ///< bytes of a length, least first
}  // namespace

std::string pack(std::initializer_list<std::string_view> fields) {
    std::string packed;
    for (const std::string_view field : fields) {
        for (std::size_t i = 0; i < kLength; ++i)
            packed += static_cast<char>((field.size() >> (8 * i)) & 0xffU);
        packed += field;
    }
    return packed;
}

Result<std::vector<std::string>> unpack(std::string_view packed, std::size_t count) {
    std::vector<std::string> fields;
    const auto refused = [] {
        return fail({ErrorCode::storage,
                     "a sealed value does not have the promised fields",
                     {},
                     "it was written by another version; restore a backup"});
    };
    while (fields.size() < count) {
        if (packed.size() < kLength) return refused();
        std::size_t size = 0;
        for (std::size_t i = 0; i < kLength; ++i)
            size |= std::size_t{static_cast<unsigned char>(packed[i])} << (8 * i);
        packed.remove_prefix(kLength);
        if (packed.size() < size) return refused();
        fields.emplace_back(packed.substr(0, size));
        packed.remove_prefix(size);
    }
    if (!packed.empty()) return refused();
    return fields;
}

}  // namespace sinew::store
