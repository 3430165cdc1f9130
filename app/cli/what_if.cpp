#include "app/cli/what_if.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <variant>

#include "app/cli/words.h"
#include "core/model/hints.h"

namespace cli {
namespace {

namespace hints = core::model::hints;
using core::snapshot::Change;

constexpr std::int64_t mostReplicas = std::numeric_limits<std::int32_t>::max();

std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = fault == std::errc() && end == text.data() + text.size();
    return whole && number >= 0 ? std::optional(number) : std::nullopt;
}

/// "3", "1..3", "2.." (no limit known).
std::optional<core::Range> rangeOf(std::string_view text)
{
    const std::size_t dots = text.find("..");
    const auto lower = numberOf(text.substr(0, dots));
    if (!lower) return std::nullopt;
    if (dots == std::string_view::npos) return core::Range::exactly(*lower);
    if (text.size() == dots + 2) return core::Range{*lower, std::nullopt};
    const auto upper = numberOf(text.substr(dots + 2));
    if (!upper || *upper < *lower) return std::nullopt;
    return core::Range{*lower, upper};
}

tl::unexpected<core::Error> misread(const std::string& flag, const std::string& value, const char* form,
                                    const char* example)
{
    return core::failure(core::Fault::Malformed,
                         hints::inQuotes(value) + " is not of the form " + form + ", as in " + example + ".",
                         "--" + flag);
}

/// "a/b=n" in its parts; the last "/" before the "=" divides, since node names may hold more of them.
struct Assignment {
    std::string left, right, value;
};
std::optional<Assignment> assignmentOf(const std::string& text)
{
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos) return std::nullopt;
    const std::string target = text.substr(0, equals);
    const std::size_t slash = target.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == target.size()) return std::nullopt;
    return Assignment{target.substr(0, slash), target.substr(slash + 1), text.substr(equals + 1)};
}

/// The account's name may hold anything; neither zones nor types hold a "/".
core::Result<void> readStock(const std::string& text, WhatIf& out)
{
    const auto parts = assignmentOf(text);
    const auto range = parts ? rangeOf(parts->value) : std::nullopt;
    std::string target = parts ? parts->left + "/" + parts->right : std::string();
    constexpr std::string_view spot = "/spot";
    const bool isSpot = target.ends_with(spot);
    if (isSpot) target.resize(target.size() - spot.size());
    const std::size_t type = target.rfind('/');
    if (!range || type == std::string::npos || type == 0 || type + 1 == target.size())
        return misread("set-stock", text, "[ACCOUNT/]ZONE/TYPE[/spot]=N or MIN..MAX",
                       "cn-hangzhou-h/ecs.gn7i-c8g1.2xlarge=3");
    const std::size_t zone = target.rfind('/', type - 1);
    const bool named = zone != std::string::npos;
    core::snapshot::SetStock change{.zone = target.substr(named ? zone + 1 : 0, type - (named ? zone + 1 : 0)),
                                    .instanceType = target.substr(type + 1),
                                    .instances = *range,
                                    .spot = isSpot};
    if (named) change.account = target.substr(0, zone);
    out.changes.emplace_back(std::move(change));
    return {};
}

core::Result<void> readPool(const std::string& text, WhatIf& out)
{
    const auto parts = assignmentOf(text);
    const auto size = parts ? numberOf(parts->value) : std::nullopt;
    if (!size) return misread("pool-max", text, "CLUSTER/POOL=N", "c-hz-01/gpu-a10=8");
    out.changes.emplace_back(core::snapshot::SetPoolMax{parts->left, parts->right, *size});
    return {};
}

core::Result<void> readQuota(const std::string& text, WhatIf& out)
{
    const std::size_t equals = std::min(text.rfind('='), text.size());
    const std::string target = text.substr(0, equals);
    const std::optional<std::int64_t> limit =
        numberOf(std::string_view(text).substr(std::min(equals + 1, text.size())));
    const std::size_t slash = target.find('/');
    if (!limit || target.empty() || slash == 0 || slash + 1 == target.size())
        return misread("set-quota", text, "[REGION/]NAME=N", "cn-hangzhou/q_ecs_gn7i_postpay_g=64");
    const bool everywhere = slash == std::string::npos;
    out.changes.emplace_back(core::snapshot::SetQuota{everywhere ? target : target.substr(slash + 1), limit.value_or(0),
                                                      everywhere ? std::string() : target.substr(0, slash)});
    return {};
}

core::Result<void> readAddresses(const std::string& text, WhatIf& out)
{
    const auto parts = assignmentOf(text);
    const std::size_t slash = parts ? parts->right.rfind('/') : std::string::npos;
    const auto free = parts ? numberOf(parts->value) : std::nullopt;
    if (!free || slash == std::string::npos || slash == 0 || slash + 1 == parts->right.size())
        return misread("set-addresses", text, "CLUSTER/POOL/ZONE=N", "c-hz-01/gpu-a10/cn-hangzhou-h=32");
    out.changes.emplace_back(core::snapshot::SetAddresses{parts->left, parts->right.substr(0, slash),
                                                          parts->right.substr(slash + 1), *free});
    return {};
}

core::Result<void> readNode(const std::string& text, WhatIf& out)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == text.size()) {
        return misread("without-node", text, "CLUSTER/NODE", "c-hz-01/cn-hangzhou.10.0.1.11");
    }
    out.changes.emplace_back(core::snapshot::WithoutNode{text.substr(0, slash), text.substr(slash + 1)});
    return {};
}

core::Result<void> readReplicas(const std::string& text, WhatIf& out)
{
    const std::size_t equals = text.rfind('=');
    const auto number = numberOf(equals == std::string::npos ? text : text.substr(equals + 1));
    if (!number || *number > mostReplicas || equals == 0) {
        return misread("set-replicas", text, "N or WORKLOAD=N with N from 0 to 2147483647", "6");
    }
    if (equals == std::string::npos) {
        out.replicas = number;
    } else {
        out.replicasOf[text.substr(0, equals)] = *number;
    }
    return {};
}

core::Result<void> readDivision(const std::string& text, WhatIf& out)
{
    const std::size_t equals = text.rfind('=');
    const auto number = equals == std::string::npos ? std::nullopt : numberOf(text.substr(equals + 1));
    if (!number || *number > mostReplicas || equals == 0)
        return misread("set-division", text, "CLUSTER=N", "c-hz-01=2");
    if (*number == 0) // it would weigh 1, where it is the only one
        return core::failure(core::Fault::Malformed,
                             hints::inQuotes(text) + " gives the cluster no weight. Leave it out, to give it none.",
                             "--set-division");
    out.division.push_back({text.substr(0, equals), static_cast<std::int32_t>(*number), {}});
    return {};
}

/// A flag and its value.
struct FlagOf {
    std::vector<std::string> operator()(const core::snapshot::WithoutCluster& c) const
    {
        return {"--without-cluster", c.cluster};
    }
    std::vector<std::string> operator()(const core::snapshot::SetStock& s) const
    {
        std::string range = std::to_string(s.instances.lower);
        if (!s.instances.isExact()) range += ".." + (s.instances.upper ? std::to_string(*s.instances.upper) : "");
        return {"--set-stock", (s.account.empty() ? "" : s.account + "/") + s.zone + "/" + s.instanceType +
                                   (s.spot ? "/spot" : "") + "=" + range};
    }
    std::vector<std::string> operator()(const core::snapshot::SetPoolMax& p) const
    {
        return {"--pool-max", p.cluster + "/" + p.pool + "=" + std::to_string(p.maxSize)};
    }
    std::vector<std::string> operator()(const core::snapshot::SetQuota& q) const
    {
        return {"--set-quota", (q.region.empty() ? "" : q.region + "/") + q.name + "=" + std::to_string(q.limit)};
    }
    std::vector<std::string> operator()(const core::snapshot::SetAddresses& a) const
    {
        return {"--set-addresses", a.cluster + "/" + a.pool + "/" + a.zone + "=" + std::to_string(a.free)};
    }
    std::vector<std::string> operator()(const core::snapshot::WithoutNode& n) const
    {
        return {"--without-node", n.cluster + "/" + n.node};
    }
};

} // namespace

std::vector<Flag> whatIfFlags()
{
    return {{.name = "set-replicas", .value = "[NAME=]N", .help = "what if: replicas", .repeats = true},
            {.name = "without-cluster", .value = "CLUSTER", .help = "what if: a cluster less", .repeats = true},
            {.name = "without-node", .value = "CLUSTER/NODE", .help = "what if: a node less", .repeats = true},
            {.name = "set-stock",
             .value = "[ACCOUNT/]ZONE/TYPE[/spot]=N|MIN..MAX",
             .help = "what if: stock",
             .repeats = true},
            {.name = "pool-max", .value = "CLUSTER/POOL=N", .help = "what if: a pool's maximum", .repeats = true},
            {.name = "set-quota", .value = "[REGION/]NAME=N", .help = "what if: an account's quota", .repeats = true},
            {.name = "set-addresses",
             .value = "CLUSTER/POOL/ZONE=N",
             .help = "what if: free addresses of a pool's vSwitch",
             .repeats = true},
            {.name = "set-division", .value = "CLUSTER=N", .help = "what if: static weights", .repeats = true},
            {.name = "ecs-provision", .help = "what if: the policy allows scaling out"}};
}

core::Result<WhatIf> readWhatIf(const Arguments& arguments)
{
    WhatIf out;
    out.ecsProvision = arguments.isOn("ecs-provision");
    for (const std::string& name : arguments.all("without-cluster")) {
        out.changes.emplace_back(core::snapshot::WithoutCluster{name});
    }
    using Reader = core::Result<void> (*)(const std::string&, WhatIf&);
    const std::pair<const char*, Reader> readers[] = {{"without-node", readNode},       {"set-stock", readStock},
                                                      {"pool-max", readPool},           {"set-quota", readQuota},
                                                      {"set-addresses", readAddresses}, {"set-replicas", readReplicas},
                                                      {"set-division", readDivision}};
    for (const auto& [flag, read] : readers) {
        for (const std::string& text : arguments.all(flag)) {
            if (const auto done = read(text, out); !done) return tl::unexpected(done.error());
        }
    }
    return out;
}

std::vector<std::string> flagsOf(const Change& change)
{
    return std::visit(FlagOf{}, change);
}

std::vector<std::string> flagsFor(const core::preview::Remedy& remedy, const std::string& workload)
{
    if (!workload.empty() &&
        (!remedy.division.empty() || remedy.kind == core::preview::Remedy::Kind::AllowEcsProvision))
        return {}; // there is no flag that says it of one workload alone
    std::vector<std::string> words;
    for (const Change& change : remedy.changes) {
        for (std::string& word : flagsOf(change)) words.push_back(std::move(word));
    }
    if (remedy.replicas) {
        const std::string number = std::to_string(*remedy.replicas);
        words.insert(words.end(), {"--set-replicas", workload.empty() ? number : workload + "=" + number});
    }
    for (const core::model::TargetCluster& target : remedy.division) {
        words.insert(words.end(), {"--set-division", target.name + "=" + std::to_string(target.replicas)});
    }
    if (remedy.kind == core::preview::Remedy::Kind::AllowEcsProvision) words.emplace_back("--ecs-provision");
    return words;
}

std::string shellWord(std::string_view word)
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,@+";
    if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos) return std::string(word);
    return inSingleQuotes(word);
}

namespace {

/// A what-if in `more` sets the same thing: a division as a whole, others what stands before the "=".
bool isReplaced(const std::string& flag, const std::string& word, const std::vector<std::string>& more)
{
    const auto target = [&](const std::string& text) {
        const std::size_t equals = text.rfind('=');
        return flag == "set-division" || equals == std::string::npos ? std::string() : text.substr(0, equals);
    };
    for (std::size_t i = 0; i + 1 < more.size(); ++i)
        if (more[i] == "--" + flag && target(more[i + 1]) == target(word)) return true;
    return false;
}

} // namespace

std::string commandLine(const std::string& program, const std::string& verb, const Arguments& arguments,
                        const std::vector<std::string>& more)
{
    std::string line = program + " " + verb;
    const Verb* description = verbAt({verb});
    for (const Flag& flag : description->flags) {
        const Value& value = arguments.of(flag.name);
        // What tells how to print, and what stands elsewhere anyway, need not be repeated.
        if (value.source != Source::Flag || flag.name == "output" || flag.name == "no-headers") continue;
        for (const std::string& word : value.words) {
            if (isReplaced(flag.name, word, more)) continue;
            const std::string name = flag.letter != 0 ? std::string("-") + flag.letter : "--" + flag.name;
            line += " " + name + (flag.value.empty() ? "" : " " + shellWord(word));
        }
    }
    for (const std::string& word : more) line += " " + shellWord(word);
    return line;
}

} // namespace cli
