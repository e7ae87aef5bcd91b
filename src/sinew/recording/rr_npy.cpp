#include <sinew/base/refused.hpp>
#include <sinew/base/text.hpp>
#include <sinew/recording/bad_lines.hpp>
#include <sinew/recording/little_endian.hpp>
#include <sinew/recording/rr_npy.hpp>
#include <sinew/recording/text_input.hpp>

#include <cmath>

namespace sinew::recording {
namespace {

constexpr std::string_view kMagic{"\x93NUMPY", 6};

struct ArrayShape {
    char kind = 'f';        ///< f, i, u
    std::size_t width = 8;  ///< bytes
    ByteOrder order = ByteOrder::little;
    std::size_t count = 0;
    std::size_t begin = 0;  ///< of the numbers in the file
};

tl::unexpected<Error> broken(const std::string& name, std::string what,
                             std::string hint = "save the array again with numpy.save") {
    return fail({ErrorCode::bad_input, std::move(what), name, std::move(hint)});
}

/// The text of `'key': value` in the header's dictionary, up to the comma or bracket that ends it.
std::string_view entry(std::string_view header, std::string_view key) {
    const std::size_t at = header.find(key);
    if (at == std::string_view::npos) return {};
    const std::size_t colon = header.find(':', at + key.size());
    if (colon == std::string_view::npos) return {};
    std::string_view value = trim(header.substr(colon + 1));
    if (value.starts_with("(")) return value.substr(0, value.find(')'));
    return trim(value.substr(0, value.find_first_of(",}")));
}

Result<void> read_type(std::string_view descr, const std::string& name, ArrayShape& shape) {
    const auto wrong = [&] {
        return broken(name, "the array's type is " + shown_text(descr) + ", not real numbers",
                      "save float64 or an integer type, without field names");
    };
    if (descr.size() < 5 || (descr[0] != '\'' && descr[0] != '"')) return wrong();
    const char order = descr[1];
    shape.kind = descr[2];
    if (descr[4] != descr[0] || descr.size() != 5) return wrong();
    shape.width = descr[3] >= '1' && descr[3] <= '8' ? static_cast<std::size_t>(descr[3] - '0') : 0;
    if (order == '>')
        shape.order = ByteOrder::big;
    else if (order != '<' && order != '|' && order != '=')
        return wrong();
    const bool whole = shape.kind == 'i' || shape.kind == 'u';
    const bool known =
        whole ? shape.width == 1 || shape.width == 2 || shape.width == 4 || shape.width == 8
              : shape.kind == 'f' && (shape.width == 4 || shape.width == 8);
    if (!known) return wrong();
    return {};
}

/// "(4684,", "(4684, 1", "(1, 4684": at most one dimension above 1.
Result<std::size_t> read_count(std::string_view shape, const std::string& name) {
    std::size_t count = 1, dimensions = 0;
    if (!shape.starts_with("(")) return broken(name, "the header has no shape");
    for (const std::string_view part : split(shape.substr(1), ',')) {
        const std::string_view text = trim(part);
        if (text.empty()) continue;
        const auto length = parse_number(text);
        if (!length || *length < 0 || *length > 1e9 || *length != std::floor(*length))
            return broken(name, "the shape is " + shown_text(shape));
        ++dimensions;
        const auto n = static_cast<std::size_t>(*length);
        if (n > 1 && count > 1)
            return broken(name,
                          "the array has more than one column: " + shown_text(shape.substr(1)),
                          "save the column of intervals alone");
        count *= n;
    }
    if (dimensions == 0) return broken(name, "the array is a single number");
    return count;
}

Result<ArrayShape> read_header(std::string_view bytes, const std::string& name) {
    if (bytes.size() < 10) return broken(name, "the file ends in its header");
    const unsigned version = static_cast<unsigned char>(bytes[6]);
    if (version < 1 || version > 3)
        return broken(name, "the array's format is of version " + std::to_string(version) +
                                "; 1 to 3 are known");
    const std::size_t width = version == 1 ? 2 : 4;
    if (bytes.size() < 8 + width) return broken(name, "the file ends in its header");
    const auto length = static_cast<std::size_t>(unsigned_at(bytes, 8, width, ByteOrder::little));
    if (length > bytes.size() - 8 - width) return broken(name, "the file ends in its header");
    const std::string_view header = bytes.substr(8 + width, length);
    ArrayShape shape;
    shape.begin = 8 + width + length;
    if (auto type = read_type(entry(header, "descr"), name, shape); !type)
        return tl::make_unexpected(std::move(type).error());
    SINEW_TRY(shape.count, read_count(entry(header, "shape"), name));
    if (shape.count > (bytes.size() - shape.begin) / shape.width)
        return broken(name, "the file ends after " +
                                std::to_string((bytes.size() - shape.begin) / shape.width) +
                                " of " + std::to_string(shape.count) + " numbers");
    return shape;
}

double number_at(std::string_view bytes, std::size_t at, const ArrayShape& shape) {
    const std::uint64_t bits = unsigned_at(bytes, at, shape.width, shape.order);
    switch (shape.kind) {
        case 'f':
            return shape.width == 8 ? std::bit_cast<double>(bits)
                                    : std::bit_cast<float>(static_cast<std::uint32_t>(bits));
        case 'i': return static_cast<double>(signed_at(bytes, at, shape.width, shape.order));
        default: return static_cast<double>(bits);
    }
}

}  // namespace

bool looks_like_npy(std::string_view bytes) noexcept { return bytes.starts_with(kMagic); }

Checked<RawIntervals> read_rr_npy(std::string_view bytes, const std::string& name,
                                  const RrReading& how) {
    const auto shape = read_header(bytes, name);
    if (!shape) {
        return refused(shape.error());
    }
    RawIntervals raw;
    raw.values.reserve(shape->count);
    // Numbers have no lines; the place in a fault is the index, from 1, so that "x.npy:17:1" is the 17th.
    BadLineList bad{name, how.bad_lines};
    for (std::size_t i = 0; i < shape->count && !bad.full(); ++i) {
        const double value = number_at(bytes, shape->begin + i * shape->width, *shape);
        if (std::isnan(value))
            bad.missing(raw);
        else
            bad.take(raw, value, i + 1, 1);
    }
    const std::size_t spare = bytes.size() - shape->begin - shape->count * shape->width;
    if (spare > 0)
        raw.remarks.push_back(std::to_string(spare) + " byte(s) behind the array left aside");
    return std::move(bad).finish(std::move(raw));
}

}  // namespace sinew::recording
