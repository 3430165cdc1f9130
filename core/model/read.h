#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/model/issue.h"
#include "core/model/labels.h"
#include "core/model/pod.h"

/// Reading fields of a document one by one, tolerantly: a missing or null member is the default, a member of the wrong
/// type is an issue with its path. Detail of this room and of those that read objects of their own.
namespace core::model::read {

/// `path` + "/" + `key`, escaped as JSON Pointer asks.
[[nodiscard]] std::string join(std::string_view path, std::string_view key);
[[nodiscard]] std::string join(std::string_view path, std::size_t index);

/// The member, or nullptr when it is absent, null, or `object` is not an object.
[[nodiscard]] const Json* member(const Json& object, std::string_view key);
[[nodiscard]] std::string text(const Json& object, std::string_view key, const std::string& path, Issues& issues);
[[nodiscard]] bool flag(const Json& object, std::string_view key, const std::string& path, Issues& issues,
                        bool otherwise = false);
/// Whole numbers only (a quoted one is an issue). Out of [lowest, highest] is an issue and absent.
[[nodiscard]] std::optional<std::int64_t> number(const Json& object, std::string_view key, const std::string& path,
                                                 Issues& issues, std::int64_t lowest = INT64_MIN,
                                                 std::int64_t highest = INT64_MAX);
[[nodiscard]] std::vector<std::string> texts(const Json& object, std::string_view key, const std::string& path,
                                             Issues& issues);
[[nodiscard]] Labels labels(const Json& object, std::string_view key, const std::string& path, Issues& issues);
/// name → quantity; numbers are quantities too.
[[nodiscard]] ResourceList resources(const Json& object, std::string_view key, const std::string& path, Issues& issues);
[[nodiscard]] Requests amounts(const Json& object, std::string_view key, const std::string& path, Issues& issues);
[[nodiscard]] std::vector<Taint> taints(const Json& object, std::string_view key, const std::string& path,
                                        Issues& issues);
[[nodiscard]] std::vector<Toleration> tolerations(const Json& object, std::string_view key, const std::string& path,
                                                  Issues& issues);
/// {key, operator, values}[] → requirements; `valid` becomes false if one is wrong.
[[nodiscard]] std::vector<Requirement> requirements(const Json& object, std::string_view key, const std::string& path,
                                                    Issues& issues, bool& valid);
[[nodiscard]] std::vector<NodeSelectorTerm> nodeSelectorTerms(const Json& object, std::string_view key,
                                                              const std::string& path, Issues& issues);

/// Calls `visit(item, path)` for each mapping of a list; other items are issues.
void each(const Json& object, std::string_view key, const std::string& path, Issues& issues, const auto& visit)
{
    const Json* items = member(object, key);
    if (!items) return;
    const std::string at = join(path, key);
    if (!items->is_array()) {
        issues.push_back({Severity::Error, at, std::string("expected a list, found ") + items->type_name(), {}});
        return;
    }
    for (std::size_t i = 0; i < items->size(); ++i) {
        if ((*items)[i].is_object())
            visit((*items)[i], join(at, i));
        else
            issues.push_back({Severity::Error, join(at, i), "expected a mapping", {}});
    }
}

} // namespace core::model::read
