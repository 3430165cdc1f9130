#include "core/live/lookup.h"

#include "core/base/shown.h"
#include "core/base/split.h"
#include "core/kube/client_list.h"
#include "core/kube/client_table.h"
#include "core/live/all_of.h"
#include "core/live/rights.h"

namespace core::live {
namespace {

using kube::ApiError;
using kube::ApiResource;
using kube::ApiResult;
using model::Found;
using model::Lookup;
using Answer = std::function<void(std::optional<Found>)>;

/// @source k8s.io/apimachinery pkg/apis/meta/v1, PartialObjectMetadata: served since 1.15
constexpr const char* MetadataAccept = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
/// Without a list to fall back on: it would hold what is not wanted.
constexpr const char* PrintedAccept = "application/json;as=Table;v=v1;g=meta.k8s.io";

Found unreached(std::string why)
{
    return {Found::State::Unknown, {}, std::move(why), true};
}

Found unknown(std::string why)
{
    return {Found::State::Unknown, {}, std::move(why)};
}

Found notFound(const ApiError& error, const ApiResource& resource, const Lookup& what)
{
    if (error.code == 404) return {Found::State::Absent, {}, {}};
    if (error.isOfTheWay()) return unreached(error.error.what);
    if (error.code != 403) return unknown(error.error.what);
    const Right right{.verb = what.name.empty() ? "list" : "get",
                      .group = resource.group,
                      .resource = resource.plural,
                      .nameSpace = what.ns,
                      .name = what.name};
    return unknown("Needs the right to " + right.text() + ". Add this to a role:\n" + right.rule());
}

/// The row of a table as an object of its columns.
std::optional<Json> printed(const Json& table)
{
    const auto columns = table.find("columnDefinitions");
    const auto rows = table.find("rows");
    if (columns == table.end() || rows == table.end() || !columns->is_array() || !rows->is_array() || rows->size() != 1)
        return std::nullopt;
    const Json& row = rows->front();
    if (!row.is_object() || !row.contains("cells") || !row["cells"].is_array()) return std::nullopt;
    Json object = Json::object();
    for (std::size_t i = 0; i < columns->size() && i < row["cells"].size(); ++i) {
        const Json& column = (*columns)[i];
        if (column.is_object() && column.contains("name") && column["name"].is_string())
            object[column["name"].get<std::string>()] = row["cells"][i];
    }
    // Of its metadata whether it is on its way out; the rest may hold what a person wrote into it.
    for (const char* pointer : {"/metadata/deletionTimestamp", "/metadata/finalizers"}) {
        const Json::json_pointer at(pointer);
        if (row.contains("object") && row["object"].is_object() && row["object"].contains(at))
            object[at] = row["object"].at(at);
    }
    return object;
}

Found foundIn(const kube::Reply& reply, const Lookup& what)
{
    Json object = Json::parse(reply.body, nullptr, false);
    if (!object.is_object()) return unknown("The server's answer is no object.");
    if (what.form == Lookup::Form::Printed) {
        std::optional<Json> row = printed(object);
        if (!row) return unknown("The server does not print " + shown(what.kind) + " objects.");
        object = std::move(*row);
    } else if (what.form == Lookup::Form::Metadata) {
        object = Json{{"metadata", object.contains("metadata") ? std::move(object["metadata"]) : Json::object()}};
    }
    return {Found::State::There, std::move(object), {}};
}

void askOne(const LookupIn& in, const ApiResource& resource, const Answer& answer, const std::stop_token& stop)
{
    const std::optional<std::string> path = resource.pathOf(in.what.ns, in.what.name);
    if (!path) return answer(unknown("This is no name of an object: " + shown(in.what.name) + "."));
    kube::Request request;
    request.path = *path;
    if (in.what.form == Lookup::Form::Metadata) request.accept = MetadataAccept;
    if (in.what.form == Lookup::Form::Printed) request.accept = PrintedAccept;
    in.session.send(std::move(request),
                    {.body = {},
                     .done =
                         [answer, resource, what = in.what](const ApiResult<kube::Reply>& reply) {
                             answer(reply ? foundIn(*reply, what) : notFound(reply.error(), resource, what));
                         }},
                    stop);
}

Json kept(const kube::Item& item, const std::vector<std::string>& keep)
{
    if (keep.empty()) return item.document();
    Json object = Json::object();
    for (const std::string& pointer : keep) {
        model::Value at = item.value();
        for (const std::string_view part : core::split(std::string_view(pointer).substr(1), '/')) at = at.member(part);
        if (at) object[Json::json_pointer(pointer)] = at.document();
    }
    return object;
}

void askList(const LookupIn& in, const ApiResource& resource, const Answer& answer, const std::stop_token& stop)
{
    kube::ListRequest request;
    request.path = resource.path(in.what.ns);
    const auto items = std::make_shared<Json>(Json::array());
    kube::ListHandlers handlers;
    handlers.item = [items, keep = in.what.keep](const kube::Item& item) {
        if (items->size() == MostListed) return false;
        items->push_back(kept(item, keep));
        return true;
    };
    handlers.restart = [items] { *items = Json::array(); };
    handlers.done = [items, answer, resource, what = in.what](const ApiResult<kube::ListEnd>& end) {
        if (!end) return answer(notFound(end.error(), resource, what));
        answer(Found{Found::State::There, {{"items", std::move(*items)}, {"complete", end->complete}}, {}});
    };
    kube::list(in.session, std::move(request), std::move(handlers), stop);
}

/// A member; the control plane has no name, but where it is a fleet of one, and so its own member.
const Reached* clusterIn(const std::vector<Reached>& clusters, const std::string& name)
{
    for (const Reached& one : clusters)
        if (name.empty() ? one.place == kube::Place::Fleet
                         : one.name == name && (one.place == kube::Place::Member || clusters.size() == 1))
            return &one;
    return nullptr;
}

} // namespace

std::vector<Found> lookUp(const std::vector<LookupIn>& lookups, kube::Milliseconds most, const std::stop_token& stop)
{
    auto answers = detail::allOf<Found>(lookups.size(), most, stop, [&](std::size_t i, const Answer& answer) {
        const LookupIn& in = lookups[i];
        const ApiResource* resource = in.discovery ? in.discovery->byKind(in.what.group, in.what.kind) : nullptr;
        if (resource == nullptr)
            answer(in.discovery ? Found{Found::State::NotServed, {}, {}} : unreached("The cluster is not reached."));
        else if (in.what.name.empty())
            askList(in, *resource, answer, stop);
        else
            askOne(in, *resource, answer, stop);
    });
    std::vector<Found> found;
    found.reserve(answers.size());
    for (std::optional<Found>& answer : answers)
        found.push_back(answer ? std::move(*answer) : unreached("The server has not answered in time."));
    return found;
}

std::vector<Found> lookUp(const std::vector<Reached>& clusters, const std::vector<model::LookupAt>& lookups,
                          kube::Milliseconds most, const std::stop_token& stop)
{
    std::vector<Found> found(lookups.size());
    std::vector<LookupIn> asked;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < lookups.size(); ++i) {
        const Reached* cluster = clusterIn(clusters, lookups[i].cluster);
        if (cluster == nullptr || cluster->state != Reached::State::Reached) {
            const std::string why = cluster == nullptr ? std::string() : cluster->why();
            found[i] = unreached(why.empty() ? "The cluster is not reached." : why);
            continue;
        }
        asked.push_back({*cluster->session, cluster->discovery, lookups[i].what});
        places.push_back(i);
    }
    std::vector<Found> answers = lookUp(asked, most, stop);
    for (std::size_t i = 0; i < answers.size(); ++i) found[places[i]] = std::move(answers[i]);
    return found;
}

} // namespace core::live
