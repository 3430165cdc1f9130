#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/units.h"

/// Kubernetes quantities ("500m", "1.5Gi", "12e6"), exact to 38 digits, with the rounding of k8s.io/apimachinery
/// resource.Quantity: digits finer than a nano are rounded away from zero, binary magnitudes beyond 2^63-1 are clamped, the
/// sum of two keeps the format of the left one unless that is zero.
namespace core::model {

class Quantity {
public:
    enum class Format { DecimalSI, BinarySI, DecimalExponent };

    Quantity() = default; ///< 0, DecimalSI
    static Quantity of(Amount units, Format format = Format::DecimalSI);
    static Quantity ofMilli(Amount milli, Format format = Format::DecimalSI);

    /// @errors Malformed: "not a quantity …" (wrong shape) or "unknown suffix …"; Error::where stays empty.
    [[nodiscard]] static Result<Quantity> parse(std::string_view text);

    [[nodiscard]] Amount value() const; ///< whole units, rounded away from zero, saturating
    [[nodiscard]] Amount milli() const; ///< thousandths, rounded away from zero, saturating
    [[nodiscard]] Amount
    scaled(int decimalScale) const; ///< in units of 10^scale (-9 nano … 6 mega), rounded away from zero, saturating
    [[nodiscard]] bool exceeds(int decimalScale) const; ///< the exact answer of scaled() does not fit in 64 bits
    [[nodiscard]] double approximate() const;
    [[nodiscard]] std::string decimal() const;   ///< exact plain decimal, "0.0005"
    [[nodiscard]] std::string canonical() const; ///< canonical form, "1536Mi"
    [[nodiscard]] std::string text()
        const; ///< as Kubernetes prints it: the parsed text where that needed no rounding and is kept as written, else canonical()
    [[nodiscard]] Format format() const { return m_format; }
    [[nodiscard]] int sign() const;
    [[nodiscard]] bool isZero() const { return sign() == 0; }

    [[nodiscard]] Quantity negated() const;
    [[nodiscard]] Quantity operator+(const Quantity& other) const;
    [[nodiscard]] Quantity operator-(const Quantity& other) const;
    /// By value: 1000m equals 1.
    friend std::strong_ordering operator<=>(const Quantity& a, const Quantity& b);
    friend bool operator==(const Quantity& a, const Quantity& b) { return (a <=> b) == std::strong_ordering::equal; }

private:
    __extension__ using Wide = __int128;
    Wide m_mantissa = 0; ///< the value is m_mantissa × 10^m_scale, without trailing zeros
    std::int32_t m_scale = 0;
    std::int32_t m_places =
        0; ///< decimals that decimal() prints: as many as were written, or nine where it was rounded
    Format m_format = Format::DecimalSI;
    std::string m_written; ///< the text as it was parsed, if it is printed back unchanged

    static Quantity normal(Wide mantissa, std::int32_t scale, Format format);
    [[nodiscard]] Wide rounded(int decimalScale, bool& exact) const;
};

/// A resource's amount as the scheduler counts it: milli for "cpu", whole units (rounded up) for every other name.
[[nodiscard]] Amount amountOf(std::string_view resourceName, const Quantity& quantity);

} // namespace core::model
