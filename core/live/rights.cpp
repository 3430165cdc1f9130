#include "core/live/rights.h"

#include "core/base/shown.h"

namespace core::live {

std::string Right::text() const
{
    return verb + " " + resource + (subresource.empty() ? "" : "/" + subresource) +
           (name.empty() ? "" : " of " + shown(name)) + (nameSpace.empty() ? "" : " in " + shown(nameSpace));
}

std::string Right::rule() const
{
    const auto listed = [](const std::string& text) { return "[" + Json(text).dump() + "]\n"; };
    return "- apiGroups: " + listed(group) +
           "  resources: " + listed(resource + (subresource.empty() ? "" : "/" + subresource)) +
           (name.empty() ? "" : "  resourceNames: " + listed(name)) + "  verbs: " + listed(verb);
}

std::string onOneLine(std::string_view text)
{
    const std::size_t rule = text.find("\n- ");
    if (rule == std::string_view::npos) return std::string(text);
    std::string line(text.substr(0, rule));
    line += " - {";
    std::string_view rest = text.substr(rule + 3);
    while (rest.ends_with('\n')) rest.remove_suffix(1);
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] != '\n') {
            line += rest[i];
            continue;
        }
        line += ", ";
        while (i + 1 < rest.size() && rest[i + 1] == ' ') ++i;
    }
    return line + "}";
}

void ask(const kube::Session& session, const Right& right, std::function<void(kube::ApiResult<bool>)> done,
         std::stop_token stop)
{
    Json attributes = {{"verb", right.verb}, {"group", right.group}, {"resource", right.resource}};
    if (!right.subresource.empty()) attributes["subresource"] = right.subresource;
    if (!right.nameSpace.empty()) attributes["namespace"] = right.nameSpace;
    if (!right.name.empty()) attributes["name"] = right.name;
    kube::Request request;
    request.method = kube::Request::Method::Post;
    request.path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    request.body = Json{{"apiVersion", "authorization.k8s.io/v1"},
                        {"kind", "SelfSubjectAccessReview"},
                        {"spec", {{"resourceAttributes", std::move(attributes)}}}}
                       .dump(-1, ' ', false, Json::error_handler_t::replace);
    const auto read = [done = std::move(done), where = request.path](const kube::ApiResult<kube::Reply>& reply) {
        if (!reply) return done(tl::unexpected(reply.error()));
        const Json review = Json::parse(reply->body, nullptr, false);
        const Json* status = review.is_object() && review.contains("status") ? &review["status"] : nullptr;
        if (status == nullptr || !status->is_object())
            return done(tl::unexpected(kube::troubleOf(kube::Trouble::Malformed,
                                                       "The server did not say whether there is this right.", where)));
        const auto allowed = status->find("allowed");
        done(allowed != status->end() && *allowed == true);
    };
    session.send(std::move(request), {.body = {}, .done = read}, std::move(stop));
}

} // namespace core::live
