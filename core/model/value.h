#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include "core/base/json.h"

/// A view of a decoded value, whoever decoded it: a document, or an element of simdjson's DOM. Readers that stand on it read
/// the thousands of pods and nodes of a list without a document being built of each.
namespace core::model {

class Members;

class Value {
public:
    /// Nothing: a member that is missing or null.
    Value() = default;
    template <std::same_as<Json> T>
    Value(const T& json) // NOLINT(google-explicit-constructor): a reader of values reads documents
        : m_at(&json)
    {}
    /// @param element a `simdjson::dom::element`; what it was decoded into has to stay as long as the view is used
    [[nodiscard]] static Value ofElement(const void* element);

    [[nodiscard]] explicit operator bool() const { return m_at != nullptr; } ///< it is there; it may be null
    [[nodiscard]] bool isObject() const;
    [[nodiscard]] bool isArray() const;
    [[nodiscard]] bool isText() const;
    [[nodiscard]] bool isFlag() const;
    [[nodiscard]] bool isNumber() const;
    [[nodiscard]] bool isNull() const;                  ///< also where there is nothing
    [[nodiscard]] const char* typeName() const;         ///< "object", "array", "string", "boolean", "number", "null"
    [[nodiscard]] std::string_view text() const;        ///< of a text; else empty
    [[nodiscard]] bool flag() const;                    ///< of a flag; else false
    [[nodiscard]] std::size_t size() const;             ///< items of an array; else 0
    [[nodiscard]] Json document() const;                ///< the whole, copied
    [[nodiscard]] const Json* json() const;             ///< the document that it views; else none
    [[nodiscard]] Value member(std::string_view) const; ///< nothing where it is absent, null, or this is no object

    /// Calls `visit(item)` for each item of an array.
    template <class Visit>
    void eachItem(const Visit& visit) const
    {
        visitItems(&visit, [](const void* to, Value item) { (*static_cast<const Visit*>(to))(item); });
    }
    /// Calls `visit(name, value)` for each member of an object, null or not, sorted by name: of several with one name, the first.
    template <class Visit>
    void eachMember(const Visit& visit) const
    {
        visitMembers(&visit, [](const void* to, std::string_view name, Value value) {
            (*static_cast<const Visit*>(to))(name, value);
        });
    }

private:
    static constexpr std::size_t ofDocument = static_cast<std::size_t>(-1);
    const void* m_at = nullptr;       ///< a Json, or simdjson's document
    std::size_t m_index = ofDocument; ///< in the latter

    friend class Members;
    const Members* m_members = nullptr; ///< where they are listed

    struct Access;
    [[nodiscard]] bool isJson() const { return m_index == ofDocument; }
    void visitItems(const void* to, void (*visit)(const void*, Value)) const;
    void visitMembers(const void* to, void (*visit)(const void*, std::string_view, Value)) const;
};

/// An object of which many members are wanted: they are listed once. It has to stay as long as views of it are used.
class Members : public Value {
public:
    explicit Members(Value object);
    Members(const Members&) = delete;
    Members& operator=(const Members&) = delete;

private:
    friend class Value;
    struct Member {
        std::string_view name;
        std::size_t index;
    };
    static constexpr std::size_t most = 32; ///< of an object with more, each member is searched for
    std::array<Member, most> m_list;        ///< the first m_count
    std::size_t m_count = 0;

    [[nodiscard]] Value find(std::string_view key) const;
};

} // namespace core::model
