#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/kube/cache_parts.h"
#include "core/kube/client_discovery.h"
#include "core/live/rights.h"

/// Whether a connection works, stage by stage: what the window's Test and `berthctl connections test` show.
namespace core::live {

enum class ProbeStage {
    Configuration, ///< the kubeconfig's entry, its files and its program
    Resolve,       ///< the server's name, or its proxy's
    Connect,
    Tls,
    Authenticate, ///< the server knows who asks
    Authorise,    ///< the rights that Berth uses
    Version,
    Fleet ///< whether the server tells of other clusters
};
[[nodiscard]] std::string_view name(ProbeStage stage); ///< "resolve"

struct ProbeStep {
    enum class State { Passed, Doubtful, Failed, Skipped };
    ProbeStage stage{};
    State state = State::Skipped; ///< one that failed leaves those behind it skipped
    std::optional<kube::Milliseconds> took;
    std::string what; ///< "v1.32.3"; with Failed and Doubtful: what is wrong and what to do. May be empty.
};
[[nodiscard]] std::string_view name(ProbeStep::State state); ///< "passed"

struct Probe {
    std::vector<ProbeStep> steps;     ///< every stage, in order
    std::optional<kube::Place> place; ///< once it is known
    std::string clusterUid;           ///< kube::clusterUid; empty: it may not be read, or was not reached
    std::vector<Right> missing;
    [[nodiscard]] bool ok() const; ///< nothing failed
    /// The first stage that failed, else the first that is doubtful; nullptr: all is well.
    [[nodiscard]] const ProbeStep* worst() const;
};

struct ProbeOptions {
    kube::Connection connection;
    kube::Consents consents;
    kube::Environment environment;
    kube::Milliseconds most{10'000}; ///< to connect, and for each answer
};
/// Reaches the server and waits; only reads, and asks for its own rights.
[[nodiscard]] Probe probe(const ProbeOptions& options, const std::stop_token& stop = {});

/// The rights that Berth uses of a server that serves this, and what is unknown without each.
struct UsedRight {
    Right right;
    std::string gives;
};
[[nodiscard]] std::vector<UsedRight> usedRights(const kube::Discovery& discovery, kube::Place place);
/// Those that preflight uses of a cluster besides.
[[nodiscard]] std::vector<UsedRight> preflightRights(const kube::Discovery& discovery);
/// Whether it tells of other clusters; the resource whose objects they are, nullptr: none.
[[nodiscard]] const kube::ApiResource* membersOf(const kube::Discovery& discovery);
struct Question {
    kube::Session session;
    Right right;
};
/// Asks all at once, of as many servers as there are, and waits. In their order; none: the server does not say, or not in time.
[[nodiscard]] std::vector<std::optional<bool>> askAll(const std::vector<Question>& questions, kube::Milliseconds most,
                                                      const std::stop_token& stop = {});

} // namespace core::live
