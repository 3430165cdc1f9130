#include "core/kube/files.h"

#include <filesystem>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace core::kube {
namespace {

class Opened {
public:
    explicit Opened(const std::string& path)
        : m_fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    {}
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;
    ~Opened()
    {
        if (m_fd >= 0) ::close(m_fd);
    }
    [[nodiscard]] int fd() const { return m_fd; }

private:
    int m_fd;
};

tl::unexpected<FileFault> fault(FileFault::Kind kind, std::string what)
{
    return tl::unexpected<FileFault>(FileFault{kind, std::move(what)});
}

tl::unexpected<FileFault> faultOf(int error)
{
    switch (error) {
    case ENOENT: return fault(FileFault::Kind::Missing, "there is no such file");
    case EISDIR: return fault(FileFault::Kind::Directory, "it is a folder");
    case EACCES:
    case EPERM: return fault(FileFault::Kind::Refused, "you may not read it");
    case ENOTDIR: return fault(FileFault::Kind::Refused, "a part of its path is not a folder");
    case ENAMETOOLONG: return fault(FileFault::Kind::Refused, "its path is too long");
    case ELOOP: return fault(FileFault::Kind::Refused, "its links lead in a circle");
    default: return fault(FileFault::Kind::Refused, "it cannot be read (error " + std::to_string(error) + ")");
    }
}

bool handedToUs(const std::string& path)
{
    return path.rfind("/dev/fd/", 0) == 0 || path.rfind("/proc/self/fd/", 0) == 0 || path == "/dev/stdin";
}

tl::expected<std::string, FileFault> readAll(int fd, std::size_t limit)
{
    std::string text;
    for (;;) {
        const std::size_t have = text.size();
        text.resize(have + 65536);
        const ssize_t got = ::read(fd, text.data() + have, 65536);
        if (got < 0 && errno == EINTR) {
            text.resize(have);
            continue;
        }
        if (got < 0) return faultOf(errno);
        text.resize(have + static_cast<std::size_t>(got));
        if (text.size() > limit)
            return fault(FileFault::Kind::TooLarge, "it is larger than " + std::to_string(limit >> 10U) + " KiB");
        if (got == 0) return text;
    }
}

std::string stateOf(const std::string& path)
{
    struct stat s {};
    if (::stat(path.c_str(), &s) != 0) return {};
    std::string state;
    for (const auto part :
         {static_cast<long long>(s.st_dev), static_cast<long long>(s.st_ino), static_cast<long long>(s.st_size),
          static_cast<long long>(s.st_mtim.tv_sec), static_cast<long long>(s.st_mtim.tv_nsec),
          static_cast<long long>(s.st_ctim.tv_sec), static_cast<long long>(s.st_ctim.tv_nsec)})
        state += std::to_string(part) + " ";
    return state;
}

} // namespace

std::string cleanPath(std::string_view path)
{
    const bool rooted = !path.empty() && path.front() == '/';
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        const std::string_view part = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
        if (part.empty() || part == ".") continue;
        if (part == ".." && !parts.empty() && parts.back() != "..")
            parts.pop_back();
        else if (part != ".." || !rooted)
            parts.push_back(part);
    }
    std::string out = rooted ? "/" : "";
    for (std::size_t i = 0; i < parts.size(); ++i) out.append(i > 0 ? "/" : "").append(parts[i]);
    return out.empty() ? "." : out;
}

std::string pathIn(std::string_view folder, std::string_view path)
{
    if (path.empty() || path.front() == '/') return std::string(path);
    if (folder.empty()) return cleanPath(path);
    return cleanPath(std::string(folder).append("/").append(path));
}

std::string folderOf(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? "." : cleanPath(path.substr(0, slash + 1));
}

std::string currentFolder()
{
    std::error_code ignored;
    return std::filesystem::current_path(ignored).string();
}

tl::expected<std::string, FileFault> readFile(const std::string& path, std::size_t limit)
{
    const Opened file(path);
    if (file.fd() < 0) return faultOf(errno);
    struct stat s {};
    if (::fstat(file.fd(), &s) != 0) return faultOf(errno);
    if (S_ISDIR(s.st_mode)) return faultOf(EISDIR);
    if (S_ISFIFO(s.st_mode) && handedToUs(path)) {
        const int flags = ::fcntl(file.fd(), F_GETFL);
        if (flags < 0 || ::fcntl(file.fd(), F_SETFL, flags & ~O_NONBLOCK) < 0) return faultOf(errno);
    } else if (!S_ISREG(s.st_mode) && !S_ISCHR(s.st_mode)) {
        return fault(FileFault::Kind::NotAFile, "it is a pipe, a socket or a disk and not a file");
    }
    return readAll(file.fd(), limit);
}

tl::expected<void, FileFault> tryOpen(const std::string& path)
{
    const Opened file(path);
    if (file.fd() < 0) return faultOf(errno);
    return {};
}

Watch::Watch(std::vector<std::string> paths)
{
    for (std::string& path : paths) {
        std::string state = stateOf(path);
        m_files.push_back({std::move(path), std::move(state)});
    }
}

std::vector<std::string> Watch::changed()
{
    std::vector<std::string> paths;
    for (Watched& file : m_files) {
        std::string now = stateOf(file.path);
        if (now == file.state) continue;
        file.state = std::move(now);
        paths.push_back(file.path);
    }
    return paths;
}

} // namespace core::kube
