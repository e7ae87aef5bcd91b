// Vectors and rotations of three dimensions: just what a figure needs.
#pragma once

#include <array>
#include <cmath>
#include <numbers>

namespace sinew::render {

struct Vec3 {
    double x = 0, y = 0, z = 0;
    friend constexpr Vec3 operator+(Vec3 a, Vec3 b) noexcept {
        return {a.x + b.x, a.y + b.y, a.z + b.z};
    }
    friend constexpr Vec3 operator-(Vec3 a, Vec3 b) noexcept {
        return {a.x - b.x, a.y - b.y, a.z - b.z};
    }
    friend constexpr Vec3 operator*(Vec3 a, double k) noexcept {
        return {a.x * k, a.y * k, a.z * k};
    }
};

[[nodiscard]] constexpr double dot(Vec3 a, Vec3 b) noexcept {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

/// Row-major rotation.
struct Mat3 {
    std::array<std::array<double, 3>, 3> m{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};

    friend constexpr Mat3 operator*(const Mat3& a, const Mat3& b) noexcept {
        Mat3 product;
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t j = 0; j < 3; ++j) {
                double sum = 0;
                for (std::size_t k = 0; k < 3; ++k) sum += a.m[i][k] * b.m[k][j];
                product.m[i][j] = sum;
            }
        return product;
    }
    friend constexpr Vec3 operator*(const Mat3& a, Vec3 v) noexcept {
        return {a.m[0][0] * v.x + a.m[0][1] * v.y + a.m[0][2] * v.z,
                a.m[1][0] * v.x + a.m[1][1] * v.y + a.m[1][2] * v.z,
                a.m[2][0] * v.x + a.m[2][1] * v.y + a.m[2][2] * v.z};
    }
};

[[nodiscard]] constexpr double radians(double degrees) noexcept {
    return degrees * std::numbers::pi / 180;
}

/// Right-handed rotations about the axes, degrees.
[[nodiscard]] inline Mat3 about_x(double degrees) noexcept {
    const double c = std::cos(radians(degrees)), s = std::sin(radians(degrees));
    return {{{{1, 0, 0}, {0, c, -s}, {0, s, c}}}};
}
[[nodiscard]] inline Mat3 about_y(double degrees) noexcept {
    const double c = std::cos(radians(degrees)), s = std::sin(radians(degrees));
    return {{{{c, 0, s}, {0, 1, 0}, {-s, 0, c}}}};
}
[[nodiscard]] inline Mat3 about_z(double degrees) noexcept {
    const double c = std::cos(radians(degrees)), s = std::sin(radians(degrees));
    return {{{{c, -s, 0}, {s, c, 0}, {0, 0, 1}}}};
}
/// About a unit axis, degrees.
[[nodiscard]] inline Mat3 about_axis(Vec3 u, double degrees) noexcept {
    const double c = std::cos(radians(degrees)), s = std::sin(radians(degrees)), t = 1 - c;
    return {{{{t * u.x * u.x + c, t * u.x * u.y - s * u.z, t * u.x * u.z + s * u.y},
              {t * u.x * u.y + s * u.z, t * u.y * u.y + c, t * u.y * u.z - s * u.x},
              {t * u.x * u.z - s * u.y, t * u.y * u.z + s * u.x, t * u.z * u.z + c}}}};
}

}  // namespace sinew::render
