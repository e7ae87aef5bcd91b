#include <sinew/base/json_pointer.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/base/text.hpp>

#include <fmt/format.h>

namespace sinew {
namespace {

/// "record.json:3:14" for the byte at `offset`.
std::string place_of(std::string_view bytes, std::size_t offset, const std::string& name) {
    const std::string_view before = bytes.substr(0, std::min(offset, bytes.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto newline = before.rfind('\n');
    const std::size_t column =
        newline == std::string_view::npos ? before.size() + 1 : before.size() - newline;
    return fmt::format("{}:{}:{}", name, line, column);
}

/// Builds the document while the text is read, so that duplicates and depth are seen where they stand.
class Builder : public nlohmann::json_sax<Json> {
public:
    Builder(std::string_view bytes, const std::string& name, const JsonReading& how, Faults& faults)
        : bytes_{bytes}, name_{name}, how_{how}, faults_{faults} {}

    Json take() { return std::move(root_); }

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t&) override { return put(value); }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        Json& object = *stack_.back();
        const auto [it, fresh] = object.emplace(name, nullptr);
        if (!fresh)
            faults_.add(ErrorCode::bad_input, name_ + ":" + pointer() + "/" + escaped(name),
                        "this key stands twice", "keep one of them");
        slot_ = &*it;
        key_ = std::move(name);
        return true;
    }

    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception& error) override {
        if (faults_.none() || error.id != 0) {
            const bool utf8 =
                std::string_view{error.what()}.find("UTF-8") != std::string_view::npos;
            const bool number =
                std::string_view{error.what()}.find("out of range") != std::string_view::npos ||
                error.id == 406;
            const bool end = position > bytes_.size() ||
                             trim(bytes_.substr(std::min(position, bytes_.size()))).empty();
            faults_.add(
                ErrorCode::bad_input, place_of(bytes_, position == 0 ? 0 : position - 1, name_),
                utf8     ? "not valid UTF-8"
                : number ? "a number too large to read"
                : end    ? "the JSON text ends too early"
                         : "not valid JSON here",
                utf8     ? "save the file as UTF-8"
                : number ? "write a number a computer can hold"
                : end    ? "the file may be cut short; export it again"
                         : "check for a missing quote, comma or bracket just before this place");
        }
        return false;
    }

private:
    template <class Value>
    bool put(Value&& value) {
        place(Json(std::forward<Value>(value)));
        return true;
    }

    Json* place(Json value) {
        if (stack_.empty()) {
            root_ = std::move(value);
            return &root_;
        }
        if (stack_.back()->is_array()) {
            stack_.back()->push_back(std::move(value));
            return &stack_.back()->back();
        }
        *slot_ = std::move(value);
        return slot_;
    }

    bool open(Json container) {
        if (stack_.size() >= how_.deepest) {
            faults_.add(ErrorCode::bad_input, name_ + ":" + pointer(),
                        fmt::format("nested more than {} levels deep", how_.deepest),
                        "flatten this part");
            return false;
        }
        names_.push_back(key_);
        stack_.push_back(place(std::move(container)));
        return true;
    }

    bool close() {
        stack_.pop_back();
        names_.pop_back();
        // The root is level 1, the filtered array level 2: what just ended may be one of its elements.
        if (how_.keep && stack_.size() == 2 && stack_.back()->is_array() &&
            names_.back() == how_.filtered_array && !how_.keep(stack_.back()->back()))
            stack_.back()->erase(stack_.back()->size() - 1);
        return true;
    }

    std::string pointer() const {
        std::string path;
        for (std::size_t i = 1; i < stack_.size(); ++i) {
            const Json& parent = *stack_[i - 1];
            path +=
                "/" + (parent.is_array() ? std::to_string(parent.size() - 1) : escaped(names_[i]));
        }
        return path;
    }

    std::string_view bytes_;
    const std::string& name_;
    const JsonReading& how_;
    Faults& faults_;
    Json root_;
    std::vector<Json*> stack_;
    std::vector<std::string> names_;
    Json* slot_ = nullptr;
    std::string key_;
};

}  // namespace

Checked<Json> read_json(std::string_view bytes, const std::string& name, const JsonReading& how) {
    Faults faults;
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
    if (trim(bytes).empty()) {
        faults.add(ErrorCode::bad_input, name, "the input is empty", "give a JSON document");
        return tl::make_unexpected(std::move(faults));
    }
    Builder builder{bytes, name, how, faults};
    const bool read = Json::sax_parse(bytes, &builder);
    if (!read && faults.none())
        faults.add(ErrorCode::bad_input, name, "not valid JSON", "check the file");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return builder.take();
}

}  // namespace sinew
