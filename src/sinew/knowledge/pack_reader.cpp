#include <sinew/base/json_pointer.hpp>
#include <sinew/knowledge/pack_reader.hpp>

namespace sinew::knowledge {
namespace {

const Json& nothing() {
    static const Json kNothing;
    return kNothing;
}

}  // namespace

Node Node::get(std::string_view key) const {
    const std::string place = at_ + "/" + escaped(key);
    if (has(key)) return {(*json_)[key], place, *faults_};
    if (!json_->is_null()) faults_->add(ErrorCode::bad_input, place, "missing", "add it");
    return {nothing(), place, *faults_};
}

std::optional<Node> Node::maybe(std::string_view key) const {
    if (!has(key) || (*json_)[key].is_null()) return std::nullopt;
    return Node{(*json_)[key], at_ + "/" + escaped(key), *faults_};
}

std::vector<Node> Node::items() const {
    std::vector<Node> list;
    if (!json_->is_array()) {
        if (!json_->is_null()) fault("a list is wanted here", "write it in brackets");
        return list;
    }
    list.reserve(json_->size());
    for (std::size_t i = 0; i < json_->size(); ++i)
        list.emplace_back((*json_)[i], at_ + "/" + std::to_string(i), *faults_);
    return list;
}

std::vector<std::pair<std::string, Node>> Node::members() const {
    std::vector<std::pair<std::string, Node>> list;
    if (!json_->is_object()) {
        if (!json_->is_null()) fault("an object is wanted here", "write it in braces");
        return list;
    }
    for (const auto& [key, value] : json_->items())
        list.emplace_back(key, Node{value, at_ + "/" + escaped(key), *faults_});
    return list;
}

std::string Node::text() const {
    if (json_->is_string()) return json_->get<std::string>();
    if (!json_->is_null()) fault("a text is wanted here", "write it in quotes");
    return {};
}

double Node::number() const {
    if (json_->is_number()) return json_->get<double>();
    if (!json_->is_null()) fault("a number is wanted here", "write digits without quotes");
    return 0;
}

int Node::whole() const {
    if (json_->is_number_integer()) return json_->get<int>();
    if (!json_->is_null()) fault("a whole number is wanted here", "write digits without a point");
    return 0;
}

bool Node::yes() const {
    if (json_->is_boolean()) return json_->get<bool>();
    if (!json_->is_null()) fault("true or false is wanted here", "");
    return false;
}

std::vector<std::string> Node::texts() const {
    std::vector<std::string> list;
    for (const Node& item : items()) list.push_back(item.text());
    return list;
}

}  // namespace sinew::knowledge
