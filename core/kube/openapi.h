#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/kube/client.h"

/// What a server says of its kinds' fields: `/openapi/v3`, a document a group and version, or `/openapi/v2`, one for all, where
/// there is no other (kube-apiserver below 1.24).
///
/// Documents come from strangers and are read with bounds; what goes beyond them is left out, and said. References that lead in
/// a circle are as good as any: a schema is a number in a table, and fields name numbers.
/// @source k8s.io/kube-openapi pkg/spec3 and pkg/validation/spec, 2026-07; kubernetes.io/docs, "The Kubernetes API", and
///         "Extend the Kubernetes API with CustomResourceDefinitions" for `x-kubernetes-*`
namespace core::kube {

using SchemaId = std::uint32_t; ///< index into Schemas::all

struct SchemaField {
    std::string name;
    SchemaId schema{};
    bool required = false;
    std::string description;       ///< escaped, line ends aside; of the field, where its place says one
    std::string fallback;          ///< `default`, as JSON; empty: none
    std::string patchStrategy;     ///< "merge", "merge,retainKeys"
    std::string mergeKey;          ///< x-kubernetes-patch-merge-key
    std::string listType, mapType; ///< "atomic", "set", "map", "granular"; empty: not said
    std::vector<std::string> listKeys;
};

struct Schema {
    enum class Shape { Any, Text, Integer, Number, Boolean, Object, List, IntOrString };
    Shape shape = Shape::Any;
    std::string name;        ///< of the component, "io.k8s.api.apps.v1.Deployment"; empty: it stands inside another
    std::string format;      ///< "int32", "date-time"
    std::string description; ///< escaped, line ends aside
    std::vector<SchemaField> fields;  ///< by name
    std::optional<SchemaId> element;  ///< of a list
    std::optional<SchemaId> values;   ///< of members that are not in `fields`
    std::vector<std::string> choices; ///< `enum`, as JSON
    bool nullable = false;
    bool anyFields = false; ///< x-kubernetes-preserve-unknown-fields, or no field is described: it may hold any
    bool embedded = false;  ///< x-kubernetes-embedded-resource: apiVersion, kind and metadata may stand in it, too

    [[nodiscard]] const SchemaField* field(std::string_view name) const;
};

struct SchemaKind {
    std::string group, version, kind;
    SchemaId schema{};
};

struct Schemas {
    std::vector<Schema> all;
    std::vector<SchemaKind> kinds;
    std::vector<std::string> gaps; ///< what is left out, in sentences: too deep, too many, a reference to nothing

    /// nullptr: the document describes no such kind.
    [[nodiscard]] const Schema* find(std::string_view group, std::string_view version, std::string_view kind) const;
    [[nodiscard]] const Schema& operator[](SchemaId id) const { return all[id]; }
    /// "[]Container", "map[string]Quantity", "integer", "Object": as `kubectl explain` writes it.
    [[nodiscard]] std::string typeText(SchemaId id) const;
};

struct SchemaLimits {
    std::size_t depth = 64;         ///< of schemas within schemas
    std::size_t schemas = 200'000;  ///< a server with a hundred operators has some 60 000
    std::size_t description = 4096; ///< bytes of one
};

/// @param json  of either form
/// @errors Malformed: no JSON, or no OpenAPI document
[[nodiscard]] Result<Schemas> readSchemas(std::string_view json, const SchemaLimits& limits = {});

/// A step of `spec.containers.image` that leads nowhere.
struct NoField {
    std::string at;      ///< the path as far as it leads: "spec.containers"
    std::string name;    ///< what is not there
    std::string closest; ///< of what is; empty: nothing is near
};
/// The field that a path of names leads to; lists and maps are stepped over, as `kubectl explain` does.
struct FoundField {
    const SchemaField* field{}; ///< nullptr: the path is empty
    SchemaId schema{};
};
[[nodiscard]] tl::expected<FoundField, NoField> fieldAt(const Schemas& schemas, const Schema& kind,
                                                        std::string_view path);

/// What lies behind lists, and maps that describe no field of their own: where the next name of a path is looked for.
[[nodiscard]] SchemaId behind(const Schemas& schemas, SchemaId id);

/// The schemas of one server. Documents are asked for when somebody needs them, and again only when their hash in the index has
/// changed; of v2, which has no index, when the server says that its tag has. One caller at a time; waits for answers, so not to be called from a handler.
class SchemaSource {
public:
    explicit SchemaSource(Session session);
    /// Those that hold the group's kinds of this version.
    /// @errors those of `fetch`; NotFound: the server publishes none of it
    [[nodiscard]] ApiResult<std::shared_ptr<const Schemas>> of(const std::string& group, const std::string& version,
                                                               std::stop_token stop = {});
    /// From here on the index is asked for again; documents whose hash is still the same are kept.
    void lookAgain() { m_asked = false; }

private:
    struct Entry {
        std::string path; ///< of a request
        std::string hash;
        std::string readHash;  ///< of `read`
        std::string readTag{}; ///< of `read`; empty: the server gave none
        std::shared_ptr<const Schemas> read{};
        bool isOld = false; ///< whether `read` is still what is served has to be asked
    };
    [[nodiscard]] ApiResult<void> readIndex(std::stop_token stop);
    [[nodiscard]] ApiResult<std::shared_ptr<const Schemas>> readFrom(Entry& entry, std::stop_token stop);

    Session m_session;
    bool m_asked = false;
    bool m_old = false;                     ///< only v2 is there
    std::map<std::string, Entry> m_entries; ///< by "apis/apps/v1", "api/v1"; of v2 one, ""
};

} // namespace core::kube
