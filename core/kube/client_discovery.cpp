#include "core/kube/client_discovery.h"

#include <algorithm>
#include <future>

#include "core/base/ascii.h"
#include "core/base/shown.h"
#include "core/kube/client_decode.h"
#include "core/kube/url.h"

namespace core::kube {
namespace {

using simdjson::dom::element;

constexpr const char* DiscoveryAccept =
    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
    "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";
constexpr std::size_t MostVersions = 2000; // of all groups; a fleet with every operator there is has some 200
constexpr std::size_t MostResources = 20'000;
constexpr int DiscoveryTries = 2; // one group that does not answer holds up all others

/// It becomes a part of a path.
bool isPathName(std::string_view name)
{
    return !name.empty() && name.size() <= 253 && name != "." && name != ".." &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                      c == '-' || c == '_';
           });
}

std::vector<std::string> textsOf(element object, std::string_view key)
{
    std::vector<std::string> texts;
    for (const element one : elementsOf(object, key)) {
        std::string_view text;
        if (one.get(text) == simdjson::SUCCESS) texts.emplace_back(text);
    }
    return texts;
}

bool isTrue(element object, std::string_view key)
{
    bool value = false;
    const auto found = memberOf(object, key);
    return found && found->get(value) == simdjson::SUCCESS && value;
}

std::string groupVersion(const std::string& group, const std::string& version)
{
    return group.empty() ? version : group + "/" + version;
}

std::string rootOf(const std::string& group, const std::string& version)
{
    return (group.empty() ? "/api/" : "/apis/" + group + "/") + version;
}

/// `deployments/scale` belongs to `deployments`.
void addResource(ApiResource resource, std::vector<ApiResource>& to)
{
    const std::size_t slash = resource.plural.find('/');
    if (slash != std::string::npos) {
        const std::string_view parent = std::string_view(resource.plural).substr(0, slash);
        for (ApiResource& one : to)
            if (one.plural == parent) one.subresources.push_back(resource.plural.substr(slash + 1));
        return;
    }
    if (!isPathName(resource.plural) || to.size() >= MostResources) return;
    if (resource.singular.empty()) resource.singular = ascii::lowered(resource.kind);
    to.push_back(std::move(resource));
}

/// What both forms say alike.
ApiResource resourceOf(element one, const std::string& group, const std::string& version)
{
    ApiResource resource;
    resource.group = group;
    resource.version = version;
    resource.verbs = textsOf(one, "verbs");
    resource.shortNames = textsOf(one, "shortNames");
    resource.categories = textsOf(one, "categories");
    return resource;
}

std::vector<ApiResource> legacyResources(element list, const std::string& group, const std::string& version)
{
    std::vector<ApiResource> made;
    for (const element one : elementsOf(list, "resources")) {
        ApiResource resource = resourceOf(one, group, version);
        resource.plural = std::string(textOf(one, "name"));
        resource.singular = std::string(textOf(one, "singularName"));
        resource.kind = std::string(textOf(one, "kind"));
        resource.namespaced = isTrue(one, "namespaced");
        addResource(std::move(resource), made);
    }
    return made;
}

std::vector<ApiResource> aggregatedResources(element list, const std::string& group, const std::string& version)
{
    std::vector<ApiResource> made;
    for (const element one : elementsOf(list, "resources")) {
        ApiResource resource = resourceOf(one, group, version);
        resource.plural = std::string(textOf(one, "resource"));
        resource.singular = std::string(textOf(one, "singularResource"));
        if (const auto kind = memberOf(one, "responseKind")) resource.kind = std::string(textOf(*kind, "kind"));
        resource.namespaced = textOf(one, "scope") == "Namespaced";
        for (const element sub : elementsOf(one, "subresources"))
            resource.subresources.emplace_back(textOf(sub, "subresource"));
        // A resource without a kind of its own only carries subresources; client-go leaves it out as well.
        if (!resource.kind.empty()) addResource(std::move(resource), made);
    }
    return made;
}

/// One version while it is found out.
struct FoundVersion {
    std::string group;
    std::string version;
    std::vector<ApiResource> resources;
    std::string gap;
    bool known = false;
};

class Finder : public std::enable_shared_from_this<Finder> {
public:
    Finder(Session session, std::function<void(ApiResult<Discovery>)> done, std::stop_token stop)
        : m_session(std::move(session))
        , m_done(std::move(done))
        , m_stop(std::move(stop))
    {}

    void start()
    {
        m_open = 2;
        ask("/api", DiscoveryAccept, [this](const ApiResult<Reply>& reply) { root(reply, m_core, m_coreError); });
        ask("/apis", DiscoveryAccept, [this](const ApiResult<Reply>& reply) { root(reply, m_named, m_namedError); });
    }

private:
    void ask(const std::string& path, const char* accept, std::function<void(const ApiResult<Reply>&)> then)
    {
        Request request;
        request.path = path;
        request.accept = accept;
        request.tries = DiscoveryTries;
        m_session.send(std::move(request),
                       {.body = {},
                        .done =
                            [self = shared_from_this(), then = std::move(then)](const ApiResult<Reply>& reply) {
                                then(reply);
                                if (--self->m_open == 0) self->next();
                            }},
                       m_stop);
    }

    /// Reads an answer; what is wrong with it is an error like those of the way.
    template <class Read>
    std::optional<ApiError> readReply(const ApiResult<Reply>& reply, const std::string& path, Read read)
    {
        if (!reply) return reply.error();
        const auto object = m_decoder.padded(reply->body);
        if (object && read(*object)) return std::nullopt;
        return troubleOf(Trouble::Malformed, "The answer does not say what the server serves.",
                         m_session.name() + " GET " + path);
    }

    void root(const ApiResult<Reply>& reply, std::vector<FoundVersion>& parts, std::optional<ApiError>& error)
    {
        const bool core = &parts == &m_core;
        error = readReply(reply, core ? "/api" : "/apis", [&](element answer) {
            const std::string_view kind = textOf(answer, "kind");
            if (kind == "APIGroupDiscoveryList") return aggregated(answer, core, parts);
            if (core && kind == "APIVersions") {
                for (const std::string& version : textsOf(answer, "versions")) addPart({}, version, parts);
                return true;
            }
            if (core || kind != "APIGroupList") return false;
            for (const element group : elementsOf(answer, "groups")) legacyGroup(group, parts);
            return true;
        });
    }

    FoundVersion* addPart(std::string group, std::string version, std::vector<FoundVersion>& parts)
    {
        if (parts.size() >= MostVersions || !isPathName(version) || (!group.empty() && !isPathName(group)))
            return nullptr;
        const bool twice = std::any_of(parts.begin(), parts.end(), [&](const FoundVersion& part) {
            return part.group == group && part.version == version;
        });
        if (twice) return nullptr;
        return &parts.emplace_back(FoundVersion{std::move(group), std::move(version), {}, {}, false});
    }

    bool aggregated(element answer, bool core, std::vector<FoundVersion>& parts)
    {
        m_aggregated = true;
        for (const element group : elementsOf(answer, "items")) {
            const auto metadata = memberOf(group, "metadata");
            const std::string name(metadata ? textOf(*metadata, "name") : std::string_view());
            if (core != name.empty()) continue;
            for (const element version : elementsOf(group, "versions")) {
                FoundVersion* const part = addPart(name, std::string(textOf(version, "version")), parts);
                if (part == nullptr) continue;
                part->known = true;
                part->resources = aggregatedResources(version, part->group, part->version);
                if (textOf(version, "freshness") == "Stale")
                    part->gap = "The API behind it does not answer the server.";
            }
        }
        return true;
    }

    void legacyGroup(element group, std::vector<FoundVersion>& parts)
    {
        const std::string name(textOf(group, "name"));
        if (name.empty()) return;
        if (const auto preferred = memberOf(group, "preferredVersion"))
            addPart(name, std::string(textOf(*preferred, "version")), parts);
        for (const element version : elementsOf(group, "versions"))
            addPart(name, std::string(textOf(version, "version")), parts);
    }

    /// Behind the two roots, and behind the versions that had to be asked for one by one.
    void next()
    {
        if (m_asked) return finish();
        m_asked = true;
        std::vector<FoundVersion*> unknown;
        for (std::vector<FoundVersion>* const parts : {&m_core, &m_named})
            for (FoundVersion& part : *parts)
                if (!part.known) unknown.push_back(&part);
        if (unknown.empty()) return finish();
        m_open = unknown.size();
        for (FoundVersion* const part : unknown) askFor(*part);
    }

    void askFor(FoundVersion& part)
    {
        const std::string path = rootOf(part.group, part.version);
        ask(path, "application/json", [this, &part, path](const ApiResult<Reply>& reply) {
            const auto error = readReply(reply, path, [&](element answer) {
                if (textOf(answer, "kind") != "APIResourceList") return false;
                part.resources = legacyResources(answer, part.group, part.version);
                return true;
            });
            if (!error) return;
            part.gap = error->error.what;
            if (error->trouble == Trouble::Cancelled) m_namedError = m_coreError = error;
        });
    }

    void finish()
    {
        const auto done = std::exchange(m_done, {});
        // A server of one API only has no core group, and who may not see one root may see the other.
        if (m_coreError && m_namedError)
            return done(tl::unexpected(m_namedError->code == 404 ? *m_coreError : *m_namedError));
        Discovery made;
        made.aggregated = m_aggregated;
        take(m_core, made);
        take(m_named, made);
        if (m_coreError && m_coreError->code != 404) made.gaps.push_back({"", "v1", m_coreError->error.what});
        if (m_namedError && m_namedError->code != 404) made.gaps.push_back({"*", "*", m_namedError->error.what});
        done(std::move(made));
    }

    static void take(std::vector<FoundVersion>& parts, Discovery& into)
    {
        for (FoundVersion& part : parts) {
            if (into.groups.empty() || into.groups.back().name != part.group) into.groups.push_back({part.group, {}});
            into.groups.back().versions.push_back(part.version);
            if (!part.gap.empty()) into.gaps.push_back({part.group, part.version, part.gap});
            for (ApiResource& one : part.resources)
                if (into.resources.size() < MostResources) into.resources.push_back(std::move(one));
        }
    }

    Session m_session;
    std::function<void(ApiResult<Discovery>)> m_done;
    std::stop_token m_stop;
    Decoder m_decoder;
    std::vector<FoundVersion> m_core;
    std::vector<FoundVersion> m_named;
    std::optional<ApiError> m_coreError;
    std::optional<ApiError> m_namedError;
    std::size_t m_open = 0;
    bool m_asked = false;
    bool m_aggregated = false;
};

/// The first that fits, preferred versions of all groups before the others.
template <class Fits>
const ApiResource* firstOf(const Discovery& all, Fits fits)
{
    for (const bool preferred : {true, false})
        for (const ApiResource& one : all.resources) {
            const auto group = std::find_if(all.groups.begin(), all.groups.end(),
                                            [&](const ApiGroup& g) { return g.name == one.group; });
            const bool isPreferred = group != all.groups.end() && group->versions.front() == one.version;
            if (isPreferred == preferred && fits(one)) return &one;
        }
    return nullptr;
}

struct Asked {
    std::string name;
    std::string version; ///< empty: any
    std::string group;
    bool hasGroup = false;
};

/// A short name becomes the plural that it stands for, unless it is itself one.
Asked withoutShortName(const Discovery& all, Asked asked)
{
    const auto inGroup = [&](const ApiResource& one) { return !asked.hasGroup || one.group == asked.group; };
    for (const ApiResource& one : all.resources)
        if (inGroup(one) && one.plural == asked.name) return asked;
    const auto stands = [&](const ApiResource& one) {
        return std::find(one.shortNames.begin(), one.shortNames.end(), asked.name) != one.shortNames.end();
    };
    for (const bool exact : {true, false})
        for (const ApiResource& one : all.resources) {
            const bool group = exact ? inGroup(one) : asked.hasGroup && one.group.starts_with(asked.group);
            if (!group || !stands(one)) continue;
            asked.name = one.plural;
            asked.group = one.group;
            asked.hasGroup = true;
            return asked;
        }
    return asked;
}

const ApiResource* named(const Discovery& all, Asked asked)
{
    asked = withoutShortName(all, std::move(asked));
    const std::string name = ascii::lowered(asked.name);
    const auto fits = [&](const ApiResource& one) {
        return (one.plural == name || one.singular == name) && (asked.version.empty() || one.version == asked.version);
    };
    if (!asked.hasGroup) return firstOf(all, fits);
    if (const auto* exact = firstOf(all, [&](const ApiResource& o) { return o.group == asked.group && fits(o); }))
        return exact;
    if (!asked.version.empty() || asked.group.empty()) return nullptr;
    return firstOf(all, [&](const ApiResource& o) { return o.group.starts_with(asked.group) && fits(o); });
}

/// A name becomes a part of a path; Kubernetes allows colons in those of RBAC.
/// @source k8s.io/apimachinery/pkg/api/validation/path.IsValidPathSegmentName
std::optional<std::string> segment(std::string_view name)
{
    if (name.empty() || name.size() > 253 || name == "." || name == "..") return std::nullopt;
    static constexpr std::string_view Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    if (std::any_of(name.begin(), name.end(),
                    [](char c) { return c == '/' || c == '%' || static_cast<unsigned char>(c) < 0x20; }))
        return std::nullopt;
    return percentEncoded(name, [](char c) { return Plain.find(c) == std::string_view::npos; });
}

} // namespace

bool ApiResource::can(std::string_view verb) const
{
    return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

std::string ApiResource::apiVersion() const
{
    return groupVersion(group, version);
}

std::string ApiResource::fullName() const
{
    return group.empty() ? plural : plural + "." + group;
}

std::string ApiResource::path(std::string_view nameSpace) const
{
    std::string made = rootOf(group, version);
    if (namespaced && !nameSpace.empty()) made.append("/namespaces/").append(nameSpace);
    return made + "/" + plural;
}

std::optional<std::string> ApiResource::pathOf(std::string_view nameSpace, std::string_view name) const
{
    const auto last = segment(name);
    const auto ns = namespaced ? segment(nameSpace) : std::optional<std::string>(std::string());
    if (!last || !ns) return std::nullopt;
    return path(*ns) + "/" + *last;
}

const ApiResource* Discovery::byKind(std::string_view group, std::string_view kind, std::string_view version) const
{
    return firstOf(*this, [&](const ApiResource& one) {
        return one.group == group && one.kind == kind && (version.empty() || one.version == version);
    });
}

const ApiResource* Discovery::byName(std::string_view group, std::string_view plural, std::string_view version) const
{
    return firstOf(*this, [&](const ApiResource& one) {
        return one.group == group && one.plural == plural && (version.empty() || one.version == version);
    });
}

std::vector<const ApiResource*> Discovery::inCategory(std::string_view category) const
{
    std::vector<const ApiResource*> found;
    for (const ApiResource& one : resources) {
        const bool isIn = std::find(one.categories.begin(), one.categories.end(), category) != one.categories.end();
        if (isIn && one.can("list") && byName(one.group, one.plural) == &one) found.push_back(&one);
    }
    return found;
}

const ApiResource* Discovery::find(std::string_view text) const
{
    const std::size_t dot = text.find('.');
    const std::string name(text.substr(0, dot));
    if (dot == std::string_view::npos) {
        if (const auto* found = named(*this, {name, {}, {}, false})) return found;
        return firstOf(*this, [&](const ApiResource& one) { return one.kind == name; });
    }
    const std::string rest(text.substr(dot + 1));
    const std::size_t second = rest.find('.');
    if (second != std::string::npos) {
        const std::string version = rest.substr(0, second);
        const std::string group = rest.substr(second + 1);
        if (const auto* found = named(*this, {name, version, group, true})) return found;
        if (const auto* found = byKind(group, name, version)) return found;
    }
    if (const auto* found = named(*this, {name, {}, rest, true})) return found;
    return byKind(rest, name);
}

void discover(const Session& session, std::function<void(ApiResult<Discovery>)> done, std::stop_token stop)
{
    std::make_shared<Finder>(session, std::move(done), std::move(stop))->start();
}

ApiResult<Discovery> discovered(const Session& session, std::stop_token stop)
{
    auto promise =
        std::make_shared<std::promise<ApiResult<Discovery>>>(); // its setter may be at work when this returns
    std::future<ApiResult<Discovery>> answer = promise->get_future();
    discover(
        session, [promise](ApiResult<Discovery> found) { promise->set_value(std::move(found)); }, std::move(stop));
    return answer.get();
}

} // namespace core::kube
