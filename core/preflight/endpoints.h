#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Names of Alibaba Cloud's services that say which region they are in, and whether they are for its inside only. Detail of this room.
namespace core::preflight::detail {

struct Endpoint {
    enum class Service { Oss, Acr, Nas };
    Service service = Service::Oss;
    std::string region;    ///< empty: none (OSS transfer acceleration)
    bool internal = false; ///< reached from inside the region only
    bool operator==(const Endpoint&) const = default;
};

/// Of an URL, a host, or an image's name; none where it is no such name.
/// @source help.aliyun.com: OSS regions and endpoints (oss-<region>[-internal].aliyuncs.com, vpc100-oss-<region>, a bucket's name in
///         front); Container Registry, personal (registry[-vpc|-internal].<region>.aliyuncs.com,
///         crpi-<id>[-vpc].<region>.personal.cr.aliyuncs.com) and enterprise (<name>-registry[-vpc].<region>.cr.aliyuncs.com);
///         NAS (<id>.<region>.nas.aliyuncs.com, which only a VPC of the region reaches)
[[nodiscard]] std::optional<Endpoint> endpointOf(std::string_view text);
/// The same address for the inside of the region; empty: there is none.
[[nodiscard]] std::string internalFor(std::string_view host);

} // namespace core::preflight::detail
