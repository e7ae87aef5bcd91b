// Makes FIT files for tests: definitions, messages, developer fields, compressed clocks, both byte orders, checksums.
#pragma once

#include <sinew/recording/fit_crc.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sinew::test {

/// A field of a definition: number, bytes, base type.
struct FitFieldShape {
    std::uint8_t number, size, base;
};

enum class ByteOrder : std::uint8_t { little, big };

/// One FIT file, written from front to back. `file()` closes it with header and checksum.
class FitWriter {
public:
    explicit FitWriter(ByteOrder order = ByteOrder::little) : order_{order} {}

    FitWriter& define(unsigned local, std::uint16_t global,
                      const std::vector<FitFieldShape>& native,
                      const std::vector<FitFieldShape>& developer = {}) {
        byte(0x40U | local | (developer.empty() ? 0U : 0x20U)).byte(0).byte(big() ? 1 : 0);
        integer(global, 2);
        shapes(native);
        if (!developer.empty()) shapes(developer);
        return *this;
    }
    FitWriter& message(unsigned local) { return byte(local); }
    /// A message whose header carries the low five bits of its time.
    FitWriter& compressed(unsigned local, unsigned low_bits) {
        return byte(0x80U | local << 5U | (low_bits & 0x1FU));
    }
    FitWriter& byte(unsigned value) {
        content_ += static_cast<char>(value);
        return *this;
    }
    FitWriter& integer(std::uint64_t value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            byte(static_cast<unsigned>(value >> (8 * (big() ? bytes - 1 - i : i)) & 0xFFU));
        return *this;
    }
    FitWriter& u8(unsigned value) { return byte(value); }
    FitWriter& u16(unsigned value) { return integer(value, 2); }
    FitWriter& u32(std::uint32_t value) { return integer(value, 4); }
    FitWriter& text(std::string value, std::size_t bytes) {
        value.resize(bytes, '\0');
        content_ += value;
        return *this;
    }
    [[nodiscard]] std::size_t size() const { return content_.size(); }

    /// @param header_size  12 or 14
    [[nodiscard]] std::string file(std::size_t header_size = 14) const {
        std::string out;
        out += static_cast<char>(header_size);
        out += "\x10\x64";
        out += '\0';
        little(out, content_.size(), 4);
        out += ".FIT";
        if (header_size == 14) little(out, recording::fit_crc_reference(out), 2);
        out += content_;
        little(out, recording::fit_crc_reference(out), 2);
        return out;
    }

private:
    [[nodiscard]] bool big() const { return order_ == ByteOrder::big; }
    static void little(std::string& out, std::uint64_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
    }
    void shapes(const std::vector<FitFieldShape>& fields) {
        byte(static_cast<unsigned>(fields.size()));
        for (const FitFieldShape& field : fields)
            byte(field.number).byte(field.size).byte(field.base);
    }

    ByteOrder order_;
    std::string content_;
};

}  // namespace sinew::test
