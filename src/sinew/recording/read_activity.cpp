#include <sinew/recording/read_activity.hpp>

#include <sinew/base/content_hash.hpp>
#include <sinew/recording/fit_activity.hpp>
#include <sinew/recording/fit_stream.hpp>
#include <sinew/recording/gpx.hpp>
#include <sinew/recording/plain_words.hpp>
#include <sinew/recording/tcx.hpp>
#include <sinew/recording/watch_xml.hpp>

namespace sinew::recording {
namespace {

Result<domain::RecordedActivity> read_xml(std::string_view bytes, const std::string& name,
                                          Instant now) {
    SINEW_TRY(const auto document, read_watch_xml(bytes, name));
    const std::string_view root = local_name(document->document_element());
    auto read = [&]() -> Result<domain::RecordedActivity> {
        if (root == "TrainingCenterDatabase") return read_tcx(*document, name, now);
        if (root == "gpx") return read_gpx(*document, name, now);
        return fail({ErrorCode::bad_input,
                     "XML, but neither TCX nor GPX: <" + plain_words(root, 40) + ">", name,
                     "give a FIT, TCX or GPX file"});
    }();
    if (read) read->content_hash = content_hash(bytes);
    return read;
}

}  // namespace

WatchFormat watch_format(std::string_view bytes) noexcept {
    if (looks_like_fit(bytes)) return WatchFormat::fit;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        return WatchFormat::xml;  // UTF-16
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '<' ? WatchFormat::xml
                                                                  : WatchFormat::unknown;
}

Result<domain::RecordedActivity> read_activity(std::string_view bytes, const std::string& name,
                                               Instant now) {
    switch (watch_format(bytes)) {
        case WatchFormat::fit: return read_fit_activity(bytes, name, now);
        case WatchFormat::xml: return read_xml(bytes, name, now);
        case WatchFormat::unknown: break;
    }
    return fail(
        {ErrorCode::bad_input,
         bytes.empty() ? "an empty file" : "no watch file: neither FIT nor XML by its first bytes",
         name, "give a FIT, TCX or GPX file"});
}

}  // namespace sinew::recording
