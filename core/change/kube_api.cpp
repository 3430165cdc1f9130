#include "core/change/kube_api.h"

#include <algorithm>
#include <charconv>
#include <future>
#include <mutex>
#include <utility>

#include "core/base/shown.h"
#include "core/change/kube_list.h"
#include "core/kube/cluster_uid.h"
#include "core/kube/openapi.h"

namespace core::change {
namespace {

using kube::ApiError;
using kube::ApiResult;
using kube::Reply;
using kube::Request;

/// @source the fault table, row 72: an API server takes requests of 3 MiB
constexpr std::size_t LargestBody = std::size_t(3) << 20U;

class KubeApi final : public Api {
public:
    explicit KubeApi(KubeApiOptions options)
        : m_options(std::move(options))
        , m_target{m_options.cluster, m_options.server, {}, m_options.address}
        , m_schemas(m_options.session)
    {
        m_target.uid = kube::clusterUid(m_options.session, m_options.stop);
        if (m_options.readOnlyBy) m_readOnlyBy = m_options.readOnlyBy(m_target);
    }

    const Target& target() const override { return m_target; }

    std::optional<bool> isNamespaced(const model::ObjectRef& what) override
    {
        const kube::ApiResource* found = resourceOf(what);
        if (found == nullptr) return std::nullopt;
        return found->namespaced;
    }

    void refresh() override
    {
        ApiResult<kube::Discovery> found = kube::discovered(m_options.session, m_options.stop);
        if (found) m_options.discovery = std::make_shared<const kube::Discovery>(std::move(*found));
        m_schemas.lookAgain();
    }

    /// A server that does not answer this answers nothing of it: its dry run tells the same, later.
    std::shared_ptr<const kube::Schemas> schemas(const model::ObjectRef& what) override
    {
        if (m_hasNoSchemas) return {};
        const std::string group = what.group();
        const std::string version = group.empty() ? what.apiVersion : what.apiVersion.substr(group.size() + 1);
        const auto found = m_schemas.of(group, version, m_options.stop);
        if (found) return *found;
        m_hasNoSchemas = found.error().trouble != kube::Trouble::None || found.error().code != 0;
        return {};
    }

    std::optional<int> minorVersion() override
    {
        const std::scoped_lock lock(m_versionLock);
        if (!std::exchange(m_isVersionAsked, true)) m_minor = askMinor();
        return m_minor;
    }

    ApiResult<Got> get(const model::ObjectRef& what) override
    {
        ApiResult<Request> request = requestOf(what, Request::Method::Get);
        if (!request) return tl::unexpected(request.error());
        return read(std::move(*request));
    }

    ApiResult<Got> apply(const model::ObjectRef& what, const Json& config, const ApplyOptions& options) override
    {
        ApiResult<Request> request = requestOf(what, Request::Method::Patch);
        if (!request) return tl::unexpected(request.error());
        request->contentType = "application/apply-patch+yaml";
        request->query = {{"fieldManager", Manager}, {"fieldValidation", "Strict"}};
        if (options.force) request->query.emplace_back("force", "true");
        if (options.dryRun) request->query.emplace_back("dryRun", "All");
        return write(std::move(*request), config);
    }

    ApiResult<Got> patch(const model::ObjectRef& what, const Json& operations, bool dryRun) override
    {
        ApiResult<Request> request = requestOf(what, Request::Method::Patch);
        if (!request) return tl::unexpected(request.error());
        request->contentType = "application/json-patch+json";
        request->query = {{"fieldManager", Manager}};
        if (dryRun) request->query.emplace_back("dryRun", "All");
        return write(std::move(*request), operations);
    }

    ApiResult<Got> remove(const model::ObjectRef& what, const Lock& lock, const RemoveOptions& options) override
    {
        ApiResult<Request> request = requestOf(what, Request::Method::Delete);
        if (!request) return tl::unexpected(request.error());
        Json preconditions = Json::object();
        if (!lock.uid.empty()) preconditions["uid"] = lock.uid;
        if (!lock.resourceVersion.empty()) preconditions["resourceVersion"] = lock.resourceVersion;
        Json body{{"kind", "DeleteOptions"},
                  {"apiVersion", "v1"},
                  {"propagationPolicy", options.orphans ? "Orphan" : "Background"},
                  {"preconditions", std::move(preconditions)}};
        // In the body: where there is one, a server looks at no option of the query, and would really delete.
        // @source k8s.io/apiserver pkg/endpoints/handlers/delete.go (DeleteResource)
        if (options.dryRun) body["dryRun"] = Json::array({"All"});
        return write(std::move(*request), body);
    }

    Listed list(const std::string& ns) override { return detail::listed(m_options, ns); }

    Listed listKind(const std::string& group, const std::string& kind) override
    {
        const auto isServed = [&] {
            return m_options.discovery && m_options.discovery->byKind(group, kind) != nullptr;
        };
        if (!isServed()) refresh(); // it may have been defined since
        return detail::listedOfKind(m_options, group, kind);
    }

private:
    KubeApiOptions m_options;
    Target m_target;
    kube::SchemaSource m_schemas;
    bool m_hasNoSchemas = false; ///< or they cannot be had
    std::string m_readOnlyBy;    ///< a saved connection's name
    std::mutex m_versionLock;    ///< steps are made at once
    bool m_isVersionAsked = false;
    std::optional<int> m_minor;

    /// "20", "20+" of `minor`.
    [[nodiscard]] std::optional<int> askMinor() const
    {
        Request request;
        request.path = "/version";
        const ApiResult<Reply> reply = kube::fetch(m_options.session, std::move(request), m_options.stop);
        if (!reply) return std::nullopt;
        const Json version = Json::parse(reply->body, nullptr, false);
        if (!version.is_object() || version.value("major", Json()) != "1") return std::nullopt;
        const auto minor = version.find("minor");
        if (minor == version.end() || !minor->is_string()) return std::nullopt;
        const std::string& text = minor->get_ref<const std::string&>();
        int number = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (fault != std::errc() || end == text.data()) return std::nullopt;
        return number;
    }

    [[nodiscard]] const kube::ApiResource* resourceOf(const model::ObjectRef& what) const
    {
        if (!m_options.discovery) return nullptr;
        const std::string group = what.group();
        const std::string version = group.empty() ? what.apiVersion : what.apiVersion.substr(group.size() + 1);
        return m_options.discovery->byKind(group, what.kind, version);
    }

    [[nodiscard]] ApiResult<Request> requestOf(const model::ObjectRef& what, Request::Method method) const
    {
        const std::string where = m_options.session.name() + " " + shown(what.kind) + " " + shown(what.shortText());
        const kube::ApiResource* resource = resourceOf(what);
        if (resource == nullptr) {
            ApiError error = kube::troubleOf(
                kube::Trouble::None,
                "The cluster does not serve " + shown(what.kind) + " of " + shown(what.apiVersion) + ".", where);
            error.error.fault = Fault::NotFound;
            error.code = 404;
            error.reason = kube::StatusReason::NotFound;
            return tl::unexpected(std::move(error));
        }
        std::optional<std::string> path = resource->pathOf(what.ns, what.name);
        if (!path)
            return tl::unexpected(kube::troubleOf(kube::Trouble::Refused, "This is no name of an object.", where));
        Request request;
        request.method = method;
        request.path = std::move(*path);
        return request;
    }

    [[nodiscard]] static ApiResult<Got> gotOf(ApiResult<Reply> reply, const std::string& where)
    {
        if (!reply) return tl::unexpected(std::move(reply.error()));
        Json object = Json::parse(reply->body, nullptr, false);
        if (!object.is_object())
            return tl::unexpected(
                kube::troubleOf(kube::Trouble::Malformed, "The server's answer is no object.", where));
        return Got{std::move(object), reply->code, std::move(reply->warnings)};
    }

    [[nodiscard]] ApiResult<Got> read(Request request) const
    {
        const std::string where = m_options.session.name() + " GET " + shown(request.path);
        return gotOf(kube::fetch(m_options.session, std::move(request), m_options.stop), where);
    }

    [[nodiscard]] ApiResult<Got> write(Request request, const Json& body) const
    {
        const std::string where =
            m_options.session.name() + " " + std::string(name(request.method)) + " " + shown(request.path);
        request.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
        if (request.body.size() > LargestBody)
            return tl::unexpected(
                kube::troubleOf(kube::Trouble::Refused,
                                "The object has " + std::to_string(request.body.size() >> 10U) +
                                    " KiB, and API servers take 3 MiB in one request. Make it smaller, or divide it.",
                                where));
        if (!m_readOnlyBy.empty())
            return tl::unexpected(
                kube::troubleOf(kube::Trouble::Refused,
                                "The connection " + shown(m_readOnlyBy) +
                                    ", which leads to this cluster, is saved as read-only: neither a dry run nor a "
                                    "change is sent. Plan with --read-only, or let it write.",
                                where));
        const Result<kube::WriteRight> right = m_options.session.writeRight();
        if (!right)
            return tl::unexpected(kube::troubleOf(
                kube::Trouble::Refused,
                "This connection only reads: neither a dry run nor a change is sent. Leave out --read-only.", where));
        auto promise = std::make_shared<std::promise<ApiResult<Reply>>>();
        auto answer = promise->get_future();
        m_options.session.write(
            *right, std::move(request),
            {.body = {}, .done = [promise](ApiResult<Reply> reply) { promise->set_value(std::move(reply)); }},
            m_options.stop);
        return gotOf(answer.get(), where);
    }
};

} // namespace

bool Target::isSame(const Target& other) const
{
    if (!uid.empty() && !other.uid.empty()) return uid == other.uid;
    return !server.empty() && server == other.server;
}

Api* apiOf(const Apis& apis, const Target& target)
{
    const auto named = apis.find(target.cluster);
    if (named != apis.end() && target.isSame(named->second->target())) return named->second.get();
    for (const auto& [cluster, api] : apis)
        if (target.isSame(api->target())) return api.get();
    return nullptr;
}

std::string whyNone(const Apis& apis, const Target& target)
{
    const std::string name = "The cluster " + shown(target.cluster);
    if (const auto other = apis.find(target.cluster); other != apis.end()) {
        const Target& now = other->second->target();
        if (!target.address.empty() && target.address == now.address) { // made anew, or a tunnel that leads elsewhere
            const std::string ids = target.uid.empty() || now.uid.empty()
                                        ? std::string()
                                        : " The plan is for the one with the uid " + shown(target.uid) + ", and " +
                                              shown(now.uid) + " is reached.";
            return name + " is another one than the plan was made for: its address is the same, its identity is not." +
                   ids;
        }
        const std::string both = target.address.empty() || now.address.empty()
                                     ? std::string()
                                     : " The plan is for the one at " + shown(target.address) + ", and " +
                                           shown(now.address) + " is reached.";
        return name + " is another one than the plan was made for: its address and its identity differ." + both;
    }
    const std::string gone =
        name + " is not reached." +
        (target.address.empty() ? std::string() : " The plan found it at " + shown(target.address) + ".");
    if (apis.empty()) return gone;
    std::string others;
    for (const auto& [other, api] : apis)
        others += (others.empty() ? "" : ", ") + shown(other) +
                  (api->target().address.empty() ? "" : " (" + shown(api->target().address) + ")");
    return gone + " The plan is for it, and these are reached: " + others + ".";
}

bool isRefusal(const kube::ApiError& error)
{
    using kube::Trouble;
    switch (error.trouble) {
    // Not sent, or not received.
    case Trouble::Refused:
    case Trouble::Credentials:
    case Trouble::Resolve:
    case Trouble::Connect:
    case Trouble::Proxy:
    case Trouble::Certificate:
    case Trouble::Tls:
    case Trouble::PlainHttp:
    case Trouble::Redirect: return true;
    // A timeout of the server, and what it calls an internal error, may come after the store has it.
    case Trouble::None: return error.code >= 400 && error.code < 500 && error.code != 408;
    case Trouble::Silent:
    case Trouble::Cut:
    case Trouble::TooLarge:
    case Trouble::NotKubernetes:
    case Trouble::Malformed:
    case Trouble::Cancelled: return false;
    }
    return false;
}

std::shared_ptr<Api> kubeApi(KubeApiOptions options)
{
    return std::make_shared<KubeApi>(std::move(options));
}

} // namespace core::change
