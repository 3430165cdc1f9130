#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/shown.h"
#include "core/model/age.h"

/// Reading a plan's file, which may come from anybody; detail of this room.
namespace core::change {

/// What a value is called in the file.
template <class E>
struct PlanWord {
    E value;
    std::string_view text;
};

/// Reads members of a document that may be anything; the first fault is kept.
class PlanReader {
public:
    PlanReader(const Json& value, std::string where, std::optional<Error>& fault)
        : m_value(value)
        , m_where(std::move(where))
        , m_fault(fault)
    {
        if (!value.is_object()) fail("a map is wanted here", {});
    }

    std::string text(const char* key)
    {
        const Json* value = member(key);
        if (value == nullptr) return {};
        if (value->is_string()) return value->get<std::string>();
        fail("a text is wanted here", key);
        return {};
    }
    int number(const char* key)
    {
        const Json* value = member(key);
        if (value == nullptr) return 0;
        if (value->is_number_integer() && *value >= 0 && *value <= 1'000'000'000) return value->get<int>();
        fail("a whole number is wanted here", key);
        return 0;
    }
    std::int64_t whole(const char* key)
    {
        const Json* value = member(key);
        if (value == nullptr) return 0;
        if (value->is_number_integer()) return value->get<std::int64_t>();
        fail("a whole number is wanted here", key);
        return 0;
    }
    bool flag(const char* key)
    {
        const Json* value = member(key);
        if (value == nullptr || value->is_boolean()) return value != nullptr && value->get<bool>();
        fail("true or false is wanted here", key);
        return false;
    }
    /// None where nothing stands there.
    std::optional<Time> time(const char* key)
    {
        const Json* value = member(key);
        if (value == nullptr || value->is_null()) return std::nullopt;
        const Result<Time> time = model::parseTime(text(key));
        if (time) return *time;
        fail("a time is wanted here", key);
        return std::nullopt;
    }
    Json any(const char* key)
    {
        const Json* value = member(key);
        return value == nullptr ? Json() : *value;
    }
    template <class E, std::size_t N>
    E choice(const char* key, const std::array<PlanWord<E>, N>& names)
    {
        const std::string word = text(key);
        for (const auto& one : names)
            if (one.text == word) return one.value;
        fail("\"" + shown(word) + "\" is none of the words that may stand here", key);
        return names.front().value;
    }
    std::vector<std::string> texts(const char* key)
    {
        std::vector<std::string> out;
        each(key, [&](const Json& value, const std::string& where) {
            if (value.is_string())
                out.push_back(value.get<std::string>());
            else
                fail("a text is wanted here", where.c_str());
        });
        return out;
    }
    template <class T, class F>
    std::vector<T> list(const char* key, const F& read)
    {
        std::vector<T> out;
        each(key, [&](const Json& value, const std::string& where) {
            PlanReader reader(value, m_where + "/" + where, m_fault);
            if (!m_fault) out.push_back(read(reader));
        });
        return out;
    }
    template <class F>
    void inside(const char* key, const F& read)
    {
        const Json* value = member(key);
        if (value == nullptr) return;
        PlanReader reader(*value, m_where + "/" + key, m_fault);
        if (!m_fault) read(reader);
    }
    [[nodiscard]] bool has(const char* key) { return member(key) != nullptr; }
    void fail(const std::string& what, const std::string& key)
    {
        if (!m_fault)
            m_fault = Error{Fault::Malformed, "The plan is damaged: " + what + ".",
                            key.empty() ? m_where : m_where + "/" + key};
    }

private:
    const Json& m_value;
    std::string m_where;
    std::optional<Error>& m_fault;

    [[nodiscard]] const Json* member(const char* key) const
    {
        if (!m_value.is_object()) return nullptr;
        const auto found = m_value.find(key);
        return found == m_value.end() ? nullptr : &*found;
    }
    template <class F>
    void each(const char* key, const F& read)
    {
        const Json* value = member(key);
        if (value == nullptr) return;
        if (!value->is_array() || value->size() > 100'000) {
            fail("a list is wanted here", key);
            return;
        }
        for (std::size_t i = 0; i < value->size() && !m_fault; ++i)
            read((*value)[i], std::string(key) + "/" + std::to_string(i));
    }
};

} // namespace core::change
