#pragma once

#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>

#include <sys/stat.h>
#include <unistd.h>

namespace core {

/// Puts the bytes in the place of the file, readable by its owner only: a file beside it, on the disk before it takes the name, so that a
/// crash leaves the old one or the new one, whole.
/// @return errno; 0: done
[[nodiscard]] inline int replaceFile(const std::string& path, std::string_view bytes)
{
    std::string temporary = path + ".XXXXXX";
    const int file = ::mkstemp(temporary.data()); // mode 0600
    if (file < 0) return errno;
    const auto giveUp = [&](int number) {
        ::close(file);
        ::unlink(temporary.c_str());
        return number;
    };
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return giveUp(errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file) != 0 || ::rename(temporary.c_str(), path.c_str()) != 0) return giveUp(errno);
    ::close(file);
    return 0;
}

/// Makes the folder, and those above it that are missing, for their owner alone; one that is there stays as it is.
/// @return errno; 0: it is there
[[nodiscard]] inline int makePrivateFolder(const std::string& path)
{
    for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
        const std::string part = path.substr(0, end);
        if (::mkdir(part.c_str(), 0700) != 0 && errno != EEXIST) {
            struct stat facts {}; // where nothing may be made, what is there does
            const int number = errno;
            if (::stat(part.c_str(), &facts) != 0) return number;
        }
        if (end == std::string::npos) return 0;
    }
}

} // namespace core
