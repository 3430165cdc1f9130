#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/base/units.h"
#include "core/model/quantity.h"

/// Detail: values to bytes and back. Equal values give equal bytes, whatever machine and run.
///
/// Whole numbers are LEB128 (signed ones zigzag first), texts and lists are counted, columns of numbers are counted and
/// then raw little-endian. The reader believes nothing: every count is held against the bytes that are left, and the
/// first fault makes every later read a no-op.
namespace core::snapshot::detail {

static_assert(std::endian::native == std::endian::little, "columns are copied as they are");

template <class T>
inline constexpr bool isVector = false;
template <class T>
inline constexpr bool isVector<std::vector<T>> = true;
template <class T>
inline constexpr bool isMap = false;
template <class K, class V, class C>
inline constexpr bool isMap<std::map<K, V, C>> = true;
template <class T>
inline constexpr bool isOptional = false;
template <class T>
inline constexpr bool isOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool isPair = false;
template <class A, class B>
inline constexpr bool isPair<std::pair<A, B>> = true;

/// The last enumerator of an enumeration, for the reader's range check.
template <class E>
inline constexpr E lastOf = E::unspecified;

class Writer {
public:
    std::string out;

    Writer() = default;
    /// What is written goes on to `sink`, in pieces (the last one by `flush`), and `out` holds no more than the next one.
    explicit Writer(std::function<void(std::string_view)> sink)
        : m_sink(std::move(sink))
    {}
    void flush();

    template <class... T>
    void operator()(const T&... values)
    {
        (put(values), ...);
    }

    void number(std::uint64_t value);
    void text(std::string_view value);
    void bytes(std::string_view value); ///< uncounted: what was written already
    template <class T>
    void column(const std::vector<T>& values)
    {
        static_assert(std::is_arithmetic_v<T>);
        number(values.size());
        bytes({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
    }

private:
    std::function<void(std::string_view)> m_sink;

    void json(const Json& value);
    void quantity(const model::Quantity& value);

    template <class T>
    void put(const T& value)
    {
        if constexpr (std::is_same_v<T, std::string>) {
            text(value);
        } else if constexpr (std::is_same_v<T, Json>) {
            json(value);
        } else if constexpr (std::is_same_v<T, model::Quantity>) {
            quantity(value);
        } else if constexpr (std::is_same_v<T, Time>) {
            put(static_cast<std::int64_t>(value.time_since_epoch().count()));
        } else if constexpr (std::is_enum_v<T>) {
            number(static_cast<std::uint64_t>(value));
        } else if constexpr (std::is_unsigned_v<T>) {
            number(value);
        } else if constexpr (std::is_integral_v<T>) {
            const auto wide = static_cast<std::int64_t>(value);
            number((static_cast<std::uint64_t>(wide) << 1U) ^ (wide < 0 ? ~std::uint64_t{0} : 0));
        } else if constexpr (isVector<T> || isMap<T>) {
            number(value.size());
            for (const auto& item : value) put(item);
        } else if constexpr (isOptional<T>) {
            number(value ? 1 : 0);
            if (value) put(*value);
        } else if constexpr (isPair<T>) {
            put(value.first);
            put(value.second);
        } else {
            fields(*this, value);
        }
    }
};

class Reader {
public:
    explicit Reader(std::string_view bytes)
        : m_bytes(bytes)
    {}

    template <class... T>
    void operator()(T&... values)
    {
        (get(values), ...);
    }

    [[nodiscard]] bool failed() const { return !m_fault.empty(); }
    [[nodiscard]] const std::string& fault() const { return m_fault; }
    [[nodiscard]] std::size_t position() const { return m_at; }
    [[nodiscard]] std::size_t left() const { return m_bytes.size() - m_at; }
    void fail(std::string_view what);

    std::uint64_t number();
    std::string_view text();
    /// A count of things that take at least `bytesEach`.
    std::size_t count(std::size_t bytesEach = 1);
    template <class T>
    void column(std::vector<T>& values)
    {
        const std::size_t rows = count(sizeof(T));
        values.resize(rows);
        if (rows > 0) std::memcpy(values.data(), m_bytes.data() + m_at, rows * sizeof(T));
        m_at += rows * sizeof(T);
    }

private:
    std::string_view m_bytes;
    std::size_t m_at = 0;
    std::string m_fault;
    std::unordered_map<std::string_view, model::Quantity> m_quantities; ///< few are different

    void json(Json& value, int depth);
    void quantity(model::Quantity& value);

    template <class T>
    void get(T& value)
    {
        if (failed()) return;
        if constexpr (std::is_same_v<T, std::string>) {
            value = text();
        } else if constexpr (std::is_same_v<T, Json>) {
            json(value, 0);
        } else if constexpr (std::is_same_v<T, model::Quantity>) {
            quantity(value);
        } else if constexpr (std::is_same_v<T, Time>) {
            std::int64_t seconds = 0;
            get(seconds);
            value = Time(Seconds(seconds));
        } else if constexpr (std::is_enum_v<T>) {
            const std::uint64_t raw = number();
            if (raw > static_cast<std::uint64_t>(lastOf<T>)) return fail("an unknown enumerator");
            value = static_cast<T>(raw);
        } else if constexpr (std::is_same_v<T, bool>) {
            const std::uint64_t raw = number();
            if (raw > 1) return fail("a flag that is neither 0 nor 1");
            value = raw == 1;
        } else if constexpr (std::is_unsigned_v<T>) {
            const std::uint64_t raw = number();
            value = static_cast<T>(raw);
            if (value != raw) fail("a number that is too large");
        } else if constexpr (std::is_integral_v<T>) {
            const std::uint64_t raw = number();
            const auto wide = static_cast<std::int64_t>((raw >> 1U) ^ (~(raw & 1U) + 1U));
            value = static_cast<T>(wide);
            if (value != wide) fail("a number that is too large");
        } else if constexpr (isVector<T>) {
            const std::size_t rows = count();
            for (std::size_t i = 0; i < rows && !failed(); ++i) get(value.emplace_back());
        } else if constexpr (isMap<T>) {
            const std::size_t rows = count(2);
            for (std::size_t i = 0; i < rows && !failed(); ++i) {
                typename T::key_type key;
                get(key);
                if (!value.empty() && !(value.rbegin()->first < key)) return fail("keys out of order");
                get(value.emplace_hint(value.end(), std::move(key), typename T::mapped_type{})->second);
            }
        } else if constexpr (isOptional<T>) {
            bool there = false;
            get(there);
            if (there) get(value.emplace());
        } else if constexpr (isPair<T>) {
            get(value.first);
            get(value.second);
        } else {
            fields(*this, value);
        }
    }
};

} // namespace core::snapshot::detail
