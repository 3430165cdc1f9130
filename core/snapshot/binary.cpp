#include "core/snapshot/binary.h"

namespace core::snapshot::detail {
namespace {

constexpr std::size_t piece = 64U << 10U; ///< that a sink gets, or more
constexpr int deepest = 200;              ///< of a document; readers of manifests stop at 100
enum class Tag : std::uint8_t { Null, False, True, Integer, Unsigned, Float, Text, Array, Object };

} // namespace

void Writer::number(std::uint64_t value)
{
    while (value >= 0x80) {
        out.push_back(static_cast<char>(static_cast<std::uint8_t>(value | 0x80U)));
        value >>= 7U;
    }
    out.push_back(static_cast<char>(value));
}

void Writer::text(std::string_view value)
{
    number(value.size());
    bytes(value);
}

void Writer::bytes(std::string_view value)
{
    if (!m_sink || out.size() + value.size() < piece) {
        out += value;
        return;
    }
    flush();
    m_sink(value);
}

void Writer::flush()
{
    if (!m_sink) return;
    m_sink(out);
    out.clear();
}

void Writer::quantity(const model::Quantity& value)
{
    // What was binary and has no binary suffix ("3000" of 2.9296875Ki) reads back as a decimal, which is printed "3k".
    const std::string printed = value.text();
    const auto again = model::Quantity::parse(printed);
    text(again ? again->text() : printed);
}

void Writer::json(const Json& value)
{
    const auto tag = [this](Tag t) { out.push_back(static_cast<char>(t)); };
    switch (value.type()) {
    case Json::value_t::boolean: return tag(value.get<bool>() ? Tag::True : Tag::False);
    case Json::value_t::number_integer: tag(Tag::Integer); return put(value.get<std::int64_t>());
    case Json::value_t::number_unsigned:
        // One form for one number: readers differ in whether a positive number is a signed one.
        if (const auto raw = value.get<std::uint64_t>(); raw <= static_cast<std::uint64_t>(INT64_MAX)) {
            tag(Tag::Integer);
            return put(static_cast<std::int64_t>(raw));
        } else {
            tag(Tag::Unsigned);
            return put(raw);
        }
    case Json::value_t::number_float: {
        tag(Tag::Float);
        const auto bits = std::bit_cast<std::uint64_t>(value.get<double>());
        out.append(reinterpret_cast<const char*>(&bits), sizeof bits);
        return;
    }
    case Json::value_t::string: tag(Tag::Text); return text(value.get_ref<const std::string&>());
    case Json::value_t::array:
        tag(Tag::Array);
        number(value.size());
        for (const Json& item : value) json(item);
        return;
    case Json::value_t::object:
        tag(Tag::Object);
        number(value.size());
        for (const auto& [key, member] : value.get_ref<const Json::object_t&>()) {
            text(key);
            json(member);
        }
        return;
    case Json::value_t::null:
    case Json::value_t::binary:
    case Json::value_t::discarded: return tag(Tag::Null);
    }
}

void Reader::fail(std::string_view what)
{
    if (m_fault.empty()) m_fault = what;
}

std::uint64_t Reader::number()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (failed() || m_at >= m_bytes.size()) break;
        const auto byte = static_cast<std::uint8_t>(m_bytes[m_at++]);
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80) {
            if ((shift == 63 && byte > 1) || (shift > 0 && byte == 0)) break;
            return value;
        }
    }
    fail("a number that ends nowhere");
    return 0;
}

std::string_view Reader::text()
{
    const std::size_t size = count();
    const std::string_view value = m_bytes.substr(m_at, size);
    m_at += size;
    return value;
}

std::size_t Reader::count(std::size_t bytesEach)
{
    const std::uint64_t value = number();
    if (failed()) return 0;
    if (value > left() / bytesEach) {
        fail("a count beyond the end");
        return 0;
    }
    return static_cast<std::size_t>(value);
}

void Reader::quantity(model::Quantity& value)
{
    const std::string_view written = text();
    if (failed()) return;
    const auto known = m_quantities.find(written);
    if (known != m_quantities.end()) {
        value = known->second;
        return;
    }
    auto parsed = written.size() <= 128 ? model::Quantity::parse(written) : failure(Fault::Malformed, {});
    if (!parsed) return fail("what is not a quantity");
    if (parsed->text() != written) return fail("a quantity that is not written as it is printed");
    value = *parsed;
    m_quantities.emplace(written, std::move(*parsed));
}

void Reader::json(Json& value, int depth)
{
    if (depth > deepest) return fail("a document that is too deep");
    if (left() == 0) return fail("a document that ends nowhere");
    const auto tag = static_cast<std::uint8_t>(m_bytes[m_at++]);
    if (tag > static_cast<std::uint8_t>(Tag::Object)) return fail("an unknown kind of value");
    switch (static_cast<Tag>(tag)) {
    case Tag::Null: value = nullptr; return;
    case Tag::False: value = false; return;
    case Tag::True: value = true; return;
    case Tag::Integer: {
        std::int64_t n = 0;
        get(n);
        // As a parser of JSON text would give it.
        if (n >= 0) {
            value = static_cast<std::uint64_t>(n);
        } else {
            value = n;
        }
        return;
    }
    case Tag::Unsigned: {
        const std::uint64_t n = number();
        if (n <= static_cast<std::uint64_t>(INT64_MAX)) return fail("a number in a form that is not its own");
        value = n;
        return;
    }
    case Tag::Float: {
        std::uint64_t bits = 0;
        if (left() < sizeof bits) return fail("a document that ends nowhere");
        std::memcpy(&bits, m_bytes.data() + m_at, sizeof bits);
        m_at += sizeof bits;
        value = std::bit_cast<double>(bits);
        return;
    }
    case Tag::Text: value = std::string(text()); return;
    case Tag::Array: {
        value = Json::array();
        const std::size_t items = count();
        for (std::size_t i = 0; i < items && !failed(); ++i) json(value.emplace_back(), depth + 1);
        return;
    }
    case Tag::Object: {
        value = Json::object();
        auto& members = value.get_ref<Json::object_t&>();
        const std::size_t items = count(2);
        for (std::size_t i = 0; i < items && !failed(); ++i) {
            std::string key(text());
            if (!members.empty() && !(members.rbegin()->first < key)) return fail("keys out of order");
            json(members.emplace_hint(members.end(), std::move(key), nullptr)->second, depth + 1);
        }
        return;
    }
    }
}

} // namespace core::snapshot::detail
