#include "core/model/hints.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/model/labels.h"
#include "core/model/read.h"
#include "core/model/secret.h"

namespace core::model::hints {
namespace {

constexpr int deepest = 100;
constexpr std::size_t mostPlaceholders = 50;

using ascii::lower;

/// Optimal string alignment distance: edits, and swaps of neighbours.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (same ? 0U : 1U)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

/// The inside of the first ${…}, if there is one.
std::optional<std::string_view> placeholderIn(std::string_view text)
{
    const auto start = text.find("${");
    if (start == std::string_view::npos) return std::nullopt;
    const auto end = text.find('}', start);
    if (end == std::string_view::npos || end == start + 2) return std::nullopt;
    return text.substr(start + 2, end - start - 2);
}

/// How Kubernetes treats the strings below a key.
enum class Context { Plain, Free, Command, Shell };

bool startsShell(const Json& words)
{
    if (!words.is_array() || words.empty() || !words.front().is_string()) return false;
    const auto& first = words.front().get_ref<const std::string&>();
    const auto name = first.substr(first.rfind('/') + 1);
    static const std::set<std::string, std::less<>> shells{"sh", "bash", "ash", "dash", "zsh", "ksh", "busybox"};
    return shells.contains(name);
}

class PlaceholderSearch {
public:
    explicit PlaceholderSearch(Issues& issues)
        : m_issues(issues)
    {}

    void visit(const Json& value, const std::string& path, Context context, int depth)
    {
        if (depth > deepest || m_found > mostPlaceholders) return;
        if (value.is_string())
            say(value.get_ref<const std::string&>(), path, context);
        else if (value.is_array())
            for (std::size_t i = 0; i < value.size(); ++i) visit(value[i], read::join(path, i), context, depth + 1);
        else if (value.is_object())
            visitObject(value, path, context, depth);
    }

private:
    void visitObject(const Json& object, const std::string& path, Context context, int depth)
    {
        const bool shell = (object.contains("command") && startsShell(object.at("command"))) ||
                           (object.contains("args") && startsShell(object.at("args")));
        for (const auto& [key, value] : object.items()) {
            // What kubectl keeps of an earlier apply is not this manifest's text.
            if (key == LastAppliedAnnotation) continue;
            say(key, read::join(path, key), context);
            visit(value, read::join(path, key), inside(key, value, context, shell), depth + 1);
        }
    }

    static Context inside(std::string_view key, const Json& value, Context context, bool shell)
    {
        const bool words = value.is_array() && !value.empty() && value.front().is_string();
        if ((key == "command" || key == "args") && words) return shell ? Context::Shell : Context::Command;
        if (key == "annotations" && value.is_object()) return Context::Free;
        if (key == "env" && value.is_array()) return Context::Command;
        return context;
    }

    void say(std::string_view text, const std::string& path, Context context)
    {
        const auto variable = placeholderIn(text);
        if (!variable || context == Context::Shell) return;
        if (++m_found > mostPlaceholders) {
            add(m_issues, Severity::Warning, path, "More placeholders follow; only the first 50 are listed.");
            return;
        }
        const auto name = inQuotes("${" + std::string(*variable) + "}");
        if (context == Context::Plain)
            add(m_issues, Severity::Error, path, "The placeholder " + name + " is still in the text.",
                "Replace the placeholder with its value.");
        else if (context == Context::Command)
            add(m_issues, Severity::Warning, path, "The placeholder " + name + " reaches the container as it is.",
                "Replace the placeholder, or write $(NAME): Kubernetes expands only that.");
        else
            add(m_issues, Severity::Warning, path, "The placeholder " + name + " is still in the text.",
                "Replace the placeholder if it is not meant for another program.");
    }

    Issues& m_issues;
    std::size_t m_found = 0;
};

} // namespace

void add(Issues& issues, Severity severity, std::string path, std::string what, std::string fix)
{
    issues.push_back({severity, std::move(path), std::move(what), std::move(fix)});
}

void addOthers(Issues& issues, Issues more)
{
    std::set<std::pair<std::string, Severity>> said;
    for (const auto& issue : issues) said.emplace(issue.path, issue.severity);
    for (auto& issue : more) {
        const auto first = said.lower_bound({issue.path, issue.severity});
        if (first == said.end() || first->first != issue.path) issues.push_back(std::move(issue));
    }
}

const Json* find(const Json& root, std::string_view pointer)
{
    const Json* at = &root;
    while (!pointer.empty()) {
        if (pointer.front() != '/') return nullptr;
        const auto end = std::min(pointer.find('/', 1), pointer.size());
        std::string key;
        for (std::size_t i = 1; i < end; ++i) {
            if (pointer[i] != '~') {
                key += pointer[i];
            } else {
                if (++i == end || (pointer[i] != '0' && pointer[i] != '1')) return nullptr;
                key += pointer[i] == '0' ? '~' : '/';
            }
        }
        pointer.remove_prefix(end);
        if (at->is_object()) {
            const auto found = at->find(key);
            if (found == at->end()) return nullptr;
            at = &*found;
        } else if (at->is_array()) {
            std::size_t index = 0;
            const auto [rest, error] = std::from_chars(key.data(), key.data() + key.size(), index);
            if (error != std::errc() || rest != key.data() + key.size() || index >= at->size()) return nullptr;
            at = &(*at)[index];
        } else {
            return nullptr;
        }
    }
    return at;
}

std::string inQuotes(std::string_view text)
{
    return "\"" + shown(text, 60) + "\"";
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string_view>& candidates)
{
    constexpr std::size_t longestWord = 64;
    if (word.empty() || word.size() > longestWord) return std::nullopt;
    std::size_t best = std::min<std::size_t>(2, std::max<std::size_t>(1, word.size() / 3)) + 1;
    std::optional<std::string> found;
    for (const auto candidate : candidates) {
        const auto d = distance(word, candidate);
        if (d < best) {
            best = d;
            found = std::string(candidate);
        }
    }
    return found;
}

bool checkWord(std::string_view word, std::string_view role, const std::vector<std::string_view>& known,
               const std::string& path, Severity severity, Issues& issues)
{
    if (word.empty() || std::find(known.begin(), known.end(), word) != known.end()) return true;
    // A placeholder is said as such.
    if (placeholderIn(word)) return false;
    const auto close = nearest(word, known);
    add(issues, severity, path, inQuotes(word) + " is not a known " + std::string(role) + ".",
        close ? "Did you mean " + *close + "?" : "Write one of: " + joined(known) + ".");
    return false;
}

std::string unknownField(std::string_view key)
{
    return "The field " + inQuotes(key) + " is not known here.";
}

void checkFields(const Json& object, const std::vector<std::string_view>& known, const std::string& path,
                 Issues& issues)
{
    if (!object.is_object()) return;
    for (const auto& [key, value] : object.items()) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        const auto close = nearest(key, known);
        add(issues, Severity::Warning, read::join(path, key), unknownField(key),
            close ? "Did you mean " + *close + "? A server refuses what it does not know."
                  : "A server refuses what it does not know: move it to where it belongs, or remove it.");
    }
}

void checkMetadata(const Json& object, const std::string& path, Issues& issues)
{
    static const Json nothing = Json::object();
    const Json* found = read::member(object, "metadata");
    const Json& metadata = found != nullptr ? *found : nothing;
    const auto at = read::join(path, "metadata");
    const Json* name = read::member(metadata, "name");
    if (!name && !read::member(metadata, "generateName"))
        add(issues, Severity::Error, at, "The name is missing.", "Add metadata.name.");
    else if (name && !name->is_string())
        add(issues, Severity::Error, read::join(at, "name"), "The name is not a text.", "Put it in quotes.");
    else if (name && !isPlaceholder(*name))
        if (const auto why = invalidDnsSubdomain(name->get_ref<const std::string&>()))
            add(issues, Severity::Error, read::join(at, "name"), *why, "Use lower case letters, digits, - and dots.");
    const Json* ns = read::member(metadata, "namespace");
    if (ns && !ns->is_string())
        add(issues, Severity::Error, read::join(at, "namespace"), "The namespace is not a text.", "Put it in quotes.");
    else if (ns && !isPlaceholder(*ns) && !ns->get_ref<const std::string&>().empty())
        if (const auto why = invalidDnsLabel(ns->get_ref<const std::string&>()))
            add(issues, Severity::Error, read::join(at, "namespace"), *why, "Write it as Kubernetes takes it.");
}

void findPlaceholders(const Json& value, const std::string& path, Issues& issues)
{
    PlaceholderSearch(issues).visit(value, path, Context::Plain, 0);
}

bool isPlaceholder(const Json& value)
{
    return value.is_string() && placeholderIn(value.get_ref<const std::string&>()).has_value();
}

std::optional<std::int32_t> count(const Json& object, std::string_view key, const std::string& path,
                                  std::string_view what, Issues& issues)
{
    const Json* value = read::member(object, key);
    if (!value || isPlaceholder(*value)) return std::nullopt;
    const auto at = read::join(path, key);
    const std::string name(what);
    constexpr auto most = std::numeric_limits<std::int32_t>::max();
    if (value->is_string()) {
        add(issues, Severity::Error, at,
            name + " is the text " + inQuotes(value->get_ref<const std::string&>()) + ", not a number.",
            "Write a whole number without quotes.");
    } else if (value->is_number_unsigned() || value->is_number_integer()) {
        const bool negative =
            value->is_number_integer() && !value->is_number_unsigned() && value->get<std::int64_t>() < 0;
        if (negative)
            add(issues, Severity::Error, at, name + " is " + value->dump() + "; it cannot be negative.",
                "Write 0 or more.");
        else if (value->get<std::uint64_t>() > static_cast<std::uint64_t>(most))
            add(issues, Severity::Error, at, name + " is " + value->dump() + "; Kubernetes keeps it in 32 bits.",
                "Write at most 2147483647.");
        else
            return static_cast<std::int32_t>(value->get<std::uint64_t>());
    } else if (value->is_number_float()) {
        const double written = value->get<double>();
        if (std::trunc(written) == written)
            add(issues, Severity::Error, at, name + " is " + value->dump() + "; Kubernetes keeps it in 32 bits.",
                "Write at most 2147483647.");
        else
            add(issues, Severity::Error, at, name + " is " + value->dump() + ", which is not a whole number.",
                "Write a whole number.");
    } else {
        add(issues, Severity::Error, at, name + " is not a number.", "Write a whole number.");
    }
    return std::nullopt;
}

} // namespace core::model::hints
