#include "core/object/describe.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/base/split.h"
#include "core/base/words.h"
#include "core/object/jsonpath.h"
#include "core/object/table.h"

namespace core::object {
namespace {

constexpr std::size_t LongestValue = 100'000; // of a value
constexpr int DeepestField = 100;

/// Cells of a line; all but the last are as wide as those above and below them.
using Line = std::vector<std::string>;

std::string laidOut(const std::vector<Line>& lines)
{
    constexpr std::size_t gap = 2;
    std::vector<std::vector<std::size_t>> widths(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) widths[i].resize(lines[i].size(), 0);
    const auto has = [&](std::size_t line, std::size_t column) { return lines[line].size() > column + 1; };
    for (std::size_t from = 0; from < lines.size(); ++from) {
        for (std::size_t column = 0; column + 1 < lines[from].size(); ++column) {
            if (from > 0 && has(from - 1, column)) continue; // it belongs to the run above
            std::size_t to = from;
            std::size_t width = 0;
            for (; to < lines.size() && has(to, column); ++to) width = std::max(width, lines[to][column].size() + gap);
            for (std::size_t line = from; line < to; ++line) widths[line][column] = width;
        }
    }
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (std::size_t column = 0; column < lines[i].size(); ++column) {
            const std::string& cell = lines[i][column];
            text += cell;
            if (column + 1 < lines[i].size()) text += std::string(widths[i][column] - cell.size(), ' ');
        }
        text += '\n';
    }
    return text;
}

/// "resourceVersion" → "Resource Version", "apiVersion" → "API Version"; names with other than letters stay.
std::string label(const std::string& field)
{
    const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto isLetter = [&](char c) { return isUpper(c) || (c >= 'a' && c <= 'z'); };
    if (!std::all_of(field.begin(), field.end(), [&](char c) { return isLetter(c) || c == '-'; })) return field;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < field.size(); ++i) {
        const bool begins =
            i == 0 ||
            (isUpper(field[i]) &&
             (!isUpper(field[i - 1]) || (i + 1 < field.size() && isLetter(field[i + 1]) && !isUpper(field[i + 1]))));
        if (begins) parts.emplace_back();
        parts.back() += field[i];
    }
    for (std::string& part : parts) {
        std::string upper = part;
        for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (isOneOf(upper, {"API", "URL", "UID", "OSB", "GUID"}))
            part = upper;
        else
            part.front() = upper.front();
    }
    return joined(parts, " ");
}

class Describing {
public:
    std::vector<Line> lines;

    void pairs(const std::string& title, const Json& object, const char* member, const char* between)
    {
        const auto metadata = object.find("metadata");
        const Json* map = nullptr;
        if (metadata != object.end() && metadata->is_object())
            if (const auto at = metadata->find(member); at != metadata->end() && at->is_object()) map = &*at;
        Line line{title + ":"};
        if (map != nullptr)
            for (const auto& [key, value] : map->items()) {
                if (key == "kubectl.kubernetes.io/last-applied-configuration") continue;
                line.push_back(shown(key, LongestValue) + between + shown(plainText(value), LongestValue));
                lines.push_back(std::move(line));
                line = {""};
            }
        if (line.front().empty()) return;
        line.emplace_back("<none>");
        lines.push_back(std::move(line));
    }

    void content(const Json& object, const std::string& path, int level)
    {
        if (level > DeepestField) return;
        const std::string indent(static_cast<std::size_t>(level) * 2, ' ');
        for (const auto& [key, value] : object.items()) {
            const std::string at = path + "." + key;
            if (isOneOf(at, {".metadata.managedFields", ".metadata.name", ".metadata.namespace", ".metadata.labels",
                             ".metadata.annotations"}))
                continue;
            const std::string title = indent + shown(label(key)) + ":";
            if (value.is_object()) {
                lines.push_back({title});
                content(value, at, level + 1);
            } else if (value.is_array()) {
                lines.push_back({title});
                for (const Json& entry : value)
                    if (entry.is_object())
                        content(entry, at, level + 1);
                    else
                        lines.push_back({indent + "  " + shown(plainText(entry), LongestValue)});
            } else {
                lines.push_back({title, value.is_null() ? "<nil>" : shown(plainText(value), LongestValue)});
            }
        }
    }

    void events(std::vector<Json> all, Time now)
    {
        if (all.empty()) {
            lines.push_back({"Events:", "<none>"});
            return;
        }
        const auto textOf = [](const Json& event, const char* pointer) {
            const Json::json_pointer at(pointer);
            return event.contains(at) && event.at(at).is_string() ? event.at(at).get<std::string>() : std::string();
        };
        const auto last = [&](const Json& event) {
            for (const char* pointer : {"/lastTimestamp", "/eventTime", "/metadata/creationTimestamp"})
                if (std::string time = textOf(event, pointer); !time.empty()) return time;
            return std::string();
        };
        std::stable_sort(all.begin(), all.end(),
                         [&](const Json& one, const Json& other) { return last(one) < last(other); });
        lines.push_back({"Events:"});
        lines.push_back({"  Type", "Reason", "Age", "From", "Message"});
        lines.push_back({"  ----", "------", "----", "----", "-------"});
        for (const Json& event : all) {
            std::string from = textOf(event, "/source/component");
            if (from.empty()) from = textOf(event, "/reportingComponent");
            lines.push_back({"  " + shown(textOf(event, "/type")), shown(textOf(event, "/reason")),
                             ageOf(last(event), now), shown(from), shown(textOf(event, "/message"), LongestValue)});
        }
    }
};

} // namespace

std::string described(const Json& object, const std::string& cluster, const std::vector<Json>& events, Time now)
{
    const auto nameOf = [&](const char* pointer) {
        const Json::json_pointer at(pointer);
        return object.contains(at) && object.at(at).is_string() ? shown(object.at(at).get<std::string>())
                                                                : std::string();
    };
    Describing made;
    made.lines.push_back({"Name:", nameOf("/metadata/name")});
    made.lines.push_back({"Namespace:", nameOf("/metadata/namespace")});
    if (!cluster.empty()) made.lines.push_back({"Cluster:", shown(cluster)});
    made.pairs("Labels", object, "labels", "=");
    made.pairs("Annotations", object, "annotations", ": ");
    if (object.is_object()) made.content(object, "", 0);
    made.events(events, now);
    return laidOut(made.lines);
}

} // namespace core::object
