#include "core/live/probe.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/kube/cluster_uid.h"
#include "core/live/all_of.h"

namespace core::live {
namespace {

using kube::ApiError;
using kube::ApiResult;
using kube::Discovery;
using kube::Milliseconds;
using kube::Trouble;
using State = ProbeStep::State;
using Clock = std::chrono::steady_clock;

Milliseconds since(Clock::time_point start)
{
    return std::chrono::duration_cast<Milliseconds>(Clock::now() - start);
}

/// The stage that a fault of the way belongs to.
ProbeStage stageOf(const ApiError& error)
{
    switch (error.trouble) {
    case Trouble::Refused:
    case Trouble::Credentials: return ProbeStage::Authenticate;
    case Trouble::Resolve: return ProbeStage::Resolve;
    case Trouble::Connect:
    case Trouble::Proxy: return ProbeStage::Connect;
    case Trouble::Certificate:
    case Trouble::Tls:
    case Trouble::PlainHttp: return ProbeStage::Tls;
    case Trouble::None: return error.code == 401 ? ProbeStage::Authenticate : ProbeStage::Version;
    case Trouble::Silent:
    case Trouble::Cut:
    case Trouble::TooLarge:
    case Trouble::NotKubernetes:
    case Trouble::Redirect:
    case Trouble::Malformed:
    case Trouble::Cancelled: return ProbeStage::Version;
    }
    return ProbeStage::Version;
}

class Prober {
public:
    Prober(const ProbeOptions& options, std::stop_token stop)
        : m_options(options)
        , m_stop(std::move(stop))
    {
        for (const ProbeStage stage :
             {ProbeStage::Configuration, ProbeStage::Resolve, ProbeStage::Connect, ProbeStage::Tls,
              ProbeStage::Authenticate, ProbeStage::Authorise, ProbeStage::Version, ProbeStage::Fleet})
            m_probe.steps.push_back({stage, State::Skipped, std::nullopt, {}});
    }

    Probe run()
    {
        const ApiResult<kube::Session> session = open();
        if (!session) return std::move(m_probe);
        pass(ProbeStage::Configuration);
        if (!greet(*session)) return std::move(m_probe);
        const auto start = Clock::now();
        const ApiResult<Discovery> found = kube::discovered(*session, m_stop);
        if (!found) {
            fail(found.error().code == 403 ? ProbeStage::Authenticate : stageOf(found.error()), why(found.error()));
            return std::move(m_probe);
        }
        pass(ProbeStage::Authenticate, {}, since(start));
        const kube::ApiResource* members = membersOf(*found);
        m_probe.clusterUid = kube::clusterUid(*session, m_stop);
        m_probe.place = members != nullptr ? kube::Place::Fleet : kube::Place::Member;
        askRights(*session, *found);
        pass(ProbeStage::Fleet, members != nullptr ? "tells of its clusters by " + members->fullName()
                                                   : std::string("no other clusters: it stands for itself"));
        return std::move(m_probe);
    }

private:
    ProbeStep& step(ProbeStage stage) { return m_probe.steps[static_cast<std::size_t>(stage)]; }
    void pass(ProbeStage stage, std::string what = {}, std::optional<Milliseconds> took = {})
    {
        step(stage) = {stage, State::Passed, took, std::move(what)};
    }
    void fail(ProbeStage stage, std::string what)
    {
        step(stage) = {stage, State::Failed, std::nullopt, std::move(what)};
    }

    /// A name that nobody has to look up, and a server without TLS, have no such stage.
    void passWay(const kube::Times& times)
    {
        pass(ProbeStage::Resolve, {}, times.resolve);
        pass(ProbeStage::Connect, m_options.connection.proxy ? "through a proxy" : "", times.connect);
        passTls(times.tls);
    }
    void passTls(std::optional<Milliseconds> took)
    {
        if (!m_options.connection.isTls)
            step(ProbeStage::Tls) = {
                ProbeStage::Tls, State::Doubtful, std::nullopt,
                "Nothing is encrypted, so no credential is sent. Write https:// in the kubeconfig."};
        else if (m_options.connection.tls.insecure)
            step(ProbeStage::Tls) = {ProbeStage::Tls, State::Doubtful, took,
                                     "The server's certificate is not verified (insecure-skip-tls-verify): whoever "
                                     "answers is taken for it. Give the cluster a certificate-authority instead."};
        else
            pass(ProbeStage::Tls, {}, took);
    }

    ApiResult<kube::Session> open()
    {
        kube::SessionOptions session;
        session.name = shown(m_options.connection.context);
        session.consents = m_options.consents;
        session.environment = m_options.environment;
        Result<kube::Session> opened = m_client->open(m_options.connection, std::move(session));
        if (opened) return std::move(*opened);
        fail(ProbeStage::Configuration, opened.error().what);
        return tl::unexpected(kube::troubleOf(Trouble::Connect, opened.error().what, opened.error().where));
    }

    /// The first request, which makes the connection. @return whether there is more to ask
    bool greet(const kube::Session& session)
    {
        const auto start = Clock::now();
        kube::Request request;
        request.path = "/version";
        request.tries = 1;
        const ApiResult<kube::Reply> reply = kube::fetch(session, request, m_stop);
        if (reply) {
            passWay(reply->times);
            const Json version = Json::parse(reply->body, nullptr, false);
            const std::string text =
                version.is_object() && version.contains("gitVersion") && version["gitVersion"].is_string()
                    ? shown(version["gitVersion"].get<std::string>())
                    : std::string();
            if (text.empty()) {
                fail(ProbeStage::Version, "It answers, but not with a version: this is no Kubernetes API. Check the "
                                          "server's address.");
                return false;
            }
            pass(ProbeStage::Version, text, since(start));
            return true;
        }
        const ProbeStage stage = stageOf(reply.error());
        if (stage > ProbeStage::Tls) passWay({});
        if (stage == ProbeStage::Tls) pass(ProbeStage::Resolve), pass(ProbeStage::Connect);
        if (stage == ProbeStage::Connect && !m_options.connection.proxy) pass(ProbeStage::Resolve);
        if (reply.error().trouble == Trouble::Credentials) // before anything was sent
            for (const ProbeStage one : {ProbeStage::Resolve, ProbeStage::Connect, ProbeStage::Tls})
                step(one) = {one, State::Skipped, {}, {}};
        if (reply.error().trouble == Trouble::None && reply.error().code == 403) { // its version is not for everybody
            step(ProbeStage::Version) = {ProbeStage::Version, State::Doubtful, std::nullopt,
                                         "The server does not tell its version to this user."};
            return true;
        }
        fail(stage, why(reply.error()));
        return false;
    }

    void askRights(const kube::Session& session, const Discovery& found)
    {
        const auto start = Clock::now();
        std::vector<Question> questions;
        for (UsedRight& one : usedRights(found, *m_probe.place)) questions.push_back({session, std::move(one.right)});
        const auto has = askAll(questions, m_options.most, m_stop);
        std::size_t unknown = 0;
        for (std::size_t i = 0; i < questions.size(); ++i) {
            unknown += has[i] ? 0 : 1;
            if (!has[i] || *has[i]) continue;
            m_probe.missing.push_back(questions[i].right);
        }
        ProbeStep& result = step(ProbeStage::Authorise);
        result = {ProbeStage::Authorise, State::Passed, since(start), std::to_string(questions.size()) + " rights"};
        if (!m_probe.missing.empty()) {
            result.state = State::Doubtful;
            result.what = "Missing: " + joined(m_probe.missing, ", ", &Right::text) +
                          ". What they give stays unknown; `berthctl doctor --role " +
                          (m_probe.place == kube::Place::Fleet ? "fleet" : "member") +
                          "` prints the role that holds all of them.";
        } else if (unknown > 0) {
            result.state = State::Doubtful;
            result.what = "The server does not say of " + std::to_string(unknown) + " of " +
                          std::to_string(questions.size()) + " rights whether this user has them.";
        }
    }

    [[nodiscard]] static std::string why(const ApiError& error)
    {
        if (error.code == 403 && error.message.find("system:anonymous") != std::string::npos)
            return "The server takes this user for nobody (system:anonymous): no credential was sent, or it knows none "
                   "of them. Check the user of the context.";
        return error.error.what;
    }
    const ProbeOptions& m_options;
    std::stop_token m_stop;
    std::unique_ptr<kube::Client> m_client = std::make_unique<kube::Client>(optionsOf(m_options.most));
    Probe m_probe;

    static kube::ClientOptions optionsOf(Milliseconds most)
    {
        kube::ClientOptions options;
        options.limits.connect = most;
        options.limits.answer = most;
        options.limits.perSecond = 200; // a few dozen questions, once
        options.limits.burst = 200;
        return options;
    }
};

} // namespace

std::string_view name(ProbeStage stage)
{
    switch (stage) {
    case ProbeStage::Configuration: return "configuration";
    case ProbeStage::Resolve: return "resolve";
    case ProbeStage::Connect: return "connect";
    case ProbeStage::Tls: return "TLS";
    case ProbeStage::Authenticate: return "authenticate";
    case ProbeStage::Authorise: return "authorise";
    case ProbeStage::Version: return "version";
    case ProbeStage::Fleet: return "fleet";
    }
    return {};
}

std::string_view name(ProbeStep::State state)
{
    switch (state) {
    case State::Passed: return "passed";
    case State::Doubtful: return "doubtful";
    case State::Failed: return "failed";
    case State::Skipped: return "skipped";
    }
    return {};
}

bool Probe::ok() const
{
    return std::none_of(steps.begin(), steps.end(), [](const ProbeStep& one) { return one.state == State::Failed; });
}

const ProbeStep* Probe::worst() const
{
    for (const State state : {State::Failed, State::Doubtful})
        for (const ProbeStep& one : steps)
            if (one.state == state) return &one;
    return nullptr;
}

Probe probe(const ProbeOptions& options, const std::stop_token& stop)
{
    return Prober(options, stop).run();
}

const kube::ApiResource* membersOf(const Discovery& discovery)
{
    for (const kube::WatchedResource& one : kube::watchedResources())
        if (one.place == kube::Place::Fleet && kube::listsClusters(one))
            if (const kube::ApiResource* found = discovery.byName(one.group, one.plural)) return found;
    return nullptr;
}

std::vector<UsedRight> usedRights(const Discovery& discovery, kube::Place place)
{
    std::vector<UsedRight> rights;
    for (const kube::WatchedResource& one : kube::watchedResources()) {
        if (one.place != place || discovery.byName(one.group, one.plural) == nullptr) continue;
        for (const char* verb : {"list", "watch"})
            rights.push_back(
                {{verb, std::string(one.group), std::string(one.plural), {}, std::string(one.nameSpace), {}},
                 std::string(one.gives)});
    }
    return rights;
}

std::vector<UsedRight> preflightRights(const Discovery& discovery)
{
    std::vector<UsedRight> rights;
    for (const kube::LookedUpResource& one : kube::lookedUpResources())
        if (discovery.byName(one.group, one.plural) != nullptr)
            rights.push_back(
                {{"get", std::string(one.group), std::string(one.plural), {}, {}, {}}, std::string(one.gives)});
    return rights;
}

std::vector<std::optional<bool>> askAll(const std::vector<Question>& questions, Milliseconds most,
                                        const std::stop_token& stop)
{
    return detail::allOf<bool>(
        questions.size(), most, stop, [&](std::size_t i, const std::function<void(std::optional<bool>)>& answer) {
            ask(
                questions[i].session, questions[i].right,
                [answer](const ApiResult<bool>& has) { answer(has ? std::optional(*has) : std::nullopt); }, stop);
        });
}

} // namespace core::live
