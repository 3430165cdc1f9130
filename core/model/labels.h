#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/model/issue.h"

/// Labels, and everything that selects by them.
namespace core::model {

using Labels = std::map<std::string, std::string, std::less<>>;

/// One condition on a label. `notin` and `!=` hold where the label is absent; Gt and Lt compare whole numbers and hold
/// for nothing else.
struct Requirement {
    enum class Op { In, NotIn, Exists, DoesNotExist, Gt, Lt };
    std::string key;
    Op op = Op::In;
    std::vector<std::string> values; ///< sorted, without duplicates for In and NotIn
    std::string spelled;             ///< "=", "==" or "!=" where In or NotIn was written so; else empty
    bool operator==(const Requirement&) const = default;
};

[[nodiscard]] bool matches(const Requirement& requirement, const Labels& labels);
/// All of them (an empty list matches everything).
[[nodiscard]] bool matches(const std::vector<Requirement>& requirements, const Labels& labels);

/// metav1.LabelSelector, flattened to requirements. An *absent* selector (std::nullopt where one is optional) matches
/// nothing, an empty one matches everything; an invalid one (bad operator, bad value) matches nothing.
struct LabelSelector {
    std::vector<Requirement> requirements; ///< sorted by key
    bool valid = true;
    bool operator==(const LabelSelector&) const = default;
};
[[nodiscard]] bool matches(const LabelSelector& selector, const Labels& labels);
/// `path` is the JSON Pointer of the selector in its document, put in front of the issues' paths.
[[nodiscard]] LabelSelector readLabelSelector(const Json& selector, const std::string& path, Issues& issues);

/// The text form: `a=1,b!=2,c in (x,y),!d,e>5`. @errors Malformed, with the place in the text.
[[nodiscard]] Result<std::vector<Requirement>> parseSelector(std::string_view text);
/// Canonical text of requirements sorted by key; what kubectl prints.
[[nodiscard]] std::string toText(const std::vector<Requirement>& requirements);
/// metav1.FormatLabelSelector: "<none>" for an empty one, "<error>" for an invalid one.
[[nodiscard]] std::string toText(const LabelSelector& selector);

/// Field selectors: `metadata.name=x,status.phase!=Running`.
struct FieldRequirement {
    std::string field;
    std::string op; ///< "=", "==" is read as "=", "!="
    std::string value;
    bool operator==(const FieldRequirement&) const = default;
};
[[nodiscard]] Result<std::vector<FieldRequirement>> parseFieldSelector(std::string_view text);
[[nodiscard]] bool matches(const std::vector<FieldRequirement>& requirements, const Labels& fields);
[[nodiscard]] std::string toText(const std::vector<FieldRequirement>& requirements);

/// Kubernetes' rules for names; the reason is a sentence. Empty optional: valid.
[[nodiscard]] std::optional<std::string> invalidLabelKey(std::string_view key);
[[nodiscard]] std::optional<std::string> invalidLabelValue(std::string_view value);
[[nodiscard]] std::optional<std::string> invalidDnsSubdomain(std::string_view name);
[[nodiscard]] std::optional<std::string> invalidDnsLabel(std::string_view name);

} // namespace core::model
