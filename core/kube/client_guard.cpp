#include "core/kube/client_guard.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/shown.h"

namespace core::kube {
namespace {

using Segments = std::vector<std::string>;

constexpr std::string_view SelfReviews = "/apis/authorization.k8s.io/v1/selfsubject";

std::optional<unsigned> hexOf(char c)
{
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

/// Decoded parts of a path between slashes; none where it is not the plain path of an API.
std::optional<Segments> segmentsOf(std::string_view path)
{
    if (path.empty() || path.front() != '/') return std::nullopt;
    Segments segments;
    for (std::size_t i = 0; i < path.size(); ++i) {
        char c = path[i];
        if (c == '/') {
            segments.emplace_back();
            continue;
        }
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '?' || c == '#' || c == '\\')
            return std::nullopt;
        if (c == '%') {
            const auto high = i + 2 < path.size() ? hexOf(path[i + 1]) : std::nullopt;
            const auto low = high ? hexOf(path[i + 2]) : std::nullopt;
            if (!low) return std::nullopt;
            c = static_cast<char>(*high * 16 + *low);
            // No name holds these; what such a path means depends on how often it is decoded on its way.
            if (c == '/' || c == '%' || c == '\0') return std::nullopt;
            i += 2;
        }
        segments.back() += c;
    }
    if (segments.size() > 1 && segments.back().empty()) segments.pop_back(); // one slash at the end
    const bool plain = std::none_of(segments.begin(), segments.end(), [&](const std::string& segment) {
        return segment == "." || segment == ".." || (segment.empty() && segments.size() > 1);
    });
    return plain ? std::optional(std::move(segments)) : std::nullopt;
}

/// How many segments lead through a fleet to one of its clusters; 0: none.
/// /apis/<group>/<version>/clusters/<name>/proxy of cluster.karmada.io, …/clustergateways/<name>/proxy of cluster.core.oam.dev
std::size_t fleetProxy(const Segments& s, std::size_t from)
{
    if (s.size() < from + 6 || s[from] != "apis" || s[from + 5] != "proxy") return 0;
    const bool karmada = s[from + 1] == "cluster.karmada.io" && s[from + 3] == "clusters";
    const bool gateway = s[from + 1] == "cluster.core.oam.dev" && s[from + 3] == "clustergateways";
    return karmada || gateway ? 6 : 0;
}

/// Whether the path leads into something that runs: a subresource that passes on what it is sent.
bool leadsInside(const Segments& s, std::size_t at)
{
    static constexpr std::array<std::string_view, 4> Doors{"exec", "attach", "portforward", "proxy"};
    if (at >= s.size()) return false;
    const bool core = s[at] == "api";
    if (!core && s[at] != "apis") return false;
    at += core ? 2 : 3;                                         // /api/v1/, /apis/group/version/
    if (core && at < s.size() && s[at] == "proxy") return true; // /api/v1/proxy/…, the form of old
    if (at < s.size() && s[at] == "watch") ++at;
    // A namespace is an object too, but it has no doors: whatever follows its name is the resource in it.
    if (at + 2 < s.size() && s[at] == "namespaces") at += 2;
    return at + 2 < s.size() && std::find(Doors.begin(), Doors.end(), s[at + 2]) != Doors.end();
}

/// The path behind all proxies of fleets.
std::string innerPath(const Segments& s, std::size_t from)
{
    std::string path;
    for (std::size_t i = from; i < s.size(); ++i) path += "/" + s[i];
    return path;
}

std::size_t behindFleets(const Segments& s)
{
    std::size_t at = 0;
    while (const std::size_t more = fleetProxy(s, at)) at += more;
    return at;
}

bool isSelfReview(std::string_view path)
{
    if (!path.starts_with(SelfReviews)) return false;
    path.remove_prefix(SelfReviews.size());
    return path == "accessreviews" || path == "rulesreviews";
}

tl::unexpected<ApiError> refused(std::string what, const Request& request)
{
    return tl::unexpected(
        troubleOf(Trouble::Refused, std::move(what), std::string(name(request.method)) + " " + shown(request.path)));
}

} // namespace

std::string_view name(Request::Method method)
{
    switch (method) {
    case Request::Method::Get: return "GET";
    case Request::Method::Post: return "POST";
    case Request::Method::Put: return "PUT";
    case Request::Method::Patch: return "PATCH";
    case Request::Method::Delete: return "DELETE";
    }
    return {};
}

bool isRead(const Request& request)
{
    if (request.method == Request::Method::Get) return true;
    const auto segments = segmentsOf(request.path);
    return request.method == Request::Method::Post && segments &&
           isSelfReview(innerPath(*segments, behindFleets(*segments)));
}

ApiResult<void> allowed(const Request& request, bool mayWrite)
{
    const auto segments = segmentsOf(request.path);
    if (!segments) return refused("Berth does not send this request: its path is not that of an API.", request);
    if (leadsInside(*segments, behindFleets(*segments)))
        return refused("Berth does not send this request: it leads into a pod, a node or a service.", request);
    if (!mayWrite && !isRead(request))
        return refused("Berth does not send this request: it would change the cluster, and this connection only reads.",
                       request);
    return {};
}

} // namespace core::kube
