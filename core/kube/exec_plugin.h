#pragma once

#include <chrono>
#include <functional>
#include <set>
#include <stop_token>

#include "core/kube/connection.h"

/// Programs that hand out credentials: what exactly would be run, consent to it, one run, and what it said.
///
/// The rule: nothing is run that a person has not seen and allowed, and only that. Consent is to the resolved file, its content, the
/// arguments, the content of the scripts and programs that these name, and the variables of the kubeconfig; if any of them changes, it is
/// asked again. Other files of the arguments are named and may change: caches of tokens do so by themselves. No shell; no standard input unless the
/// program needs a person and a terminal is there. Its environment is clean: of Berth's own it gets the variables of
/// `isPassed` (who and where the user is, language, proxies and certificates, settings of the clouds' own tools), and what the
/// kubeconfig names; nothing that makes a loader or an interpreter run other code (LD_*, PYTHONPATH, …).
namespace core::kube {

/// What would be run, to be shown before it is.
struct Invocation {
    std::string file; ///< absolute, found as client-go finds it
    std::string fileDigest;
    std::vector<std::string> args;
    std::vector<EnvVar> env; ///< of the kubeconfig
    /// A script or program that an argument names.
    struct Script {
        std::string path;
        std::string digest;
    };
    std::vector<Script> scripts;
    std::string digest; ///< of all of this: what consent is to
    Problems warnings;  ///< others may write the file; a variable makes a loader run other code
    Problems
        notes; ///< for the person who is to consent: files of the arguments, and an interpreter whose code is in none

    /// "/usr/bin/cloud-cli get-token --profile prod", escaped; with `A=value` in front for each variable. For the person who is to
    /// consent. What stands behind the name of a secret (`AWS_SECRET_ACCESS_KEY=`, `--password`, `-p`, of `-u` the part behind the colon) is
    /// `***`: the line may go into a build's log, and `digest` has the value.
    [[nodiscard]] std::string commandLine() const;
};

/// @errors NotFound: the program is not there; what the kubeconfig says about installing it is in the sentence.  Denied: it, or a script of the arguments, cannot be read.
[[nodiscard]] Result<Invocation> invocation(const Exec& exec, const Environment& environment);

/// Digests of what was allowed. It is kept with the settings: `json()` out, `Consents(json)` in.
class Consents {
public:
    Consents() = default;
    explicit Consents(const Json& json);
    void allow(const Invocation& what) { m_digests.insert(what.digest); }
    void withdraw(const Invocation& what) { m_digests.erase(what.digest); }
    [[nodiscard]] bool allows(const Invocation& what) const { return m_digests.count(what.digest) > 0; }
    [[nodiscard]] Json json() const { return m_digests; }

private:
    std::set<std::string> m_digests;
};

/// Whether a variable of Berth's environment reaches a program.
[[nodiscard]] bool isPassed(std::string_view variable);

struct RunLimits {
    std::chrono::milliseconds time{60'000};
    std::size_t output = 1U << 20U;  ///< bytes of standard output; more is a fault
    std::size_t errors = 16U << 10U; ///< bytes of standard error that are kept, the last
};

struct Ran {
    int exitCode = 0;
    Secret output;
    std::string errors; ///< as written
};

/// Runs a program to its end, with no input; `secrets` are masked in what an error says of it. At the limit, or when stopped, it is killed with all that it started.
/// @errors Unavailable: over time.  TooLarge: too much output.  Cancelled.  NotFound, Denied: it cannot be started.
[[nodiscard]] Result<Ran> runProgram(const std::string& file, const std::vector<std::string>& args,
                                     const Environment& environment, const std::vector<Secret>& secrets,
                                     const RunLimits& limits, const std::stop_token& stop);

struct ExecCredential {
    Secret token;
    std::string certificate;
    Secret key;
    std::optional<std::chrono::sys_seconds> expires;
    bool operator==(const ExecCredential&) const = default;
};

enum class ExecFault {
    None,
    BadOutput,
    VersionMismatch,
    NoStatus,
    NoCredential,
    HalfKeyPair,
    BadKeyPair,
    ExitCode,
    NotRun
};
[[nodiscard]] std::string_view name(ExecFault fault); ///< "version_mismatch"

struct ExecAnswer {
    ExecFault fault = ExecFault::None;
    ExecCredential credential;
    Error error;        ///< where there is a fault; never what the program printed on standard output
    std::string said{}; ///< where there is none: what it wrote besides, on standard error; masked
};
/// What the output says. `apiVersion` is the one that the kubeconfig asks for.
/// @source client-go plugin/pkg/client/auth/exec, 0.36.2
[[nodiscard]] ExecAnswer readExecCredential(const Secret& output, std::string_view apiVersion);

/// KUBERNETES_EXEC_INFO.
[[nodiscard]] std::string execInfo(const Connection& connection, bool interactive);

/// One run, consent checked on the file as it is now.
/// In the answer: NotRun with Denied where there is no consent; Unsupported where it needs a terminal (`interactiveMode: Always`).
[[nodiscard]] ExecAnswer runExec(const Connection& connection, const Consents& consents, const Environment& environment,
                                 const RunLimits& limits, std::stop_token stop);

/// The credentials of one connection: kept until they expire, fetched again then and after a 401. As client-go, with two bounds: a
/// program that failed or gave an expired credential three times in a row is left alone for a while (1 s, doubling, to 60 s).
class ExecSession {
public:
    using Time = std::chrono::sys_seconds;
    using Fetch = std::function<ExecAnswer()>;
    explicit ExecSession(Fetch fetch)
        : m_fetch(std::move(fetch))
    {}
    [[nodiscard]] ExecAnswer credential(Time now);
    /// The server answered 401 to `used`. The answer is fresh: a GET may be repeated once with it.
    [[nodiscard]] ExecAnswer refused(const ExecCredential& used, Time now);
    [[nodiscard]] int runs() const { return m_runs; }

private:
    ExecAnswer fetch(Time now);

    Fetch m_fetch;
    ExecAnswer m_last;
    bool m_have = false;
    int m_useless = 0; ///< in a row
    Time m_notBefore{};
    int m_runs = 0;
};

} // namespace core::kube
