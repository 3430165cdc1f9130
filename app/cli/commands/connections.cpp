#include <algorithm>
#include <filesystem>
#include <map>

#include "app/cli/commands/commands.h"
#include "app/cli/context.h"
#include "app/cli/live_source.h"
#include "core/base/shown.h"
#include "core/kube/files.h"
#include "core/kube/mask.h"
#include "core/live/probe.h"
#include "core/live/saved.h"
#include "core/live/taking.h"
#include "core/snapshot/names.h"

namespace cli {
namespace {

namespace kube = core::kube;
namespace live = core::live;
namespace settings = core::settings;

std::string signsIn(const kube::Connection& connection)
{
    const live::SignIn way = live::signInOf(connection);
    std::string text(live::name(way));
    if (way == live::SignIn::Program)
        text += " " + core::shown(std::filesystem::path(connection.auth.exec->command).filename().string());
    if (connection.as) text += ", as " + core::shown(connection.as->user);
    return text;
}

/// "https://10.0.0.1:6443, through the proxy http://10.0.0.2:3128, taken for kube.example"
std::string serverOf(const kube::Connection& connection)
{
    const live::Detour detour = live::detourOf(connection);
    std::string text = core::shown(kube::shownAddress(connection.host));
    if (!detour.proxy.empty()) text += ", through the proxy " + core::shown(detour.proxy);
    if (!detour.serverName.empty()) text += ", taken for " + core::shown(detour.serverName);
    return text;
}

/// The files that a context makes Berth read, and who stands between: it may have come from anywhere.
void sayWhatItBrings(Context& context, const live::Candidate& one)
{
    const std::string name = core::shown(one.saved.context);
    for (const kube::Reference& file : one.reads)
        context.say({.weight = file.outside ? Weight::Warning : Weight::Note,
                     .what = "The context " + name + " makes Berth read " + core::shown(file.path) + " (" + file.of +
                             ")" + (file.outside ? ", outside the folder of its kubeconfig." : "."),
                     .fix = file.outside ? "If that is no file of this cluster, do not connect by it." : ""});
    const live::Detour detour = live::detourOf(*one.connection);
    if (!detour.proxy.empty())
        context.say({.weight = Weight::Warning,
                     .what = "The context " + name + " reaches its server through the proxy " +
                             core::shown(detour.proxy) + ", by its proxy-url."});
    if (!detour.serverName.empty())
        context.say({.weight = Weight::Warning,
                     .what = "The context " + name + " takes a server that is certified as " +
                             core::shown(detour.serverName) + " for its own, by its tls-server-name."});
}

/// The saved ones; those of the arguments, where there are any.
std::optional<std::vector<settings::Connection>> chosen(Context& context, const Arguments& arguments,
                                                        const settings::Settings& all, ExitCode& code)
{
    const std::vector<std::string>& names = arguments.all("NAME");
    if (names.empty()) return all.connections;
    std::vector<settings::Connection> found;
    for (const std::string& name : names) {
        const settings::Connection* one = all.connection(name);
        if (one == nullptr) {
            code = context.misused("There is no saved connection called " + core::shown(name) +
                                   "; `berthctl connections list` lists them.");
            return std::nullopt;
        }
        found.push_back(*one);
    }
    return found;
}

std::optional<settings::Settings> readSettings(Context& context)
{
    auto read = settings::SettingsFile(settings::pathOfProcess()).read();
    if (!read) {
        context.fail(read.error());
        return std::nullopt;
    }
    for (const settings::Fault& fault : read->faults)
        context.say({.weight = Weight::Warning, .what = fault.what, .where = fault.where});
    return std::move(*read);
}

ExitCode list(Context& context, const Arguments& arguments)
{
    const auto all = readSettings(context);
    if (!all) return ExitCode::Failed;
    Table table({{"NAME"}, {"OF"}, {"SERVER"}, {"SIGNS IN BY"}, {"CLASS"}, {"READ-ONLY"}});
    core::Json items = core::Json::array();
    for (const settings::Connection& one : all->connections) {
        const live::SavedWay way = live::savedWay(*all, one, kube::processEnvironment(), kube::currentFolder());
        for (const kube::Problem& problem : way.problems)
            if (!way.connect) say(context, {problem});
        const std::string server = way.connect ? serverOf(way.connect->fleet) : "-";
        const live::Detour detour = way.connect ? live::detourOf(way.connect->fleet) : live::Detour();
        const std::string by = way.connect ? signsIn(way.connect->fleet) : "-";
        const std::string of = one.memberOf.empty() ? "-" : core::shown(one.clusterName() + " of " + one.memberOf);
        const std::string kind(settings::name(one.of));
        table.add({core::shown(one.name), of, server, by, kind.empty() ? "-" : kind, one.readOnly ? "yes" : "no"});
        items.push_back(
            {{"name", one.name},
             {"kubeconfig", one.kubeconfig},
             {"kubeconfigs", one.kubeconfigs},
             {"context", one.context},
             {"memberOf", one.memberOf},
             {"cluster", one.memberOf.empty() ? "" : one.clusterName()},
             {"server", way.connect ? core::Json(kube::shownAddress(way.connect->fleet.host)) : core::Json()},
             {"proxy", detour.proxy},
             {"tlsServerName", detour.serverName},
             {"signsInBy", way.connect ? core::Json(by) : core::Json()},
             {"class", kind},
             {"readOnly", one.readOnly}});
    }
    const std::string& output = arguments.text("output");
    if (output == "json" || output == "yaml") {
        context.write({{"apiVersion", "berth/v1"}, {"kind", "ConnectionList"}, {"items", std::move(items)}}, output);
        return ExitCode::Done;
    }
    if (all->connections.empty())
        context.say({.weight = Weight::Note, .what = "No connection is saved; `berthctl import` saves some."});
    context.write(table, arguments);
    return ExitCode::Done;
}

ExitCode test(Context& context, const Arguments& arguments)
{
    const auto all = readSettings(context);
    if (!all) return ExitCode::Failed;
    ExitCode code = ExitCode::Failed;
    const auto most = patience(context, arguments, code);
    if (!most) return code;
    const auto ones = chosen(context, arguments, *all, code);
    if (!ones) return code;
    Table table({{"NAME"}, {"STAGE"}, {"RESULT"}, {"TOOK"}, {"WHAT"}});
    core::Json items = core::Json::array();
    bool well = !ones->empty();
    for (const settings::Connection& one : *ones) {
        const live::SavedWay way = live::savedWay(*all, one, kube::processEnvironment(), kube::currentFolder());
        if (!way.connect) {
            say(context, way.problems);
            table.add({core::shown(one.name), "configuration", {"failed", Tone::Bad}, "-", "-"});
            items.push_back({{"name", one.name}, {"ok", false}, {"steps", core::Json::array()}});
            well = false;
            continue;
        }
        const live::Probe probe = live::probe({.connection = way.connect->fleet,
                                               .consents = way.connect->consents,
                                               .environment = way.connect->environment,
                                               .most = *most});
        well = well && probe.ok();
        if (!probe.clusterUid.empty())
            if (const auto kept =
                    settings::SettingsFile(settings::pathOfProcess()).remember(one.name, probe.clusterUid);
                !kept)
                context.fail(kept.error());
        core::Json steps = core::Json::array();
        for (const live::ProbeStep& step : probe.steps) {
            const std::string state(live::name(step.state));
            table.add({core::shown(one.name),
                       std::string(live::name(step.stage)),
                       {state, step.state == live::ProbeStep::State::Failed ? Tone::Bad : Tone::Plain},
                       step.took ? std::to_string(step.took->count()) + " ms" : "-",
                       step.what.empty() ? "-" : step.what});
            steps.push_back({{"stage", live::name(step.stage)},
                             {"state", state},
                             {"milliseconds", step.took ? core::Json(step.took->count()) : core::Json()},
                             {"what", step.what}});
        }
        items.push_back({{"name", one.name}, {"ok", probe.ok()}, {"steps", std::move(steps)}});
    }
    const std::string& output = arguments.text("output");
    if (output == "json" || output == "yaml")
        context.write({{"apiVersion", "berth/v1"}, {"kind", "ConnectionTestList"}, {"items", std::move(items)}},
                      output);
    else
        context.write(table, arguments);
    if (ones->empty()) context.say({.what = "No connection is saved; `berthctl import` saves some."});
    return well ? ExitCode::Done : ExitCode::Failed;
}

ExitCode remove(Context& context, const Arguments& arguments)
{
    const auto all = readSettings(context);
    if (!all) return ExitCode::Failed;
    ExitCode code = ExitCode::Usage;
    const auto ones = chosen(context, arguments, *all, code);
    if (!ones) return code;
    if (arguments.all("NAME").empty()) return context.misused("Name the connections to be removed.");
    const settings::SettingsFile file(settings::pathOfProcess());
    for (const settings::Connection& one : *ones) {
        if (const auto done = file.remove(one.name); !done) {
            context.fail(done.error());
            return ExitCode::Failed;
        }
        if (const auto left = file.read()) live::dropCopy(file.path(), one.kubeconfig, *left);
        context.write("removed " + core::shown(one.name) + "\n");
    }
    return ExitCode::Done;
}

/// What people call one cluster of a fleet.
ExitCode alias(Context& context, const Arguments& arguments)
{
    const std::vector<std::string>& words = arguments.all("WORD");
    if (words.size() < 2 || words.size() > 3)
        return context.misused("Name the saved connection of the fleet, the cluster, and what it is called.");
    const auto all = readSettings(context);
    if (!all) return ExitCode::Failed;
    const settings::Connection* saved = all->connection(words[0]);
    if (saved == nullptr)
        return context.misused("There is no saved connection called " + core::shown(words[0]) +
                               "; `berthctl connections list` lists them.");
    settings::Connection changed = *saved;
    if (words.size() == 2) {
        if (changed.aliases.erase(words[1]) == 0)
            return context.misused("Cluster " + core::shown(words[1]) + " of " + core::shown(words[0]) +
                                   " is called nothing else.");
    } else {
        if (const std::string fault = core::snapshot::faultOfAlias(words[2]); !fault.empty())
            return context.misused(fault);
        changed.aliases[words[1]] = words[2];
    }
    if (const auto done = settings::SettingsFile(settings::pathOfProcess()).put(changed); !done) {
        context.fail(done.error());
        return ExitCode::Failed;
    }
    context.write(words.size() == 2
                      ? "forgotten\n"
                      : core::shown(words[1]) + " of " + core::shown(words[0]) + " is called " + words[2] + "\n");
    return ExitCode::Done;
}

/// What import says of every connection besides where it leads.
struct Wanted {
    settings::Class of = settings::Class::Unstated;
    bool readOnly = false;
    std::string memberOf; ///< a saved connection; empty: they stand for themselves
    std::string cluster;
    [[nodiscard]] settings::Connection in(const settings::Connection& connection) const
    {
        settings::Connection made = settings::guarded(connection, of, readOnly);
        if (memberOf.empty()) return made;
        made.memberOf = memberOf;
        made.cluster = cluster == made.name ? std::string() : cluster;
        return made;
    }
};

std::optional<Wanted> wantedOf(Context& context, const Arguments& arguments, const settings::Settings& all,
                               std::size_t contexts, ExitCode& code)
{
    Wanted wanted;
    wanted.of = settings::classNamed(arguments.text("class")).value_or(settings::Class::Unstated);
    wanted.readOnly = arguments.isOn("read-only") || wanted.of == settings::Class::Production;
    wanted.memberOf = arguments.text("member-of");
    wanted.cluster = arguments.text("cluster");
    std::string what;
    std::string fix;
    if (wanted.memberOf.empty() != wanted.cluster.empty()) {
        what = "--member-of and --cluster belong together: which cluster of which fleet it is.";
    } else if (!wanted.memberOf.empty() && all.connection(wanted.memberOf) == nullptr) {
        what = "There is no saved connection called " + core::shown(wanted.memberOf) + ".";
        fix = "`" + context.program + " connections list` lists them.";
    } else if (!wanted.memberOf.empty() && contexts != 1) {
        what = "One cluster has one way of its own, and there are " + std::to_string(contexts) + " contexts.";
        fix = "Name one: --context NAME.";
    }
    if (what.empty()) return wanted;
    code = context.misused(what, fix);
    return std::nullopt;
}

/// Of one that is saved already: what is said of it besides is put down, and nothing else. @return the result, in words
/// @param server  the digest of the server that both lead to
core::Result<std::string> putKnown(const settings::Connection* known, const std::string& sameAs, const Wanted& wanted,
                                   const std::string& server, const settings::SettingsFile& file, bool dry)
{
    const std::string same = "the same server and user as " + core::shown(sameAs);
    if (known == nullptr) return same;
    settings::Connection made = wanted.in(*known);
    if (wanted.of != settings::Class::Unstated && made.of != wanted.of)
        return same + ", which stays of class " + std::string(settings::name(made.of));
    const bool isAsItWas = made == *known;
    if (made.serverDigest.empty()) made.serverDigest = server; // an old entry holds none
    if (!dry && made != *known)
        if (const auto done = file.put(made, known->name); !done) return tl::unexpected(done.error());
    if (isAsItWas) return same;
    std::string now;
    if (made.of != known->of) now += " of class " + std::string(settings::name(made.of));
    if (made.readOnly != known->readOnly) now += std::string(now.empty() ? "" : ",") + " read-only";
    if (made.memberOf != known->memberOf || made.cluster != known->cluster)
        now += std::string(now.empty() ? "" : ",") + " cluster " + core::shown(made.clusterName()) + " of " +
               core::shown(made.memberOf);
    return same + ", which " + (dry ? "would become" : "is now") + now;
}

/// What becomes of a context, in words; and whether the program that it needs is to be spoken of.
struct Taken {
    std::string name = "-";
    std::string result = "not usable";
    bool isSaved = false;
};

/// One that is new, or wanted although it is known.
/// @param before  what was saved before this import: what it saves itself is replaced by nothing
core::Result<Taken> putNew(const live::Candidate& one, const Arguments& arguments, const Wanted& wanted,
                           settings::Settings& all, const settings::Settings& before,
                           const settings::SettingsFile& file, bool dry)
{
    const std::string& known = live::knownAs(one);
    const bool replaces =
        before.connection(known) != nullptr && arguments.text("if-known") == live::name(live::IfKnown::Replace);
    live::Taking taking{one.saved, replaces ? known : std::string(), wanted.of, wanted.readOnly};
    if (arguments.has("name")) {
        taking.made.name = arguments.text("name");
        const bool isTaken = all.connection(taking.made.name) != nullptr;
        if (isTaken && arguments.text("if-known") == live::name(live::IfKnown::Replace))
            taking.replaces = taking.made.name;
    }
    auto made = live::connectionOf(taking, all);
    if (!made) return tl::unexpected(made.error());
    *made = wanted.in(*made);
    Taken taken{made->name, dry ? "would be saved" : "saved", true};
    if (!taking.replaces.empty()) taken.result = dry ? "would be replaced" : "replaced";
    const settings::Connection* last = all.connection(made->name);
    const std::string old = last == nullptr ? std::string() : last->kubeconfig;
    if (!dry && arguments.isOn("copy")) {
        auto path = live::keepCopy(file.path(), *made, kube::processEnvironment(), kube::currentFolder());
        if (!path) return tl::unexpected(path.error());
        made->kubeconfig = *path;
        made->kubeconfigs.clear();
    }
    if (!dry)
        if (const auto done = file.put(*made); !done) return tl::unexpected(done.error());
    if (arguments.isOn("copy")) taken.result += " with a copy of its kubeconfig";
    std::erase_if(all.connections, [&](const settings::Connection& other) { return other.name == made->name; });
    all.connections.push_back(*made); // the names that are taken from here on
    if (!dry) live::dropCopy(file.path(), old, all);
    return taken;
}

/// "works (41 ms)", "fails at tls: …"
struct Tested {
    std::string text;
    bool fails = false;
    std::string clusterUid{}; ///< empty: it does not tell which cluster it is
};
Tested tested(const live::Candidate& one, const settings::Settings& all, const Arguments& arguments)
{
    kube::Consents consents = live::consentsOf(all);
    if (one.program && arguments.isOn("allow-exec")) consents.allow(*one.program);
    const live::Probe probe =
        live::probe({.connection = *one.connection, .consents = consents, .environment = kube::processEnvironment()});
    const live::ProbeStep* worst = probe.worst();
    if (worst == nullptr) return {"works", false, probe.clusterUid};
    const bool fails = worst->state == live::ProbeStep::State::Failed;
    return {(fails ? "fails at " : "works, but for ") + std::string(live::name(worst->stage)) + ": " + worst->what,
            fails, probe.clusterUid};
}

/// Which cluster a tested connection leads to, of one that is saved now and of one that was. What was remembered goes on to be protected.
core::Result<void> remember(const Tested& test, const Taken& taken, const settings::Connection* known,
                            const settings::SettingsFile& file)
{
    if (test.clusterUid.empty()) return {};
    if (taken.isSaved) return file.remember(taken.name, test.clusterUid);
    if (known == nullptr || !known->clusterUid.empty()) return {};
    return file.remember(known->name, test.clusterUid);
}

/// Says which contexts are asked for and not there. @return whether all are
bool saysMissing(Context& context, const Arguments& arguments, const live::Offer& offer)
{
    bool all = true;
    for (const std::string& name : arguments.all("context")) {
        if (std::ranges::any_of(offer.candidates,
                                [&](const live::Candidate& one) { return one.saved.context == name; }))
            continue;
        all = false;
        context.say({.what = "There is no context " + core::shown(name) + " in the kubeconfigs.",
                     .fix = "Leave --context out to see which there are; --dry-run saves nothing."});
    }
    return all;
}

ExitCode import(Context& context, const Arguments& arguments)
{
    auto all = readSettings(context);
    if (!all) return ExitCode::Failed;
    std::vector<std::string> files;
    for (const std::string& path : arguments.all("FILE")) files.push_back(kube::pathIn(kube::currentFolder(), path));
    const live::Offer offer =
        live::offerOf(files, *all, kube::processEnvironment(), kube::currentFolder(), arguments.all("context"));
    say(context, offer.faults);
    say(context, offer.warnings);
    ExitCode code{};
    const std::size_t contexts = offer.candidates.size();
    const auto as = wantedOf(context, arguments, *all, contexts, code);
    if (!as) return code;
    if (arguments.has("name") && contexts != 1)
        return context.misused("A name is given to one connection, and there are " + std::to_string(contexts) +
                                   " contexts.",
                               "Name one: --context NAME.");
    const settings::SettingsFile file(settings::pathOfProcess());
    const bool dry = arguments.isOn("dry-run");
    const bool tests = arguments.isOn("test");
    const auto ifKnown = live::ifKnownNamed(arguments.text("if-known"));
    const settings::Settings before = *all;
    std::vector<Column> columns{{"CONTEXT"}, {"SERVER"}, {"SIGNS IN BY"}, {"NAME"}, {"RESULT"}};
    if (tests) columns.push_back({"TEST"});
    Table table(std::move(columns));
    bool well = saysMissing(context, arguments, offer) && offer.faults.empty();
    std::map<std::string, std::string> replacedBy; // context, by the saved connection that it took the place of
    for (const live::Candidate& one : offer.candidates) {
        const std::string server = one.connection ? serverOf(*one.connection) : "-";
        const std::string by = one.connection ? signsIn(*one.connection) : "-";
        // Without a word of it, what leads to the same server as the same user is known, and a name that is taken gets a number.
        const bool isSkipped = ifKnown == live::IfKnown::Skip ? !live::knownAs(one).empty()
                               : ifKnown == live::IfKnown::Replace // another context of the same file replaces nothing
                                   ? !one.sameAs.empty() && before.connection(one.sameAs) == nullptr
                                   : !ifKnown && !one.sameAs.empty() && !arguments.has("name");
        Taken taken;
        const auto replaced = replacedBy.find(live::knownAs(one));
        if (one.connection && ifKnown == live::IfKnown::Replace && replaced != replacedBy.end()) {
            taken.result = "not saved: " + core::shown(replaced->first) + (dry ? " would be" : " is") +
                           " replaced by " + core::shown(replaced->second);
        } else if (one.connection && isSkipped && !one.sameAs.empty()) {
            const auto known =
                putKnown(all->connection(one.sameAs), one.sameAs, *as, one.saved.serverDigest, file, dry);
            if (!known) {
                context.fail(known.error());
                return ExitCode::Failed;
            }
            taken.result = *known;
        } else if (one.connection && isSkipped) {
            taken.result = "skipped: the name " + core::shown(live::knownAs(one)) + " is taken";
        } else if (one.connection) {
            const auto done = putNew(one, arguments, *as, *all, before, file, dry);
            if (!done) {
                context.fail(done.error());
                return ExitCode::Failed;
            }
            taken = *done;
            if (before.connection(taken.name) != nullptr) replacedBy.emplace(taken.name, one.saved.context);
        }
        Tested test{"-"};
        if (tests && one.connection) test = tested(one, *all, arguments);
        const auto kept = dry ? core::Result<void>() : remember(test, taken, all->connection(one.sameAs), file);
        if (!kept) context.fail(kept.error());
        if (taken.isSaved && !dry && as->readOnly && test.clusterUid.empty() && !one.saved.serverDigest.empty())
            context.say({.weight = Weight::Note,
                         .what = "Nothing is written to " + core::shown(taken.name) +
                                 " by its address. Which cluster it is, is not known yet.",
                         .fix = "`" + context.program + " connections test " + core::shown(taken.name) +
                                "` remembers it: then it is read-only by whatever address it is reached."});
        say(context, one.problems);
        if (one.connection) sayWhatItBrings(context, one);
        well = well && one.connection.has_value();
        std::vector<Cell> cells{core::shown(one.saved.context), server, by, core::shown(taken.name), taken.result};
        if (tests) {
            cells.emplace_back(test.text);
            well = well && !test.fails;
            if (test.fails && taken.isSaved && !dry)
                context.say({.weight = Weight::Warning,
                             .what = "The test of " + core::shown(taken.name) + " fails; it is saved all the same.",
                             .fix = "`" + context.program + " connections remove " + core::shown(taken.name) +
                                    "` forgets it."});
        }
        table.add(std::move(cells));
        if (!one.program || one.isProgramAllowed) continue;
        say(context, one.program->warnings);
        say(context, one.program->notes);
        if (arguments.isOn("allow-exec") && !dry) {
            const auto done = file.allow({one.program->digest, one.program->file, live::systemNow()});
            if (!done) {
                context.fail(done.error());
                return ExitCode::Failed;
            }
            continue;
        }
        context.say({.weight = Weight::Warning,
                     .what = "To sign in, " + core::shown(one.connection->user) + " runs " +
                             one.program->commandLine() + "; it is not allowed yet.",
                     .fix = "If this is the program that you mean, say --allow-exec."});
    }
    if (offer.candidates.empty() && offer.faults.empty() && !arguments.has("context")) {
        context.say({.what = "There is no kubeconfig where kubectl looks (KUBECONFIG, ~/.kube/config).",
                     .fix = "Name a file."});
        return ExitCode::Failed;
    }
    context.write(table, arguments);
    return well ? ExitCode::Done : ExitCode::Failed;
}

} // namespace

std::vector<Verb> connectionsVerbs()
{
    const Flag names{.name = "NAME", .value = "NAME", .help = "saved connections", .repeats = true};
    Verb tests{.path = {"connections", "test"},
               .summary = "Reaches servers stage by stage: where it stops says what to mend",
               .usage = "[NAME...] [flags]",
               .examples = {{"every saved connection", "connections test"}},
               .flags = {{.name = "request-timeout",
                          .value = "SECONDS",
                          .help = "waits so long for each answer",
                          .preset = "10"},
                         outputFlag({"table", "csv", "json", "yaml"}),
                         headersFlag()},
               .arguments = {names},
               .run = test,
               .note = "Exit code 1 where a stage fails. Only reads are sent, and questions about one's own rights."};
    return {
        {.path = {"import"},
         .summary = "Saves connections from kubeconfigs, which stay as they are",
         .usage = "[FILE...] [--context NAME]... [flags]",
         .examples = {{"what kubectl would use", "import"},
                      {"a fleet's kubeconfig, only to be read", "import fleet.yaml --class production"},
                      {"a cluster's own, past its fleet", "import hz.yaml --member-of fleet --cluster c-hz-01"}},
         .flags = {{.name = "context", .value = "NAME", .help = "only this one", .repeats = true},
                   {.name = "class",
                    .value = "OF",
                    .help = "of all of them; production is read-only",
                    .choices = {"production", "staging", "test"}},
                   {.name = "read-only", .help = "nothing can be changed through them"},
                   {.name = "member-of",
                    .value = "NAME",
                    .help = "it is a cluster's own way: the saved connection of its fleet"},
                   {.name = "cluster", .value = "NAME", .help = "the cluster's name in that fleet"},
                   {.name = "name", .value = "NAME", .help = "of the one connection; else as its context"},
                   {.name = "if-known",
                    .value = "WHAT",
                    .help = "of one whose server and user, or name, is saved already",
                    .choices = {"skip", "replace", "keep-both"}},
                   {.name = "copy", .help = "keep copies of the kubeconfigs, with what they hold of credentials"},
                   {.name = "allow-exec", .help = "allow the programs that hand out credentials"},
                   {.name = "test", .help = "reach each server, stage by stage, and say where it stops"},
                   {.name = "dry-run", .help = "save nothing"},
                   headersFlag()},
         .arguments =
             {{.name = "FILE", .value = "FILE", .help = "kubeconfigs", .repeats = true, .offers = Offers::Files}},
         .run = import,
         .note =
             "No server is reached without --test. They are in $XDG_CONFIG_HOME/berth/config.yaml, for the window as "
             "well. Nothing that is saved is replaced without --if-known=replace."},
        {.path = {"connections"}, .summary = "Saved connections, which the window has as well"},
        {.path = {"connections", "list"},
         .summary = "Lists the saved connections, and where they lead",
         .usage = "[flags]",
         .examples = {{"where they lead", "connections list"}, {"whether they work", "connections test"}},
         .flags = {outputFlag({"table", "csv", "json", "yaml"}), headersFlag()},
         .run = list},
        std::move(tests),
        {.path = {"connections", "alias"},
         .summary = "Says what people call a cluster whose own name is an id",
         .usage = "CONNECTION CLUSTER [NAME]",
         .examples = {{"a name", "connections alias prod c08f75a3678e24fda907369d17fbdcfa4 hangzhou"},
                      {"none any more", "connections alias prod c08f75a3678e24fda907369d17fbdcfa4"}},
         .arguments = {{.name = "WORD", .value = "WORD", .help = "connection, cluster, name", .repeats = true}},
         .run = alias,
         .note = "Sentences and tables for people say it; manifests, JSON and commands keep the cluster's name."},
        {.path = {"connections", "remove"},
         .summary = "Forgets saved connections; their kubeconfigs stay",
         .usage = "NAME...",
         .examples = {{"one", "connections remove lab"}},
         .arguments = {names},
         .run = remove}};
}

} // namespace cli
