#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "core/kube/client_error.h"
#include "core/kube/connection.h"
#include "core/kube/exec_plugin.h"
#include "core/kube/files.h"
#include "core/kube/token_file.h"

/// What one attempt of a request carries of secrets, and where it comes from. Detail of core/kube/client.h.
namespace core::kube {

struct Credential {
    std::vector<Header> headers;
    Tls tls;                           ///< the certificate in it may be that of a program
    std::optional<ExecCredential> ran; ///< what a program gave
    Secret token;                      ///< of the token file, where there is one
    Secret password;                   ///< only to be masked; as it is sent it is in the headers

    /// All that must not stand in a sentence.
    [[nodiscard]] std::vector<Secret> secrets() const;
};

/// The credentials of one connection, fresh for each attempt. Used from one thread, which it never keeps waiting: a program runs in a
/// thread of its own.
class Credentials {
public:
    using Answer = std::function<void(ApiResult<Credential>)>;
    /// Runs a function on the thread that this is used from.
    using Post = std::function<void(std::function<void()>)>;

    /// @param files between two looks at the files of certificates and keys
    Credentials(const Connection& connection, Consents consents, Environment environment, RunLimits limits,
                std::chrono::milliseconds files, Post post);
    ~Credentials(); ///< a program that runs is ended
    Credentials(const Credentials&) = delete;
    Credentials& operator=(const Credentials&) = delete;

    /// Answers at once where no program has to run.
    void get(Answer answer);
    /// The server answered 401. Answers with other credentials where there may be some: a read is then worth repeating once.
    void refused(const Credential& used, std::function<void(bool)> answer);
    /// What the program wrote beside the last credentials that it gave; masked. Where a server refuses these, it may say why.
    [[nodiscard]] const std::string& said() const { return m_said; }

private:
    void readChangedFiles();
    void run(std::function<ExecAnswer(ExecSession&)> ask, std::function<void(const ExecAnswer&)> then);
    [[nodiscard]] ApiResult<Credential> made(const std::optional<Secret>& token,
                                             const std::optional<ExecCredential>& ran) const;
    [[nodiscard]] bool hasProgram() const;

    Connection m_connection;
    Post m_post;
    std::optional<TokenFile> m_tokenFile;
    Watch m_files;
    std::chrono::milliseconds m_filesFresh;
    std::chrono::steady_clock::time_point m_filesRead;

    std::stop_source m_stop;
    std::unique_ptr<ExecSession> m_exec; ///< used by one thread at a time: that of the program while it runs
    std::optional<ExecCredential> m_ran;
    std::string m_said;
    std::vector<Answer> m_waiting;
    bool m_running = false;
    std::vector<std::function<void()>> m_then; ///< to be run when the program is done
    std::thread m_thread;
    std::shared_ptr<bool> m_here; ///< false once this is gone, for what was posted and comes late
};

} // namespace core::kube
