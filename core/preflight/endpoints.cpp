#include "core/preflight/endpoints.h"

#include <vector>

#include "core/base/split.h"

namespace core::preflight::detail {
namespace {

std::string_view hostOf(std::string_view text)
{
    if (const std::size_t scheme = text.find("://"); scheme != std::string_view::npos) text.remove_prefix(scheme + 3);
    return text.substr(0, text.find_first_of("/:?@"));
}

bool takeEnd(std::string_view& text, std::string_view end)
{
    if (!text.ends_with(end)) return false;
    text.remove_suffix(end.size());
    return true;
}

Endpoint oss(std::string_view label)
{
    Endpoint out{Endpoint::Service::Oss, {}, false};
    const bool old = label.starts_with("vpc100-");
    if (old) label.remove_prefix(std::string_view("vpc100-").size());
    label.remove_prefix(std::string_view("oss-").size());
    out.internal = takeEnd(label, "-internal") || old;
    if (!label.starts_with("accelerate")) out.region = label;
    return out;
}

} // namespace

std::optional<Endpoint> endpointOf(std::string_view text)
{
    std::vector<std::string_view> labels = core::split(hostOf(text), '.');
    if (labels.size() < 3 || labels.back() != "com" || labels[labels.size() - 2] != "aliyuncs") return std::nullopt;
    labels.resize(labels.size() - 2);
    const std::string_view last = labels.back();
    if (last.starts_with("oss-") || last.starts_with("vpc100-oss-")) return oss(last);
    const auto acr = [&](std::size_t region) {
        std::string_view first = labels.front();
        return Endpoint{Endpoint::Service::Acr, std::string(labels[region]),
                        takeEnd(first, "-vpc") || takeEnd(first, "-internal")};
    };
    const std::size_t count = labels.size();
    if (count == 3 && last == "nas") return Endpoint{Endpoint::Service::Nas, std::string(labels[1]), true};
    if (count == 3 && last == "cr") return acr(1);
    if (count == 4 && last == "cr" && labels[2] == "personal") return acr(1);
    if (count == 2 && labels[0].starts_with("registry")) return acr(1);
    return std::nullopt;
}

std::string internalFor(std::string_view text)
{
    const std::optional<Endpoint> endpoint = endpointOf(text);
    if (!endpoint || endpoint->internal || endpoint->region.empty()) return {};
    std::string host(hostOf(text));
    if (endpoint->service == Endpoint::Service::Oss)
        host.insert(host.find("oss-" + endpoint->region) + 4 + endpoint->region.size(), "-internal");
    else
        host.insert(host.find('.'), "-vpc");
    return host;
}

} // namespace core::preflight::detail
