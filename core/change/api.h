#pragma once

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/kube/client_error.h"
#include "core/model/object_ref.h"

namespace core::kube {
struct Schemas;
}

/// One API server, as changes need it: a few calls, each of which waits for its answer. core/change/kube_api.h makes one.
namespace core::change {

/// Which server: a plan is applied to the one that it was made for.
struct Target {
    std::string cluster;   ///< the member's name; of the control plane the context's
    std::string server;    ///< digest of its address and its authority
    std::string uid;       ///< of its namespace kube-system; empty where that may not be read
    std::string address{}; ///< host and port, for sentences; empty: not known
    bool operator==(const Target&) const = default;
    /// The same cluster: by its uid where both know it, whatever way leads to it; else by its address.
    [[nodiscard]] bool isSame(const Target& other) const;
};

struct Got {
    Json object;
    int code = 200; ///< 201: it was made
    std::vector<std::string> warnings;
};

struct ApplyOptions {
    bool force = false;
    bool dryRun = false;
};

struct Lock {
    std::string uid;
    std::string resourceVersion;
};

struct RemoveOptions {
    bool dryRun = false;
    bool orphans = false; ///< what the object owns stays; else it goes along, in the background
};

/// What there is, as far as a delete wants to know it.
struct Listed {
    struct Object {
        model::ObjectRef what;
        std::string uid;
        std::vector<std::string> owners; ///< their uids
        std::string controller{};        ///< the uid of the owner that runs it; empty: none does
    };
    std::vector<Object> objects;
    std::vector<std::string> open; ///< sentences: which kinds were not looked at, or not all of them, and why
};

class Api {
public:
    virtual ~Api() = default;
    [[nodiscard]] virtual const Target& target() const = 0;
    /// Whether objects of the kind stand in namespaces; none: the server does not serve it.
    [[nodiscard]] virtual std::optional<bool> isNamespaced(const model::ObjectRef& what) = 0;
    /// Asks anew what is served: a CustomResourceDefinition was just applied.
    virtual void refresh() = 0;
    /// What the server publishes of the fields of the kind's group and version; null: nothing.
    [[nodiscard]] virtual std::shared_ptr<const kube::Schemas> schemas(const model::ObjectRef& /*what*/) { return {}; }
    /// Of Kubernetes 1.x, x; none: it is not known, or the server is of another make.
    [[nodiscard]] virtual std::optional<int> minorVersion() { return std::nullopt; }
    /// @errors 404 NotFound: there is none, or the kind is not served
    [[nodiscard]] virtual kube::ApiResult<Got> get(const model::ObjectRef& what) = 0;
    /// Server-side apply with the field manager `berth` and strict fields.
    [[nodiscard]] virtual kube::ApiResult<Got> apply(const model::ObjectRef& what, const Json& config,
                                                     const ApplyOptions& options) = 0;
    /// A JSON patch (application/json-patch+json).
    [[nodiscard]] virtual kube::ApiResult<Got> patch(const model::ObjectRef& what, const Json& operations,
                                                     bool dryRun) = 0;
    /// Only the object that it is meant for.
    [[nodiscard]] virtual kube::ApiResult<Got> remove(const model::ObjectRef& what, const Lock& lock,
                                                      const RemoveOptions& options) = 0;
    /// Every object of the namespace, events aside; with an empty one, of no namespace. Metadata alone is read.
    [[nodiscard]] virtual Listed list(const std::string& ns) = 0;
    /// Every object of one kind, in all namespaces or in none; the same.
    [[nodiscard]] virtual Listed listKind(const std::string& /*group*/, const std::string& /*kind*/)
    {
        return {{}, {"Which objects of the kind there are was not looked for."}};
    }
};

/// By Target::cluster.
using Apis = std::map<std::string, std::shared_ptr<Api>>;
/// The one that reaches the cluster, by whatever name; null: none does.
[[nodiscard]] Api* apiOf(const Apis& apis, const Target& target);
/// Why none does: it is not reached, or another cluster has its name by now. A sentence.
[[nodiscard]] std::string whyNone(const Apis& apis, const Target& target);

/// The field manager of all changes.
inline constexpr const char* Manager = "berth";

/// Whether it is known that nothing was changed: the server said no. Else the request may have been carried out.
[[nodiscard]] bool isRefusal(const kube::ApiError& error);

} // namespace core::change
