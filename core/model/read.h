#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/model/issue.h"
#include "core/model/labels.h"
#include "core/model/node.h"
#include "core/model/pod.h"
#include "core/model/value.h"

/// Reading fields of a document one by one, tolerantly: a missing or null member is the default, a member of the wrong
/// type is an issue with its path. Detail of this room and of those that read objects of their own.
namespace core::model::read {

/// `path` + "/" + `key`, escaped as JSON Pointer asks.
[[nodiscard]] std::string join(std::string_view path, std::string_view key);
[[nodiscard]] std::string join(std::string_view path, std::size_t index);

/// The place of a value in its document: a chain of what stands on readers' stacks, made a text only where there is an issue.
class Path {
public:
    Path() = default; ///< the document itself
    template <std::convertible_to<std::string_view> Text>
    Path(const Text& root) // NOLINT(google-explicit-constructor): a text, which has to stay, is a path
        : m_key(root)
    {}
    Path(const Path& above, std::string_view key)
        : m_above(&above)
        , m_key(key)
    {}
    Path(const Path& above, std::size_t index)
        : m_above(&above)
        , m_index(index)
    {}
    Path(const Path&& above, std::string_view key) = delete; ///< it would be gone
    Path(const Path&& above, std::size_t index) = delete;
    /// JSON Pointer.
    [[nodiscard]] std::string text() const;

private:
    static constexpr std::size_t noIndex = static_cast<std::size_t>(-1);
    const Path* m_above = nullptr;
    std::string_view m_key; ///< the whole text where nothing is above
    std::size_t m_index = noIndex;
};

/// The member, or nullptr when it is absent, null, or `object` is not an object.
[[nodiscard]] const Json* member(const Json& object, std::string_view key);
[[nodiscard]] std::string text(Value object, std::string_view key, const Path& path, Issues& issues);
[[nodiscard]] bool flag(Value object, std::string_view key, const Path& path, Issues& issues, bool otherwise = false);
/// Whole numbers only (a quoted one is an issue). Out of [lowest, highest] is an issue and absent.
[[nodiscard]] std::optional<std::int64_t> number(Value object, std::string_view key, const Path& path, Issues& issues,
                                                 std::int64_t lowest = INT64_MIN, std::int64_t highest = INT64_MAX);
[[nodiscard]] std::vector<std::string> texts(Value object, std::string_view key, const Path& path, Issues& issues);
[[nodiscard]] Labels labels(Value object, std::string_view key, const Path& path, Issues& issues);
/// name → quantity; numbers are quantities too.
[[nodiscard]] ResourceList resources(Value object, std::string_view key, const Path& path, Issues& issues);
[[nodiscard]] Requests amounts(Value object, std::string_view key, const Path& path, Issues& issues);
[[nodiscard]] std::vector<Taint> taints(Value object, std::string_view key, const Path& path, Issues& issues);
[[nodiscard]] std::vector<Toleration> tolerations(Value object, std::string_view key, const Path& path, Issues& issues);
/// {key, operator, values}[] → requirements; `valid` becomes false if one is wrong.
[[nodiscard]] std::vector<Requirement> requirements(Value object, std::string_view key, const Path& path,
                                                    Issues& issues, bool& valid);
[[nodiscard]] std::vector<NodeSelectorTerm> nodeSelectorTerms(Value object, std::string_view key, const Path& path,
                                                              Issues& issues);
/// What `readLabelSelector`, `readPod`, `readPodSpec` and `readNode` are for a document.
[[nodiscard]] LabelSelector labelSelector(Value selector, const Path& path, Issues& issues);
[[nodiscard]] Pod pod(Value object, const Path& path, Issues& issues);
[[nodiscard]] PodSpec podSpec(Value spec, const Path& path, Issues& issues);
[[nodiscard]] Node node(Value object, const Path& path, Issues& issues);

void wrongType(const Path& path, std::string_view wanted, Value got, Issues& issues);
/// The member as an array, or nothing; a member of another type is an issue.
[[nodiscard]] Value list(Value object, std::string_view key, const Path& path, Issues& issues);

/// Calls `visit(item, path)` for each mapping of a list; other items are issues.
void each(Value object, std::string_view key, const Path& path, Issues& issues, const auto& visit)
{
    const Path at(path, key);
    std::size_t index = 0;
    list(object, key, path, issues).eachItem([&](Value item) {
        const Path place(at, index++);
        if (item.isObject())
            visit(item, place);
        else
            wrongType(place, "a mapping", item, issues);
    });
}
void each(const Json& object, std::string_view key, const std::string& path, Issues& issues, const auto& visit)
{
    each(Value(object), key, path, issues, [&](Value item, const Path& at) { visit(*item.json(), at.text()); });
}

} // namespace core::model::read
