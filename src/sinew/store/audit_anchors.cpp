#include <sinew/store/audit_anchors.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace sinew::store {

Result<std::optional<clinic::AuditAnchor>> newest_audit(Database& database) {
    SINEW_TRY(Query end, database.query("SELECT at, sequence, hash FROM audit"
                                        " ORDER BY sequence DESC LIMIT 1"));
    SINEW_TRY(const bool found, end.row());
    if (!found) return std::nullopt;
    clinic::AuditAnchor anchor;
    anchor.day = std::chrono::floor<std::chrono::days>(end.instant());
    anchor.sequence = end.whole();
    anchor.hash = end.text();
    return anchor;
}

Result<void> append_anchor(const std::string& file, const clinic::AuditAnchor& anchor) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const std::string line = clinic::anchor_line(anchor);
    const bool written =
        fd >= 0 && ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
        ::fsync(fd) == 0;
    const int trouble = errno;
    if (fd >= 0) ::close(fd);
    if (written) return {};
    return fail({ErrorCode::storage,
                 std::string{"cannot write the anchor: "} + std::strerror(trouble), file,
                 "check the folder and its permissions"});
}

}  // namespace sinew::store
