#include "core/kube/cluster_uid.h"

#include "core/base/json.h"

namespace core::kube {

std::string clusterUid(const Session& session, const std::stop_token& stop)
{
    Request request;
    request.path = "/api/v1/namespaces/kube-system";
    const ApiResult<Reply> reply = fetch(session, std::move(request), stop);
    if (!reply) return {};
    const Json object = Json::parse(reply->body, nullptr, false);
    const Json::json_pointer uid("/metadata/uid");
    if (!object.is_object() || !object.contains(uid) || !object.at(uid).is_string()) return {};
    return object.at(uid).get<std::string>();
}

} // namespace core::kube
