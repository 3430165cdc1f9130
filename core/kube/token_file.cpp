#include "core/kube/token_file.h"

#include "core/base/shown.h"
#include "core/kube/files.h"

namespace core::kube {
namespace {

constexpr std::chrono::seconds Fresh{50}; // client-go: a minute, less a leeway of ten seconds

Fault faultOf(FileFault::Kind kind)
{
    switch (kind) {
    case FileFault::Kind::Missing: return Fault::NotFound;
    case FileFault::Kind::TooLarge: return Fault::TooLarge;
    case FileFault::Kind::Directory:
    case FileFault::Kind::NotAFile: return Fault::Unsupported;
    case FileFault::Kind::Refused: return Fault::Denied;
    }
    return Fault::Denied;
}

} // namespace

Result<Secret> readToken(const std::string& path)
{
    const auto text = readFile(path, CredentialBytes);
    if (!text)
        return failure(faultOf(text.error().kind), "The token file cannot be read: " + text.error().what + ".",
                       shown(path));
    static constexpr const char* Blank = " \t\r\n\v\f";
    const std::size_t from = text->find_first_not_of(Blank);
    if (from == std::string::npos) return failure(Fault::Malformed, "The token file is empty.", shown(path));
    return Secret(text->substr(from, text->find_last_not_of(Blank) - from + 1));
}

Result<Secret> TokenFile::token(Time now)
{
    if (m_token && now < m_until) return *m_token;
    auto read = readToken(m_path);
    if (!read && !m_token) return read;
    if (read) {
        m_token = std::move(*read);
        m_until = now + Fresh;
    }
    return *m_token;
}

bool TokenFile::refused(const Secret& token, Time now)
{
    m_until = now; // read again whatever comes of this
    const auto fresh = this->token(now);
    return fresh && !(*fresh == token);
}

} // namespace core::kube
