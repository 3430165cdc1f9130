#include "app/cli/change_source.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <iostream>

#include <unistd.h>

#include "app/cli/change_effects.h"
#include "app/cli/live_source.h"
#include "core/base/replace_file.h"
#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/diff.h"
#include "core/change/kube_api.h"
#include "core/change/pin.h"
#include "core/change/wishes.h"
#include "core/kube/files.h"
#include "core/live/saved.h"
#include "core/model/hints.h"
#include "core/object/apply.h"

namespace cli {
namespace {

namespace change = core::change;
namespace live = core::live;
using change::SecretRef;

/// "NAME/KEY=env:VARIABLE" or "NAME/KEY=file:PATH".
struct SecretWord {
    std::string secret;
    SecretRef ref;
};
std::optional<SecretWord> secretWord(const std::string& word)
{
    const std::size_t slash = word.find('/');
    const std::size_t equals = word.find('=', slash == std::string::npos ? 0 : slash);
    const std::size_t colon = word.find(':', equals == std::string::npos ? 0 : equals);
    if (slash == 0 || slash == std::string::npos || equals == std::string::npos || colon == std::string::npos)
        return std::nullopt;
    SecretWord found{word.substr(0, slash), {}};
    found.ref.key = word.substr(slash + 1, equals - slash - 1);
    found.ref.name = word.substr(colon + 1);
    const std::string from = word.substr(equals + 1, colon - equals - 1);
    if (found.ref.key.empty() || found.ref.name.empty() || (from != "env" && from != "file")) return std::nullopt;
    found.ref.from = from == "env" ? SecretRef::From::Environment : SecretRef::From::File;
    return found;
}

/// What to say in the place of a name that no Secret has.
std::string namesInstead(const std::string& name, const std::vector<std::string>& names)
{
    if (names.empty()) return "No text is a Secret: leave --secret out, or name the Secret's file with -f.";
    const auto meant = core::model::hints::nearest(name, {names.begin(), names.end()});
    if (meant) return "Did you mean " + core::shown(*meant) + "?";
    return "Those there are: " + core::joined(names, ", ", [](const std::string& one) { return core::shown(one); }) +
           ".";
}

/// What to say in the place of a field that is in no conflict and in no text.
std::string fieldsInstead(const std::string& field, const std::set<std::string>& conflicts, const change::Plan& plan,
                          const std::vector<change::Wish>& wishes)
{
    std::vector<std::string> known(conflicts.begin(), conflicts.end());
    const auto add = [&](const core::Json& object) {
        for (std::string& path : core::object::fieldsOf(object, core::object::typeOf(object)).paths())
            known.push_back(std::move(path));
    };
    for (const change::Step& step : plan.steps) add(step.object);
    for (const change::Wish& wish : wishes) add(wish.object);
    known.emplace_back("all");
    if (const auto meant = core::model::hints::nearest(field, {known.begin(), known.end()}))
        return "Did you mean " + core::shown(*meant) + "?";
    if (conflicts.empty()) return "There is no conflict at all: leave --conflict out.";
    return "Those there are: " +
           core::joined(conflicts, ", ", [](const std::string& one) { return core::shown(one); }) + ".";
}

/// What is saved of the ways that a fleet is reached by.
class Standings {
public:
    Standings(core::settings::Settings settings, const live::ConnectOptions& connect)
        : m_settings(std::move(settings))
        , m_fleet(connect.fleet)
        , m_members(connect.members)
        , m_environment(connect.environment)
    {}

    /// @param uid  of the cluster; empty: before anybody was asked, or not known
    [[nodiscard]] live::Standing of(const std::string& name, const std::string& uid) const
    {
        const auto own = m_members.find(name);
        return of(own == m_members.end() ? m_fleet : own->second, uid);
    }
    [[nodiscard]] core::settings::Class classOf(const std::string& name, const std::string& uid) const
    {
        return core::settings::strictest(of(m_fleet, {}).of, of(name, uid).of);
    }
    /// Says why nothing may be written, where the addresses tell so already.
    [[nodiscard]] bool mayWrite(Context& context, const live::ConnectOptions& connect) const
    {
        bool may = refuse(context, of(m_fleet, {}));
        for (const auto& [name, connection] : m_members) may = refuse(context, of(connection, {})) && may;
        if (may && connect.readOnly) { // of a way that cannot be compared
            may = false;
            sayReadOnly(context, connect.name);
        }
        return may;
    }
    /// With the place that says so.
    static void sayReadOnly(Context& context, const std::string& name)
    {
        context.say({.what = "The connection " + core::shown(name) + " is saved as read-only.",
                     .where = placeOf(name),
                     .fix = "Plan with --read-only, or let it write: in the window, or without that line."});
    }
    /// "/home/a/.config/berth/config.yaml: connections, name prod, readOnly"
    static std::string placeOf(const std::string& name)
    {
        return core::settings::pathOfProcess() + ": connections, name " + core::shown(name) + ", readOnly";
    }
    static bool refuse(Context& context, const live::Standing& standing)
    {
        if (standing.readOnly) sayReadOnly(context, standing.name);
        return !standing.readOnly;
    }
    /// Says of which connections it cannot be told whether they forbid it.
    void sayUnknown(Context& context, const std::string& name, const std::string& uid) const
    {
        const auto isSaved = [](const core::settings::Connection& one) { return one.readOnly; };
        if (uid.empty() && std::ranges::any_of(m_settings.connections, isSaved))
            context.say({.weight = Weight::Warning,
                         .what = core::shown(name) + " does not tell which cluster it is, so connections that are "
                                                     "saved as read-only were compared by their address alone.",
                         .fix = "Allow `get` of the namespace kube-system."});
        for (const live::Unidentified& one : live::unidentified(m_settings, m_environment, core::kube::currentFolder()))
            context.say(
                {.weight = Weight::Warning,
                 .what = one.hasAddress ? "It is not known which cluster the read-only connection " +
                                              core::shown(one.name) + " leads to, so its address alone was compared."
                                        : "It is not known where the read-only connection " + core::shown(one.name) +
                                              " leads: neither its address nor its cluster is kept, so it protects "
                                              "nothing here.",
                 .fix = "`" + context.program + " connections test " + core::shown(one.name) + "` remembers it."});
    }

private:
    core::settings::Settings m_settings;
    core::kube::Connection m_fleet;
    std::map<std::string, core::kube::Connection> m_members; ///< with a way of their own
    core::kube::Environment m_environment;

    [[nodiscard]] live::Standing of(const core::kube::Connection& connection, const std::string& uid) const
    {
        return live::standingOf(m_settings, connection, m_environment, core::kube::currentFolder(), uid);
    }
};

std::optional<Standings> standingsOf(Context& context, const LiveWay& way)
{
    const live::ConnectOptions& connect = way.options.connect;
    if (way.settings) return Standings(*way.settings, connect);
    auto settings = core::settings::SettingsFile(core::settings::pathOfProcess()).read();
    if (settings) return Standings(std::move(*settings), connect);
    context.fail(settings.error()); // what may not be written is not known
    return std::nullopt;
}

} // namespace

std::set<std::string> clustersOf(const std::vector<change::Entry>& entries)
{
    std::set<std::string> names;
    for (const auto& [step, record] : change::recordsOf(entries))
        if (record.intent) names.insert(record.intent->body.value("cluster", std::string()));
    return names;
}

std::set<std::string> clustersOf(const change::Plan& plan)
{
    std::set<std::string> names;
    for (const change::Step& step : plan.steps) names.insert(step.target.cluster);
    return names;
}

namespace {

/// One that goes by another name than the plan's may be any of them: then all are waited for.
void waitFor(const live::Connections& connections, const std::optional<std::set<std::string>>& only,
             core::kube::Milliseconds most)
{
    if (!only) return static_cast<void>(connections.wait(most));
    connections.wait({.members = false}, most);
    std::set<std::string> members = *only;
    for (const live::Reached& one : connections.clusters()) {
        if (one.place != core::kube::Place::Fleet) continue;
        if (one.state != live::Reached::State::Reached) return; // who does not answer names no members
        members.erase(one.name);
    }
    if (members.empty()) return;
    connections.wait({.members = true, .names = members}, most);
    for (const live::Reached& one : connections.clusters()) members.erase(one.name);
    if (!members.empty()) connections.wait(most);
}

} // namespace

std::optional<OpenClusters> openClusters(Context& context, const Arguments& arguments, bool mayWrite, ExitCode& code,
                                         const std::optional<std::set<std::string>>& only)
{
    const auto most = patience(context, arguments, code);
    if (!most) return std::nullopt;
    auto way = liveOptions(context, arguments, code);
    if (!way) return std::nullopt;
    live::ConnectOptions& connect = way->options.connect;
    code = ExitCode::Failed;
    OpenClusters open;
    const std::optional<Standings> standings = standingsOf(context, *way);
    if (!standings || (mayWrite && !standings->mayWrite(context, connect))) return std::nullopt;
    connect.mayWrite = mayWrite;
    connect.client.limits.perSecond = change::PerSecond;
    connect.client.limits.burst = change::Burst;
    open.nameSpace = connect.fleet.nameSpace;
    open.connections = std::make_unique<live::Connections>(std::move(connect));
    open.connections->start();
    waitFor(*open.connections, only, *most);
    code = ExitCode::Failed;
    const std::vector<live::Reached> all = open.connections->clusters();
    if (all.empty() || all.front().state != live::Reached::State::Reached) {
        sayNotReached(context, all);
        return std::nullopt;
    }
    open.preferred = all.front().name;
    for (const live::Reached& one : all) {
        if (one.state != live::Reached::State::Reached) {
            if (only && !only->contains(one.name)) continue;
            sayWhy(context, one);
            continue;
        }
        const auto readOnlyBy = [&standings, name = one.name](const change::Target& target) {
            const live::Standing standing = standings->of(name, target.uid);
            return standing.readOnly ? standing.name + " (" + Standings::placeOf(standing.name) + ")" : std::string();
        };
        open.apis[one.name] =
            change::kubeApi({one.name, one.server, *one.session, one.discovery, {}, readOnlyBy, one.address});
        open.classes[one.name] = standings->classOf(one.name, open.apis[one.name]->target().uid);
    }
    const std::string& uid = open.controlPlane().uid;
    rememberCluster(context, *way, uid);
    if (!mayWrite) return open;
    if (!Standings::refuse(context, standings->of(open.preferred, uid))) return std::nullopt;
    standings->sayUnknown(context, open.preferred, uid);
    return open;
}

namespace {

/// The fleet's members by name; empty: who they are is not known.
std::vector<std::string> membersOf(const OpenClusters& clusters)
{
    const auto part = clusters.connections->membersPart();
    std::vector<std::string> names;
    if (!part || !part->asOf) return names;
    for (const live::Reached& one : clusters.connections->clusters())
        if (one.place != core::kube::Place::Fleet) names.push_back(one.name);
    return names;
}

} // namespace

bool pinDivision(Context& context, const Arguments& arguments, const OpenClusters& clusters, Manifests& manifests,
                 std::string& patch, ExitCode& code)
{
    if (!arguments.has("set-division")) return true;
    change::Division division;
    for (const std::string& word : arguments.all("set-division")) {
        const std::size_t equals = word.find('=');
        std::int64_t count = -1;
        if (equals != std::string::npos) {
            const char* end = word.data() + word.size();
            const auto read = std::from_chars(word.data() + equals + 1, end, count);
            if (read.ec != std::errc() || read.ptr != end) count = -1;
        }
        if (equals == 0 || count < 0) {
            code =
                context.misused("--set-division takes CLUSTER=REPLICAS, and this is none: " + core::shown(word) + ".");
            return false;
        }
        division.emplace_back(word.substr(0, equals), count);
    }
    std::vector<const Manifest*> policies;
    for (const Manifest& manifest : manifests.documents)
        if (core::isOneOf(core::model::refOf(manifest.document.value()).kind,
                          {"PropagationPolicy", "ClusterPropagationPolicy"}))
            policies.push_back(&manifest);
    if (policies.size() != 1) {
        code = context.misused("A division is pinned in one policy, and there are " + std::to_string(policies.size()) +
                                   ".",
                               "Name the file of the policy alone.");
        return false;
    }
    const Text& text = *policies.front()->text;
    const auto edited = change::pinned(policies.front()->document, division, membersOf(clusters));
    if (!edited) {
        code = context.fail(edited.error());
        return false;
    }
    patch = change::unifiedDiff(text.bytes, *edited, text.name, text.name);
    Manifests again;
    for (const auto& one : manifests.texts)
        if (!addText(context, again, one->name, one.get() == &text ? *edited : one->bytes)) return false;
    manifests = std::move(again);
    return true;
}

Flag conflictFlag()
{
    return {.name = "conflict",
            .value = "FIELD=WAY",
            .help = "leave, take or share a field of another manager; FIELD may be all",
            .repeats = true};
}

std::vector<Flag> textFlags()
{
    std::vector<Flag> flags{{.name = "filename",
                             .letter = 'f',
                             .value = "FILE",
                             .help = "a manifest, a folder, or - for standard input",
                             .repeats = true,
                             .offers = Offers::Files},
                            {.name = "recursive", .letter = 'R', .help = "folders with their subfolders"},
                            {.name = "namespace", .letter = 'n', .value = "NAME", .help = "of objects that state none"},
                            {.name = "cluster", .value = "NAME", .help = "a member, in the place of the control plane"},
                            {.name = "secret",
                             .value = "NAME/KEY=SOURCE",
                             .help = "a Secret's value: env:VARIABLE or file:PATH",
                             .repeats = true},
                            conflictFlag(),
                            {.name = "set-division",
                             .value = "CLUSTER=N",
                             .help = "pins a preview's division in the policy, as static weights",
                             .repeats = true},
                            {.name = "read-only", .help = "send no dry run: work it out here"}};
    for (Flag& flag : effectFlags()) flags.push_back(std::move(flag));
    return flags;
}

std::optional<std::vector<change::Wish>> wishesOf(Context& context, const Arguments& arguments,
                                                  const Manifests& manifests, const std::string& cluster,
                                                  ExitCode& code)
{
    std::vector<SecretWord> secrets;
    for (const std::string& word : arguments.all("secret")) {
        auto read = secretWord(word);
        if (!read) { // the word may hold a value: it is not shown
            code = context.misused("--secret takes NAME/KEY=env:VARIABLE or NAME/KEY=file:PATH.",
                                   "Values themselves do not belong on a command line.");
            return std::nullopt;
        }
        secrets.push_back(std::move(*read));
    }
    std::vector<change::Wish> wishes;
    std::map<const Text*, std::size_t> next; // the documents' numbers count within their file
    for (const Manifest& manifest : manifests.documents)
        change::addWishes(
            wishes, manifest.document,
            {cluster, manifest.text->name == "standard input" ? "-" : manifest.text->name, next[manifest.text]++});
    std::vector<std::string> names;
    for (const change::Wish& wish : wishes)
        if (change::isSecret(wish.object)) names.push_back(core::model::refOf(wish.object).name);
    for (const SecretWord& word : secrets)
        if (std::ranges::find(names, word.secret) == names.end()) {
            code = context.misused("--secret names " + core::shown(word.secret) +
                                       ", and no text is a Secret of that name.",
                                   namesInstead(word.secret, names));
            return std::nullopt;
        }
    for (change::Wish& wish : wishes)
        if (change::isSecret(wish.object))
            for (const SecretWord& word : secrets)
                if (word.secret == core::model::refOf(wish.object).name) wish.secrets.push_back(word.ref);
    return wishes;
}

std::optional<std::vector<change::Decision>> decisionsOf(Context& context, const Arguments& arguments, ExitCode& code)
{
    using Choice = change::Conflict::Choice;
    std::vector<change::Decision> decisions;
    for (const std::string& word : arguments.all("conflict")) {
        const std::size_t equals = word.rfind('=');
        const std::string way = equals == std::string::npos ? std::string() : word.substr(equals + 1);
        const auto choice = way == "leave"   ? std::optional(Choice::Leave)
                            : way == "take"  ? std::optional(Choice::TakeOver)
                            : way == "share" ? std::optional(Choice::Share)
                                             : std::nullopt;
        if (!choice || equals == 0) {
            code = context.misused("--conflict takes FIELD=leave, FIELD=take or FIELD=share, and this is none: " +
                                   core::shown(word) + ".");
            return std::nullopt;
        }
        decisions.push_back({word.substr(0, equals), *choice});
    }
    return decisions;
}

bool isEachThere(Context& context, const std::vector<change::Decision>& decisions, const change::Plan& plan,
                 const std::vector<change::Wish>& wishes, ExitCode& code)
{
    // An object that an undo was to delete, and that is left with what was written into it, is in no step.
    std::set<std::string> there(plan.settled.begin(), plan.settled.end());
    for (const change::Step& step : plan.steps)
        for (const change::Conflict& one : step.conflicts) there.insert(one.field);
    for (const change::Decision& one : decisions) {
        const auto says = [&](const core::Json& object) { return change::valueAt(object, one.field) != nullptr; };
        const bool isSaid =
            std::ranges::any_of(wishes, says, &change::Wish::object) ||
            std::ranges::any_of(plan.steps, [&](const change::Step& step) { return says(step.object); });
        if (one.field == "all" || there.contains(one.field) || isSaid) continue;
        code = context.misused("There is no conflict " + core::shown(one.field) + ", and no text says this field.",
                               fieldsInstead(one.field, there, plan, wishes));
        return false;
    }
    return true;
}

std::optional<change::Plan> planIn(Context& context, const std::string& path)
{
    const core::Result<std::string> bytes = readFile(path, change::LargestPlan + 1);
    core::Result<change::Plan> plan = bytes ? change::readPlan(*bytes) : tl::unexpected(bytes.error());
    if (plan) return std::move(*plan);
    core::Error error = plan.error();
    if (bytes) error.where = path + (error.where.empty() ? "" : " " + error.where);
    context.fail(error);
    return std::nullopt;
}

std::optional<change::Journal> openJournal(Context& context)
{
    const char* state = std::getenv("XDG_STATE_HOME");
    const char* home = std::getenv("HOME");
    std::filesystem::path folder;
    if (state != nullptr && state[0] == '/') // the specification wants relative ones ignored
        folder = state;
    else if (home != nullptr && home[0] != '\0')
        folder = std::filesystem::path(home) / ".local/state";
    if (folder.empty()) {
        context.say({.what = "There is no place for the journal.", .fix = "Set XDG_STATE_HOME, or HOME."});
        return std::nullopt;
    }
    auto opened = change::Journal::open((folder / "berth/journal.db").string());
    if (opened) return std::move(*opened);
    context.fail(opened.error());
    return std::nullopt;
}

Arguments byPlan(Context& context, const Arguments& arguments, const change::Plan& plan)
{
    const bool isSaid = arguments.has("connection") || arguments.has("kubeconfig") || arguments.has("context");
    if (plan.connection.empty() || isSaid) return arguments;
    const auto settings = core::settings::SettingsFile(core::settings::pathOfProcess()).read();
    if (settings && settings->connection(plan.connection) == nullptr) {
        context.say({.weight = Weight::Warning,
                     .what = "The plan was made by the saved connection " + core::shown(plan.connection) +
                             ", and none is saved by this name: it goes where kubectl would.",
                     .fix = "Name the way: --connection, or --kubeconfig."});
        return arguments;
    }
    context.say({.weight = Weight::Note,
                 .what = "By the saved connection " + core::shown(plan.connection) + ", as the plan was made."});
    Arguments by = arguments;
    by.values["connection"].words = {plan.connection};
    return by;
}

std::optional<bool> confirmed(const Context& context, const std::string& question)
{
    if (::isatty(STDIN_FILENO) != 1 || !context.err.isTerminal) return std::nullopt;
    writeAll(context.err.descriptor, question + " [y/N] ");
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "yes";
}

core::Result<void> writeFile(const std::string& path, std::string_view bytes)
{
    const int number = core::replaceFile(path, bytes);
    if (number == 0) return {};
    return core::failure(core::Fault::Denied, std::string("It cannot be written: ") + std::strerror(number) + ".",
                         path);
}

} // namespace cli
