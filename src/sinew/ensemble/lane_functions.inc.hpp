// Functions of lanes, read once for every instruction set (no include guard: the reader opens the namespace). V is a lane.

/// e^x. Within 1 unit in the last place or two; outside the range of normal numbers the nearest end of it.
template <class V>
HWY_INLINE V lane_exp(V x) {
    constexpr bool kDouble = sizeof(typename V::Real) == 8;
    const V magic(kDouble ? 0x1.8p52 : 0x1.8p23);
    x = lesser(greater(x, V(kDouble ? -708.0 : -87.0)), V(kDouble ? 708.0 : 87.0));
    const V shifted = mad(x, V(1.4426950408889634074), magic);
    const V n = shifted - magic;
    // ln 2 in two parts: what the first, fused, cannot hold.
    const V r = kDouble
                    ? nmad(n, V(2.3190468138462995584e-17), nmad(n, V(0.69314718055994530942), x))
                    : nmad(n, V(-1.904654299957768e-9), nmad(n, V(0.693147182464599609375), x));
    V p;
    if constexpr (kDouble) {
        // Taylor to the 12th power in pairs (Estrin): |r| <= 0.347, what is left out is 4e-16 / 13.
        const V r2 = r * r, r4 = r2 * r2;
        const V a = mad(V(1.0 / 6), r, V(0.5));
        const V b = mad(V(1.0 / 120), r, V(1.0 / 24));
        const V c = mad(V(1.0 / 5040), r, V(1.0 / 720));
        const V d = mad(V(1.0 / 362880), r, V(1.0 / 40320));
        const V e = mad(V(1.0 / 39916800), r, V(1.0 / 3628800));
        const V low = mad(b, r2, a), mid = mad(d, r2, c);
        const V high = mad(V(1.0 / 479001600), r2, e);
        p = mad(mad(mad(high, r4, mid), r4, low), r2, r);
    } else {
        const V r2 = r * r;
        const V a = mad(V(1.0 / 6), r, V(0.5));
        const V b = mad(V(1.0 / 120), r, V(1.0 / 24));
        const V c = mad(V(1.0 / 5040), r, V(1.0 / 720));
        p = mad(mad(mad(c, r2, b), r2, a), r2, r);
    }
    return scaled(p + V(1), shifted);
}

/// ln x. @pre x is a normal number above 0
template <class V>
HWY_INLINE V lane_log(V x) {
    constexpr bool kDouble = sizeof(typename V::Real) == 8;
    const V magic(kDouble ? 0x1p52 : 0x1p23), bias(kDouble ? 1023 : 127);
    V n = exponent_into(x, magic) - (magic + bias);
    V m = mantissa_of(x, V(1));
    const auto large = above(m, V(1.41421356237309504880));
    m = choose(large, m * V(0.5), m);
    n = choose(large, n + V(1), n);
    const V s = (m - V(1)) / (m + V(1)), s2 = s * s;  // ln m = 2 artanh s, |s| <= 0.172
    V sum(kDouble ? 2.0 / 23 : 2.0 / 11);
    SINEW_UNROLL
    for (int k = kDouble ? 21 : 9; k >= 3; k -= 2) sum = mad(sum, s2, V(2.0 / k));
    return mad(n, V(0.69314718055994530942), mad(sum * s2, s, s + s));
}

/// phi_k(z) = sum over n of z^n / (n + k)!, by its Taylor series. @pre |z| <= 3
template <int k, class V>
HWY_INLINE V lane_phi(V z) {
    constexpr int kTerms = sizeof(typename V::Real) == 8 ? 18 : 10;
    constexpr auto kInverse = inverse_factorials<k, kTerms>();
    V sum(kInverse[kTerms - 1]);
    SINEW_UNROLL
    for (int n = kTerms - 2; n >= 0; --n) sum = mad(sum, z, V(kInverse[n]));
    return sum;
}
