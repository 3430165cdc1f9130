#include "app/cli/live_source.h"

#include <set>

#include "app/cli/input.h"
#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/kube/cluster_uid.h"
#include "core/kube/files.h"
#include "core/live/saved.h"
#include "core/snapshot/extras.h"

namespace cli {
namespace {

namespace kube = core::kube;
namespace live = core::live;

constexpr std::size_t LargestExtras = 8U << 20U;

/// The file that was named, or those of the environment.
kube::Loaded loaded(const std::string& path, const kube::Environment& environment)
{
    return kube::load(kube::lookup(environment, kube::currentFolder(), path));
}

void sayNotAllowed(Context& context, const std::string& user, const kube::Invocation& what)
{
    say(context, what.notes);
    context.say({.what = "The credentials of " + core::shown(user) +
                         " come from a program, and it has not been allowed to run: " + what.commandLine() + ".",
                 .fix = "If this is the program that you mean, say --allow-exec."});
}

/// Programs are run only where the person has said so, and only those that stand in the kubeconfig now.
bool mayRun(Context& context, const Arguments& arguments, const kube::Connection& connection,
            live::ConnectOptions& options)
{
    if (!connection.auth.exec || connection.auth.isStatic(connection.tls)) return true;
    const core::Result<kube::Invocation> what = kube::invocation(*connection.auth.exec, options.environment);
    if (!what) {
        context.fail(what.error());
        return false;
    }
    say(context, what->warnings);
    if (arguments.isOn("allow-exec")) {
        options.consents.allow(*what);
        return true;
    }
    sayNotAllowed(context, connection.user, *what);
    return false;
}

std::optional<kube::Connection> connectionOf(Context& context, const Arguments& arguments, const kube::Loaded& config,
                                             const std::string& name, live::ConnectOptions& options)
{
    say(context, config.problems);
    if (!config.ok()) return std::nullopt;
    kube::Chosen chosen = kube::choose(config.config, name);
    for (kube::Problem& problem : chosen.problems) // that nothing stands in a file is at no place of it
        if (problem.reason == kube::Reason::EmptyConfig && problem.where.empty())
            problem.where = core::joined(config.files, ", ", [](const std::string& file) { return core::shown(file); });
    say(context, chosen.problems);
    if (!chosen.ok() || !chosen.connection) return std::nullopt;
    if (!mayRun(context, arguments, *chosen.connection, options)) return std::nullopt;
    return chosen.connection;
}

bool addMembers(Context& context, const Arguments& arguments, live::ConnectOptions& options, ExitCode& code)
{
    for (const std::string& word : arguments.all("member")) {
        const std::size_t equals = word.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == word.size()) {
            code = context.misused("--member takes NAME=FILE, and this is none: " + core::shown(word) + ".");
            return false;
        }
        const auto connection =
            connectionOf(context, arguments, loaded(word.substr(equals + 1), options.environment), {}, options);
        if (!connection) return false;
        options.members[word.substr(0, equals)] = *connection;
    }
    return true;
}

bool addExtras(Context& context, const Arguments& arguments, core::snapshot::Extras& extras)
{
    const std::string& path = arguments.text("extras");
    if (path.empty()) return true;
    const core::Result<std::string> text = readFile(path, LargestExtras);
    if (!text) {
        context.fail(text.error());
        return false;
    }
    Manifests manifests;
    if (!addText(context, manifests, path, *text)) return false;
    core::model::Issues issues;
    for (std::size_t i = 0; i < manifests.documents.size(); ++i) {
        const core::Json value = manifests.documents[i].document.value();
        if (core::snapshot::isMeantAsExtras(value)) {
            core::snapshot::Extras read = core::snapshot::readExtras(value, path, issues);
            read.aliases.merge(extras.aliases); // the file's first
            extras = std::move(read);
        }
    }
    for (core::model::Issue& issue : issues) {
        issue.path = "/0" + issue.path;
        context.say(messageOf(issue, manifests));
    }
    return !core::model::hasErrors(issues);
}

} // namespace

void say(Context& context, const kube::Problems& problems)
{
    for (const kube::Problem& problem : problems)
        context.say({.weight = problem.severity == core::text::Severity::Error ? Weight::Error : Weight::Warning,
                     .what = problem.what,
                     .where = problem.where,
                     .fix = problem.fix});
}

std::vector<Flag> connectionFlags()
{
    return {{.name = "kubeconfig",
             .value = "FILE",
             .help = "of the fleet; else as kubectl finds it",
             .offers = Offers::Files},
            {.name = "connection", .value = "NAME", .help = "a saved one: see `connections list`"},
            {.name = "context", .value = "NAME", .help = "of the kubeconfig; else its current one"},
            {.name = "member", .value = "NAME=FILE", .help = "a cluster's own kubeconfig", .repeats = true},
            {.name = "as", .value = "USER", .help = "as this user (impersonation)"},
            {.name = "as-group", .value = "GROUP", .help = "and as a member of this group", .repeats = true},
            {.name = "allow-exec", .help = "run programs that hand out credentials"},
            {.name = "request-timeout", .value = "SECONDS", .help = "waits so long for clusters", .preset = "30"}};
}

std::vector<Flag> liveFleetFlags()
{
    std::vector<Flag> flags = connectionFlags();
    flags.insert(flags.end() - 1, {.name = "extras",
                                   .value = "FILE",
                                   .help = "fleet.yaml with pools, stock and prices",
                                   .offers = Offers::Files});
    flags.insert(flags.end() - 1, {.name = "old-after",
                                   .value = "SECONDS",
                                   .help = "parts older than this are gaps",
                                   .preset = std::to_string(live::LiveOptions().oldAfter.count()),
                                   .configurable = true});
    flags.insert(flags.end() - 1, {.name = "verbose", .letter = 'v', .help = "names each right that is missing"});
    return flags;
}

Flag liveFlag()
{
    return {.name = "live", .help = "the fleet as it is now, read by kubeconfig"};
}

namespace {

std::optional<core::Seconds> secondsOf(Context& context, const Arguments& arguments, const char* flag, ExitCode& code)
{
    const auto seconds = core::settings::secondsIn(arguments.text(flag));
    if (!seconds)
        code = context.misused(std::string("--") + flag + " takes a number of seconds, and this is none: " +
                               core::shown(arguments.text(flag)) + ".");
    return seconds;
}

} // namespace

std::optional<kube::Milliseconds> patience(Context& context, const Arguments& arguments, ExitCode& code)
{
    return secondsOf(context, arguments, "request-timeout", code);
}

namespace {

/// Of a saved connection, with the ways to single clusters that are saved with it.
bool connectSaved(Context& context, const Arguments& arguments, LiveWay& to, ExitCode& code)
{
    const std::string& name = arguments.text("connection");
    live::LiveOptions& options = to.options;
    auto settings = core::settings::SettingsFile(core::settings::pathOfProcess()).read();
    if (!settings) {
        context.fail(settings.error());
        return false;
    }
    const core::settings::Connection* saved = settings->connection(name);
    if (saved == nullptr) {
        code = context.misused("There is no saved connection called " + core::shown(name) +
                               "; `berthctl connections list` lists them, `berthctl import` saves some.");
        return false;
    }
    live::SavedWay way = live::savedWay(*settings, *saved, options.connect.environment, kube::currentFolder());
    say(context, way.problems);
    if (!way.connect) return false;
    bool mayRunAll = true;
    for (const live::SavedWay::Program& program : way.programs) {
        if (program.allowed) continue;
        if (arguments.isOn("allow-exec")) {
            way.connect->consents.allow(program.what);
            continue;
        }
        sayNotAllowed(context, program.user, program.what);
        mayRunAll = false;
    }
    if (!mayRunAll) return false;
    options.connect = std::move(*way.connect);
    options.extras.aliases = std::move(way.aliases);
    to.connection = name;
    to.settings = std::move(*settings);
    return true;
}

/// A verb waits no longer for one answer than for a cluster.
void waitAtMost(kube::ClientLimits& limits, kube::Milliseconds most)
{
    limits.patience = most;
    if (most < limits.connect) limits.connect = limits.answer = most;
}

/// --as and --as-group: in the place of what the kubeconfig says, and to every cluster.
/// @source kubectl: groups without a user are refused
bool askAs(Context& context, const Arguments& arguments, live::ConnectOptions& connect, ExitCode& code)
{
    if (!arguments.has("as") && !arguments.has("as-group")) return true;
    if (arguments.text("as").empty()) {
        code = context.misused("--as-group wants --as: groups alone are nobody.");
        return false;
    }
    const kube::Impersonation who{arguments.text("as"), {}, arguments.all("as-group"), {}};
    connect.fleet.as = who;
    for (auto& [name, connection] : connect.members) connection.as = who;
    return true;
}

/// Parts that are not there. Rights that are missing are many where one is: their number says enough, unless all are asked for.
void sayParts(Context& context, const Arguments& arguments, const std::vector<live::ClusterView>& views)
{
    std::size_t rights = 0;
    std::set<std::string> of;
    for (const live::ClusterView& view : views)
        for (const live::Part& part : view.parts) {
            if (part.state.asOf || part.why.empty() || part.state.why == kube::PartState::Why::NotServed) continue;
            if (part.state.why == kube::PartState::Why::Forbidden && !arguments.isOn("verbose")) {
                ++rights;
                of.insert(core::shown(view.reached.name));
                continue;
            }
            context.say({.weight = Weight::Warning,
                         .what = part.why,
                         .where = core::shown(view.reached.name) + " " + part.resource});
        }
    if (rights > 0)
        context.say({.weight = Weight::Warning,
                     .what = "The right to list " + core::counted(static_cast<std::int64_t>(rights), "resource") +
                             " is missing in " + core::joined(of, ", ") + ", so what they hold is unknown.",
                     .fix = "`" + context.program + " doctor` names them and prints the role; -v lists them here."});
}

} // namespace

std::optional<LiveWay> liveOptions(Context& context, const Arguments& arguments, ExitCode& code)
{
    const auto most = patience(context, arguments, code);
    if (!most) return std::nullopt;
    code = ExitCode::Failed;
    LiveWay way;
    live::LiveOptions& options = way.options;
    if (arguments.has("old-after")) {
        const auto oldAfter = secondsOf(context, arguments, "old-after", code);
        if (!oldAfter) return std::nullopt;
        options.oldAfter = *oldAfter;
    }
    options.now = live::systemNow;
    options.connect.environment = kube::processEnvironment();
    if (arguments.has("connection")) {
        if (arguments.has("kubeconfig") || arguments.has("context")) {
            code = context.misused(
                "--connection names its kubeconfig and context; --kubeconfig and --context exclude it.");
            return std::nullopt;
        }
        if (!connectSaved(context, arguments, way, code) || !addMembers(context, arguments, options.connect, code) ||
            !addExtras(context, arguments, options.extras) || !askAs(context, arguments, options.connect, code))
            return std::nullopt;
        waitAtMost(options.connect.client.limits, *most);
        return way;
    }
    const auto fleet =
        connectionOf(context, arguments, loaded(arguments.text("kubeconfig"), options.connect.environment),
                     arguments.text("context"), options.connect);
    if (!fleet || !addMembers(context, arguments, options.connect, code) ||
        !addExtras(context, arguments, options.extras))
        return std::nullopt;
    waitAtMost(options.connect.client.limits, *most);
    options.connect.fleet = *fleet;
    if (!askAs(context, arguments, options.connect, code)) return std::nullopt;
    return way;
}

void rememberCluster(Context& context, const LiveWay& way, const std::string& uid)
{
    const std::string& connection = way.connection;
    const core::settings::Connection* saved = way.settings ? way.settings->connection(connection) : nullptr;
    if (saved == nullptr || uid.empty() || saved->clusterUid == uid) return;
    if (!saved->clusterUid.empty()) // what was remembered goes on to be protected
        return context.say(
            {.weight = Weight::Warning,
             .what = "The connection " + core::shown(connection) + " leads to another cluster than when it was tested.",
             .fix = "If that is meant: `" + context.program + " connections test " + core::shown(connection) + "`."});
    const core::settings::SettingsFile file(core::settings::pathOfProcess());
    if (const auto kept = file.remember(connection, uid); !kept)
        context.say({.weight = Weight::Warning, .what = kept.error().what, .where = kept.error().where});
}

void rememberCluster(Context& context, const LiveWay& way, const live::Reached& fleet)
{
    if (way.settings && fleet.session) rememberCluster(context, way, kube::clusterUid(*fleet.session));
}

void sayNotReached(Context& context, const std::vector<live::Reached>& all)
{
    if (all.empty()) return context.say({.what = "The server has not answered in time."});
    const live::Reached& fleet = all.front();
    context.say({.what = fleet.why(),
                 .where = core::shown(fleet.name) + (fleet.address.empty() ? "" : " at " + fleet.address)});
}

void sayWhy(Context& context, const live::Reached& cluster)
{
    if (cluster.state == live::Reached::State::Reached) return;
    context.say({.weight = Weight::Warning,
                 .what = cluster.why(),
                 .where = cluster.place == kube::Place::Fleet ? "fleet" : core::shown(cluster.name)});
}

void sayState(Context& context, const Arguments& arguments, std::vector<live::ClusterView> views,
              const std::optional<std::set<std::string>>& only)
{
    if (only)
        std::erase_if(views, [&](const live::ClusterView& view) {
            return view.reached.place != kube::Place::Fleet && !only->contains(view.reached.name);
        });
    for (const live::ClusterView& view : views) sayWhy(context, view.reached);
    sayParts(context, arguments, views);
}

std::optional<core::snapshot::Opened> openLive(Context& context, const Arguments& arguments, ExitCode& code,
                                               std::unique_ptr<live::LiveFleet>* kept, bool says)
{
    const auto most = patience(context, arguments, code);
    if (!most) return std::nullopt;
    auto way = liveOptions(context, arguments, code);
    if (!way) return std::nullopt;
    auto fleet = std::make_unique<live::LiveFleet>(std::move(way->options));
    fleet->start();
    fleet->settle(*most);
    core::snapshot::Opened opened{fleet->update(), {}, false};
    const auto views = fleet->clusters();
    const bool nothing = views.empty() || (views.size() == 1 && views.front().reached.place == kube::Place::Fleet &&
                                           views.front().reached.state != live::Reached::State::Reached);
    if (nothing) {
        sayNotReached(context, views.empty() ? std::vector<live::Reached>() : std::vector{views.front().reached});
        return std::nullopt;
    }
    rememberCluster(context, *way, views.front().reached);
    if (says) sayState(context, arguments, views);
    if (kept != nullptr) *kept = std::move(fleet);
    return opened;
}

} // namespace cli
