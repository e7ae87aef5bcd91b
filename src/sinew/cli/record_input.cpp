#include <sinew/base/clock.hpp>
#include <sinew/base/files.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/record_json.hpp>

namespace sinew::cli {
namespace {

template <class T>
Checked<T> refused(Error fault) {
    Faults faults;
    faults.add(std::move(fault));
    return tl::make_unexpected(std::move(faults));
}

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

}  // namespace

std::string name_of_input(const std::string& path) { return path == "-" ? "standard input" : path; }

std::optional<Moment> moment_of(const Settings& settings) {
    if (!settings.date) return std::nullopt;
    return Moment{*settings.date, *settings.date + std::chrono::days{1}, false};
}

Result<std::string> read_document(const std::string& path) {
    auto bytes = read_file(path);
    if (!bytes) {
        Error fault = std::move(bytes).error();
        if (fault.where == "-") fault.where = name_of_input(path);
        return fail(std::move(fault));
    }
    if (is_gzip(*bytes))
        return fail({ErrorCode::bad_input, "this is compressed with gzip", name_of_input(path),
                     "unpack it on the way in: zcat FILE | sinew ... -"});
    return bytes;
}

Checked<Json> read_json_document(const std::string& path) {
    const auto bytes = read_document(path);
    if (!bytes) return refused<Json>(bytes.error());
    return read_json(*bytes, name_of_input(path));
}

Checked<RecordInput> read_record_input(const Call& call, const std::string& path, const care::Catalogue& catalogue) {
    const auto date = moment_of(call.settings);
    const auto answers_path = call.text("answers");
    std::optional<Json> answers;
    Faults faults;
    std::optional<Moment> as_of = date;
    if (answers_path) {
        auto read = read_json_document(*answers_path);
        if (read) {
            answers = *std::move(read);
            if (!as_of) as_of = document::assessed_at_of(*answers);
        } else {
            faults.take(std::move(read).error());
        }
    }
    auto json = read_json_document(path);
    if (!json) {
        faults.take(std::move(json).error());
        return tl::make_unexpected(std::move(faults));
    }
    auto record = document::read_record(*json, name_of_input(path), as_of, catalogue);
    if (!record) faults.take(std::move(record).error());
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    if (answers) record = document::apply_answers(*std::move(record), *answers, name_of_input(*answers_path), as_of, catalogue);
    if (!record) return tl::make_unexpected(std::move(record).error());
    const domain::AsOf moment = as_of ? domain::AsOf::of(*as_of) : document::as_of_record(*record);
    return RecordInput{*std::move(record), moment};
}

}  // namespace sinew::cli
