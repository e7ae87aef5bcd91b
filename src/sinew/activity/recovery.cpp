#include <sinew/activity/recovery.hpp>

namespace sinew::activity {
namespace {

/// The heart rate that held at a moment; the very end of a piece counts as inside it.
std::optional<double> bpm_at(const std::vector<HeartPiece>& pieces, double moment_s) {
    std::optional<double> found;
    for (const HeartPiece& piece : pieces) {
        if (piece.start_s > moment_s) break;
        if (moment_s <= piece.start_s + piece.seconds) found = piece.bpm;
    }
    return found;
}

std::optional<double> fall_until(const std::vector<HeartPiece>& pieces, double from_bpm,
                                 double moment_s) {
    const auto bpm = bpm_at(pieces, moment_s);
    if (!bpm) return std::nullopt;
    return from_bpm - *bpm;
}

}  // namespace

std::optional<HeartRecovery> recovery_after(const std::vector<HeartPiece>& pieces,
                                            double moment_s) {
    const auto bpm = bpm_at(pieces, moment_s);
    if (!bpm) return std::nullopt;
    return HeartRecovery{moment_s, *bpm, fall_until(pieces, *bpm, moment_s + 60),
                         fall_until(pieces, *bpm, moment_s + 120)};
}

std::optional<HeartRecovery> recovery_after_peak(const std::vector<HeartPiece>& pieces) {
    if (pieces.empty()) return std::nullopt;
    const HeartPiece* peak = &pieces.front();
    for (const HeartPiece& piece : pieces)
        if (piece.bpm >= peak->bpm) peak = &piece;
    return recovery_after(pieces, peak->start_s);
}

}  // namespace sinew::activity
