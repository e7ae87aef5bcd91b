// Registers where the kernel expects a lane: Parts registers side by side, so that their chains run at once. Read once for every instruction
// set, inside Highway's namespace.

template <class R, std::size_t Parts>
struct VectorLane {
    using Real = R;
    using Bits = std::conditional_t<sizeof(R) == 8, std::uint64_t, std::uint32_t>;
    using D = hn::ScalableTag<R>;
    using DU = hn::ScalableTag<Bits>;
    using Vec = hn::Vec<D>;
    static constexpr std::size_t kRegister = HWY_MAX_BYTES / sizeof(R);
    static constexpr std::size_t kWidth = Parts * kRegister;
    static constexpr int kMantissa = sizeof(R) == 8 ? 52 : 23;
    struct Answer {
        hn::Mask<D> part[Parts];
    };
    Vec part[Parts];

    VectorLane() = default;
    HWY_INLINE explicit VectorLane(double x) {
        SINEW_UNROLL
        for (std::size_t k = 0; k < Parts; ++k) part[k] = hn::Set(D(), static_cast<R>(x));
    }
    static HWY_INLINE VectorLane load(const R* from) {
        return made([&](std::size_t k) HWY_ATTR { return hn::Load(D(), from + k * kRegister); });
    }
    HWY_INLINE void store(R* to) const {
        SINEW_UNROLL
        for (std::size_t k = 0; k < Parts; ++k) hn::Store(part[k], D(), to + k * kRegister);
    }
    template <class F>
    static HWY_INLINE VectorLane made(F f) {
        VectorLane lane;
        SINEW_UNROLL
        for (std::size_t k = 0; k < Parts; ++k) lane.part[k] = f(k);
        return lane;
    }
    template <class F>
    static HWY_INLINE Answer answered(F f) {
        Answer answer;
        SINEW_UNROLL
        for (std::size_t k = 0; k < Parts; ++k) answer.part[k] = f(k);
        return answer;
    }

#define SINEW_EACH(expression) made([&](std::size_t k) HWY_ATTR { return expression; })
    friend HWY_INLINE VectorLane operator+(VectorLane a, VectorLane b) {
        return SINEW_EACH(hn::Add(a.part[k], b.part[k]));
    }
    friend HWY_INLINE VectorLane operator-(VectorLane a, VectorLane b) {
        return SINEW_EACH(hn::Sub(a.part[k], b.part[k]));
    }
    friend HWY_INLINE VectorLane operator*(VectorLane a, VectorLane b) {
        return SINEW_EACH(hn::Mul(a.part[k], b.part[k]));
    }
    friend HWY_INLINE VectorLane operator/(VectorLane a, VectorLane b) {
        return SINEW_EACH(hn::Div(a.part[k], b.part[k]));
    }
    friend HWY_INLINE VectorLane mad(VectorLane a, VectorLane b, VectorLane c) {
        return SINEW_EACH(hn::MulAdd(a.part[k], b.part[k], c.part[k]));
    }
    friend HWY_INLINE VectorLane nmad(VectorLane a, VectorLane b, VectorLane c) {
        return SINEW_EACH(hn::NegMulAdd(a.part[k], b.part[k], c.part[k]));
    }
    friend HWY_INLINE VectorLane lesser(VectorLane a, VectorLane b) {
        return SINEW_EACH(hn::Min(a.part[k], b.part[k]));
    }
    friend HWY_INLINE VectorLane greater(VectorLane a, VectorLane b) {
        return SINEW_EACH(hn::Max(a.part[k], b.part[k]));
    }
    friend HWY_INLINE Answer above(VectorLane a, VectorLane b) {
        return answered([&](std::size_t k) HWY_ATTR { return hn::Gt(a.part[k], b.part[k]); });
    }
    friend HWY_INLINE Answer first_only(Answer a, Answer b) {
        return answered([&](std::size_t k) HWY_ATTR { return hn::AndNot(b.part[k], a.part[k]); });
    }
    friend HWY_INLINE VectorLane choose(Answer answer, VectorLane a, VectorLane b) {
        return SINEW_EACH(hn::IfThenElse(answer.part[k], a.part[k], b.part[k]));
    }
    friend HWY_INLINE bool any(Answer answer) {
        bool some = false;
        SINEW_UNROLL
        for (std::size_t k = 0; k < Parts; ++k) some = some || !hn::AllFalse(D(), answer.part[k]);
        return some;
    }
    friend HWY_INLINE VectorLane scaled(VectorLane p, VectorLane shifted) {
        return SINEW_EACH(hn::BitCast(
            D(), hn::Add(hn::BitCast(DU(), p.part[k]),
                         hn::ShiftLeft<kMantissa>(hn::BitCast(DU(), shifted.part[k])))));
    }
    friend HWY_INLINE VectorLane exponent_into(VectorLane x, VectorLane magic) {
        return SINEW_EACH(
            hn::BitCast(D(), hn::Or(hn::ShiftRight<kMantissa>(hn::BitCast(DU(), x.part[k])),
                                    hn::BitCast(DU(), magic.part[k]))));
    }
    friend HWY_INLINE VectorLane mantissa_of(VectorLane x, VectorLane one) {
        const auto mask = hn::Set(DU(), static_cast<Bits>((Bits{1} << kMantissa) - 1));
        return SINEW_EACH(hn::BitCast(D(), hn::Or(hn::And(hn::BitCast(DU(), x.part[k]), mask),
                                                  hn::BitCast(DU(), one.part[k]))));
    }
#undef SINEW_EACH
};
