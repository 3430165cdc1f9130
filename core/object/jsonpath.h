#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

/// JSONPath as Kubernetes has it: a template of text and expressions in braces, as `kubectl -o jsonpath=` takes it.
///
///     {.items[*].metadata.name}      {range .items[*]}{.metadata.name}{"\n"}{end}      {.items[?(@.kind=="Node")].status}
///
/// Fields (`.a`, `['a.b']`, `.a\.b`), `*`, `..`, indices, slices with a step and unions of lists, filters with ==, !=, <, <=, >, >= or
/// for what is there, `range` and `end`, `@`, `$`, texts in quotes. What it lacks (functions, regular expressions, `&&` and `||`) is an
/// error, as in kubectl.
/// @source k8s.io/client-go/util/jsonpath, 0.32: parser.go, jsonpath.go
namespace core::object {

class JsonPath {
public:
    /// @errors Malformed: what is wrong, and where
    [[nodiscard]] static Result<JsonPath> parse(std::string_view text);
    /// The same of a single expression whose braces, and whose first dot, may be left out: "metadata.name", ".metadata.name".
    /// @source k8s.io/kubectl/pkg/cmd/get RelaxedJSONPathExpression
    [[nodiscard]] static Result<JsonPath> parseRelaxed(std::string_view text);

    /// What kubectl prints: values one blank apart, objects and lists as JSON. What is not there prints nothing.
    /// @errors Malformed: a comparison or an index that the values do not allow
    [[nodiscard]] Result<std::string> text(const Json& root) const;
    /// The values of the last expression, in order; none: it is not there.
    [[nodiscard]] Result<std::vector<Json>> values(const Json& root) const;

    struct Node;

private:
    std::shared_ptr<const std::vector<Node>> m_nodes;
};

/// As kubectl prints a single value: texts as they are, objects and lists as JSON.
[[nodiscard]] std::string plainText(const Json& value);
/// The order of `--sort-by`: numbers by size, quantities by amount, texts with their numbers by size; what is not there comes first.
/// @source k8s.io/kubectl/pkg/cmd/get/sorter.go
[[nodiscard]] bool sortsBefore(const Json& a, const Json& b);

} // namespace core::object
