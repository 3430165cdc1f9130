#include "core/change/handlers.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/text/yaml.h"

namespace core::change {
namespace {

bool isHandler(const std::string& key)
{
    return isOneOf(key, {"livenessProbe", "readinessProbe", "startupProbe", "postStart", "preStop"});
}

constexpr const char* Http = "httpGet";

/// Whether it asks by HTTP. Without a port, or with 0, it is what defaults leave of one that went.
bool asksByHttp(const Json& handler)
{
    const auto http = handler.find(Http);
    if (http == handler.end() || !http->is_object()) return false;
    const auto port = http->find("port");
    return port != http->end() && *port != 0;
}

/// What is wanted of it, without what defaults leave of a way that goes; null: it goes.
Json wholeOf(const Json* state)
{
    if (state == nullptr || !state->is_object()) return {};
    Json out = *state;
    if (!asksByHttp(out)) out.erase(Http);
    const bool asks = std::ranges::any_of(std::initializer_list<const char*>{Http, "tcpSocket", "exec", "grpc"},
                                          [&](const char* way) { return out.contains(way); });
    return asks ? out : Json();
}

/// Whether it goes, or what is left of its httpGet has no port: that has defaults besides, and the other ways to ask have none.
bool losesItsWay(const Json& live, const Json& wanted)
{
    return wanted.is_null() || (asksByHttp(live) && !asksByHttp(wanted));
}

const Json* sameElement(const Json& list, const Json& element)
{
    for (const Json& one : list)
        if (one.is_object() && one.value("name", Json()) == element["name"]) return &one;
    return nullptr;
}

void findGoing(const Json& live, const Json& state, const std::string& place, std::vector<Handler>& found)
{
    if (live.is_array() && state.is_array()) {
        for (std::size_t i = 0; i < live.size(); ++i) {
            if (!live[i].is_object() || !live[i].contains("name")) continue;
            if (const Json* same = sameElement(state, live[i]))
                findGoing(live[i], *same, place + "/" + std::to_string(i), found);
        }
        return;
    }
    if (!live.is_object() || !state.is_object()) return;
    for (const auto& [key, value] : live.items()) {
        const auto there = state.find(key);
        const Json* is = there == state.end() ? nullptr : &*there;
        const std::string inside = place + "/" + text::pointerPart(key);
        if (isHandler(key) && value.is_object()) {
            Json wanted = wholeOf(is);
            if (losesItsWay(value, wanted)) found.push_back({inside, std::move(wanted)});
        } else if (key == "lifecycle" && is == nullptr) {
            findGoing(value, Json::object(), inside, found);
        } else if (is != nullptr) {
            findGoing(value, *is, inside, found);
        }
    }
}

} // namespace

std::vector<Handler> handlersGoing(const Json& live, const Json& state)
{
    std::vector<Handler> found;
    const Json::json_pointer spec("/spec");
    if (live.is_object() && state.is_object() && live.contains(spec) && state.contains(spec))
        findGoing(live.at(spec), state.at(spec), "/spec", found);
    return found;
}

bool isOfHandler(const Refused& refused)
{
    std::string all = refused.message;
    for (const kube::StatusCause& cause : refused.causes) all += "\n" + cause.field + ": " + cause.message;
    return std::ranges::any_of(std::initializer_list<std::string_view>{"must specify a handler type",
                                                                       "may not specify more than 1 handler type",
                                                                       "httpGet.port: Invalid value: 0",
                                                                       "tcpSocket.port: Invalid value: 0"},
                               [&](std::string_view words) { return all.find(words) != std::string::npos; });
}

std::vector<std::string> handlerRemedies(const model::ObjectRef& what, const std::vector<Handler>& handlers)
{
    constexpr std::size_t Longest = 400; // of a value in a command
    std::vector<std::string> remedies;
    for (const Handler& one : handlers) {
        Json operation{{"op", one.wanted.is_null() ? "remove" : "replace"}, {"path", one.place}};
        if (!one.wanted.is_null()) operation["value"] = one.wanted;
        const std::string patch =
            Json::array({std::move(operation)}).dump(-1, ' ', false, Json::error_handler_t::replace);
        const std::string why =
            "This server (Kubernetes before 1.21) refuses what it leaves of a probe or hook that goes "
            "or asks another way. ";
        if (patch.size() > Longest || patch.find('\'') != std::string::npos) {
            remedies.push_back(why + "Change " + shown(one.place) + " by `kubectl edit` first, and try again.");
            continue;
        }
        const std::string where = what.ns.empty() ? std::string() : " -n " + shown(what.ns);
        remedies.push_back(why + "Set it by itself first, and try again: `kubectl patch " + shown(what.kind) + " " +
                           shown(what.name) + where + " --type=json -p '" + shown(patch, Longest) + "'`.");
    }
    return remedies;
}

} // namespace core::change
